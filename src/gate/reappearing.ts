import type { ReleaseContent, ReleasedIndicator, ReleasedRow, ReleasedTable } from '#release';

/** Written here a second time on purpose: the gate judges the engine by its own numbers (docs/attacks.md, A26). */
const MARGIN = 5;

/**
 * Groups that the release of the year before printed for no indicator of their kind, and that are printed now with fewer people than the
 * smallest group and the margin. Names of tables and groups; never a size.
 */
export function appearingTooSoon(content: ReleaseContent, before: ReleaseContent): readonly string[] {
  const was = new Map<string, boolean>();
  for (const { table, row, kind } of printings(before)) {
    const place = placeOf(before, table, row, kind);
    was.set(place, was.get(place) === true || row.state !== 'withheld');
  }
  return printings(content).flatMap(({ table, row, kind }) => {
    if (row.state === 'withheld' || row.base === 0 || row.base >= least(content, kind) + MARGIN) return [];
    return was.get(placeOf(content, table, row, kind)) === false ? [`${table.id} ${row.codes.join(' × ')}`] : [];
  });
}

interface Printing {
  readonly table: ReleasedTable;
  readonly row: ReleasedRow;
  readonly kind: ReleasedIndicator;
}

function printings({ tables, indicators }: ReleaseContent): readonly Printing[] {
  return tables.flatMap((table) => {
    const kind = indicators.find(({ id }) => id === table.indicator);
    if (kind === undefined) throw new Error(`table ${table.id} counts an unknown indicator`);
    return table.rows.filter((row) => row.kind === 'group').map((row) => ({ table, row, kind }));
  });
}

function least({ policy }: ReleaseContent, { sensitive }: ReleasedIndicator): number {
  return sensitive ? policy.minGroupSensitive : policy.minGroup;
}

/** A group by the dimensions in which it is not the whole, among those whom the indicator counts. */
function placeOf({ dimensions }: ReleaseContent, table: ReleasedTable, row: ReleasedRow, { population, sensitive }: ReleasedIndicator): string {
  const codes = table.dimensions
    .map((id, d) => [id, row.codes[d] ?? ''])
    .filter(([id, code]) => dimensions.find((dimension) => dimension.id === id)?.codes[0]?.id !== code)
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return JSON.stringify([population, sensitive, codes]);
}
