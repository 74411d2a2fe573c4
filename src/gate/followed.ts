import type { ReleaseContent, ReleasedRow, ReleasedTable } from '#release';

/**
 * The gate's own look at people followed: wherever a result of theirs is printed, so is the group of all who completed, and those of it who
 * are not followed are nobody, or as many as a group must have. The employer knows by name who is on which side. Reads nothing but what would be
 * signed; gives the names of tables that break it.
 */
export function tooFewNotFollowed(content: ReleaseContent): readonly string[] {
  const { tables, indicators, policy } = content;
  const populationOf = new Map(indicators.map(({ id, population }) => [id, population]));
  const completers = new Map<string, number>();
  for (const table of tables) {
    if (populationOf.get(table.indicator) !== 'completers') continue;
    for (const row of table.rows) if (row.state !== 'withheld' && row.kind === 'group') completers.set(key(table.breakdown, row.codes), row.base);
  }
  return tables
    .filter((table) => populationOf.get(table.indicator) === 'followed')
    .filter((table) =>
      table.rows.some((row) => {
        if (row.state === 'withheld' || row.base === 0) return false;
        const rest = added(table, row, content, completers) - row.base;
        return !(rest === 0 || rest >= policy.minGroup);
      }),
    )
    .map(({ id }) => id);
}

/** All who completed in the groups of a row, by addition and subtraction of what is printed of them; NaN where that is not. */
function added(table: ReleasedTable, row: ReleasedRow, { dimensions }: ReleaseContent, completers: ReadonlyMap<string, number>): number {
  const of = (codes: readonly string[]): number => completers.get(key(table.breakdown, codes)) ?? NaN;
  const at = row.codes.findIndex((code) => code.startsWith('~'));
  if (row.kind === 'group' || at < 0) return of(row.codes);
  // A remainder: the parent less the children that stand in the table with exact numbers.
  const parent = row.codes[at]?.slice(1) ?? '';
  const children = dimensions.find(({ id }) => id === table.dimensions[at])?.codes.filter((code) => code.parent === parent) ?? [];
  const named = (code: string): readonly string[] => row.codes.map((own, i) => (i === at ? code : own));
  const shown = children.map(({ id }) => named(id)).filter((codes) => table.rows.some((other) => other.kind === 'group' && other.state === 'shown' && other.codes.join('\n') === codes.join('\n')));
  return shown.reduce((left, codes) => left - of(codes), of(named(parent)));
}

function key(breakdown: string, codes: readonly string[]): string {
  return JSON.stringify([breakdown, codes]);
}
