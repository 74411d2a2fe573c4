import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPipeline } from '#config';
import type { Period, Pipeline } from '#config';
import { silent } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { employersOf, tabulate } from '#tabulate';
import type { Counted } from '#tabulate';
import { id, openVault, sql } from '#vault';
import type { Vault } from '#vault';
import { CANARY, DEMO_EMPLOYERS, DEMO_SEED, loadIntoPostgres, writeCsvFolder } from '../../src/sample/index.ts';
import { startPostgres, withClient } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { FULL } from '../support/small-employers.ts';

/** Two employers (deep: the demonstration's three), read both ways with the definitions that ship with the program. */
const YEAR: Period = { id: '2025', from: '2025-01-01', to: '2025-12-31' };
const AS_OF = '2026-03-01';
const READER = 'reader of a test';
const EMPLOYERS = process.env['TUTTI_DEEP'] === undefined ? [FULL, ...DEMO_EMPLOYERS.slice(1, 2)] : DEMO_EMPLOYERS;

let server: TestServer;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tutti-test-demo-'));
  server = await startPostgres();
  const owner = await server.createDatabase();
  url = server.as(owner, 'tutti_reader', READER);
  await writeCsvFolder(folder, { seed: DEMO_SEED, employers: EMPLOYERS });
  await withClient(owner, (client) => loadIntoPostgres(client, { seed: DEMO_SEED, employers: EMPLOYERS, readerPassword: READER }));
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Every text in the vault that holds the mark which the generator puts into each identifier and free text. */
async function marked(vault: Vault): Promise<readonly string[]> {
  const columns = await vault.rows(sql`select table_schema as s, table_name as t, column_name as c from information_schema.columns`);
  const found: string[] = [];
  for (const column of columns) {
    const [schema, table, name] = [column.text('s'), column.text('t'), column.text('c')];
    const row = await vault.one(sql`select count(*) as n from ${id(schema, table)} where contains(${id(name)}::varchar, ${CANARY})`);
    if (row.int('n') > 0) found.push(`${schema}.${table}.${name}`);
  }
  expect(columns.length).toBeGreaterThan(5);
  return found;
}

async function countedFrom(definition: Pipeline, path: string | null, databaseUrl: string | null): Promise<readonly (readonly [string, Counted])[]> {
  await using vault = await openVault();
  const raw = await loadSource(vault, definition, { path, databaseUrl, period: YEAR, progress: silent });
  // The one exception is the e-mail address that somebody typed into the name of a department: it gets in, and no further.
  expect(await marked(vault)).toEqual(['raw.org_unit.name']);
  const staged = await stage(raw, definition, YEAR, AS_OF);
  const table = await deidentify(staged, definition, YEAR, { asOf: AS_OF });
  expect(await marked(vault)).toEqual([]);
  const counted: (readonly [string, Counted])[] = [];
  for (const employer of await employersOf(table, definition)) {
    expect(employer.ended).toBe(false);
    counted.push([employer.id, await tabulate(table, definition, employer.id)]);
  }
  expect(JSON.stringify(counted)).not.toContain(CANARY);
  return counted;
}

test('a folder of files and a database, read by a role without grants on identifiers, give the same counts', async () => {
  const fromFiles = await countedFrom(loadPipeline('pipelines/demo.yaml'), folder, null);
  const fromDatabase = await countedFrom(loadPipeline('pipelines/demo-postgres.yaml'), null, url);
  expect(fromFiles).toHaveLength(EMPLOYERS.length);
  expect(fromDatabase).toEqual(fromFiles);
  const people = fromFiles.map(([, { tabulation }]) => tabulation.heads.eligible.reduce((a, b) => a + b, 0));
  expect([...people].sort((a, b) => a - b)).toEqual(EMPLOYERS.map(({ people }) => people));
}, 120_000);

// By day test/staging/followed.test.ts holds what the database is asked for.
test.runIf(process.env['TUTTI_DEEP'] !== undefined)('and so does a report that follows people, which reads assessments of before the period', async () => {
  const definition = loadPipeline('pipelines/demo-followed.yaml');
  const fromFiles = await countedFrom(definition, folder, null);
  expect(await countedFrom({ ...definition, source: loadPipeline('pipelines/demo-postgres.yaml').source }, null, url)).toEqual(fromFiles);
  expect(fromFiles.map(([, { tabulation }]) => (tabulation.heads.followed ?? []).reduce((a, b) => a + b, 0) > 0)).toContain(true);
}, 120_000);
