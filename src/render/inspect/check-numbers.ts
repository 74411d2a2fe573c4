import type { Locale, Problem } from '#core';
import type { ReleaseContent } from '#release';
import { explainedNumbers, numbersIn, writing } from './tokens.ts';

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
  /** The release of the year before, where the report is compared with one. */
  readonly earlier: ReleaseContent | null;
  /** Changes between the two, each found right by itself. */
  readonly points: readonly string[];
}

/** Every number that was found must be explained by the release, and every company-wide count of the release must have been found. */
export function checkNumbers(
  content: ReleaseContent,
  name: string,
  { texts, locale, pages, earlier, points }: Found,
): readonly Problem[] {
  const explained = new Set([
    ...explainedNumbers(content, locale, pages),
    ...(earlier === null ? [] : explainedNumbers(writtenAs(content, earlier), locale, 0)),
    ...points.flatMap(numbersIn),
  ]);
  const problems: Problem[] = [];
  const found = new Set<string>();
  for (const { where, text } of texts) {
    for (const token of numbersIn(text)) {
      found.add(token);
      if (!explained.has(token)) problems.push({ where, what: 'has a number that the release does not explain' });
    }
  }
  const { count } = writing(locale, 0);
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

/** The earlier release as this report writes it: with its own decimals. */
function writtenAs({ policy: { percentDecimals } }: ReleaseContent, earlier: ReleaseContent): ReleaseContent {
  return { ...earlier, policy: { ...earlier.policy, percentDecimals } };
}
