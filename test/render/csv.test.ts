import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '#render';
import type { ReleaseContent } from '#release';
import { openSample } from './open-sample.ts';
import { companyContent, largeContent, participationContent } from './sample-content.ts';

const { released } = openSample(largeContent());
const files = renderCsv(released);

function parse(name: string, from = files): readonly Readonly<Record<string, string>>[] {
  const file = from.find((f) => f.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return Papa.parse<Record<string, string>>(Buffer.from(file.bytes).toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

describe('the tables', () => {
  it('are one file per breakdown, in the order of the report', () => {
    expect(files.map((f) => f.name)).toEqual(
      ['company', 'by-department', 'by-site', 'by-age', 'by-sex', 'by-tenure', 'by-age-sex'].map(
        (b) => `tables/${b}.csv`,
      ),
    );
  });

  it('have a line per group, indicator and category, withheld ones too', () => {
    for (const { name } of files) {
      const breakdown = name.slice('tables/'.length, -'.csv'.length);
      const expected = released.content.tables
        .filter((t) => t.breakdown === breakdown)
        .reduce((sum, t) => {
          const form = released.content.indicators
            .find((i) => i.id === t.indicator)
            ?.forms.find((f) => f.id === t.form);
          return sum + t.rows.length * (form?.categories.length ?? 0);
        }, 0);
      expect(parse(name)).toHaveLength(expected);
    }
  });

  it('have a code and a label column for each dimension', () => {
    expect(Object.keys(parse('tables/by-age-sex.csv')[0] ?? {})).toEqual([
      'period',
      'breakdown',
      'age',
      'age_label',
      'sex',
      'sex_label',
      'row_kind',
      'indicator',
      'form',
      'category',
      'category_label',
      'count',
      'base',
      'percent',
      'status',
      'low',
      'high',
    ]);
  });

  it('are empty where a number is withheld and say nothing of the reason', () => {
    const withheld = parse('tables/by-department.csv').filter((l) => l['status'] === 'withheld');
    expect(withheld.length).toBeGreaterThan(20);
    for (const line of withheld)
      expect([line['count'], line['base'], line['percent'], line['low'], line['high']]).toEqual(['', '', '', '', '']);
  });

  it('give the ends of a range instead of a count', () => {
    const banded = parse('tables/by-department.csv').filter((l) => l['status'] === 'banded');
    expect(banded.length).toBeGreaterThan(3);
    for (const line of banded) {
      expect([line['count'], line['percent']]).toEqual(['', '']);
      expect(Number(line['low'])).toBeLessThanOrEqual(Number(line['high']));
    }
  });

  it('add up: published categories to the base, children and remainder to the parent', () => {
    const lines = parse('tables/by-department.csv').filter(
      (l) => l['indicator'] === 'stress' && l['category'] === 'high',
    );
    const of = (code: string): number => Number(lines.find((l) => l['department'] === code)?.['base']);
    const sales = lines.filter((l) => (l['department'] ?? '').startsWith('sales-') || l['department'] === '~sales');
    expect(sales.filter((l) => l['status'] === 'published').reduce((sum, l) => sum + Number(l['base']), 0)).toBe(
      of('sales'),
    );
  });

  it('name a remainder as such', () => {
    const remainder = parse('tables/by-department.csv').find((l) => l['row_kind'] === 'remainder');
    expect(remainder?.['department']).toMatch(/^~/);
    expect(remainder?.['department_label']).toMatch(/^Others in .+, combined$/);
  });

  it('compute per cent of those who answered', () => {
    const line = parse('tables/company.csv').find((l) => l['indicator'] === 'bmi' && l['category'] === 'obese');
    const missing = parse('tables/company.csv').find((l) => l['indicator'] === 'bmi' && l['category'] === 'missing');
    expect(Number(line?.['percent'])).toBe(
      Math.round((100 * Number(line?.['count'])) / (Number(line?.['base']) - Number(missing?.['count']))),
    );
    expect(missing?.['percent']).toBe('');
  });

  it('are the same bytes every time, end lines in \\n and have no mark in front', () => {
    const again = renderCsv(released);
    expect(again.map((f) => Buffer.from(f.bytes).toString('hex'))).toEqual(
      files.map((f) => Buffer.from(f.bytes).toString('hex')),
    );
    for (const { bytes } of files) {
      const text = Buffer.from(bytes).toString('utf8');
      expect(text).not.toContain('\r');
      expect(text.endsWith('\n')).toBe(true);
      expect(text.startsWith('period,')).toBe(true);
    }
  });

  it('keep Vietnamese whole', () => {
    expect(parse('tables/by-department.csv').some((l) => l['department_label'] === 'Chăm sóc khách hàng')).toBe(true);
  });

  it('follow the tier: steps of the programme only', () => {
    const few = renderCsv(openSample(participationContent()).released);
    expect(new Set(parse('tables/company.csv', few).map((l) => l['indicator']))).toEqual(
      new Set(['registered', 'completed', 'screened', 'device']),
    );
  });
});

describe('what a label may try', () => {
  function labelled(label: string): readonly Readonly<Record<string, string>>[] {
    const content = companyContent();
    const changed: ReleaseContent = {
      ...content,
      indicators: content.indicators.map((i) => ({
        ...i,
        forms: i.forms.map((f) => ({
          ...f,
          categories: f.categories.map((c) => (c.code === 'yes' ? { ...c, label: { en: label } } : c)),
        })),
      })),
    };
    return parse('tables/company.csv', renderCsv(openSample(changed).released));
  }

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)'])('%s is text to a spreadsheet', (label) => {
    expect(labelled(label).find((l) => l['category'] === 'yes')?.['category_label']).toBe(`'${label}`);
  });

  it('quotes and commas stay inside their field', () => {
    expect(labelled('a,"b";c').find((l) => l['category'] === 'yes')?.['category_label']).toBe('a,"b";c');
  });
});

describe('what is turned away', () => {
  it('a look-alike of a release', () => {
    const likeness = { content: released.content, id: released.id, manifest: released.manifest };
    // @ts-expect-error a look-alike does not compile
    expect(() => renderCsv(likeness)).toThrow('only a release that openRelease gave out'); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is the attempt
  });

  it('a breakdown whose name would leave the folder', () => {
    const content = companyContent();
    const changed = { ...content, tables: content.tables.map((t) => ({ ...t, breakdown: '../../etc' })) };
    expect(() => renderCsv(openSample(changed).released)).toThrow('cannot name a file');
  });
});
