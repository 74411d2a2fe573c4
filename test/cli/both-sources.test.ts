import { afterAll, beforeAll, expect, test } from 'vitest';
import { CANARY, loadIntoPostgres } from '../../src/sample/index.ts';
import { Area, AS_OF, filesIn, treeOf } from '../support/area.ts';
import { pagesOf, searchCanary } from '../support/canary-search.ts';
import { startPostgres, withClient, type TestServer } from '../support/postgres.ts';
import { LITTLE } from '../support/small-employers.ts';

/** The same people in a folder of files and in a database, through the command line: the employer cannot tell which it was. */

const EMPLOYERS = [LITTLE];
const SEED = 'both sources';
const READER = `reader of a test ${CANARY}`;

let area: Area;
let server: TestServer;
let url: string;
beforeAll(async () => {
  area = await Area.with(EMPLOYERS, SEED);
  server = await startPostgres();
  const owner = await server.createDatabase();
  url = server.as(owner, 'tutti_reader', READER);
  await withClient(owner, (client) => loadIntoPostgres(client, { seed: SEED, employers: EMPLOYERS, readerPassword: READER }));
}, 120_000);
afterAll(async () => {
  await server.stop();
  area.remove();
});

async function printed(out: string): Promise<readonly string[]> {
  const [[name, bytes] = ['', Buffer.alloc(0)]] = [...filesIn(out)].filter(([path]) => path.endsWith('report.pdf'));
  const release = name.split('/').at(-2) ?? '';
  return (await pagesOf(bytes)).map((text) => text.replaceAll(release, 'RELEASE'));
}

function descriptors(out: string): readonly string[] {
  const found = [...filesIn(out)].filter(([path]) => path.includes('/tables/') && path.endsWith('.json'));
  expect(found).toHaveLength(2);
  return found.map(([path, bytes]) => bytes.toString('utf8').replaceAll(path.split('/').at(-3) ?? '', 'RELEASE'));
}

test('reports are the same, byte for byte, but for the definition that the manifest names', async () => {
  expect((await area.run()).code).toBe(0);
  const fromDatabase = { out: area.at('from-database'), state: area.stateWithKeysOnly('state-of-database') };
  const result = await area.tutti(['run', 'pipelines/demo-postgres.yaml', '--as-of', AS_OF, '--out', fromDatabase.out, '--state', fromDatabase.state], {
    env: { TUTTI_DATABASE_URL: url, TUTTI_PROGRESS: 'plain' },
  });
  expect(result.code).toBe(0);
  const payload = (folder: string) =>
    Object.fromEntries(
      Object.entries(treeOf(folder))
        .map(([name, hash]) => [name.split('/').slice(4).join('/'), hash] as const)
        .filter(([name]) => !['manifest.json', 'manifest.sig'].includes(name)),
    );
  const files = payload(area.out);
  expect(Object.keys(files)).toHaveLength(24);
  const unprinted = { 'report.pdf': '', 'report.es.pdf': '', 'report.vi.pdf': '', 'tables/datapackage.json': '', 'tables/csv-metadata.json': '' };
  expect({ ...payload(fromDatabase.out), ...unprinted }).toEqual({ ...files, ...unprinted });
  // What names its release, whose id is made of the definition too, is the same in all else.
  expect(await printed(fromDatabase.out)).toEqual(await printed(area.out));
  expect(descriptors(fromDatabase.out)).toEqual(descriptors(area.out));
  expect(result.stdout + result.stderr).not.toContain(CANARY);
  expect((await searchCanary(fromDatabase.out)).found).toEqual([]);
  expect((await searchCanary(fromDatabase.state)).found).toEqual([]);
}, 120_000);
