import { describe, expect, test } from 'vitest';
import { EXIT, systemClock } from '#core';
import { attackReleased } from '../../../src/app/tables/attack-released.ts';
import { protectTables } from '../../../src/app/tables/protect-tables.ts';
import { readSpec } from '../../../src/app/tables/read-spec.ts';
import { tableFixtures } from '../fixture.ts';

/** A27 of the catalogue. What a figure stands for is reckoned here by hand: 1 to 7 are never printed, everything else to the nearest 5. */

const fixture = tableFixtures().find(({ id }) => id === 'A27')!;
const spec = readSpec(JSON.stringify(fixture.spec), 'spec');

const line = (site: string, figure: number | null): string =>
  figure === null ? `${site},,withheld,,` : figure === 0 ? `${site},0,published,,` : `${site},,banded,${Math.max(8, figure - 2)},${figure + 2}`;
const file = (figures: ReadonlyMap<string, number | null>): string => ['site,count,status,low,high', ...[...figures].map(([site, figure]) => line(site, figure))].join('\n');
const cells = ['site,count', ...Object.entries(fixture.cells).map(([site, count]) => `${site},${count}`)].join('\n');

/** The figures that a protected file has printed; its intervals are not believed. */
function figuresOf(csv: string): ReadonlyMap<string, number | null> {
  const rows = csv.trim().split('\n').slice(1).map((row) => row.split(','));
  return new Map(rows.map(([site = '', count, status, , high]) => [site, status === 'withheld' ? null : status === 'published' ? Number(count) : 5 * Math.round(Number(high) / 5)]));
}

/** All tables of whole numbers that print these figures: lowest and highest count of each site. */
function everyTable(figures: ReadonlyMap<string, number | null>): ReadonlyMap<string, readonly [number, number]> {
  const MOST = 25;
  const prints = (v: number): number | null => (v > 0 && v < 8 ? null : 5 * Math.round(v / 5));
  const all = figures.get('') ?? null;
  const sites = [...figures].filter(([site]) => site !== '');
  const found = new Map<string, readonly [number, number]>();
  const table: number[] = [];
  const walk = (at: number, sum: number): void => {
    const [, figure] = sites[at] ?? [];
    if (figure === undefined) {
      if (all === null || prints(sum) === all)
        sites.forEach(([name], i) => found.set(name, [Math.min(found.get(name)?.[0] ?? Infinity, table[i]!), Math.max(found.get(name)?.[1] ?? 0, table[i]!)]));
      return;
    }
    for (let v = figure === null ? 1 : Math.max(0, figure - 2); v <= (figure === null ? MOST : figure + 2); v++) {
      if (all !== null && sum + v > all + 2) break;
      if (figure !== null && prints(v) !== figure) continue;
      table[at] = v;
      walk(at + 1, sum + v);
    }
  };
  walk(0, 0);
  return found;
}

describe(`${fixture.id} ${fixture.title}`, () => {
  test(`without the defence the attacker has it: ${fixture.foolish.mistake}`, async () => {
    const figures = new Map(Object.entries(fixture.foolish.prints));
    for (const [site, range] of Object.entries(fixture.learns)) expect(everyTable(figures).get(site)).toEqual(range);
    const { exit, verdicts } = await attackReleased(spec, { text: file(figures), file: 'foolish' }, [], null);
    expect(exit).toBe(EXIT.refused);
    expect(Object.fromEntries(verdicts.map(({ cell, low, high }) => [cell, [low, high]]))).toEqual(fixture.learns);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['exact']));
  });

  test('protected, every withheld count could be 8 apart among all tables that print the same', async () => {
    const outcome = await protectTables(spec, { text: cells, file: 'cells' }, systemClock);
    if (outcome.kind !== 'protected') throw new Error('refused');
    const figures = figuresOf(outcome.csv);
    expect(outcome.csv.trim()).toBe(file(figures));
    for (const [site, figure] of figures) if (figure !== null) expect([site, figure]).toEqual([site, 5 * Math.round((fixture.cells[site] ?? 0) / 5)]);
    const hidden = [...figures].flatMap(([site, figure]) => (figure === null && site !== '' ? [site] : []));
    expect(hidden).toEqual(expect.arrayContaining(Object.keys(fixture.learns)));
    const ranges = everyTable(figures);
    for (const site of hidden) expect((ranges.get(site)?.[1] ?? 0) - (ranges.get(site)?.[0] ?? 0), site).toBeGreaterThanOrEqual(8);
    expect((await attackReleased(spec, { text: file(figures), file: 'protected' }, [], null)).exit).toBe(EXIT.done);
  });
});
