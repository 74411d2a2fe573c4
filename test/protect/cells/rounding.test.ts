import { fc, test as property } from '@fast-check/vitest';
import { isRounded, rounded, standsFor } from '#core';
import type { CellStructure, ProtectedCells } from '#protect';
import { describe, expect, it } from 'vitest';
import { mulberry } from '../../support/random-tabulation.ts';
import { crossed, protectTiny, rulesOf } from './tiny-tables.ts';

/** To the nearest multiple of an odd number, as one would do it by hand. */
function byHand(count: number, to: number): number {
  for (let away = 0; away <= to; away++) for (const near of [count - away, count + away]) if (near % to === 0) return near;
  throw new Error('no multiple is near');
}

describe('what a rounded figure stands for', () => {
  it.each([
    [3, 3],
    [5, 3],
    [5, 8],
    [5, 11],
  ])('to %i from %i: every count that prints the same, and no other', (to, least) => {
    const printed = Array.from({ length: 200 }, (_, v) => v).filter((v) => v === 0 || v >= least);
    for (const count of printed) {
      const same = printed.filter((v) => byHand(v, to) === byHand(count, to));
      const range = standsFor(count, to, least);
      expect(rounded(count, to)).toBe(byHand(count, to));
      // The ends of the list are cut.
      if (count < 190) expect(range).toEqual({ low: same[0], high: same.at(-1) });
      expect(isRounded(range, to, least)).toBe(count > 0);
    }
  });

  it('10 is one of 8 to 12, 15 one of 13 to 17, 0 nobody; rounding to 1 is no rounding', () => {
    expect(standsFor(8, 5, 8)).toEqual({ low: 8, high: 12 });
    expect(standsFor(12, 5, 8)).toEqual({ low: 8, high: 12 });
    expect(standsFor(13, 5, 8)).toEqual({ low: 13, high: 17 });
    expect(standsFor(0, 5, 8)).toEqual({ low: 0, high: 0 });
    expect(standsFor(23, 1, 8)).toEqual({ low: 23, high: 23 });
    for (const [low, high] of [[8, 11], [9, 12], [3, 7], [0, 2], [0, 0]] as const) expect(isRounded({ low, high }, 5, 8)).toBe(false);
  });
});

/**
 * Every table of whole numbers that prints the same, by brute force: withheld cells at least 1, printed ones of the same figure and none below `least`.
 * Inner cells are tried up to `more` above the truth, which makes ranges too narrow at most.
 */
function everyRoundedWorld(structure: CellStructure, values: Int32Array, { status }: ProtectedCells, to: number, least: number, more: number): { low: number; high: number }[] {
  const figure = (v: number) => byHand(v, to);
  const fits = (c: number, v: number) => (status[c] === 'withheld' ? v >= 1 : figure(v) === figure(values[c]!) && (v >= least || v === 0));
  const parents = new Set(structure.equations.map((e) => e.parent));
  const inner = structure.codes.flatMap((_, c) => (parents.has(c) ? [] : [c]));
  const sums = [...structure.equations].sort((a, b) => structure.breadth[a.parent]! - structure.breadth[b.parent]!);
  const ranges = structure.codes.map(() => ({ low: Infinity, high: -Infinity }));
  const world = new Int32Array(values.length);
  const walk = (at: number): void => {
    const cell = inner[at];
    if (cell !== undefined) {
      for (let v = 0; v <= values[cell]! + more; v++) {
        if (!fits(cell, v)) continue;
        world[cell] = v;
        walk(at + 1);
      }
      return;
    }
    for (const { parent, children } of sums) {
      world[parent] = children.reduce((sum, c) => sum + world[c]!, 0);
      if (!fits(parent, world[parent])) return;
    }
    ranges.forEach((r, c) => Object.assign(r, { low: Math.min(r.low, world[c]!), high: Math.max(r.high, world[c]!) }));
  };
  walk(0);
  return ranges;
}

describe('tiny tables, rounded to 5, counts of 1 to 3 unsafe', () => {
  const LEAST = 4;
  const random = mulberry(11);
  const cases = Array.from({ length: 16 }, (_, i) => {
    const columns = 2 + (i % 2);
    const table = Object.fromEntries(
      ['r0', 'r1'].map((row) => [row, Array.from({ length: columns }, () => Math.floor(14 * random() ** 2))]),
    );
    return { name: `${i}: ${JSON.stringify(Object.values(table))}`, ...crossed(table, ['c0', 'c1', 'c2'].slice(0, columns)) };
  });

  it.each(cases)('$name: every withheld cell has its width among all tables that print the same', async ({ set, inner }) => {
    const { structure, values, result } = await protectTiny(set, inner, rulesOf(LEAST - 1, { roundTo: 5 }));
    expect(result.hopeless).toEqual([]);
    const ranges = everyRoundedWorld(structure, values, result, 5, LEAST, 5);
    structure.codes.forEach((codes, c) => {
      const [v, status] = [values[c]!, result.status[c]];
      if (v > 0 && v < LEAST) expect(status, codes.join(' ')).toBe('withheld');
      if (status === 'withheld') expect(ranges[c]!.high - ranges[c]!.low, codes.join(' ')).toBeGreaterThanOrEqual(LEAST);
      else if (v === 0) expect(status).toBe('published');
      else {
        expect(status).toBe('banded');
        expect(result.bands.get(c)).toMatchObject(standsFor(v, 5, LEAST));
      }
      expect(v).toBeGreaterThanOrEqual(ranges[c]!.low);
      expect(v).toBeLessThanOrEqual(ranges[c]!.high);
    });
  });

  it('withholds fewer cells than exact numbers need, and never an unsafe one less', async () => {
    let [exactly, roundly] = [0, 0];
    for (const { set, inner } of cases) {
      const exact = await protectTiny(set, inner, rulesOf(LEAST - 1));
      const round = await protectTiny(set, inner, rulesOf(LEAST - 1, { roundTo: 5 }));
      expect(round.primary).toEqual(exact.primary);
      exactly += exact.withheld.length;
      roundly += round.withheld.length;
    }
    expect(roundly).toBeLessThan(exactly);
  });

  property.prop([fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 9 })], { numRuns: 25 })(
    'every world of the proof prints the same and adds up; every withheld cell lies as far apart in two of them as asked',
    async (counts) => {
      const table = { r0: counts.slice(0, 3), r1: counts.slice(3, 6), r2: counts.slice(6) };
      const { set, inner } = crossed(table, ['c0', 'c1', 'c2']);
      const { structure, values, result } = await protectTiny(set, inner, rulesOf(7, { roundTo: 5 }));
      expect(result.hopeless).toEqual([]);
      const low = values.slice();
      const high = values.slice();
      for (const world of result.worlds()) {
        for (const { parent, children } of structure.equations) expect(children.reduce((sum, c) => sum + world[c]!, 0)).toBe(world[parent]);
        world.forEach((v, c) => {
          if (result.status[c] === 'withheld') expect(v).toBeGreaterThanOrEqual(1);
          else expect([byHand(v, 5), v === 0 || v >= 8]).toEqual([byHand(values[c]!, 5), true]);
          low[c] = Math.min(low[c]!, v);
          high[c] = Math.max(high[c]!, v);
        });
      }
      result.status.forEach((status, c) => {
        if (status === 'withheld') expect(high[c]! - low[c]!).toBeGreaterThanOrEqual(8);
      });
    },
  );
});
