import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogTable, ColumnType, Pipeline } from '#config';
import { TuttiError } from '#core';
import { loadSource } from '#source';
import { openVault, sql } from '#vault';
import { startPostgres, withClient } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { Folder, atDatabase, atPath, indicator, pipeline, postgresPipeline } from './small-world.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase();
});
afterAll(() => server.stop());

/** One table with one answer column. */
function tables(type: ColumnType): readonly CatalogTable[] {
  return [
    {
      name: 'answers',
      columns: [
        { name: 'employer', class: 'operational', type: 'text' },
        { name: 'n', class: 'operational', type: 'integer' },
        { name: 'value', class: 'sensitive-answer', type },
      ],
    },
  ];
}

const CHANGES = {
  employers: { registry: null, timeZone: 'UTC' },
  dimensions: [],
  people: {
    from: 'answers', person: [], employer: 'employer', latest: 'n', where: [], employed: null, joins: [], completed: null, consent: null, erasure: null, retention: null,
  },
} as const;

/** A survey of one answer; without a schema it is read from files. */
function survey(type: ColumnType, schema: string | null): Pipeline {
  const indicators = [indicator('one', { kind: 'present', column: { table: 'answers', column: 'value' }, yes: 'yes', no: 'no' }, ['yes', 'no'])];
  return schema === null ? pipeline({ ...CHANGES, tables: tables(type), indicators }) : postgresPipeline(schema, { ...CHANGES, tables: tables(type), indicators });
}

/** What is in the vault in the end, as texts in order; or how many values were bad. */
async function kept(definition: Pipeline, options: Parameters<typeof loadSource>[2]): Promise<readonly (string | null)[] | string> {
  await using vault = await openVault();
  try {
    await loadSource(vault, definition, options);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    return `${error.code} ${error.problems.map((p) => p.what).join()}`;
  }
  const rows = await vault.rows(sql`select value::varchar as v from raw.answers order by n`);
  return rows.map((row) => row.textOrNull('v'));
}

let schemas = 0;
async function fromDatabase(type: ColumnType, pgType: string, values: readonly (string | null)[], before = ''): Promise<readonly (string | null)[] | string> {
  const schema = `case_${++schemas}`;
  await withClient(url, async (client: pg.Client) => {
    await client.query(`create schema ${schema}; set search_path = ${schema}; ${before}; create table answers (employer text, n integer, value ${pgType})`);
    await client.query(`insert into answers select 'acme', i, v::${pgType} from unnest($1::text[]) with ordinality as t(v, i)`, [values]);
  });
  return kept(survey(type, schema), atDatabase(url));
}

/** The server's own text of each value, as an export to a file would hold it. */
async function fromFile(type: ColumnType, pgType: string, values: readonly (string | null)[]): Promise<readonly (string | null)[] | string> {
  const texts = await withClient(url, async (client) => {
    await client.query(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'`);
    const { rows } = await client.query<{ v: string | null }>(`select (v::${pgType})::text as v from unnest($1::text[]) with ordinality as t(v, i) order by i`, [values]);
    return rows.map((row) => row.v);
  });
  const answers = texts.map((value, i) => ({ employer: 'acme', n: i + 1, value }));
  await using folder = await Folder.of({ answers }, tables(type));
  return await kept(survey(type, null), atPath(folder.path));
}

describe('a column is the same, whether its type crosses the wire or its text is in a file', () => {
  test.each([
    ['text', 'text', ['a', ' b ', '', '  ', null, 'é', 'é'.normalize('NFD'), 'twelve bytes', 'thirteen byte', 'x'.repeat(70_000), 'Sản xuất', '🙂']],
    ['text', 'varchar(20)', ['a', null, ' c']],
    ['text', 'char(6)', ['a', 'bc', null]],
    ['text', 'uuid', ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff', null]],
    ['text', 'integer', ['-2147483648', '2147483647', '0', null]],
    ['text', 'bigint', ['-9223372036854775808', '9223372036854775807', null]],
    ['text', 'boolean', ['true', 'false', null]],
    ['text', 'numeric', ['1.50', '-0.0001', null]],
    ['text', 'name', ['catalog', null]],
    ['integer', 'smallint', ['-32768', '32767', '0', null]],
    ['integer', 'integer', ['-2147483648', '2147483647', '0', null]],
    ['integer', 'bigint', ['999999999999999', '-999999999999999', null]],
    ['integer', 'bigint', ['1000000000000000', '5']],
    ['integer', 'numeric', ['12', '3.0', null]],
    ['integer', 'numeric', ['1.5', '2']],
    ['integer', 'text', ['7', ' 8 ', null, '']],
    ['number', 'double precision', ['0.1', '-1e300', '0', '5e-324', null]],
    ['number', 'double precision', ['NaN', 'Infinity', '-Infinity', '1']],
    ['number', 'real', ['0.1', '16777217', null]],
    ['number', 'numeric', ['0.1', '7.25', '-12345678901234567890.123456789', '0.000000000000000000000000001', '9007199254740993', '0', null]],
    ['number', 'numeric(12,3)', ['1.005', '-0.001', '10000', '99999999.999']],
    ['number', 'numeric', ['NaN', '1']],
    ['number', 'integer', ['3', null]],
    ['number', 'bigint', ['9007199254740993', null]],
    ['boolean', 'boolean', ['true', 'false', null]],
    ['boolean', 'text', ['t', 'FALSE', null, 'true']],
    ['date', 'date', ['2024-02-29', '0001-01-01', '9999-12-31', '1999-12-31', '2000-01-01', null]],
    ['date', 'date', ['infinity', '-infinity', '10000-01-01', '0001-01-01 BC', '2025-01-01']],
    ['date', 'timestamptz', ['2025-01-01T00:00:00Z']],
    ['timestamp', 'timestamptz', ['2025-12-31T23:30:00.123456-06', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z', '1970-01-01T00:00:00Z', '1999-12-31T23:59:59.999999Z', null]],
    ['timestamp', 'timestamptz', ['infinity', '-infinity', '10000-01-01T00:00:00Z', '2025-01-01T00:00:00Z']],
    ['timestamp', 'timestamp', ['2025-01-01 00:00:00']],
  ] as const)('%s from %s: %j', async (type, pgType, values) => {
    const database = await fromDatabase(type, pgType, values);
    expect(database).toEqual(await fromFile(type, pgType, values));
  });

  test('also behind a domain, or a type of the schema’s own', async () => {
    const domain = 'create domain small as integer check (value < 100); create domain smaller as small';
    expect(await fromDatabase('integer', 'smaller', ['5', null], domain)).toEqual(['5', null]);
    const mood = `create type mood as enum ('good', 'bad')`;
    expect(await fromDatabase('text', 'mood', ['good', null], mood)).toEqual(['good', null]);
    // A type that only has the name of one we know is not taken for it.
    expect(await fromDatabase('text', 'own.uuid', ['x'], `create schema own; create type own.uuid as enum ('x')`)).toEqual(['x']);
  });
});

test('keys link rows although their columns have different types', async () => {
  const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
  const column = (name: string, kind: 'key' | 'operational' | 'sensitive-answer', type: ColumnType = 'text') => ({ name, class: kind, type });
  const both = [
    { name: 'people', columns: [column('person', 'key'), column('employer', 'operational'), column('number', 'key', 'integer')] },
    { name: 'uuids', columns: [column('person', 'key'), column('value', 'sensitive-answer')] },
    { name: 'texts', columns: [column('person', 'key'), column('value', 'sensitive-answer')] },
    { name: 'numbers', columns: [column('number', 'key', 'integer'), column('value', 'sensitive-answer')] },
  ];
  await withClient(url, async (client) => {
    await client.query('create table people (person uuid, employer text, number integer); create table uuids (person uuid, value text); create table texts (person text, value text); create table numbers (number bigint, value text)');
    for (const n of [1, 2, 3]) await client.query('insert into people values ($1, $2, $3)', [id(n), 'acme', n]);
    await client.query('insert into uuids values ($1, $2), ($3, $4)', [id(1), 'u1', id(9), 'nobody']);
    await client.query('insert into texts values ($1, $2), ($3, $4), (null, $5)', [`${id(2)} `, 't2', 'not a uuid', 'nobody', 'nobody']);
    await client.query('insert into numbers values ($1, $2)', [3, 'n3']);
  });
  const join = (table: string, own: string, above: string) => ({ table, on: { column: own, equals: { table: 'people', column: above } }, where: [], latest: null, within: null });
  const definition = postgresPipeline('public', {
    tables: both,
    employers: { registry: null, timeZone: 'UTC' },
    dimensions: [],
    indicators: both.slice(1).map(({ name }) => indicator(name, { kind: 'present', column: { table: name, column: 'value' }, yes: 'yes', no: 'no' }, ['yes', 'no'])),
    people: {
      from: 'people', person: ['person'], employer: 'employer', latest: null, where: [], employed: null, completed: null, consent: null, erasure: null, retention: null,
      joins: [join('uuids', 'person', 'person'), join('texts', 'person', 'person'), join('numbers', 'number', 'number')],
    },
  });
  await using vault = await openVault();
  await loadSource(vault, definition, atDatabase(url));
  const rows = await vault.rows(sql`select u.value as u, t.value as t, n.value as n from raw.people p left join raw.uuids u using (person) left join raw.texts t using (person) left join raw.numbers n on n.number = p.number order by all`);
  expect(rows.map((row) => [row.textOrNull('u'), row.textOrNull('t'), row.textOrNull('n')])).toEqual([['u1', null, null], [null, 't2', null], [null, null, 'n3']]);
});
