import { describe, expect, it, test } from 'vitest';
import { composeReport, type ComparisonBlock, type ComparisonCell } from '#compose';
import { LOCALES, type Locale } from '#core';
import type { ReleaseContent, ReleasedRow } from '#release';
import { wordFor } from '../../src/compose/benchmark.ts';
import { BENCHMARK, benchmarkContent } from '../render/benchmark-content.ts';

const content = benchmarkContent();

function chapter(of: ReleaseContent, locale: Locale = 'en') {
  return composeReport(of, locale).sections.find(({ id }) => id === 'benchmark');
}

function cellsOf(of: ReleaseContent, at: number): readonly ComparisonCell[] {
  const block = chapter(of)?.blocks.find((b): b is ComparisonBlock => b.kind === 'comparison');
  return block?.rows[at]?.cells ?? [];
}

function words(of: ReleaseContent): string {
  return (chapter(of)?.blocks ?? []).flatMap((b) => (b.kind === 'text' ? [b.text] : [])).join(' ');
}

/** The row of everybody of one table as something else. */
function withRow(of: ReleaseContent, table: string, row: (old: ReleasedRow) => ReleasedRow): ReleaseContent {
  return { ...of, tables: of.tables.map((t) => (t.id === table ? { ...t, rows: t.rows.map(row) } : t)) };
}

/** Written apart from the composer: people by age and sex from one printed table, the survey's shares on them. */
function standardised(picked: number): number {
  const table = content.tables.find(({ id }) => id === 'by-age-sex.general_health');
  const figure = BENCHMARK.figures[0];
  let [people, expected] = [0, 0];
  for (const { codes, people: counts } of figure?.groups ?? []) {
    const row = table?.rows.find((r) => r.codes.join() === codes.join());
    if (row?.state !== 'shown') throw new Error('the sample prints every age and sex');
    people += row.base;
    expected += (row.base * (counts[picked] ?? 0)) / 100;
  }
  return expected / people;
}

describe('the comparison with a survey', () => {
  it('gives the survey the ages and sexes of the employer, from printed numbers of people', () => {
    const [here, others] = cellsOf(content, 0);
    expect(here?.state).toBe('shown');
    const share = standardised(2);
    // Not the crude share: the sample has other ages than the survey's hundred a group.
    expect(others).toMatchObject({ state: 'change', points: `${Math.round(100 * share)}%`, source: { of: 'benchmark', categories: ['current'] } });
    expect(words(content)).toContain('weighted to the ages and sexes');
  });

  it('says that the others are crude where too few of the numbers are printed', () => {
    const company = { ...content, tables: content.tables.filter((t) => t.breakdown !== 'by-age-sex') };
    const crude = BENCHMARK.figures[0]?.groups.reduce((sum, { people }) => sum + (people[2] ?? 0), 0) ?? 0;
    expect(cellsOf(company, 0)[1]).toMatchObject({ points: `${Math.round((100 * crude) / 1200)}%` });
    expect(words(company)).toContain('with their own ages and sexes');
    expect(words(company)).not.toContain('are weighted to');
    // Withheld groups are not reckoned back from the others: with more than a tenth of everybody gone there is no adjustment.
    const gone = { ...content, tables: content.tables.map((t) => (t.breakdown === 'by-age-sex' ? { ...t, rows: t.rows.map((r) => (r.codes[0] === 'a1' ? { kind: 'group' as const, codes: r.codes, state: 'withheld' as const } : r)) } : t)) };
    expect(words(gone)).toContain('with their own ages and sexes');
  });

  it('is not made for a number that is withheld or a range, and prints none beside it', () => {
    const withheld = withRow(content, 'company.sleep', ({ codes }) => ({ kind: 'group', codes, state: 'withheld' }));
    expect(cellsOf(withheld, 1)).toMatchObject([{ state: 'withheld', mark: '*' }, { state: 'marked', mark: '–' }]);
    const banded = withRow(content, 'company.sleep', (row) => {
      if (row.state !== 'shown') return row;
      const cells = row.cells.map((n) => ({ low: Math.max(0, n - 3), high: n + 3 }));
      return { kind: 'group', codes: row.codes, state: 'banded', base: row.base, cells };
    });
    expect(cellsOf(banded, 1)[1]).toMatchObject({ state: 'marked', mark: '–' });
    expect(words(banded)).toContain('Not compared');
  });

  it('is told in every language', () => {
    const titles = LOCALES.map((locale) => chapter(content, locale)?.title);
    expect(new Set(titles).size).toBe(LOCALES.length);
    for (const locale of LOCALES) expect(chapter(content, locale)?.lead).toContain(BENCHMARK.label[locale]);
  });

  it('is left out without figures, and below the number of completers for health results', () => {
    const { benchmark: _, ...plain } = content;
    expect(chapter(plain)).toBeUndefined();
    expect(chapter({ ...content, tier: 'participation' })).toBeUndefined();
  });
});

test.each<readonly [string, number, number, number, string]>([
  ['four points are about the same, however many people', 1600, 10_000, 0.12, 'same'],
  ['five points of many people are not', 1700, 10_000, 0.12, 'higher'],
  ['nor five fewer', 700, 10_000, 0.12, 'lower'],
  // Wilson's interval of 9 of 50 is 9.8 to 30.8 %.
  ['fifty people may differ by chance', 9, 50, 0.12, 'same'],
  ['the points are those of the printed shares', 1650, 10_000, 0.12, 'higher'],
])('%s', (_, count, answered, others, word) => {
  expect(wordFor(count, answered, others, 5, 0)).toBe(word);
});
