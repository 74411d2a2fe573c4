import { describe, expect, it } from 'vitest';
import { composeReport, type ComparisonBlock, type ComparisonRow } from '#compose';
import { LOCALES, type Locale } from '#core';
import type { ReleaseContent } from '#release';
import { bookContent } from '../render/book-content.ts';

const content = bookContent();
const chapter = (of: ReleaseContent, locale: Locale = 'en') => composeReport(of, locale).sections.find(({ id }) => id === 'book');
const rows = (of: ReleaseContent): readonly ComparisonRow[] => chapter(of)?.blocks.find((b): b is ComparisonBlock => b.kind === 'comparison')?.rows ?? [];
const words = (of: ReleaseContent, locale: Locale = 'en'): string => (chapter(of, locale)?.blocks ?? []).flatMap((b) => (b.kind === 'text' ? [b.text] : [])).join(' ');

describe('the comparison with other employers', () => {
  it('is the signed percentages beside the results here', () => {
    expect(rows(content).map(({ cells }) => cells)).toMatchObject([
      [{ state: 'shown' }, { state: 'change', points: '57%', words: 'lower', direction: 'good', source: { of: 'book', table: 'company.smoking' } }],
      [{ state: 'shown' }, { state: 'change', points: '3%', words: 'higher', direction: 'bad' }],
    ]);
  });

  it('is whole percentages whatever the decimals of the report', () => {
    expect(rows({ ...content, policy: { ...content.policy, percentDecimals: 1 } })[0]?.cells[1]).toMatchObject({ points: '57%' });
  });

  it('says of when they are, how many at least, whose mix they have, and how many results have no comparison', () => {
    const period = content.book?.period.id ?? '';
    expect(chapter(content)?.lead).toContain(period);
    expect(words(content)).toMatch(/at least 5, taken together/u);
    expect(words(content)).toMatch(/For Cigarette smoking they are weighted to the mix of people here \(Age × Sex\)/u);
    expect(words(content)).toMatch(/For [^.]*leep[^.]* they are as they are/u);
    // Of four results of everybody, two have a figure.
    expect(words(content)).toContain('Results without a comparison: 2.');
  });

  it('is told in every language', () => {
    expect(new Set(LOCALES.map((locale) => chapter(content, locale)?.title)).size).toBe(LOCALES.length);
    for (const locale of LOCALES) expect(words(content, locale)).toContain('5');
  });

  it('is left out without figures, and below the number of completers for health results', () => {
    const { book: _, ...plain } = content;
    expect(chapter(plain)).toBeUndefined();
    expect(chapter({ ...content, tier: 'participation' })).toBeUndefined();
  });
});
