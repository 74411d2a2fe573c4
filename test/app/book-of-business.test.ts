import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmployerSpec, writeCsvFolder } from '../../src/sample/index.ts';
import { Area, treeOf } from '../support/area.ts';
import { FULL } from '../support/small-employers.ts';

/** Seven employers over two years, as an operator runs them. Their parts are tested in test/app/book.test.ts, without a whole run. */

const EMPLOYERS: readonly EmployerSpec[] = Array.from({ length: 7 }, (_, i) => ({ ...FULL, id: `clinic-${i + 1}`, legalName: `Clinic ${i + 1}`, people: 330 + 10 * i }));
const [FIRST = FULL, SECOND = FULL] = EMPLOYERS;

describe.runIf(process.env['TUTTI_DEEP'] !== undefined)('a book of business', { timeout: 900_000 }, () => {
  let area: Area;
  const places = (of = '') => ({ out: area.at(`out${of}`), state: area.at(`state${of}`) });
  const run = (year: string, { out, state } = places(), more: readonly string[] = []) =>
    area.tutti(['run', 'pipelines/demo.yaml', '--source', area.source, '--as-of', '2027-02-01', '--period', year, '--out', out, '--state', state, ...more]);

  beforeAll(async () => {
    area = await Area.with([], 'nobody');
    rmSync(area.source, { recursive: true });
    await writeCsvFolder(area.source, { seed: 'a book', employers: EMPLOYERS, year: 2026, followUp: true });
    const first = await run('2025');
    expect({ code: first.code, said: first.stdout.includes('no comparison with other employers: 0 reports of 2024 on record') }).toEqual({ code: 0, said: true });
    cpSync(area.at('state'), area.at('state-piecemeal'), { recursive: true });
    cpSync(area.at('out'), area.at('out-piecemeal'), { recursive: true });
    expect(await run('2026')).toMatchObject({ code: 0 });
  }, 600_000);
  afterAll(() => area.remove());

  const releaseOf = (employer: string, year: string): string => {
    const place = join(area.at('out'), employer, year, 'wellness');
    return join(place, readdirSync(place)[0] ?? '');
  };

  test('the second year has the chapter, the first has none; whole percentages and no name of another employer leave', () => {
    for (const { id } of EMPLOYERS) {
      const [before, now] = ['2025', '2026'].map((year) => readFileSync(join(releaseOf(id, year), 'report.html'), 'utf8'));
      expect(before).not.toContain('Compared with other employers');
      expect(now).toContain('Compared with other employers');
      const table = readFileSync(join(releaseOf(id, '2026'), 'table.json'), 'utf8');
      const { book }: { readonly book: { readonly figures: readonly { readonly percent: number }[] } } = JSON.parse(table);
      expect(book.figures.length).toBeGreaterThan(5);
      expect(book.figures.every(({ percent }) => Number.isInteger(percent) && percent > 0 && percent < 100)).toBe(true);
      expect(EMPLOYERS.filter((other) => other.id !== id && table.includes(`"${other.id}"`))).toEqual([]);
    }
  });

  test('it verifies with the public key alone', async () => {
    const { code, stdout } = await area.tutti(['verify', releaseOf(FIRST.id, '2026'), '--key', join(area.at('state'), 'keys', 'public-key.pem')]);
    expect({ code, lines: stdout.match(/print the same/gu)?.length }).toEqual({ code: 0, lines: 1 });
  });

  test('a run by pieces and in another order, and a run once more, leave the same bytes', async () => {
    const piecemeal = places('-piecemeal');
    expect(await run('2026', piecemeal, ['--employer', SECOND.id])).toMatchObject({ code: 0 });
    expect(await run('2026', piecemeal)).toMatchObject({ code: 0 });
    expect(treeOf(piecemeal.out)).toEqual(treeOf(area.at('out')));
  });
});
