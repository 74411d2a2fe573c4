import { readFileSync, readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TuttiError, canonicalJson, sha256 } from '#core';
import { NEVER_SELECTED, loadPipeline } from '#config';
import type { Pipeline } from '#config';
import { schemaFiles } from '../../src/config/schemas.ts';
import { DefinitionFolder } from './folder.ts';

const root = new URL('../../', import.meta.url);
const at = (path: string): string => new URL(path, root).pathname;
const yamlIn = (folder: string): readonly string[] =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

const pipelines = readdirSync(at('pipelines'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `pipelines/${name}`);
const loaded = new Map(pipelines.map((path) => [path, loadPipeline(at(path))]));
const demo = ofShipped('pipelines/demo.yaml');
const brfss = ofShipped('pipelines/brfss-2022.yaml');

function ofShipped(path: string): Pipeline {
  const pipeline = loaded.get(path);
  if (pipeline === undefined) throw new Error(`${path} is not shipped`);
  return pipeline;
}

test('every shipped pipeline loads', () => {
  expect(pipelines.toSorted()).toEqual([
    'pipelines/brfss-2022.yaml',
    'pipelines/demo-followed.yaml',
    'pipelines/demo-households.yaml',
    'pipelines/demo-postgres.yaml',
    'pipelines/demo-risk-profile.yaml',
    'pipelines/demo.yaml',
    'pipelines/nhanes-2009-2012.yaml',
  ]);
});

test('definitions are frozen to the last part', () => {
  const loose: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) loose.push(path);
    for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`);
  };
  for (const [path, pipeline] of loaded) visit(pipeline, path);
  expect(loose).toEqual([]);
});

describe('the fingerprint', () => {
  test('is the hash of the definition without its own path', () => {
    const { file, fingerprint, ...definition } = demo;
    expect(file).toBe(at('pipelines/demo.yaml'));
    expect(fingerprint).toBe(sha256(canonicalJson(definition)));
    using folder = new DefinitionFolder();
    expect(loadPipeline(`${folder.path}/pipelines/demo.yaml`).fingerprint).toBe(fingerprint);
  });

  test.each([
    ['pipelines/demo.yaml', 'policy: wellness', 'policy: cms11'],
    ['pipelines/catalogs/vendor.yaml', 'atLeast: 16', 'atLeast: 15'],
    ['reports/wellness.yaml', 'id: by-sex,', 'id: by-both-sexes,'],
    ['reports/benchmarks/brfss-2022.yaml', 'sameWithin: 5', 'sameWithin: 6'],
    ['reports/indicators/sleep.yaml', 'from: 7 }', 'from: 6 }'],
  ])('changes with %s', (file, before, after) => {
    using folder = new DefinitionFolder();
    folder.edit(file, before, after);
    expect(loadPipeline(`${folder.path}/pipelines/demo.yaml`).fingerprint).not.toBe(demo.fingerprint);
  });

  test('does not change with comments, layout or the order of keys', () => {
    using folder = new DefinitionFolder();
    folder.edit(
      'pipelines/demo.yaml',
      'policy: wellness\nreport: ../reports/wellness.yaml\n',
      '# a remark\nreport: "../reports/wellness.yaml"\n\npolicy: wellness\n',
    );
    expect(loadPipeline(`${folder.path}/pipelines/demo.yaml`).fingerprint).toBe(demo.fingerprint);
  });
});

test('the PostgreSQL demonstration differs from the files demonstration in its source only', () => {
  const { id: _, file: __, fingerprint: ___, source, ...rest } = ofShipped('pipelines/demo-postgres.yaml');
  const { id: ____, file: _____, fingerprint: ______, source: files, ...same } = demo;
  expect(rest).toEqual(same);
  // What may never be selected is not even there to be classified, and tables that hold nothing else are not there at all.
  const tables = files.tables
    .map((table) => ({ ...table, columns: table.columns.filter((column) => !NEVER_SELECTED.includes(column.class)) }))
    .filter(({ name }) => !['auth_event', 'post'].includes(name));
  expect(source).toEqual({ kind: 'postgres', urlFrom: 'TUTTI_DATABASE_URL', schema: 'reporting', tables });
});

test('the vendor catalog classifies every column of the schema, in its order and type', () => {
  const sql = readFileSync(at('src/sample/schema/vendor.sql'), 'utf8').replaceAll(/--.*$/gm, '');
  const types: Readonly<Record<string, string>> = {
    text: 'text',
    integer: 'integer',
    numeric: 'number',
    boolean: 'boolean',
    date: 'date',
    timestamptz: 'timestamp',
  };
  const schema = [...sql.matchAll(/CREATE TABLE (\w+) \(([^;]*)\);/g)].map(([, name, body]) => ({
    name,
    columns: (body ?? '')
      .split(',')
      .map((column) => column.trim().split(/\s+/))
      .map(([column, type]) => ({ name: column, type: types[type ?? ''] })),
  }));
  expect(schema).toHaveLength(14);
  expect(
    demo.source.tables.map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
    })),
  ).toEqual(schema);
});

test('names, addresses, numbers, tokens and free text of the vendor are never read', () => {
  const never = demo.source.tables.flatMap(({ name, columns }) =>
    columns.filter((column) => NEVER_SELECTED.includes(column.class)).map((column) => `${name}.${column.name}`),
  );
  for (const column of [
    'employer.report_email',
    'eligibility.employee_no',
    'eligibility.ssn_last4',
    'eligibility.first_name',
    'eligibility.last_name',
    'eligibility.work_email',
    'participant.first_name',
    'participant.last_name',
    'participant.email',
    'participant.mobile',
    'participant.mobile_carrier',
    'participant.photo_url',
    'auth_event.ip',
    'auth_event.user_agent',
    'auth_event.browser',
    'auth_event.device_model',
    'auth_event.os',
    'auth_event.session_id',
    'assessment.comments',
    'screening.device_serial',
    'wearable_month.provider_user_id',
    'wearable_month.device_model',
    'post.body',
  ]) {
    expect(never).toContain(column);
  }
});

describe.each([
  ['wellness', demo.report],
  ['risk profile', ofShipped('pipelines/demo-risk-profile.yaml').report],
  ['one year on', ofShipped('pipelines/demo-followed.yaml').report],
  ['nhanes', ofShipped('pipelines/nhanes-2009-2012.yaml').report],
  ['brfss', brfss.report],
])('indicators of %s', (_, report) => {
  test('the last form always counts people without an answer to the other side', () => {
    for (const { id, forms } of report.indicators) {
      const last = forms.at(-1);
      expect(forms.length, id).toBeGreaterThanOrEqual(2);
      expect(
        last?.categories.some(({ of }) => of.includes('missing') && of.length > 1),
        id,
      ).toBe(true);
      expect(last?.categories, id).toHaveLength(2);
    }
  });

  test('texts speak three languages and are in composed Unicode form', () => {
    for (const indicator of report.indicators) {
      const texts = [
        indicator.label,
        indicator.definition,
        ...Object.values(indicator.formCategories).map(({ label }) => label),
      ];
      for (const text of texts) {
        expect(Object.keys(text)).toEqual(['en', 'es', 'vi']);
        for (const words of [text.en, text.es, text.vi]) expect(words).toBe(words?.normalize('NFC'));
      }
      expect(indicator.definition.vi?.normalize('NFD')).toMatch(/\p{M}/u);
    }
  });

  test('every code of every form has a label', () => {
    for (const { forms, formCategories, categories } of report.indicators) {
      expect(categories.at(-1)?.code).toBe('missing');
      for (const { code } of forms.flatMap((form) => form.categories))
        expect(formCategories[code]?.label.en).not.toBe('');
    }
  });
});

test('sensitive topics are marked', () => {
  const sensitive = (report: Pipeline['report']) =>
    report.indicators.filter((indicator) => indicator.sensitive).map(({ id }) => id);
  expect(sensitive(demo.report)).toEqual(['audit_c', 'binge', 'phq8', 'gad7', 'mental_days', 'stress']);
  expect(sensitive(ofShipped('pipelines/demo-risk-profile.yaml').report)).toEqual([
    'risk_count',
    'audit_c',
    'gad7',
    'mental_days',
    'stress',
  ]);
  expect(sensitive(brfss.report)).toEqual(['alcohol', 'mental_days', 'depressive']);
});

test('every answer of BRFSS 2022 is scored, and no answer that does not occur', () => {
  const file: unknown = JSON.parse(readFileSync(new URL('brfss-2022-answers.json', import.meta.url), 'utf8'));
  const mapped: Record<string, readonly string[]> = {};
  for (const { scoring } of brfss.report.indicators)
    if (scoring.kind === 'choice') mapped[scoring.column.column] = scoring.values.flatMap(({ of }) => of).toSorted();
  for (const { kind, column } of brfss.report.dimensions)
    if (kind.kind === 'values') mapped[column.column] = kind.values.flatMap(({ of }) => of).toSorted();
  expect(file).toMatchObject({ columns: mapped });
  expect(Object.keys(mapped)).toHaveLength(15);
  expect(brfss.source.tables[0]?.columns).toHaveLength(40);
});

test('editor schemas are up to date, and every shipped file names its schema', () => {
  for (const [name, text] of schemaFiles())
    expect(readFileSync(at(`schemas/${name}`), 'utf8'), 'run node src/config/write-schemas.ts').toBe(text);
  expect(readdirSync(at('schemas')).toSorted()).toEqual([...schemaFiles().keys()].toSorted());
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^pipelines\/catalogs\//, 'catalog'],
    [/^pipelines\//, 'pipeline'],
    [/^reports\/indicators\//, 'indicators'],
    [/^reports\/benchmarks\//, 'benchmark'],
    [/^reports\/[^/]+$/, 'report'],
  ];
  for (const file of [...yamlIn('pipelines'), ...yamlIn('reports')]) {
    const kind = kinds.find(([pattern]) => pattern.test(file))?.[1];
    const schema = relative(at(file).replace(/[^/]+$/, ''), at(`schemas/${kind}.schema.json`));
    expect(readFileSync(at(file), 'utf8').split('\n')[0], file).toBe(`# yaml-language-server: $schema=${schema}`);
  }
});

test('a pipeline file that is not there', () => {
  expect(() => loadPipeline(at('pipelines/none.yaml'))).toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
  expect(() => loadPipeline(at('pipelines/none.yaml'))).toThrow(TuttiError);
});
