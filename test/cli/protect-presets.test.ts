import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tutti } from '../support/tutti.ts';

/** Each preset as whoever has tables meets it: `tutti protect` with its name, `tutti attack` on what came out. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Answers [yes, no] by site: one of each size that some preset treats in its own way. */
const PEOPLE: Readonly<Record<string, readonly [number, number]>> = {
  tiny: [2, 2],
  five: [2, 4],
  seven: [7, 30],
  nine: [9, 30],
  ten: [30, 10],
  none: [0, 41],
  nearly: [1, 60],
  large: [64, 91],
  other: [58, 73],
};

type People = Readonly<Record<string, readonly [number, number]>>;

const csvOf = (people: People): string => ['site,measure,count', ...[...countsOf(people)].map(([cell, v]) => `${cell},${v}`)].join('\n');

function countsOf(people: People): ReadonlyMap<string, number> {
  const sum = (k: number) => Object.values(people).reduce((total, pair) => total + (pair[k] ?? 0), 0);
  const rows = [['', [sum(0), sum(1)]] as const, ...Object.entries(people)];
  return new Map(rows.flatMap(([site, [yes = 0, no = 0]]) => [[`${site},`, yes + no], [`${site},smokes=yes`, yes], [`${site},smokes=no`, no]] as const));
}

interface Line {
  readonly v: number;
  readonly count: string;
  readonly status: string;
  readonly low: number;
  readonly high: number;
}

interface Printed {
  readonly lines: ReadonlyMap<string, Line>;
  readonly stdout: string;
  readonly files: readonly [spec: string, out: string];
}

/** Protects the people's table with a preset, which only happens once the attack on it came to nothing, and gives its lines by cell. */
async function protect(policy: string, people: People = PEOPLE, sensitive = false): Promise<Printed> {
  const [spec, cells, out] = ['spec.json', 'cells.csv', 'out.csv'].map((name) => join(folder, `${policy}-${name}`)) as [string, string, string];
  const dimensions = {
    site: { total: 'all', relations: [{ parent: 'all', children: Object.keys(people) }] },
    measure: { total: 'people', indicators: [{ name: 'smokes', categories: ['yes', 'no'], sensitive }] },
  };
  const counts = countsOf(people);
  writeFileSync(spec, JSON.stringify({ dimensions, tables: [['site', 'measure']], policy }));
  writeFileSync(cells, csvOf(people));
  const { code, stdout } = await tutti(['protect', spec, cells, '-o', out]);
  expect(code).toBe(0);
  const rows = readFileSync(out, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  expect(rows).toHaveLength(counts.size);
  const lines = new Map(
    rows.map(([site = '', measure = '', count = '', status = '', low = '', high = '']) => [
      `${site},${measure}`,
      { v: counts.get(`${site},${measure}`) ?? Number.NaN, count, status, low: Number(low), high: Number(high) },
    ]),
  );
  return { lines, stdout, files: [spec, out] };
}

/** What holds of every file without rounding and bands: nothing from 1 to `most` is printed, what is printed is exact, and 0 is printed. */
function expectHidden(lines: ReadonlyMap<string, Line>, most: number): void {
  for (const [cell, { v, count, status }] of lines) {
    if (v > 0 && v <= most) expect([cell, status]).toEqual([cell, 'withheld']);
    if (v === 0) expect([cell, count, status]).toEqual([cell, '0', 'published']);
    if (status === 'published') expect([cell, count]).toEqual([cell, String(v)]);
  }
}

const statusOf = (lines: ReadonlyMap<string, Line>, cell: string): string | undefined => lines.get(cell)?.status;

describe('the presets of tutti protect', { timeout: 60_000 }, () => {
  test('wellness: groups of 11, cells of 5', async () => {
    const { lines } = await protect('wellness');
    expectHidden(lines, 4);
    expect(statusOf(lines, 'five,')).toBe('withheld');
  });

  test('cms11: no number from 1 to 10 anywhere, numerators and rests included; 0 is allowed', async () => {
    const { lines } = await protect('cms11');
    expectHidden(lines, 10);
    // 30 of 40 gave one answer: the 10 others are a rest, and can be told from nothing that is printed.
    const [all, yes, no] = ['ten,', 'ten,smokes=yes', 'ten,smokes=no'].map((cell) => statusOf(lines, cell));
    expect(no).toBe('withheld');
    expect([all, yes]).toContain('withheld');
  });

  test('wadoh10: 1 to 9 are hidden; of a sensitive question, an answer of over 95 % or under 5 % is an interval', async () => {
    const { lines } = await protect('wadoh10', { nearly: [4, 396], large: [164, 191], other: [158, 173] }, true);
    expectHidden(new Map([...lines].filter(([cell]) => !cell.startsWith('nearly'))), 9);
    expect([lines.get('nearly,smokes=yes'), lines.get('nearly,smokes=no')]).toEqual([
      { v: 4, count: '', status: 'banded', low: 0, high: 20 },
      { v: 396, count: '', status: 'banded', low: 380, high: 400 },
    ]);
  });

  test('says where tables are too fine for so few people, and only there', async () => {
    const fine = await protect('cms11', { north: [4, 5], south: [6, 7], west: [3, 9], east: [8, 2] });
    expect(fine.stdout).toMatch(/ withheld of 15 cells with anybody in them: little is left to read\. Merge categories or groups/u);
    const enough = await protect('cms11', { north: [40, 55], south: [62, 70], west: [31, 92], east: [88, 20] });
    expect(enough.stdout).not.toContain('little is left');
  });

  test('survey5: groups of 5, and no rule for cells', async () => {
    const { lines } = await protect('survey5');
    expect(statusOf(lines, 'tiny,')).toBe('withheld');
    expect(lines.get('nearly,smokes=yes')).toMatchObject({ count: '1', status: 'published' });
    for (const [cell, { v, status }] of lines) if (cell.endsWith(',') && v > 0 && v < 5) expect([cell, status]).toEqual([cell, 'withheld']);
  });

  test('nhs8r5: 1 to 7 are hidden, 0 is shown, everything else is rounded to 5; tutti attack finds nothing', async () => {
    const { lines, files } = await protect('nhs8r5');
    for (const [cell, { v, count, status, low, high }] of lines) {
      if (v > 0 && v < 8) expect([cell, status]).toEqual([cell, 'withheld']);
      if (v === 0) expect([cell, count, status]).toEqual([cell, '0', 'published']);
      if (status === 'published') expect([cell, v]).toEqual([cell, 0]);
      if (status !== 'banded') continue;
      const figure = 5 * Math.floor((v + 2) / 5);
      expect([cell, count, low, high]).toEqual([cell, '', Math.max(8, figure - 2), figure + 2]);
    }
    expect([...lines.values()].filter(({ status }) => status === 'banded').length).toBeGreaterThan(10);
    expect(lines.get('nine,smokes=yes')).toMatchObject({ low: 8, high: 12 });
    expect((await tutti(['attack', ...files])).code).toBe(0);
  });

  test('nhs8r5: says that printed sums need not add up', async () => {
    // 10 and 10 for 24, printed as 25, at three sites; three times 25 for 72, printed as 70; three times 10 for 36, printed as 35, twice.
    const { stdout } = await protect('nhs8r5', { a: [12, 12], b: [12, 12], c: [12, 12] });
    expect(stdout).toContain('12 cells, 0 withheld (0 of them to protect others), 0 banded, 12 rounded (6 printed sums do not add up)');
  });
});
