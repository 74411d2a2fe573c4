import { type CountedIndicator, headsOf, householdersOf, type Policy, type Tabulation } from '#core';
import type { Located } from './published.ts';

/** A group that can be worked out from the tables and breaks a rule; `subject` is a published group whose withholding would end it. */
export interface Exposure {
  readonly subject: string;
  readonly what: 'published' | 'difference';
}

interface Shown {
  readonly located: Located;
  /** Per atom of the tabulation whether it is one of them. */
  readonly has: Uint8Array;
  readonly tally: Tally;
}

/** Head count and counts of the full categories of some people. */
interface Tally {
  readonly base: number;
  readonly full: readonly number[];
  /** The same with one person of each household only; null where everybody is a household of their own. */
  readonly householders: Omit<Tally, 'householders'> | null;
}

/**
 * Subtracts published groups from one another wherever one lies inside another, whatever dimensions they come from, and holds every
 * result against the rules that a published group must obey (attacks A3, A4, A22, A33). Independent of how the tables were made.
 * It covers single differences and a group less all disjoint groups of one table inside it; general unions are left to the interval test.
 */
export function derivedGroups(tabulation: Tabulation, indicator: CountedIndicator, located: readonly Located[], policy: Policy): Exposure[] {
  const width = indicator.categories.length;
  const heads = headsOf(tabulation, indicator.population);
  const counts = tabulation.counts[indicator.id] ?? new Int32Array();
  const householders = householdersOf(tabulation, indicator.population);
  const theirs = tabulation.householders?.counts[indicator.id] ?? new Int32Array();
  const sums = (atoms: readonly number[], each: readonly number[], answers: Int32Array) => ({
    base: sum(atoms, (a) => each[a] ?? 0),
    full: Array.from({ length: width }, (_, c) => sum(atoms, (a) => answers[a * width + c] ?? 0)),
  });
  const tallyOf = (atoms: readonly number[]): Tally => ({ ...sums(atoms, heads, counts), householders: householders === null ? null : sums(atoms, householders, theirs) });
  const shown: Shown[] = located
    .filter((l) => l.row.state === 'shown' && l.people > 0)
    .map((l) => {
      const has = new Uint8Array(tabulation.codes.length);
      for (const a of l.atoms) has[a] = 1;
      return { located: l, has, tally: tallyOf(l.atoms) };
    });
  const found: Exposure[] = [];
  const forms = indicator.forms.map((form) => form.categories.map((category) => category.of.map((code) => indicator.categories.indexOf(code))));
  const place = new Map(indicator.forms.map((form, i) => [form.id, i]));

  // What two rows have in common is told in the coarser of their forms, and with it in every form coarser still.
  const breaks = ({ base, full, householders: few }: Tally, rows: readonly Shown[]): boolean => {
    if (base === 0) return false;
    const least = indicator.sensitive ? policy.minGroupSensitive : policy.minGroup;
    if (base < least || (few !== null && few.base < least)) return true;
    const at = Math.max(...rows.map((row) => place.get(row.located.table.form) ?? 0));
    return forms.slice(at).some((cells) =>
      cells.some((categories) => {
        const c = sum(categories, (category) => full[category] ?? 0);
        const rest = base - c;
        // So few householders may stand for as few households, whatever the number of people.
        if (few !== null && c > 0 && sum(categories, (category) => few.full[category] ?? 0) < policy.minCell) return true;
        const small = (v: number) => v < policy.minCell && (v > 0 || (policy.zeros === 'protected' && v === c));
        return small(c) || (rest > 0 && rest < policy.minCell) || (indicator.sensitive && c >= policy.homogeneity * base);
      }),
    );
  };

  for (const row of shown) if (breaks(row.tally, [row])) found.push({ subject: row.located.key, what: 'published' });
  for (const outer of shown) {
    const byTable = new Map<string, Shown[]>();
    for (const inner of shown) {
      if (inner === outer || inner.located.people >= outer.located.people || !inner.located.atoms.every((a) => outer.has[a] === 1)) continue;
      if (breaks(less(outer.tally, inner.tally), [outer, inner])) found.push({ subject: smaller(inner, outer), what: 'difference' });
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
      const rest = used.reduce((tally, part) => less(tally, part.tally), outer.tally);
      if (used.length > 1 && breaks(rest, [outer, ...used])) {
        found.push({ subject: used.reduce(smallest).located.key, what: 'difference' });
      }
    }
  }
  return found;
}

/** The people of one who are not people of the other, who all are. */
function less(whole: Tally, part: Tally): Tally {
  const between = (a: Omit<Tally, 'householders'>, b: Omit<Tally, 'householders'>) => ({ base: a.base - b.base, full: a.full.map((v, c) => v - (b.full[c] ?? 0)) });
  return { ...between(whole, part), householders: whole.householders === null || part.householders === null ? null : between(whole.householders, part.householders) };
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
