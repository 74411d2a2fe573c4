import type { Problem } from '#core';
import type { ReleaseContent } from './content.ts';
import { isYearBefore } from './year-before.ts';

/**
 * Whole percentages of other employers stand beside exact results of everybody only, one a result, for some of its answers and not for
 * all of them. That no count is among them is the format's: there is no field for one. Expects well-formed tables.
 */
export function bookFits({ book, tier, period, dimensions, tables, indicators }: ReleaseContent): readonly Problem[] {
  if (book === undefined) return [];
  const problems: Problem[] = [];
  if (tier !== 'full') problems.push({ where: 'book', what: 'stands in a report that has no chapter for it' });
  if (!isYearBefore(book.period, period)) problems.push({ where: 'book', what: 'is not of the year before' });
  for (const { table: id, categories, adjustedFor } of book.figures) {
    const say = (what: string): void => void problems.push({ where: `book, table ${id}`, what });
    const table = tables.find((t) => t.id === id && t.dimensions.length === 0);
    const form = indicators.find((i) => i.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
    const answers = form?.categories.filter(({ missing }) => !missing).map(({ code }) => code) ?? [];
    const picked = answers.filter((code) => categories.includes(code));
    if (picked.length === answers.length || picked.join('\n') !== categories.join('\n')) say('has not some of the answers of a table of everybody');
    if (table !== undefined && !table.rows.some(({ state }) => state === 'shown')) say('stands beside a number that is not printed');
    if (adjustedFor.some((dimension, i) => !dimensions.some((d) => d.id === dimension) || adjustedFor.indexOf(dimension) < i)) say('is adjusted for what the release does not have');
  }
  if (new Set(book.figures.map(({ table }) => table)).size !== book.figures.length) problems.push({ where: 'book', what: 'has a table twice' });
  return problems;
}
