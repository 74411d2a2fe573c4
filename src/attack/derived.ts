import type { CountedIndicator, Policy, Tabulation } from '#core';
import type { Located } from './published.ts';

/** A group that can be worked out from the tables and breaks a rule; `subject` is a published group whose withholding would end it. */
export interface Exposure {
  readonly subject: string;
  readonly what: 'published' | 'difference';
}

interface Shown {
  readonly located: Located;
  readonly set: ReadonlySet<number>;
}

/**
 * Subtracts published groups from one another wherever one lies inside another, whatever dimensions they come from, and holds every
 * result against the rules that a published group must obey (attacks A3, A4, A22, A33). Independent of how the tables were made.
 * It covers single differences and a group less all disjoint groups of one table inside it; general unions are left to the interval test.
 */
export function derivedGroups(tabulation: Tabulation, indicator: CountedIndicator, located: readonly Located[], policy: Policy): Exposure[] {
  const width = indicator.categories.length;
  const heads = tabulation.heads[indicator.population];
  const counts = tabulation.counts[indicator.id] ?? new Int32Array();
  const shown: Shown[] = located.filter((l) => l.row.state === 'shown' && l.people > 0).map((l) => ({ located: l, set: new Set(l.atoms) }));
  const found: Exposure[] = [];

  // What two rows have in common is told in the coarser of their forms, and with it in every form coarser still.
  const coarse = (atoms: readonly number[], forms: readonly string[]): number[] => {
    const at = Math.max(...forms.map((id) => indicator.forms.findIndex((f) => f.id === id)));
    const cells = indicator.forms.slice(at).flatMap((form) => form.categories.map((category) => category.of.map((code) => indicator.categories.indexOf(code))));
    return cells.map((categories) => sum(atoms, (a) => categories.reduce((s, c) => s + (counts[a * width + c] ?? 0), 0)));
  };
  const breaks = (atoms: readonly number[], forms: readonly string[]): boolean => {
    const base = sum(atoms, (a) => heads[a] ?? 0);
    if (base === 0) return false;
    const least = indicator.sensitive ? policy.minGroupSensitive : policy.minGroup;
    if (base < least) return true;
    return coarse(atoms, forms).some((c) => {
      const rest = base - c;
      const small = (v: number) => v < policy.minCell && (v > 0 || (policy.zeros === 'protected' && v === c));
      return small(c) || (rest > 0 && rest < policy.minCell) || (indicator.sensitive && c >= policy.homogeneity * base);
    });
  };

  for (const { located: l } of shown) if (breaks(l.atoms, [l.table.form])) found.push({ subject: l.key, what: 'published' });
  for (const outer of shown) {
    const byTable = new Map<string, Shown[]>();
    for (const inner of shown) {
      if (inner === outer || inner.located.people >= outer.located.people || !inner.located.atoms.every((a) => outer.set.has(a))) continue;
      const rest = outer.located.atoms.filter((a) => !inner.set.has(a));
      if (breaks(rest, [outer.located.table.form, inner.located.table.form])) found.push({ subject: smaller(inner, outer), what: 'difference' });
      const list = byTable.get(inner.located.table.id);
      if (list === undefined) byTable.set(inner.located.table.id, [inner]);
      else list.push(inner);
    }
    for (const inside of byTable.values()) {
      const taken = new Set<number>();
      const used: Shown[] = [];
      for (const part of [...inside].sort((a, b) => a.located.people - b.located.people)) {
        if (part.located.atoms.some((a) => taken.has(a))) continue;
        part.located.atoms.forEach((a) => taken.add(a));
        used.push(part);
      }
      const rest = outer.located.atoms.filter((a) => !taken.has(a));
      if (used.length > 1 && breaks(rest, [outer.located.table.form, ...used.map((u) => u.located.table.form)])) {
        found.push({ subject: used.reduce(smallest).located.key, what: 'difference' });
      }
    }
  }
  return found;
}

function smaller(a: Shown, b: Shown): string {
  return smallest(a, b).located.key;
}

function smallest(a: Shown, b: Shown): Shown {
  return a.located.people <= b.located.people ? a : b;
}

function sum(atoms: Iterable<number>, value: (atom: number) => number): number {
  let total = 0;
  for (const a of atoms) total += value(a);
  return total;
}
