import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BEFORE_KEYS, applyMigrations, readMigrations } from '../../src/sample/migrate.ts';
import { BASE_TABLES } from '../../src/sample/base/index.ts';
import { copyLine } from '../../src/sample/copy-text.ts';
import { DEMO_EMPLOYERS, DEMO_SEED, fillDatabase, loadIntoPostgres, migrate, type Cell } from '../../src/sample/index.ts';
import { FilledDatabase } from './filled-database.ts';

let database: FilledDatabase;
beforeAll(async () => {
  database = await FilledDatabase.open();
});
afterAll(() => database.close());

/** Everything that the catalogs say about the two schemas: tables, columns, types, comments, constraints, indexes, views, grants. */
async function shape(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(col_description(c.oid, a.attnum), '') AS line
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE n.nspname IN ('vendor', 'reporting')
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'vendor'::regnamespace
    UNION ALL SELECT c.relname || ' ' || pg_get_viewdef(c.oid) FROM pg_class c WHERE relnamespace = 'reporting'::regnamespace AND relkind = 'v'
    UNION ALL SELECT c.relname || ' ' || coalesce(relacl::text, '') FROM pg_class c WHERE relnamespace IN ('vendor'::regnamespace, 'reporting'::regnamespace)
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

test('from empty to the newest, and a second time nothing', async () => {
  const client = await database.another();
  const names = readMigrations().map(({ name }) => name);
  expect(await migrate(client)).toEqual([...names, 'views']);
  const once = await shape(client);
  expect(once.length).toBeGreaterThan(500);
  expect(await migrate(client)).toEqual([]);
  expect(await shape(client)).toEqual(once);
  await client.end();
});

test('in two steps, with rows between, gives the same database as at once', async () => {
  const client = await database.another();
  await client.query('BEGIN');
  expect(await applyMigrations(client, BEFORE_KEYS)).toHaveLength(BEFORE_KEYS);
  expect((await client.query(`SELECT FROM pg_constraint WHERE contype IN ('p', 'f') AND connamespace = 'vendor'::regnamespace`)).rowCount).toBe(0);
  expect(await applyMigrations(client)).toEqual(['keys', 'views']);
  // A filled database has the partitions of its years beside.
  await client.query('SELECT vendor.add_wearable_year(y) FROM generate_series(2024, 2025) AS y');
  await client.query('COMMIT');
  expect(await shape(client)).toEqual(await shape(database.owner));
  await client.end();
});

test('a filled database can be migrated again and keeps its rows', async () => {
  const before = await database.list('SELECT count(*)::int FROM vendor.hra_answer');
  expect(await migrate(database.owner)).toEqual([]);
  expect(await database.list('SELECT count(*)::int FROM vendor.hra_answer')).toEqual(before);
});

test('a database that another version made is left alone', async () => {
  const client = await database.another();
  await migrate(client);
  await client.query(`UPDATE public.vendor_migration SET sha256 = 'other' WHERE number = 3`);
  await expect(migrate(client)).rejects.toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringContaining('migration 3 (people)') });
  await client.query(`UPDATE public.vendor_migration SET sha256 = $1 WHERE number = 3`, [readMigrations()[2]?.sha256]);
  await client.query(`INSERT INTO public.vendor_migration VALUES (99, 'from the future', 'x')`);
  await expect(migrate(client)).rejects.toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringContaining('99') });
  await client.end();
});

test('views follow the list of columns: made anew when their text is another', async () => {
  const client = await database.another();
  await migrate(client);
  await client.query(`UPDATE public.vendor_migration SET sha256 = 'older' WHERE number = 0; DROP VIEW reporting.consent`);
  expect(await migrate(client)).toEqual(['views']);
  expect((await client.query(`SELECT FROM information_schema.role_table_grants WHERE grantee = 'tutti_reader' AND table_name = 'consent'`)).rowCount).toBe(1);
  await client.end();
});

test('every table is filled, and every row arrived', async () => {
  const named = await database.list(
    `SELECT relname FROM pg_class WHERE relnamespace = 'vendor'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
  );
  expect(named).toEqual(Object.keys(BASE_TABLES).toSorted());
  for (const { table, rows } of database.counts) {
    expect(await database.list(`SELECT count(*)::int FROM vendor.${table}`), table).toEqual([rows]);
    // Neither of the two smaller employers has had another name.
    expect(rows > 0, table).toBe(table !== 'employer_name');
  }
  expect(await database.list('SELECT count(*)::int FROM vendor.wearable_day_other')).toEqual([0]);
});

test('invented people are never added to others, and a load that fails leaves nothing behind', async () => {
  const employers = DEMO_EMPLOYERS.slice(0, 1);
  await expect(loadIntoPostgres(database.owner, { seed: DEMO_SEED, employers, readerPassword: null })).rejects.toMatchObject({ code: 'USAGE' });
  expect(await database.list('SELECT count(*)::int FROM vendor.employer')).toEqual([2]);
  const client = await database.another();
  const [first] = employers;
  if (first === undefined) throw new Error('no employer');
  // The same employer twice: its key cannot be made.
  await expect(loadIntoPostgres(client, { seed: DEMO_SEED, employers: [first, first], readerPassword: null })).rejects.toThrow();
  expect((await client.query(`SELECT FROM pg_namespace WHERE nspname IN ('vendor', 'reporting')`)).rowCount).toBe(0);
  await client.end();
});

test('the owner need not be a superuser', async () => {
  const url = await database.server.createDatabase();
  await database.owner.query(`CREATE ROLE vendor_owner LOGIN CREATEROLE PASSWORD 'x'; ALTER DATABASE "${new URL(url).pathname.slice(1)}" OWNER TO vendor_owner`);
  const counts = await fillDatabase(database.server.as(url, 'vendor_owner', 'x'), { seed: 'owner', employers: DEMO_EMPLOYERS.slice(0, 1), readerPassword: null });
  expect(counts.find(({ table }) => table === 'employer')?.rows).toBe(1);
});

test('texts are escaped as COPY reads them', async () => {
  const client = await database.another();
  await client.query('CREATE TABLE t (a text, b text, c boolean, d numeric)');
  const rows: readonly (readonly Cell[])[] = [
    ['back\\slash \\N', 'tab\tnew\nline\rreturn', true, 1.5],
    [null, '\\.', false, -3],
  ];
  await pipeline(Readable.from(rows.map(copyLine)), client.query(copyFrom('COPY t FROM STDIN')));
  const { rows: read } = await client.query<unknown[]>({ text: 'SELECT a, b, c, d::float8 FROM t', rowMode: 'array' });
  expect(read).toEqual(rows);
  await client.end();
});

test('a second database of the same server can be loaded at the same time: the role is there already, or comes to be', async () => {
  const clients = [await database.another(), await database.another()];
  const employers = DEMO_EMPLOYERS.slice(0, 1);
  await Promise.all(clients.map((client) => loadIntoPostgres(client, { seed: 'second', employers, readerPassword: 'reader-of-a-test' })));
  for (const client of clients) await client.end();
});
