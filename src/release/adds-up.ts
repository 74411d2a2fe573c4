import type { Problem } from '#core';
import type { Band, ReleaseContent, ReleasedDimension, ReleasedRow, ReleasedTable } from './content.ts';
import { childrenOf, remainderCode, rowKey, rowLabel } from './groups.ts';

type Published = Exclude<ReleasedRow, { readonly state: 'withheld' }>;
type Shown = Extract<ReleasedRow, { readonly state: 'shown' }>;

/**
 * Every table adds up, by plain arithmetic on what is printed: the cells of a row to its base, and a shown parent to its shown
 * children and their remainder. The remainder takes in every child without exact numbers, banded ones too: beside an exact
 * remainder of the others, a band could be worked out. Expects well-formed content; shares no code with what chose the pattern.
 */
export function addsUp(content: ReleaseContent): readonly Problem[] {
  return content.tables.flatMap((table) => {
    const rows = new Map(table.rows.map((row) => [rowKey(row.codes), row]));
    const dimensions = table.dimensions.flatMap((id) => content.dimensions.find((each) => each.id === id) ?? []);
    return table.rows.flatMap((row) => [
      ...located(table, row, '', row.state === 'withheld' ? [] : cellFaults(row)),
      ...dimensions.flatMap((dimension, d) =>
        located(table, row, `, by ${dimension.id}`, familyFaults(familyOf(row, d, dimension, rows))),
      ),
    ]);
  });
}

function located(table: ReleasedTable, row: ReleasedRow, along: string, faults: readonly string[]): readonly Problem[] {
  return faults.map((what) => ({ where: `table ${table.id}, ${rowLabel(row)}${along}`, what }));
}

function cellFaults(row: Published): readonly string[] {
  const cells = intervals(row);
  const faults: string[] = [];
  if (cells.some(({ low, high }) => low > high || high > row.base)) faults.push('has a cell outside its base');
  if (total(cells, 'low') > row.base || total(cells, 'high') < row.base)
    faults.push('has cells that do not add up to its base');
  return faults;
}

/** A group, its children along one dimension (all other codes alike), and the remainder of those without exact numbers. */
interface Family {
  readonly parent: ReleasedRow;
  readonly children: readonly ReleasedRow[];
  readonly remainder: ReleasedRow | undefined;
}

function familyOf(
  parent: ReleasedRow,
  d: number,
  dimension: ReleasedDimension,
  rows: ReadonlyMap<string, ReleasedRow>,
): Family {
  const at = (code: string) => rows.get(rowKey(parent.codes.with(d, code)));
  const code = parent.codes[d] ?? '';
  const children = childrenOf(dimension, code).flatMap((child) => at(child) ?? []);
  return { parent, children, remainder: at(remainderCode(code)) };
}

function familyFaults(family: Family): readonly string[] {
  const { parent, children, remainder } = family;
  // The remainders of two dimensions need not concern the same people, so remainders have no family of their own.
  if (parent.kind === 'remainder' || children.length === 0) return [];
  if (parent.state === 'shown') return shownFaults(parent, family);
  const faults: string[] = [];
  if (remainder !== undefined) faults.push('has a remainder, but no exact numbers');
  if (children.every(isShown)) faults.push('can be added up from its children');
  if (parent.state === 'banded' && !fits(parent, children)) faults.push('has bands that its children contradict');
  return faults;
}

function shownFaults(parent: Shown, { children, remainder }: Family): readonly string[] {
  const exact = children.filter(isShown);
  const hidden = children.filter((child) => !isShown(child));
  if (hidden.length > 0 && remainder === undefined) return ['has children without numbers, but no remainder'];
  if (hidden.length === 0 && remainder !== undefined) return ['has a remainder, but all children are shown'];
  const faults: string[] = [];
  // Parent − the others. Where all others are empty, the child is the parent, which may be shown.
  if (hidden.length === 1 && exact.some(({ base }) => base > 0)) faults.push('has one child that can be worked out');
  if (!fits(parent, remainder === undefined ? exact : [...exact, remainder])) faults.push('does not add up');
  if (remainder !== undefined && isPublished(remainder) && !fits(remainder, hidden))
    faults.push('has bands that its remainder contradicts');
  return faults;
}

/** Parts and whole agree: exactly where all parts have numbers; where some are withheld, the others must leave room. */
function fits(whole: Published, parts: readonly ReleasedRow[]): boolean {
  const published = parts.filter(isPublished);
  const complete = published.length === parts.length;
  const base = published.reduce((sum, part) => sum + part.base, 0);
  if (complete ? base !== whole.base : base > whole.base) return false;
  return intervals(whole).every(({ low, high }, c) => {
    const cells = published.map((part) => intervals(part)[c] ?? { low: 0, high: 0 });
    return total(cells, 'low') <= high && (!complete || total(cells, 'high') >= low);
  });
}

function intervals(row: Published): readonly Band[] {
  return row.state === 'shown' ? row.cells.map((count) => ({ low: count, high: count })) : row.cells;
}

function total(cells: readonly Band[], end: 'low' | 'high'): number {
  return cells.reduce((sum, cell) => sum + cell[end], 0);
}

function isPublished(row: ReleasedRow): row is Published {
  return row.state !== 'withheld';
}

function isShown(row: ReleasedRow): row is Shown {
  return row.state === 'shown';
}
