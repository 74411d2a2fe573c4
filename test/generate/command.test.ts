import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '#app';
import { silent } from '#core';
import { id, openVault, sql } from '#vault';
import { readSchema } from '../../src/sample/index.ts';
import { filesIn, treeOf } from '../support/area.ts';
import { freePort, startPostgres, withClient, type TestServer } from '../support/postgres.ts';
import { tutti, type Outcome } from '../support/tutti.ts';

/** `tutti generate` as an operator uses it. */

const SMALL = ['--employers', '8x60', '--seed', 'command'];
let folder: string;
let server: TestServer;
let made: Outcome;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-test-generate-'));
  server = await startPostgres();
  made = await tutti(['generate', ...SMALL, '--to', at('first'), '--json']);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

describe('folders', () => {
  test('the same seed gives the same bytes, another one others; --json says what was written', async () => {
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const result: { employers: number; people: number; tables: { table: string; rows: number }[] } = JSON.parse(made.stdout);
    expect([result.employers, result.people]).toEqual([8, 480]);
    expect(readdirSync(at('first')).toSorted()).toEqual(result.tables.map(({ table }) => `${table}.csv`).toSorted());
    const request = { people: null, employers: '8x60', year: 2025, followUp: false } as const;
    await generate({ ...request, seed: 'command', target: { kind: 'csv', folder: at('again') } }, silent);
    expect(treeOf(at('again'))).toEqual(treeOf(at('first')));
    await generate({ ...request, seed: 'other', target: { kind: 'csv', folder: at('other') } }, silent);
    expect(treeOf(at('other'))).not.toEqual(treeOf(at('first')));
  });

  test('Parquet files hold the rows of the CSV files, typed, and nothing else is left', async () => {
    expect((await tutti(['generate', ...SMALL, '--parquet', at('parquet')])).code).toBe(0);
    expect(readdirSync(at('parquet')).toSorted()).toEqual(readSchema().map(({ name }) => `${name}.parquet`).toSorted());
    await using vault = await openVault();
    for (const { name } of readSchema()) {
      await vault.run(sql`create table ${id(name)} as from read_parquet(${join(at('parquet'), `${name}.parquet`)})`);
      await vault.run(sql`create table ${id(`${name}_csv`)} as from ${id(name)} limit 0`);
      await vault.run(sql`insert into ${id(`${name}_csv`)} from read_csv(${join(at('first'), `${name}.csv`)}, all_varchar = true, header = true)`);
      const row = await vault.one(sql`select (select count(*) from ${id(name)}) as n, (select count(*) from (from ${id(name)} except all from ${id(`${name}_csv`)})) as missing,
        (select count(*) from ${id(`${name}_csv`)}) as csv`);
      expect([row.int('n') > 0, row.int('missing'), row.int('csv')], name).toEqual([true, 0, row.int('n')]);
    }
  });

  test('a folder that holds anything is left alone', async () => {
    mkdirSync(at('mine'));
    writeFileSync(at('mine/employer.csv'), 'mine');
    const refused = await tutti(['generate', '--to', at('mine')]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('USAGE: ');
    expect(readFileSync(at('mine/employer.csv'), 'utf8')).toBe('mine');
    writeFileSync(at('file'), 'mine');
    expect((await tutti(['generate', '--parquet', at('file')])).code).toBe(2);
  });
});

test.each([
  [[], 'it is not clear where to write'],
  [['--to', 'a', '--postgres', 'B'], 'it is not clear where to write'],
  [['--to', 'a', '--reader-password-from', 'B'], 'it is not clear where to write'],
  [['--postgres', 'NOT_SET'], 'the environment variable NOT_SET is not set'],
  [['--to', 'a', '--people', '199'], 'A whole number from 200 to 5000000.'],
  [['--to', 'a', '--people', '5000001'], 'A whole number from 200 to 5000000.'],
  [['--to', 'a', '--year', '1999'], 'A year from 2000 to 2099.'],
])('generate %j is refused', async (args, why) => {
  const refused = await tutti(['generate', ...args]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain(why);
  expect(existsSync('a')).toBe(false);
});

test.each([
  ['5', null, '5 employers need --people'],
  ['5', 200, '5 employers need --people of at least 300'],
  ['0', 200, '0 employers need --people'],
  ['90,59', null, '"59" is no size of an employer'],
  ['many', null, '"many" is no size of an employer'],
  ['0x90', null, '"0x90" is no size of an employer'],
  ['90,', null, '"" is no size of an employer'],
  ['90,90', 500, 'both given'],
])('employers %s of %s people are refused', async (employers, people, why) => {
  const target = { kind: 'csv', folder: at('never') } as const;
  await expect(generate({ people, employers, seed: null, year: 2025, followUp: false, target }, silent)).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(why) });
  expect(existsSync(at('never'))).toBe(false);
});

describe('a database', () => {
  test('is filled, read through the views by the reader, and reported on', async () => {
    const owner = await server.createDatabase();
    const env = { OWNER_URL: owner, READER_PASSWORD: 'only the views', TUTTI_DATABASE_URL: server.as(owner, 'tutti_reader', 'only the views') };
    const filled = await tutti(['generate', ...SMALL, '--postgres', 'OWNER_URL', '--reader-password-from', 'READER_PASSWORD'], { env });
    expect(filled).toMatchObject({ code: 0, stderr: '' });
    expect(filled.stdout).toContain('8 employers with 480 entitled people in the database of OWNER_URL');
    expect(filled.stdout).not.toContain('only the views');

    // The first takes part; the contract and retention of the eighth are over.
    const who = ['--employer', 'employer-00001', '--employer', 'employer-00008', '--as-of', '2026-03-01', '--json'];
    const run = await tutti(['run', 'pipelines/demo-postgres.yaml', ...who, '--out', at('out'), '--state', at('state')], { env });
    expect(run.stderr).toBe('');
    const result: { employers: { employer: string; status: string; tier: string | null; folder: string | null }[] } = JSON.parse(run.stdout);
    expect(result.employers.map(({ employer, status, tier }) => [employer, status, tier])).toEqual([
      ['employer-00001', 'released', 'participation'],
      ['employer-00008', 'ended', null],
    ]);
    const delivered = [...filesIn(result.employers[0]?.folder ?? '').keys()];
    expect(delivered).toEqual(expect.arrayContaining(['report.pdf', 'table.json', 'manifest.sig', 'tables/company.csv']));

    const again = await tutti(['generate', ...SMALL, '--postgres', 'OWNER_URL'], { env });
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('the database holds employers already');
  });

  test('that is not there, or may not be filled, is told without its connection string', async () => {
    const nobody = await tutti(['generate', ...SMALL, '--postgres', 'URL'], { env: { URL: `postgres://me:hunter2@127.0.0.1:${await freePort()}/none` } });
    expect(nobody).toMatchObject({ code: 3, stdout: '' });
    expect(nobody.stderr).toContain('SOURCE_UNREACHABLE: the database could not be filled: connecting failed');
    expect(nobody.stderr).not.toMatch(/hunter2|127\.0\.0\.1/);
    const url = await server.createDatabase();
    await withClient(url, (client) => client.query(`CREATE ROLE somebody LOGIN PASSWORD 'x'`));
    const forbidden = await tutti(['generate', ...SMALL, '--postgres', 'URL'], { env: { URL: server.as(url, 'somebody', 'x') } });
    expect(forbidden).toMatchObject({ code: 3, stdout: '' });
    expect(forbidden.stderr).toContain('SQLSTATE 42501');
  });
});
