import type { Locale, Problem } from '#core';
import type { Meanings } from './meanings.ts';
import { numbersIn, writing } from './tokens.ts';

/** A text of a finished report, and where it stands. */
export interface Place {
  readonly where: string;
  readonly text: string;
}

/** What was found in a report: its texts, its language, and how many pages it numbers. */
export interface Found {
  readonly texts: readonly Place[];
  readonly locale: Locale;
  readonly pages: number;
}

/** Every number that was found must be explained by the release, and every company-wide count of the release must have been found. */
export function checkNumbers(
  meanings: Meanings,
  name: string,
  { texts, locale, pages }: Found,
): readonly Problem[] {
  const { content } = meanings;
  const { count } = writing(locale, 0);
  const numbered = new Set(Array.from({ length: pages }, (_, i) => numbersIn(count(i + 1))).flat());
  const known = [meanings.explained(locale), meanings.compared(locale), numbered];
  const problems: Problem[] = [];
  const found = new Set<string>();
  for (const { where, text } of texts) {
    for (const token of numbersIn(text)) {
      found.add(token);
      if (!known.some((numbers) => numbers.has(token)))
        problems.push({ where, what: 'has a number that the release does not explain' });
    }
  }
  for (const table of content.tables.filter((t) => t.dimensions.length === 0)) {
    const steps = content.indicators.find((i) => i.id === table.indicator)?.population === 'eligible';
    for (const row of table.rows) {
      if (row.state !== 'shown') continue;
      // Of a step of the programme only those who took it are printed.
      const printed = steps ? [row.base, ...row.cells.slice(0, 1)] : [row.base, ...row.cells];
      if (printed.some((n) => !found.has(count(n))))
        problems.push({ where: `${name}, table ${table.id}`, what: 'lacks a published count' });
    }
  }
  return problems;
}
