import { composeReport } from '#compose';
import { LOCALES, type Locale } from '#core';
import type { ReleaseContent, Released } from '#release';
import { renderHtml } from '#render';
import { openSample } from '../open-sample.ts';
import { companyContent, largeContent, participationContent } from '../sample-content.ts';

export function pageOf(released: Released, locale: Locale): string {
  return renderHtml(composeReport(released.content, locale), released);
}

/** Fewer indicators and breakdowns: all kinds of rows, columns and marks, and little enough for a browser made of JavaScript. */
function cut(content: ReleaseContent, indicators: number, breakdowns: readonly string[]): ReleaseContent {
  const kept = content.indicators.filter((i, at) => at === 0 || i.population === 'completers').slice(0, indicators);
  const ids = new Set(kept.map((i) => i.id));
  return {
    ...content,
    indicators: kept,
    tables: content.tables.filter((t) => ids.has(t.indicator) && breakdowns.includes(t.breakdown)),
  };
}

export function broadContent(): ReleaseContent {
  return cut(largeContent(1500), 4, ['company', 'by-department', 'by-sex']);
}

export const SIZES = [
  ['participation', participationContent],
  ['company', () => cut(companyContent(), 5, ['company'])],
  ['broad', broadContent],
] as const;

export interface Page {
  readonly name: string;
  readonly locale: Locale;
  readonly html: string;
}

export function pagesOf(sizes: readonly (readonly [string, () => ReleaseContent])[]): readonly Page[] {
  return sizes.flatMap(([name, make]) => {
    const { released } = openSample(make());
    return LOCALES.map((locale) => ({ name, locale, html: pageOf(released, locale) }));
  });
}
