import { describe, expect, it } from 'vitest';
import { composeReport, percent, type Block, type ComparisonBlock, type ReportDocument } from '#compose';
import { LOCALES, type Locale } from '#core';
import { remainderParent, type ReleaseContent, type ReleasedRow } from '#release';
import { activeContent, companyContent, largeContent, participationContent } from '../render/sample-content.ts';

const large = largeContent();

function blocks<K extends Block['kind']>(document: ReportDocument, kind: K): readonly Extract<Block, { kind: K }>[] {
  return document.sections.flatMap((s) => s.blocks).filter((b): b is Extract<Block, { kind: K }> => b.kind === kind);
}

function withRow(content: ReleaseContent, table: string, change: (row: ReleasedRow) => ReleasedRow): ReleaseContent {
  return {
    ...content,
    tables: content.tables.map((t) =>
      t.id === table ? { ...t, rows: t.rows.map((r) => (r.codes.length === 0 ? change(r) : r)) } : t,
    ),
  };
}

describe('what each tier says', () => {
  it('says only that the programme is active when hardly anybody took part', () => {
    const document = composeReport(activeContent(), 'en');
    expect(document.sections.map((s) => s.id)).toEqual(['active']);
    expect(blocks(document, 'bars')).toEqual([]);
    expect(JSON.stringify(document)).toContain('25');
  });

  it('stops at participation and says why', () => {
    const document = composeReport(participationContent(), 'en');
    expect(document.sections.map((s) => s.id)).toEqual(['participation', 'method', 'dictionary']);
    expect(
      blocks(document, 'text')
        .map((b) => b.text)
        .join(' '),
    ).toContain('at least 50 people');
    expect(blocks(document, 'points')).toEqual([]);
  });

  it('tells a company without groups by topics', () => {
    const document = composeReport(companyContent(), 'en');
    expect(document.sections.map((s) => s.id)).toEqual(
      expect.arrayContaining(['summary', 'participation', 'tobacco', 'sleep', 'method', 'dictionary']),
    );
    expect(blocks(document, 'comparison')).toEqual([]);
  });
});

describe('the summary', () => {
  it('names three strengths and three opportunities, none twice', () => {
    const [strengths, opportunities] = blocks(composeReport(large, 'en'), 'points');
    const names = [...(strengths?.items ?? []), ...(opportunities?.items ?? [])].map((i) => i.title);
    expect([strengths?.direction, opportunities?.direction]).toEqual(['good', 'bad']);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
  });

  it('leaves out an indicator whose company-wide counts are not published exactly', () => {
    const before = blocks(composeReport(large, 'en'), 'points')[0]?.items[0]?.title;
    expect(before).toBe('E-cigarettes');
    const hidden = withRow(large, 'company.ecig', (r) => ({ kind: 'group', codes: r.codes, state: 'withheld' }));
    const banded = withRow(large, 'company.ecig', (r) => ({
      kind: 'group',
      codes: r.codes,
      state: 'banded',
      base: 3836,
      cells: [
        { low: 0, high: 192 },
        { low: 3644, high: 3836 },
        { low: 0, high: 192 },
      ],
    }));
    for (const content of [hidden, banded]) {
      const titles = blocks(composeReport(content, 'en'), 'points').flatMap((p) => p.items.map((i) => i.title));
      expect(titles).toHaveLength(6);
      expect(titles).not.toContain('E-cigarettes');
    }
  });

  it('is about health results, not about the steps of the programme', () => {
    const titles = blocks(composeReport(large, 'en'), 'points').flatMap((p) => p.items.map((i) => i.title));
    expect(titles).not.toContain('Registered');
  });
});

describe('numbers', () => {
  it('leaves "no answer" out of the base of shares', () => {
    const content = withRow(companyContent(), 'company.bmi', (r) => ({
      kind: 'group',
      codes: r.codes,
      state: 'shown',
      base: 60,
      cells: [30, 10, 20],
    }));
    const bmi = blocks(composeReport(content, 'en'), 'bars').find((b) => b.title === 'Body mass index');
    expect(bmi?.rows.map((r) => [r.people, r.share])).toEqual([
      ['30', '75%'],
      ['10', '25%'],
      ['20', ''],
    ]);
    expect(bmi?.note).toContain('40 of 60');
  });

  it('rounds halves up, whatever floating point thinks of them', () => {
    expect(percent(57 / 200, 0)).toBe(29);
    expect(percent(1 / 8, 0)).toBe(13);
    expect(percent(0.145, 1)).toBe(14.5);
    expect(percent(29 / 200, 0)).toBe(15);
    expect(percent(1, 0)).toBe(100);
  });

  it('says a band in the words of the policy', () => {
    const content = withRow(large, 'company.ecig', (r) => ({
      kind: 'group',
      codes: r.codes,
      state: 'banded',
      base: 100,
      cells: [
        { low: 0, high: 5 },
        { low: 95, high: 100 },
        { low: 0, high: 0 },
      ],
    }));
    const spoken: Readonly<Record<Locale, readonly string[]>> = {
      en: ['under 5%', 'over 95%'],
      es: ['menos del 5 %', 'más del 95 %'],
      vi: ['dưới 5%', 'trên 95%'],
    };
    for (const locale of LOCALES) {
      const rows = blocks(composeReport(content, locale), 'bars')
        .flatMap((b) => b.rows)
        .filter((r) => r.source.table === 'company.ecig');
      expect(rows.slice(0, 2).map((r) => r.share.replaceAll('\u00a0', ' '))).toEqual(spoken[locale]);
    }
  });

  it('marks a withheld company-wide result and says nothing else about it', () => {
    const block = blocks(composeReport(companyContent(), 'en'), 'bars').find((b) => b.title === 'E-cigarettes');
    expect(block?.sentence).toBe('This result is hidden to protect people in small groups.');
    expect(new Set(block?.rows.map((r) => r.people))).toEqual(new Set(['*']));
  });
});

it('a withheld step of the programme keeps its row, marked, and is no key figure', () => {
  const content = withRow(large, 'company.registered', (r) => ({ kind: 'group', codes: r.codes, state: 'withheld' }));
  const document = composeReport(content, 'en');
  expect(blocks(document, 'bars')[0]?.rows[0]).toMatchObject({
    label: 'Registered',
    people: '*',
    share: '*',
    span: null,
  });
  expect(blocks(document, 'bars')[0]?.note).toContain('* Hidden');
  expect(blocks(document, 'figures')[0]?.items[0]?.text).toContain('Completed');
});

describe('groups', () => {
  const document = composeReport(large, 'en');
  const tables = (d: ReportDocument): readonly ComparisonBlock[] => blocks(d, 'comparison');

  it('stand in registry order, never by result', () => {
    const registry = large.dimensions
      .find((d) => d.id === 'department')
      ?.codes.slice(1)
      .map((c) => c.label.en);
    for (const table of tables(document).slice(0, 5)) {
      expect(table.rows.filter((r) => r.kind === 'group').map((r) => r.label)).toEqual(registry);
    }
  });

  it('are all there, with one mark for every withheld number', () => {
    const withheld = large.tables
      .filter((t) => t.breakdown === 'by-department')
      .flatMap((t) => t.rows)
      .filter((r) => r.state === 'withheld').length;
    const cells = tables(document)
      .flatMap((t) => t.rows)
      .flatMap((r) => r.cells)
      .filter((c) => c.state === 'withheld');
    expect(withheld).toBeGreaterThan(10);
    expect(cells).toHaveLength(withheld);
    expect(new Set(cells.map((c) => c.mark))).toEqual(new Set(['*']));
  });

  it('that are withheld stand combined after their siblings', () => {
    const remainders = tables(document)
      .flatMap((t) => t.rows)
      .filter((r) => r.kind === 'remainder')
      .map((r) => r.label);
    expect(remainders).toContain('Others in Head office, combined');
    const parents = new Set(
      large.tables.flatMap((t) => t.rows).flatMap((r) => r.codes.flatMap((c) => remainderParent(c) ?? [])),
    );
    expect(new Set(remainders).size).toBe(parents.size);
  });

  it('of short breakdowns share a table, each under the name of its dimension', () => {
    const shared = tables(document).at(-1);
    expect(shared?.rows.filter((r) => r.kind === 'heading').map((r) => r.label)).toEqual([
      'Site',
      'Age',
      'Sex',
      'Tenure',
      'Age · Sex',
    ]);
    expect(shared?.rows.filter((r) => r.kind === 'total')).toHaveLength(1);
  });
});

describe('languages', () => {
  it('falls back to the English label, never to nothing', () => {
    const content: ReleaseContent = {
      ...large,
      indicators: large.indicators.map((i) => (i.id === 'sleep' ? { ...i, label: { en: 'Only English' } } : i)),
    };
    expect(blocks(composeReport(content, 'vi'), 'bars').some((b) => b.title === 'Only English')).toBe(true);
  });

  it('writes numbers and days as the language does', () => {
    expect(composeReport(large, 'en').period).toBe('January 1, 2026 to December 31, 2026');
    expect(composeReport(large, 'es').period).toBe('Del 1 de enero de 2026 al 31 de diciembre de 2026');
    expect(JSON.stringify(composeReport(large, 'vi'))).toContain('3.836');
    expect(JSON.stringify(composeReport(large, 'en'))).toContain('3,836');
  });

  it('gives a topic that the catalogue does not know its own name', () => {
    const content: ReleaseContent = {
      ...large,
      indicators: large.indicators.map((i) => ({ ...i, topic: i.topic === 'sleep' ? 'shift-work' : i.topic })),
    };
    expect(composeReport(content, 'en').sections.map((s) => s.title)).toContain('Shift work');
  });

  it('has the same shape in every language', () => {
    const shape = (locale: Locale): unknown =>
      composeReport(large, locale).sections.map((s) => [s.id, s.blocks.map((b) => b.kind)]);
    expect(shape('es')).toEqual(shape('en'));
    expect(shape('vi')).toEqual(shape('en'));
  });
});
