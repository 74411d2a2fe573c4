import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogTable, ColumnClass, ColumnType, DimensionDef, IndicatorDef, Period, People, Pipeline, Report, Scoring } from '#config';
import { silent } from '#core';
import type pg from 'pg';

/** A wellness vendor's database in miniature: every kind of column, few enough rows to count by hand. */
type Cell = string | number | boolean | null;
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

const c = (name: string, klass: ColumnClass, type: ColumnType = 'text') => ({ name, class: klass, type });

export const CATALOG: readonly CatalogTable[] = [
  { name: 'employer', columns: [c('employer_id', 'key'), c('legal_name', 'operational'), c('tz', 'operational'), c('report_email', 'direct-identifier')] },
  {
    name: 'contract',
    columns: [c('employer_id', 'key'), c('end_on', 'timing', 'date'), c('months_after', 'operational', 'integer'), c('destroy_requested_at', 'timing', 'timestamp')],
  },
  { name: 'org_unit', columns: [c('unit_id', 'key'), c('employer_id', 'key'), c('parent_id', 'key'), c('kind', 'operational'), c('name', 'operational')] },
  {
    name: 'eligibility',
    columns: [
      c('elig_id', 'key'), c('employer_id', 'key'), c('person_no', 'key'), c('first_name', 'direct-identifier'), c('work_email', 'direct-identifier'),
      c('dob', 'quasi-identifier', 'date'), c('sex', 'quasi-identifier'), c('relationship', 'quasi-identifier'), c('hire_on', 'timing', 'date'),
      c('term_on', 'timing', 'date'), c('dept_id', 'quasi-identifier'), c('zip5', 'quasi-identifier'),
    ],
  },
  { name: 'participant', columns: [c('participant_id', 'key'), c('elig_id', 'key'), c('email', 'direct-identifier'), c('device_token', 'token')] },
  {
    name: 'consent',
    columns: [c('participant_id', 'key'), c('kind', 'consent'), c('granted', 'consent', 'boolean'), c('at', 'timing', 'timestamp'), c('revoked_at', 'timing', 'timestamp')],
  },
  { name: 'erasure_request', columns: [c('participant_id', 'key'), c('received_at', 'timing', 'timestamp')] },
  {
    name: 'assessment',
    columns: [
      c('participant_id', 'key'), c('completed_at', 'timing', 'timestamp'), c('smoker', 'sensitive-answer'), c('flu_vaccine', 'sensitive-answer', 'boolean'),
      c('sleep_hours', 'sensitive-answer', 'number'), c('q1', 'sensitive-answer', 'integer'), c('q2', 'sensitive-answer', 'integer'), c('comments', 'free-text'),
    ],
  },
  {
    name: 'screening',
    columns: [
      c('participant_id', 'key'), c('at', 'timing', 'timestamp'), c('height_cm', 'sensitive-answer', 'number'), c('weight_kg', 'sensitive-answer', 'number'),
      c('systolic', 'sensitive-answer', 'integer'), c('diastolic', 'sensitive-answer', 'integer'), c('hdl', 'sensitive-answer', 'integer'), c('device_serial', 'direct-identifier'),
    ],
  },
];

export const PERIOD: Period = { id: '2025', from: '2025-01-01', to: '2025-12-31' };
export const AS_OF = '2026-03-01';

const PEOPLE: People = {
  from: 'eligibility',
  person: ['person_no'],
  employer: 'employer_id',
  latest: 'hire_on',
  where: [{ column: 'relationship', in: ['employee'] }],
  employed: { from: 'hire_on', to: 'term_on' },
  joins: [
    { table: 'participant', on: { column: 'elig_id', equals: { table: 'eligibility', column: 'elig_id' } }, where: [], latest: null, within: null },
    { table: 'assessment', on: { column: 'participant_id', equals: { table: 'participant', column: 'participant_id' } }, where: [], latest: 'completed_at', within: 'completed_at' },
    { table: 'screening', on: { column: 'participant_id', equals: { table: 'participant', column: 'participant_id' } }, where: [], latest: 'at', within: 'at' },
  ],
  completed: { table: 'assessment', column: 'completed_at' },
  consent: {
    table: 'consent', on: { column: 'participant_id', equals: { table: 'participant', column: 'participant_id' } },
    kind: { column: 'kind', value: 'terms' }, granted: 'granted', at: 'at', revokedAt: 'revoked_at',
  },
  erasure: { table: 'erasure_request', on: { column: 'participant_id', equals: { table: 'participant', column: 'participant_id' } } },
  retention: { table: 'contract', employer: 'employer_id', end: 'end_on', months: 'months_after', destroyRequested: 'destroy_requested_at' },
};

const en = (text: string) => ({ en: text });
const eligibility = (column: string) => ({ table: 'eligibility', column });
const dimension = (id: string, column: string, kind: DimensionDef['kind']): DimensionDef => ({ id, label: en(id), total: en(`All ${id}`), column: eligibility(column), kind });

export const DIMENSIONS: readonly DimensionDef[] = [
  dimension('org', 'dept_id', {
    kind: 'registry', table: 'org_unit', code: 'unit_id', parent: 'parent_id', name: 'name', employer: 'employer_id', where: { column: 'kind', in: ['division', 'department'] },
  }),
  dimension('sex', 'sex', { kind: 'values', values: [{ code: 'F', of: ['F', 'female'], label: en('Women') }, { code: 'M', of: ['M', 'male'], label: en('Men') }] }),
  dimension('age', 'dob', { kind: 'age', from: [18, 30, 60] }),
  dimension('tenure', 'hire_on', { kind: 'tenure', from: [0, 1, 5] }),
  dimension('area', 'zip5', { kind: 'zip3' }),
];

export const indicator = (id: string, scoring: Scoring, codes: readonly string[], population: IndicatorDef['population'] = 'completers'): IndicatorDef => {
  const missing = scoring.kind === 'present' || scoring.kind === 'followed' ? [] : ['missing'];
  const categories = [...codes, ...missing].map((code) => ({ code, label: en(code), direction: 'neutral' as const }));
  return {
    id, version: '1', topic: 'test', label: en(id), definition: en(id), source: 'test', population, sensitive: false, scoring, categories,
    forms: [{ id: 'full', categories: categories.map(({ code }) => ({ code, of: [code] })) }], formCategories: {},
  };
};
const answer = (column: string) => ({ table: 'assessment', column });
const measured = (column: string) => ({ table: 'screening', column });

export const INDICATORS: readonly IndicatorDef[] = [
  indicator('participation', { kind: 'present', column: answer('completed_at'), yes: 'yes', no: 'no' }, ['yes', 'no'], 'eligible'),
  indicator('smoking', { kind: 'choice', column: answer('smoker'), values: [{ code: 'current', of: ['every_day', 'some_days'] }, { code: 'not', of: ['former', 'never'] }] }, ['current', 'not']),
  indicator('flu', { kind: 'choice', column: answer('flu_vaccine'), values: [{ code: 'yes', of: ['true'] }, { code: 'no', of: ['false'] }] }, ['yes', 'no']),
  indicator('sleep', { kind: 'bands', measure: { kind: 'column', column: answer('sleep_hours'), gate: { min: 1, max: 24 } }, bands: [{ code: 'short', from: null }, { code: 'enough', from: 7 }] }, ['short', 'enough']),
  indicator('mood', { kind: 'bands', measure: { kind: 'sum', columns: [answer('q1'), answer('q2')], item: { min: 0, max: 3 }, unanswered: 0 }, bands: [{ code: 'low', from: 0 }, { code: 'high', from: 3 }] }, ['low', 'high']),
  indicator('bmi', {
    kind: 'bands',
    measure: { kind: 'bmi', weight: measured('weight_kg'), height: measured('height_cm'), heightUnit: 'cm', gates: { weight: { min: 30, max: 300 }, height: { min: 120, max: 230 } } },
    bands: [{ code: 'under', from: null }, { code: 'healthy', from: 18.5 }, { code: 'over', from: 25 }, { code: 'obese', from: 30 }],
  }, ['under', 'healthy', 'over', 'obese']),
  indicator('pressure', {
    kind: 'highest',
    measures: [{ kind: 'column', column: measured('systolic'), gate: { min: 60, max: 260 } }, { kind: 'column', column: measured('diastolic'), gate: { min: 30, max: 160 } }],
    bands: [[{ code: 'normal', from: null }, { code: 'elevated', from: 120 }, { code: 'raised', from: 130 }, { code: 'high', from: 140 }], [{ code: 'normal', from: null }, { code: 'raised', from: 80 }, { code: 'high', from: 90 }]],
  }, ['normal', 'elevated', 'raised', 'high']),
  indicator('hdl', {
    kind: 'bands-by', by: eligibility('sex'), measure: { kind: 'column', column: measured('hdl'), gate: { min: 10, max: 150 } },
    groups: [{ of: ['F', 'female'], bands: [{ code: 'low', from: null }, { code: 'fine', from: 50 }] }, { of: ['M', 'male'], bands: [{ code: 'low', from: null }, { code: 'fine', from: 40 }] }],
  }, ['low', 'fine']),
];

interface Changes {
  readonly people?: Partial<People>;
  readonly dimensions?: readonly DimensionDef[];
  readonly indicators?: readonly IndicatorDef[];
  readonly tables?: readonly CatalogTable[];
  readonly source?: Pipeline['source'];
  readonly employers?: Pipeline['employers'];
}

export function pipeline(changes: Changes = {}): Pipeline {
  const report: Report = {
    id: 'test', version: '1', title: en('Test'), source: en('Test'), dimensions: changes.dimensions ?? DIMENSIONS, breakdowns: [], indicators: changes.indicators ?? INDICATORS, funnel: [], benchmark: null,
  };
  return {
    id: 'test', title: en('Test'), file: 'test.yaml',
    source: changes.source ?? { kind: 'files', path: null, tables: changes.tables ?? CATALOG },
    employers: changes.employers ?? { registry: { table: 'employer', id: 'employer_id', name: 'legal_name', timeZone: 'tz' }, timeZone: 'UTC' },
    people: { ...PEOPLE, ...changes.people },
    period: { kind: 'year' },
    policy: {
      preset: 'wellness', minCompleters: 50, minParticipation: 25, minGroup: 11, minGroupSensitive: 20, minCell: 5, homogeneity: 0.95, zeros: 'shown', insiders: 1,
      headCounts: 'known', percentDecimals: 0,
    },
    report, schedule: null, branding: { logos: {} }, delivery: { kind: 'folder', path: 'out', paper: 'a4', encrypt: null, alsoIn: [] }, fingerprint: 'test',
  };
}

export function postgresPipeline(schema = 'public', changes: Changes = {}): Pipeline {
  return pipeline({ ...changes, source: { kind: 'postgres', urlFrom: 'TEST_DATABASE_URL', schema, tables: changes.tables ?? CATALOG } });
}

/** One employer whose contract runs, with two departments in a division. */
export function rows(changes: Rows = {}): Rows {
  return {
    employer: [{ employer_id: 'acme', legal_name: 'Acme Ltd', tz: 'UTC', report_email: 'ZZCANARY-report@acme.test' }],
    contract: [{ employer_id: 'acme', end_on: '2026-12-31', months_after: 12, destroy_requested_at: null }],
    org_unit: [
      { unit_id: 'acme-co', employer_id: 'acme', parent_id: null, kind: 'company', name: 'Acme' },
      { unit_id: 'div', employer_id: 'acme', parent_id: 'acme-co', kind: 'division', name: 'Works' },
      { unit_id: 'd1', employer_id: 'acme', parent_id: 'div', kind: 'department', name: 'Paint' },
      { unit_id: 'd2', employer_id: 'acme', parent_id: 'div', kind: 'department', name: 'Press' },
    ],
    eligibility: [], participant: [], consent: [], erasure_request: [], assessment: [], screening: [],
    ...changes,
  };
}

/** The rows of one employee who has an account, consented, and completed on a day of the period. */
export function employee(n: number, row: Rows[string][number] = {}, answers: Rows[string][number] | null = {}, measures: Rows[string][number] | null = null): Rows {
  const person = `P${n}`;
  return {
    eligibility: [{
      elig_id: `E${n}`, employer_id: 'acme', person_no: person, first_name: `ZZCANARY-name-${n}`, work_email: `ZZCANARY-${n}@acme.test`, dob: '1980-05-05', sex: 'F',
      relationship: 'employee', hire_on: '2015-01-01', term_on: null, dept_id: 'd1', zip5: '02139', ...row,
    }],
    participant: [{ participant_id: `A${n}`, elig_id: row['elig_id'] ?? `E${n}`, email: `ZZCANARY-p-${n}@mail.test`, device_token: `ZZCANARY-token-${n}` }],
    consent: [{ participant_id: `A${n}`, kind: 'terms', granted: true, at: '2024-01-01T00:00:00Z', revoked_at: null }],
    assessment: answers === null ? [] : [{ participant_id: `A${n}`, completed_at: '2025-06-01T10:00:00Z', smoker: 'never', flu_vaccine: true, sleep_hours: 7.5, q1: 0, q2: 1, comments: `ZZCANARY-comment-${n}`, ...answers }],
    screening: measures === null ? [] : [{ participant_id: `A${n}`, at: '2025-06-02T10:00:00Z', height_cm: 180, weight_kg: 81, systolic: 118, diastolic: 70, hdl: 45, device_serial: `ZZCANARY-serial-${n}`, ...measures }],
  };
}

/** The tables of several worlds, one after the other. */
export function together(...worlds: readonly Rows[]): Rows {
  const names = new Set(worlds.flatMap((world) => Object.keys(world)));
  return rows(Object.fromEntries([...names].map((name) => [name, worlds.flatMap((world) => world[name] ?? [])])));
}

const csvCell = (value: Cell | undefined): string => (value === null || value === undefined ? '' : /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

export function csv(table: CatalogTable, data: Rows[string]): string {
  const names = table.columns.map((column) => column.name);
  return [names, ...data.map((row) => names.map((name) => csvCell(row[name])))].map((line) => `${line.join(',')}\n`).join('');
}

export class Folder implements AsyncDisposable {
  readonly path: string;
  private constructor(path: string) {
    this.path = path;
  }
  static async of(data: Rows, tables: readonly CatalogTable[] = CATALOG): Promise<Folder> {
    const folder = new Folder(await mkdtemp(join(tmpdir(), 'tutti-test-')));
    for (const table of tables) await writeFile(join(folder.path, `${table.name}.csv`), csv(table, data[table.name] ?? []));
    return folder;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'integer', number: 'numeric', boolean: 'boolean', date: 'date', timestamp: 'timestamptz' };

export async function fillDatabase(client: pg.Client, data: Rows, schema = 'public'): Promise<void> {
  await client.query(`create schema if not exists ${schema}`);
  for (const table of CATALOG) {
    await client.query(`create table ${schema}.${table.name} (${table.columns.map((column) => `${column.name} ${SQL_TYPES[column.type]}`).join(', ')})`);
    for (const row of data[table.name] ?? []) {
      const names = Object.keys(row);
      await client.query(`insert into ${schema}.${table.name} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
    }
  }
}

export const atPath = (path: string) => ({ path, databaseUrl: null, period: PERIOD, progress: silent });
export const atDatabase = (databaseUrl: string) => ({ path: null, databaseUrl, period: PERIOD, progress: silent });
