import { readFileSync } from 'node:fs';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CANARY } from '../../src/sample/index.ts';
import { Area, AS_OF, ledgerOf, treeOf } from '../support/area.ts';
import { freePort } from '../support/postgres.ts';
import { searchCanary } from '../support/canary-search.ts';
import { TINY } from '../support/small-employers.ts';
import { ROOT, type Outcome } from '../support/tutti.ts';

/** A source that is not what its catalog says: one message, one code, no value of any row, and nothing written anywhere. */

let area: Area;
beforeAll(async () => {
  area = await Area.with([TINY], 'source faults');
});
afterAll(() => area.remove());

/** A first line with the code and what is wrong, problems indented, and a last line with what to do. Nothing else. */
async function refusedWith(result: Outcome, exit: number, code: string): Promise<string> {
  expect(result).toMatchObject({ code: exit, stdout: '' });
  const [first = '', ...rest] = result.stderr.trimEnd().split('\n').filter((line) => /^[A-Z_]+: |^ {2}\S|^[A-Z][^:]*\.$/u.test(line));
  expect(first.startsWith(`${code}: `)).toBe(true);
  expect(rest.at(-1)).toMatch(/\.$/u);
  expect(result.stderr).not.toContain(CANARY);
  expect(result.stderr).not.toMatch(/\bat .*\.ts:\d+|Error:/u);
  expect(treeOf(area.out)).toEqual({});
  expect(ledgerOf(area.state)).toEqual([]);
  expect((await searchCanary(area.state)).found).toEqual([]);
  expect(readdirSync(area.tmp)).toEqual([]);
  return result.stderr;
}

const header = (edit: (names: string) => string) => (csv: string) => csv.replace(/^[^\n]*/u, edit);
/** Adds a cell to each row, or takes the last one away; no row of the table has a comma inside its last cell. */
const eachRow = (edit: (line: string, i: number) => string) => (csv: string) => csv.trimEnd().split('\n').map(edit).join('\n');

test('a column that nobody has classified stops the run before anything is read', async () => {
  const source = area.sourceWith('unclassified', 'consent', eachRow((line, i) => `${line},${i === 0 ? 'home_address' : `${CANARY}-address-${i}`}`));
  const told = await refusedWith(await area.run(['--source', source], { env: { TUTTI_PROGRESS: 'plain' } }), 4, 'SOURCE_UNCLASSIFIED_COLUMN');
  expect(told).toContain('consent.home_address');
});

test('a table that is missing is named', async () => {
  const source = area.sourceWith('no-table', 'consent', (csv) => `${csv}\n`);
  rmSync(join(source, 'consent.csv'));
  expect(await refusedWith(await area.run(['--source', source]), 4, 'SOURCE_MISSING_TABLE')).toContain('consent');
});

test('a column that is missing is named', async () => {
  const source = area.sourceWith('no-column', 'consent', eachRow((line) => line.replace(/,[^,]*$/u, '')));
  expect(await refusedWith(await area.run(['--source', source]), 4, 'SOURCE_MISSING_COLUMN')).toContain('consent.revoked_at');
});

test('a cell of another type is counted, not shown', async () => {
  const source = area.sourceWith('wrong-type', 'assessment', (csv) => csv.replace(/,(true|false),(\d+),/u, `,${CANARY}-typed,$2,`));
  const told = await refusedWith(await area.run(['--source', source], { env: { TUTTI_PROGRESS: 'plain' } }), 4, 'SOURCE_QUALITY');
  expect(told).toMatch(/assessment\.\w+: 1 value\(s\) are not true or false/u);
});

test('a row that cannot be read is named by its line, not by its text', async () => {
  const source = area.sourceWith('broken-row', 'consent', (csv) => `${csv.trimEnd()}\n"${CANARY}-unfinished,1\n`);
  expect(await refusedWith(await area.run(['--source', source]), 4, 'SOURCE_QUALITY')).toContain('the file for consent cannot be read');
});

test('a header that names identifiers instead of columns is not repeated', async () => {
  const source = area.sourceWith('odd-header', 'consent', header((names) => `${names},${CANARY}@home.example`));
  expect(await refusedWith(await area.run(['--source', source]), 4, 'SOURCE_UNCLASSIFIED_COLUMN')).toContain('consent.(column 7)');
});

test('a folder that is not there can be tried again later', async () => {
  await refusedWith(await area.run(['--source', area.at('nowhere')]), 3, 'SOURCE_UNREACHABLE');
});

test('an employer that the source does not know is a mistake of the command line', async () => {
  expect(await refusedWith(await area.run(['--employer', 'no-such-clinic']), 2, 'USAGE')).toContain('no-such-clinic');
});

test('a database needs its address, and to answer', async () => {
  const places = ['--as-of', AS_OF, '--out', area.out, '--state', area.state];
  const unset = await area.tutti(['run', 'pipelines/demo-postgres.yaml', ...places]);
  expect(await refusedWith(unset, 2, 'USAGE')).toContain('TUTTI_DATABASE_URL');
  const url = `postgres://tutti_reader:${CANARY}-password@127.0.0.1:${await freePort()}/none`;
  const dead = await area.tutti(['run', 'pipelines/demo-postgres.yaml', ...places], { env: { TUTTI_DATABASE_URL: url } });
  await refusedWith(dead, 3, 'SOURCE_UNREACHABLE');
}, 60_000);

test('only the variable that the definition names is read', async () => {
  const definition = area.pipeline('elsewhere.yaml', (shipped) =>
    readFileSync(join(ROOT, 'pipelines/demo-postgres.yaml'), 'utf8')
      .replace('urlFrom: TUTTI_DATABASE_URL', 'urlFrom: ANOTHER_DATABASE_URL')
      .replace('catalog: catalogs/vendor-reporting.yaml', `catalog: ${shipped('pipelines/catalogs/vendor-reporting.yaml')}`)
      .replace('report: ../reports/wellness.yaml', `report: ${shipped('reports/wellness.yaml')}`),
  );
  const result = await area.tutti(['run', definition, '--as-of', AS_OF, '--out', area.out, '--state', area.state], {
    env: { TUTTI_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  });
  expect(await refusedWith(result, 2, 'USAGE')).toContain('ANOTHER_DATABASE_URL');
}, 60_000);
