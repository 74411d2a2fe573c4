import type { AttackedRow, AttackedTable } from '#attack';
import type { Breakdown, CountedIndicator, Policy, Tabulation } from '#core';
import { breaksARule } from './rules.ts';
import { childrenOf, countsOf, groupsOf, keyOf, plus, total, wide } from './staff-list.ts';

type Shown = Extract<AttackedRow, { readonly state: 'shown' }>;

/**
 * Re-adds published tables with plain arithmetic and says what does not hold: every group has its row once and in registry order, a row adds up to its
 * base, shown children and their remainder add up to the parent, one group has one number everywhere, no remainder stands for a single
 * group, and every printed row obeys the rules.
 */
export function faults(
  tabulation: Tabulation,
  indicator: CountedIndicator,
  breakdowns: readonly Breakdown[],
  tables: readonly AttackedTable[],
  policy: Policy,
): string[] {
  const found: string[] = [];
  const seen = new Map<string, string>();
  for (const [t, breakdown] of breakdowns.entries()) {
    const table = tables[t];
    if (table === undefined) return [`${breakdown.id}: no table`];
    const say = (codes: readonly string[], what: string) => found.push(`${table.id} ${codes.join(' × ')}: ${what}`);
    const rows = new Map(table.rows.map((row) => [keyOf(wide(tabulation, table.dimensions, row.codes)), row]));
    if (rows.size !== table.rows.length) say([], 'two rows of one name');
    const expected = groupsOf(tabulation, breakdown);
    const listed = table.rows
      .filter((row) => row.kind === 'group')
      .map((row) => keyOf(wide(tabulation, table.dimensions, row.codes)));
    if (listed.join() !== expected.map(keyOf).join()) say([], 'not every group in registry order');
    for (const row of table.rows) if (row.state === 'shown') for (const what of rowFaults(row)) say(row.codes, what);
    for (const codes of expected) {
      const row = rows.get(keyOf(codes));
      if (row?.state !== 'shown') continue;
      const name = `${keyOf(codes)} ${table.form}`;
      const before = seen.get(name);
      if (before !== undefined && before !== row.cells.join()) say(codes, 'another number in another table');
      seen.set(name, row.cells.join());
      if (breaksARule(indicator, countsOf(tabulation, indicator, codes), table.form, policy))
        say(codes, 'printed against a rule');
      tabulation.dimensions.forEach((dimension, d) => {
        const children = table.dimensions.includes(dimension.id) ? childrenOf(dimension, codes[d] ?? '') : [];
        if (children.length === 0) return;
        const below = children.map((child) => codes.with(d, child));
        const hidden = below.filter((child) => rows.get(keyOf(child))?.state !== 'shown');
        const remainder = rows.get(keyOf(codes.with(d, `~${codes[d] ?? ''}`)));
        if (hidden.length > 0 !== (remainder !== undefined))
          say(codes, `hidden children ${hidden.length}, remainder ${remainder === undefined ? 'none' : 'one'}`);
        const parts = [...below.map((child) => rows.get(keyOf(child))), remainder].filter((r) => r?.state === 'shown');
        if (parts.reduce((sum, r) => sum + r.base, 0) !== row.base) say(codes, 'bases do not add up');
        if (
          parts
            .map((r) => r.cells)
            .reduce(plus)
            .join() !== row.cells.join()
        )
          say(codes, 'cells do not add up');
        if (hidden.length === 0) return;
        const fulls = hidden.map((child) => countsOf(tabulation, indicator, child));
        const peopled = fulls.filter((full) => total(full) > 0).length;
        const others = below.some(
          (child) => !hidden.includes(child) && total(countsOf(tabulation, indicator, child)) > 0,
        );
        if (peopled === 1 && others) say(codes, 'the remainder is one group');
        if (breaksARule(indicator, fulls.reduce(plus), table.form, policy) && others)
          say(codes, 'the remainder breaks a rule');
      });
    }
  }
  return found;
}

function rowFaults(row: Shown): string[] {
  const whole = [row.base, ...row.cells].every((v) => Number.isSafeInteger(v) && v >= 0);
  return [
    ...(whole ? [] : ['not whole numbers']),
    ...(total(row.cells) === row.base ? [] : ['cells do not add up to the base']),
  ];
}
