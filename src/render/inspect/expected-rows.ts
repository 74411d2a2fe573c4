import type { BarsBlock, Block, CellSource, ComparisonBlock, ReportDocument } from '#compose';
import type { ReleaseContent, ReleasedRow } from '#release';
import { benchmarkHolds } from './check-benchmark.ts';
import { bookHolds } from './check-book.ts';
import { changeHolds } from './changes.ts';
import { partOf } from './check-funnel.ts';
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
  const head = [
    block.group,
    ...block.columns.flatMap((c) => [c.title + c.category + (c.over ?? block).share, (c.over ?? block).people]),
  ];
  const rows = block.rows.map((row) => [
    row.label,
    ...row.cells.flatMap((cell) => {
      if (cell.state === 'absent') return ['', ''];
      if (cell.state === 'change') return [cell.points, cell.words];
      return cell.state === 'shown' ? [cell.share, cell.people] : [cell.mark, cell.mark];
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
  /** `change`: `share` is the points between two years, `people` what is said of them. */
  readonly counts: 'category' | 'answered' | 'change';
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
          // A mark says why there is no number; there is none to be wrong.
          if (cell.state === 'absent' || cell.state === 'marked') return [];
          if (cell.state === 'change')
            return [{ source: cell.source, share: cell.points, people: cell.words, counts: 'change' }];
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

/** The points of every change that the report prints. */
export function changesIn(document: ReportDocument): readonly string[] {
  return claims(document).flatMap(({ counts, share }) => (counts === 'change' && share !== null ? [share] : []));
}

/** The mark of a withheld number, written here a second time on purpose. */
const MARK = '*';

function withheld(source: CellSource): Claim {
  return { source, share: null, people: null, counts: 'answered' };
}

/** Does the release say what the document claims? Exact rows by arithmetic; ranges are held to their state, and their numbers to the explained ones. */
export function holds(claim: Claim, now: ReleaseContent, write: Writing, earlier: ReleaseContent | null): boolean {
  if (claim.source.of === 'benchmark') return benchmarkHolds(claim, now, write);
  if (claim.source.of === 'book') return bookHolds(claim, now, write);
  if (claim.counts === 'change') return earlier !== null && changeHolds(claim, now, earlier, write);
  const content = claim.source.of === 'earlier' ? earlier : now;
  if (content === null) return false;
  const { ratio } = claim.source;
  if (ratio !== undefined) {
    const part = partOf(ratio, content);
    if (part === null) return claim.people === null && claim.share === null;
    return claim.people === write.count(part.count) && claim.share === write.percent(part.count, part.whole);
  }
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
