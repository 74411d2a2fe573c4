import type { CellSource } from '#compose';
import type { ReleaseContent, ReleasedRow } from '#release';
import { wholePercent, type Writing } from './tokens.ts';

/** One year's side of a change. */
interface Side {
  readonly percent: number;
  /** What the two years must agree on to be compared. */
  readonly meaning: string;
}

/**
 * Is a printed change the difference of two printed shares? Both rows must be shown in their signed release, and counted by the same
 * definition in the same categories. Own arithmetic, shared with no writer.
 */
export function changeHolds(
  { source, share }: { readonly source: CellSource; readonly share: string | null },
  now: ReleaseContent,
  earlier: ReleaseContent,
  write: Writing,
): boolean {
  const table = now.tables.find(({ id }) => id === source.table);
  if (table === undefined) return false;
  const [is, was] = [now, earlier].map((content) =>
    sideOf(content, table.indicator, table.breakdown, source, write.decimals),
  );
  if (is == null || was == null || is.meaning !== was.meaning) return false;
  return share === write.points(is.percent - was.percent);
}

function sideOf(
  content: ReleaseContent,
  indicator: string,
  breakdown: string,
  source: CellSource,
  decimals: number,
): Side | null {
  const table = content.tables.find((t) => t.indicator === indicator && t.breakdown === breakdown);
  const row = table?.rows.find((r) => r.kind === 'group' && r.codes.join('\n') === source.codes.join('\n'));
  const defined = content.indicators.find(({ id }) => id === indicator);
  const form = defined?.forms.find(({ id }) => id === table?.form);
  if (row?.state !== 'shown' || defined === undefined || form === undefined) return null;
  const count = total(
    row,
    form.categories.map(({ code }) => source.categories.includes(code)),
  );
  const answered =
    row.base -
    total(
      row,
      form.categories.map(({ missing }) => missing),
    );
  if (answered <= 0) return null;
  const categories = form.categories.map(({ code, direction }) => [code, direction]);
  const meaning = JSON.stringify([table?.form, defined.definition.en, defined.population, categories]);
  return { percent: wholePercent(count, answered, decimals), meaning };
}

function total({ cells }: Extract<ReleasedRow, { state: 'shown' }>, counted: readonly boolean[]): number {
  return cells.reduce((sum, n, i) => sum + (counted[i] === true ? n : 0), 0);
}
