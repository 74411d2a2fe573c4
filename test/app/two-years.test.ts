import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCsvFolder } from '../../src/sample/index.ts';
import { Area, ledgerOf, treeOf } from '../support/area.ts';
import { LITTLE } from '../support/small-employers.ts';

/**
 * Two reports a year apart, made from one database as an operator makes them: the second is compared with the first as it was signed, and
 * with nothing else. People are those of a followed-up employer: nearly everybody took part in both years.
 */

let area: Area;
let pipeline: string;
beforeAll(async () => {
  area = await Area.with([], 'nobody');
  rmSync(area.source, { recursive: true });
  await writeCsvFolder(area.source, { seed: 'two years', employers: [LITTLE], year: 2026, followUp: true });
  pipeline = area.pipeline('two-years.yaml', (shipped) =>
    [
      'id: two-years',
      'title: { en: Employee wellness report }',
      'source: { kind: files, path: null }',
      `catalog: ${shipped('pipelines/catalogs/vendor.yaml')}`,
      'period: { kind: year }',
      'policy: wellness',
      `report: ${shipped('reports/wellness.yaml')}`,
      'schedule: null',
      `delivery: { kind: folder, path: ${area.out} }`,
    ].join('\n'),
  );
  for (const year of ['2025', '2026']) {
    const { code, stderr } = await run(year);
    if (code !== 0) throw new Error(`${year} was not reported: ${stderr}`);
  }
}, 180_000);
afterAll(() => area.remove());

const run = (year: string, more: readonly string[] = []) =>
  area.tutti(['run', pipeline, '--source', area.source, '--as-of', '2027-02-01', '--period', year, '--out', area.out, '--state', area.state, ...more]);

function releaseOf(year: string, out = area.out): string {
  const place = join(out, LITTLE.id, year, 'wellness');
  const [id = '', ...others] = readdirSync(place);
  expect(others).toEqual([]);
  return join(place, id);
}
const idOf = (folder: string): string => folder.split('/').at(-1) ?? '';
const key = () => join(area.state, 'keys', 'public-key.pem');

describe('what is delivered', () => {
  test('the second report carries the first as it was signed, and names it', () => {
    const [first, second] = [releaseOf('2025'), releaseOf('2026')];
    const manifest: { readonly earlier?: { readonly release: string } } = JSON.parse(readFileSync(join(second, 'manifest.json'), 'utf8'));
    expect(manifest.earlier?.release).toBe(idOf(first));
    for (const name of ['manifest.json', 'manifest.sig', 'table.json'])
      expect(readFileSync(join(second, 'earlier', name)).equals(readFileSync(join(first, name)))).toBe(true);
    expect(existsSync(join(first, 'earlier'))).toBe(false);
  });

  test('it has a chapter on both years; the first has none', () => {
    expect(readFileSync(join(releaseOf('2026'), 'report.html'), 'utf8')).toContain('<h2>Compared with 2025</h2>');
    expect(readFileSync(join(releaseOf('2025'), 'report.html'), 'utf8')).not.toContain('Compared with');
  });

  test('it verifies with the public key alone; with one digit of the earlier release changed it does not', async () => {
    const { code, stdout } = await area.tutti(['verify', releaseOf('2026'), '--key', key()]);
    expect({ code, lines: stdout.match(/print the same/gu)?.length }).toEqual({ code: 0, lines: 1 });
    const copy = area.at('copy');
    cpSync(releaseOf('2026'), copy, { recursive: true });
    const table = join(copy, 'earlier', 'table.json');
    writeFileSync(table, readFileSync(table, 'utf8').replace(/"base":(\d+)/u, (_, n: string) => `"base":${Number(n) + 1}`));
    expect(await area.tutti(['verify', copy, '--key', key()])).toMatchObject({ code: 5, stdout: '' });
  }, 60_000);
});

/** Whole runs, and what they prove is proven of their parts in test/app/earlier.test.ts and test/release/earlier.test.ts. */
describe.runIf(process.env['TUTTI_DEEP'] !== undefined)('the second year again', { timeout: 60_000 }, () => {
  test('changes no byte', async () => {
    const before = treeOf(area.out);
    expect(await run('2026')).toMatchObject({ code: 0 });
    expect(treeOf(area.out)).toEqual(before);
  });

  test('without what was kept of the first, nothing leaves', async () => {
    const [state, out] = [area.at('lost'), area.at('lost-out')];
    cpSync(area.state, state, { recursive: true });
    rmSync(join(state, 'private', idOf(releaseOf('2025')), 'manifest.sig'));
    const { code, stdout } = await run('2026', ['--state', state, '--out', out]);
    expect({ code, left: existsSync(out) }).toEqual({ code: 2, left: false });
    expect(stdout).toMatch(/FAILED FILE_MISSING: .*manifest\.sig is not in the state folder/u);
    expect(ledgerOf(state).findLast((e) => e.employer === LITTLE.id)).toMatchObject({ kind: 'refusal', reason: 'FILE_MISSING' });
  });
});
