import type { CellSource } from '#compose';
import type { ReleaseContent } from '#release';
import type { Writing } from './tokens.ts';

/** Is a printed share of other employers the signed one, for the same answers of a printed result? */
export function bookHolds(claim: { readonly source: CellSource; readonly share: string | null }, { book, tables }: ReleaseContent, write: Writing): boolean {
  const { table, categories } = claim.source;
  const figure = book?.figures.find((each) => each.table === table);
  const company = tables.find(({ id }) => id === table)?.rows.find(({ codes }) => codes.length === 0);
  return figure !== undefined && company?.state === 'shown' && figure.categories.join('\n') === categories.join('\n') && claim.share === write.wholePercent(figure.percent);
}

/** Numbers that the comparison is explained with: the year, the points, how many results are not compared, and the house rule. */
export function bookNumbers({ book, tables }: ReleaseContent, write: Writing): readonly string[] {
  if (book === undefined) return [];
  const results = tables.filter(({ dimensions }) => dimensions.length === 0).length;
  return [book.period.id, write.count(book.sameWithin), write.count(results - book.figures.length), write.count(5)];
}
