import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_TABLES } from '../../src/sample/base/index.ts';
import { CANARY, reportingColumns } from '../../src/sample/index.ts';
import { FilledDatabase, outcomeOf } from './filled-database.ts';

/** What the reading role can and cannot do, asked of a real server about every table and column that it has. */

let database: FilledDatabase;
beforeAll(async () => {
  database = await FilledDatabase.open();
});
afterAll(() => database.close());

const DENIED = '42501';
const READ_ONLY = '25006';
const tables = (): Promise<readonly unknown[]> =>
  database.list(`SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'vendor' AND c.relkind IN ('r', 'p') ORDER BY 1`);

interface Tagged {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly tag: string | null;
}

async function columns(): Promise<readonly Tagged[]> {
  const { rows } = await database.owner.query<Tagged>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS tag
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = 'vendor' AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum`,
  );
  return rows;
}

const isClosed = ({ tag }: Tagged): boolean => /^[A-Z]*[DF]/.test(tag ?? '');

test('every column of every table says what it is', async () => {
  const all = await columns();
  expect(all.length).toBeGreaterThan(250);
  expect(all.filter(({ tag }) => !/^[KDQSFCTO]+: [a-z-]/.test(tag ?? ''))).toEqual([]);
  expect(all.filter(isClosed).length).toBeGreaterThan(30);
});

test('a table of which a column has no tag cannot be made with the vendor’s own function', async () => {
  await database.owner.query('BEGIN');
  await database.owner.query('CREATE TABLE vendor.later (a text, b text)');
  await expect(database.owner.query(`SELECT vendor.tag('vendor.later', 'a K')`)).rejects.toThrow('columns of vendor.later have no tag: b');
  await database.owner.query('ROLLBACK');
});

describe('the reader', () => {
  test('cannot read any table, nor any column that is an identifier or free text', async () => {
    const names = await tables();
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) {
      expect(await outcomeOf(database.reader, `SELECT count(*) FROM vendor.${String(name)}`), String(name)).toBe(DENIED);
    }
    for (const { table, column } of (await columns()).filter(isClosed)) {
      expect(await outcomeOf(database.reader, `SELECT "${column}" FROM vendor.${table} LIMIT 1`), `${table}.${column}`).toBe(DENIED);
    }
    expect(await outcomeOf(database.reader, 'SELECT vendor.add_wearable_year(2031)')).toBe(DENIED);
    expect(await outcomeOf(database.reader, 'TABLE public.vendor_migration')).toBe(DENIED);
  });

  test('has no grant outside the views, on itself or on everybody', async () => {
    expect(
      await database.list(`SELECT DISTINCT table_schema || '.' || privilege_type FROM information_schema.role_table_grants
        WHERE grantee IN ('tutti_reader', 'PUBLIC') AND table_schema NOT IN ('pg_catalog', 'information_schema')`),
    ).toEqual(['reporting.SELECT']);
    expect(await database.list(`SELECT count(*)::int FROM pg_auth_members WHERE member = 'tutti_reader'::regrole`)).toEqual([0]);
    expect(
      await database.list(`SELECT rolsuper OR rolinherit OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = 'tutti_reader'`),
    ).toEqual([false]);
  });

  test('sees no value in any view that stems from an identifier or free text', async () => {
    const views = await database.list(`SELECT table_name FROM information_schema.views WHERE table_schema = 'reporting' ORDER BY 1`);
    expect(views).toHaveLength(12);
    // What each view is made from, by the server's own record of dependencies; dob is the one identifier, made coarse on the way.
    const used = await database.list(`SELECT DISTINCT view_name || ' ' || table_name || '.' || column_name FROM information_schema.view_column_usage
      WHERE view_schema = 'reporting' AND table_schema = 'vendor'`);
    const closed = new Set((await columns()).filter(isClosed).map(({ table, column }) => `${table}.${column}`));
    expect(used.map(String).filter((name) => closed.has(name.split(' ')[1] ?? ''))).toEqual(['eligibility eligibility.dob']);
    const found: string[] = [];
    for (const view of views.map(String)) {
      const { rows } = await database.reader.query(`SELECT * FROM ${view}`);
      expect(rows.length, view).toBeGreaterThan(0);
      if (JSON.stringify(rows).includes(CANARY)) found.push(view);
    }
    expect(found).toEqual([]);
  });

  test('sees nothing of the questions that are asked for care alone', async () => {
    const answered = await database.list(`SELECT count(*)::int > 150 FROM vendor.hra_answer JOIN vendor.hra_item USING (item_id) WHERE sensitivity = 'never'`);
    expect(answered).toEqual([true]);
    const never = await database.list(`SELECT item_id::int FROM vendor.hra_item WHERE sensitivity = 'never' ORDER BY 1`);
    expect(never).toHaveLength(3);
    const [text = ''] = await database.list(`SELECT pg_get_viewdef('reporting.assessment'::regclass)`);
    const items = [...String(text).matchAll(/item_id = (\d+)/g)].map((match) => Number(match[1]));
    expect(items.length).toBeGreaterThan(20);
    expect(items.filter((id) => never.includes(id))).toEqual([]);
  });

  test('cannot write, with or without its read-only default', async () => {
    const { reader } = database;
    expect(await outcomeOf(reader, 'SELECT 1; COMMIT; CREATE TEMP TABLE t (x int)')).toBe(READ_ONLY);
    expect(await outcomeOf(reader, 'CREATE TEMP TABLE t (x int)')).toBe(READ_ONLY);
    await reader.query('SET default_transaction_read_only = off');
    for (const sql of ['DELETE FROM reporting.consent', 'UPDATE reporting.consent SET granted = true', 'INSERT INTO reporting.consent (consent_id) VALUES (1)', 'CREATE TABLE t (x int)', 'CREATE TABLE public.t (x int)', 'CREATE VIEW reporting.v AS SELECT 1'])
      expect(await outcomeOf(reader, sql), sql).toBe(DENIED);
    await reader.query('RESET default_transaction_read_only');
  });

  test('has limits on statements, locks and idle transactions', async () => {
    const { rows } = await database.reader.query(
      `SELECT current_setting('statement_timeout') AS s, current_setting('idle_in_transaction_session_timeout') AS i, current_setting('lock_timeout') AS l`,
    );
    expect(rows).toEqual([{ s: '15min', i: '15min', l: '10s' }]);
  });

  test('cannot look at left-out rows with a function of its own: views that leave out rows are barriers', async () => {
    const barriers = await database.list(`SELECT relname FROM pg_class WHERE relnamespace = 'reporting'::regnamespace AND 'security_barrier=true' = ANY (reloptions) ORDER BY 1`);
    expect(barriers).toEqual(['eligibility', 'org_unit']);
    // Everybody may make functions in pg_temp where temporary objects are allowed; a leaky one must run after the view's own condition.
    const { reader } = database;
    await reader.query('SET default_transaction_read_only = off');
    await reader.query(`CREATE FUNCTION pg_temp.leak(name text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN
      IF name LIKE 'Closed%' THEN RAISE EXCEPTION 'seen'; END IF; RETURN true; END $$`);
    expect(await outcomeOf(reader, 'SELECT * FROM reporting.org_unit WHERE pg_temp.leak(name)')).toBe('allowed');
    await reader.query('RESET default_transaction_read_only');
  });
});

test('the page on the vendor’s database names every table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/vendor-database.md'), 'utf8');
  expect(Object.keys(BASE_TABLES).filter((table) => !page.includes(`\`${table}\``))).toEqual([]);
  expect(page).toContain(`(${Object.keys(BASE_TABLES).length} tables)`);
  expect(page).toContain(`(${reportingColumns().size} views)`);
});
