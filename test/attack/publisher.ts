import type { AttackedRow, AttackedTable } from '#attack';
import type { Breakdown, CountedIndicator, Policy, Tabulation } from '#core';
import { inForm } from './rules.ts';
import { childrenOf, countsOf, groupsOf, keyOf, plus, total } from './staff-list.ts';

export type State = AttackedRow['state'];

/** What a publisher decided: the fate of each group, the form of each breakdown, and whether withheld siblings are shown combined. */
export interface Edition {
  readonly breakdowns: readonly Breakdown[];
  readonly form: (breakdown: Breakdown) => string;
  readonly state: (key: string) => State;
  readonly remainders: boolean;
  readonly policy: Policy;
}

/**
 * A second publisher: prints true tables for any choice of shown, banded and withheld groups, wise or foolish. With the engine's own choice it must
 * print what the engine printed; with a foolish one it makes the releases that an attacker ought to break.
 */
export function publish(tabulation: Tabulation, indicator: CountedIndicator, edition: Edition): AttackedTable[] {
  return edition.breakdowns.map((breakdown) => {
    const form = edition.form(breakdown);
    const crossed = tabulation.dimensions.flatMap((d, at) => (breakdown.dimensions.includes(d.id) ? [{ d, at }] : []));
    const narrow = (codes: readonly string[]) => crossed.map(({ at }) => codes[at] ?? '');
    const rows: AttackedRow[] = [];
    for (const codes of groupsOf(tabulation, breakdown)) {
      const full = countsOf(tabulation, indicator, codes);
      const state = edition.state(keyOf(codes));
      const cells = inForm(indicator, full, form);
      const base = total(full);
      if (state === 'shown') rows.push({ kind: 'group', codes: narrow(codes), state, base, cells });
      else if (state === 'banded' && cells.length === 2)
        rows.push({ kind: 'group', codes: narrow(codes), state, base, cells: bands(base, cells, edition.policy) });
      else rows.push({ kind: 'group', codes: narrow(codes), state: 'withheld' });
      if (!edition.remainders || state !== 'shown') continue;
      for (const { d, at } of crossed) {
        const hidden = childrenOf(d, codes[at] ?? '')
          .map((child) => codes.with(at, child))
          .filter((child) => edition.state(keyOf(child)) !== 'shown');
        if (hidden.length === 0) continue;
        const sum = hidden.map((child) => countsOf(tabulation, indicator, child)).reduce(plus);
        rows.push({
          kind: 'remainder',
          codes: narrow(codes.with(at, `~${codes[at] ?? ''}`)),
          state: 'shown',
          base: total(sum),
          cells: inForm(indicator, sum, form),
        });
      }
    }
    return {
      id: `${indicator.id}.${breakdown.id}`,
      indicator: indicator.id,
      dimensions: crossed.map(({ d }) => d.id),
      form,
      rows,
    };
  });
}

function bands(base: number, cells: readonly number[], policy: Policy): { low: number; high: number }[] {
  const edge = Math.ceil(policy.homogeneity * base);
  return cells.map((count) => (count >= edge ? { low: edge, high: base } : { low: 0, high: base - edge }));
}

/** The choices that a set of tables shows, so that another edition can differ from it in one group. */
export function editionOf(
  tabulation: Tabulation,
  breakdowns: readonly Breakdown[],
  tables: readonly AttackedTable[],
  policy: Policy,
): Edition {
  const states = new Map<string, State>();
  for (const [at, breakdown] of breakdowns.entries()) {
    const table = tables[at];
    if (table === undefined) throw new Error(`no table for ${breakdown.id}`);
    for (const row of table.rows) {
      if (row.kind === 'remainder') continue;
      const key = keyOf(tabulation.dimensions.map((d) => row.codes[table.dimensions.indexOf(d.id)] ?? d.total));
      // A banded group looks withheld in a table whose form has more than two answers.
      if (states.get(key) !== 'banded') states.set(key, row.state);
    }
  }
  return {
    breakdowns,
    form: (breakdown) => tables[breakdowns.indexOf(breakdown)]?.form ?? '',
    state: (key) => states.get(key) ?? 'withheld',
    remainders: true,
    policy,
  };
}
