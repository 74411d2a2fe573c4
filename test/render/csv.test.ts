import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '#render';
import type { ReleaseContent } from '#release';
import { openSample } from './open-sample.ts';
import { activeContent, companyContent, largeContent, participationContent } from './sample-content.ts';

const { released } = openSample(largeContent());
const files = renderCsv(released);

const BREAKDOWNS = ['company', 'by-department', 'by-site', 'by-age', 'by-sex', 'by-tenure', 'by-age-sex'].map(
  (b) => `tables/${b}.csv`,
);

function parse(name: string, from = files): readonly Readonly<Record<string, string>>[] {
  const file = from.find((f) => f.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return Papa.parse<Record<string, string>>(Buffer.from(file.bytes).toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

describe('the tables', () => {
  it('are one file per breakdown, in the order of the report, with code lists and descriptors', () => {
    expect(files.map((f) => f.name)).toEqual([
      ...BREAKDOWNS,
      'tables/codes/indicator.csv',
      'tables/codes/category.csv',
      ...['department', 'site', 'age', 'sex', 'tenure'].map((d) => `tables/codes/dimension-${d}.csv`),
      'tables/datapackage.json',
      'tables/csv-metadata.json',
    ]);
  });

  it('have a line per group, indicator and category, withheld ones too', () => {
    for (const name of BREAKDOWNS) {
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
      'obs_status',
      'conf_status',
      'definition_version',
    ]);
  });

  it('say in SDMX codes which counts are there, and nothing about why others are not', () => {
    const lines = BREAKDOWNS.flatMap((name) => parse(name));
    const said = Map.groupBy(lines, (l) => [l['status'], l['obs_status'], l['conf_status']].join(' '));
    expect([...said.keys()].toSorted()).toEqual(['banded Q C', 'published A F', 'withheld Q C']);
    for (const line of lines) expect(line['obs_status'] === 'A').toBe(line['count'] !== '');
  });

  it('name the version of the definitions', () => {
    const versions = BREAKDOWNS.flatMap((name) => parse(name)).map((l) => l['definition_version']);
    expect(new Set(versions)).toEqual(new Set([released.content.report.version]));
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
    for (const { name, bytes } of files) {
      const text = Buffer.from(bytes).toString('utf8');
      expect(text).not.toContain('\r');
      expect(text.endsWith('\n')).toBe(true);
      if (BREAKDOWNS.includes(name)) expect(text.startsWith('period,')).toBe(true);
    }
  });

  it('keep Vietnamese whole', () => {
    expect(parse('tables/by-department.csv').some((l) => l['department_label'] === 'Chăm sóc khách hàng')).toBe(true);
  });

  it('follow the tier: nothing at all where only the programme’s running is told', () => {
    expect(renderCsv(openSample(activeContent()).released)).toEqual([]);
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

describe('the code lists', () => {
  it('explain every code that a table uses, those of remainders too', () => {
    for (const [column, list] of [
      ['department', parse('tables/codes/dimension-department.csv')],
      ['age', parse('tables/codes/dimension-age.csv')],
    ] as const) {
      const known = new Map(list.map((l) => [l['code'], l['label_en']]));
      const used = [...parse('tables/by-department.csv'), ...parse('tables/by-age-sex.csv')].filter((l) => l[column]);
      expect(used.length).toBeGreaterThan(50);
      for (const line of used) expect(known.get(line[column])).toBe(line[`${column}_label`]);
    }
  });

  it('hold the codes of all remainders, whether or not a table has them', () => {
    const parents = new Set(
      released.content.dimensions[0]?.codes.flatMap((c) => (c.parent === null ? [] : [c.parent])),
    );
    const remainders = parse('tables/codes/dimension-department.csv').filter((l) => l['kind'] === 'remainder');
    expect(new Set(remainders.map((l) => l['code']))).toEqual(new Set([...parents].map((p) => `~${p}`)));
    expect(remainders.every((l) => l['code'] === `~${l['parent'] ?? ''}`)).toBe(true);
  });

  it('give definitions with cut-offs and sources in every language', () => {
    const bmi = parse('tables/codes/indicator.csv').find((l) => l['indicator'] === 'bmi');
    const meant = released.content.indicators.find((i) => i.id === 'bmi');
    expect(bmi).toMatchObject({
      definition_en: meant?.definition.en,
      definition_vi: meant?.definition.vi ?? meant?.definition.en,
      source: meant?.source,
      population: 'completers',
    });
    const answers = parse('tables/codes/category.csv').filter((l) => l['indicator'] === 'bmi' && l['form'] === 'full');
    expect(answers.map((l) => Number(l['position']))).toEqual(answers.map((_, i) => i + 1));
    expect(answers.filter((l) => l['missing'] === 'true').map((l) => l['category'])).toEqual(['missing']);
  });
});

describe('what is turned away', () => {
  it('a dimension with the name of a column, or of no file', () => {
    const { content } = released;
    const renamed = (id: string): ReleaseContent => ({
      ...content,
      dimensions: content.dimensions.map((d) => (d.id === 'sex' ? { ...d, id } : d)),
      tables: content.tables.map((t) => ({ ...t, dimensions: t.dimensions.map((d) => (d === 'sex' ? id : d)) })),
    });
    expect(() => renderCsv(openSample(renamed('count')).released)).toThrow('would have the same name');
    expect(() => renderCsv(openSample(renamed('a/b')).released)).toThrow('cannot name a file');
  });

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
