import type { BarsBlock, Block, CellSource, ComparisonBlock, ReportDocument } from '#compose';
import type { ReleaseContent, ReleasedRow } from '#release';
import type { Writing } from './tokens.ts';

/** The rows that a report's tables must show, in order, each cell as text. */
export function expectedRows(document: ReportDocument): readonly (readonly string[])[] {
  return document.sections.flatMap((section) => section.blocks.flatMap(rowsOf));
}

function rowsOf(block: Block): readonly (readonly string[])[] {
  if (block.kind === 'bars') return barRows(block);
  return block.kind === 'comparison' ? comparisonRows(block) : [];
}

function barRows({ columns, rows }: BarsBlock): readonly (readonly string[])[] {
  return [[columns.label, columns.people, columns.share], ...rows.map((r) => [r.label, r.people, r.share])];
}

function comparisonRows(block: ComparisonBlock): readonly (readonly string[])[] {
  const head = [block.group, ...block.columns.flatMap((c) => [c.title + c.category + block.share, block.people])];
  const rows = block.rows.map((row) => [
    row.label,
    ...row.cells.flatMap((cell) => {
      if (cell.state === 'absent') return ['', ''];
      return cell.state === 'withheld' ? [cell.mark, cell.mark] : [cell.share, cell.people];
    }),
  ]);
  return [head, ...rows];
}

/** A number in the document and where it claims to come from. */
export interface Claim {
  readonly source: CellSource;
  /** Null: said to be withheld. */
  readonly share: string | null;
  readonly people: string | null;
  readonly counts: 'category' | 'answered';
}

export function claims(document: ReportDocument): readonly Claim[] {
  return document.sections.flatMap((s) =>
    s.blocks.flatMap((block): readonly Claim[] => {
      if (block.kind === 'bars') {
        return block.rows.map((r): Claim =>
          r.people === MARK
            ? withheld(r.source)
            : { source: r.source, share: r.share === '' ? null : r.share, people: r.people, counts: 'category' },
        );
      }
      if (block.kind !== 'comparison') return [];
      return block.rows.flatMap((row) =>
        row.cells.flatMap((cell): readonly Claim[] => {
          if (cell.state === 'absent') return [];
          return [
            cell.state === 'withheld'
              ? withheld(cell.source)
              : { source: cell.source, share: cell.share, people: cell.people, counts: 'answered' },
          ];
        }),
      );
    }),
  );
}

/** The mark of a withheld number, written here a second time on purpose. */
const MARK = '*';

function withheld(source: CellSource): Claim {
  return { source, share: null, people: null, counts: 'answered' };
}

/** Does the release say what the document claims? Exact rows by arithmetic; ranges are held to their state, and their numbers to the explained ones. */
export function holds(claim: Claim, content: ReleaseContent, write: Writing): boolean {
  const table = content.tables.find((t) => t.id === claim.source.table);
  const row = table?.rows.find((r) => r.codes.join('\n') === claim.source.codes.join('\n'));
  const categories = content.indicators
    .find((i) => i.id === table?.indicator)
    ?.forms.find((f) => f.id === table?.form)?.categories;
  if (row === undefined || categories === undefined) return false;
  if (row.state === 'withheld') return claim.people === null && claim.share === null;
  if (claim.people === null) return false;
  if (row.state === 'banded') return true;
  return exactly(
    claim,
    row,
    categories.map((c) => ({ code: c.code, missing: c.missing })),
    write,
  );
}

function exactly(
  claim: Claim,
  row: Extract<ReleasedRow, { state: 'shown' }>,
  categories: readonly { readonly code: string; readonly missing: boolean }[],
  write: Writing,
): boolean {
  const total = (keep: (c: { readonly code: string; readonly missing: boolean }) => boolean): number =>
    categories.reduce((sum, c, i) => sum + (keep(c) ? (row.cells[i] ?? 0) : 0), 0);
  const count = total((c) => claim.source.categories.includes(c.code));
  const answered = row.base - total((c) => c.missing);
  const people = claim.counts === 'category' ? count : answered;
  if (claim.people !== write.count(people)) return false;
  return claim.share === null || (answered > 0 && claim.share === write.percent(count, answered));
}
