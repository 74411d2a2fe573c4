import { describe, expect, test } from 'vitest';
import { type AttackSystem, ContradictionError, holds } from '#attack';
import { propagate } from '../../src/attack/propagate.ts';
import { allWorlds, randomSystem } from './random-system.ts';

const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 600 : 20_000 }, (_, i) => i + 1);

describe('the exact check of a world', () => {
  const system: AttackSystem = {
    unknowns: 2,
    lower: Float64Array.of(1, 0),
    upper: Float64Array.of(4, 9),
    facts: [{ index: Int32Array.of(0, 1), value: Float64Array.of(2, -1), low: 0, high: 3 }],
    targets: [],
    answers: null,
  };

  test.each([
    ['inside every limit', [2, 2], true],
    ['at the lower end of a fact', [2, 4], true],
    ['at the upper end of a fact', [2, 1], true],
    ['under a fact', [2, 5], false],
    ['over a fact', [2, 0], false],
    ['at its own limits', [1, 0], true],
    ['at its other limits', [4, 8], true],
    ['under its own limit', [0, 0], false],
    ['over its own limit', [5, 8], false],
    ['a half person', [1.5, 1], false],
    ['no number', [Number.NaN, 2], false],
    ['an unknown too few', [2], false],
    ['an unknown too many', [2, 2, 0], false],
  ])('%s', (_, world, expected) => {
    expect(holds(system, world)).toBe(expected);
  });

  test('a fact about an unknown that there is not holds in no world', () => {
    expect(holds({ ...system, facts: [{ index: Int32Array.of(2), value: Float64Array.of(1), low: -Infinity, high: Infinity }] }, [2, 2])).toBe(false);
    expect(holds({ ...system, facts: [{ index: Int32Array.of(1), value: new Float64Array(), low: -Infinity, high: Infinity }] }, [2, 2])).toBe(false);
  });

  test('where a limit is missing no world holds', () => {
    expect(holds({ ...system, lower: Float64Array.of(1) }, [2, 2])).toBe(false);
    expect(holds({ ...system, upper: Float64Array.of(4) }, [2, 2])).toBe(false);
  });

  test('says the same as trying all', () => {
    for (const seed of seeds.slice(0, 100)) {
      const small = randomSystem(seed, 4);
      const worlds = new Set(allWorlds(small).map((world) => world.join()));
      expect(worlds.has(small.truth.join())).toBe(true);
      for (const world of allWorlds({ ...small, facts: [] })) expect(holds(small, world)).toBe(worlds.has(world.join()));
    }
  });
});

/** The limits that single facts set, one after the other, until none sets another: by the definition. Null: a fact cannot hold, or nothing is left. */
function settled({ lower, upper, facts }: AttackSystem): { readonly lower: number[]; readonly upper: number[] } | null {
  const [low, high] = [[...lower], [...upper]];
  for (let round = 0, changed = true; changed; round++) {
    if (round > 400) throw new Error('does not settle');
    changed = false;
    for (const { index, value, low: least, high: most } of facts) {
      const ends = [...index].map((i, k) => [value[k]! * low[i]!, value[k]! * high[i]!].toSorted((a, b) => a - b));
      const sum = (which: 0 | 1, but: number) => ends.reduce((total, end, k) => (k === but ? total : total + end[which]!), 0);
      if (sum(0, -1) > most || sum(1, -1) < least) return null;
      for (const [k, i] of index.entries()) {
        const [from, to] = [(least - sum(1, k)) / value[k]!, (most - sum(0, k)) / value[k]!].toSorted((a, b) => a - b);
        const [newLow, newHigh] = [Math.max(low[i]!, Math.ceil(from! - 1e-9)), Math.min(high[i]!, Math.floor(to! + 1e-9))];
        if (newLow > newHigh) return null;
        if (newLow === low[i] && newHigh === high[i]) continue;
        [low[i], high[i], changed] = [newLow, newHigh, true];
        ends[k] = [value[k]! * newLow, value[k]! * newHigh].toSorted((a, b) => a - b);
      }
    }
  }
  return { lower: low, upper: high };
}

/** Without the sign of nought. */
const plain = (values: Iterable<number>): number[] => Array.from(values, (v) => v + 0);

describe('limits by arithmetic over facts', () => {
  test.each([
    ['with all limits', { open: false }],
    ['with limits missing', { open: true }],
    ['of facts that need not be true', { open: false, untrue: 0.3 }],
    ['of facts that need not be true, with limits missing', { open: true, untrue: 0.2 }],
  ])('are as tight as single facts make them, and no tighter, %s', (_, given) => {
    const tally = { tightened: 0, contradictions: 0 };
    for (const seed of seeds) {
      const system = randomSystem(seed, 5, given);
      const before = [[...system.lower], [...system.upper]];
      const expected = settled(system);
      if (expected === null) {
        tally.contradictions++;
        expect(() => propagate(system)).toThrow(ContradictionError);
      } else {
        const { lower, upper } = propagate(system, 400);
        expect({ seed, lower: plain(lower), upper: plain(upper) }).toEqual({ seed, lower: plain(expected.lower), upper: plain(expected.upper) });
        tally.tightened += Number([...lower, ...upper].join() !== before.flat().join());
      }
      // What was given stays as it is.
      expect([[...system.lower], [...system.upper]]).toEqual(before);
    }
    expect(tally.tightened).toBeGreaterThan(seeds.length / 4);
    if ('untrue' in given) expect(tally.contradictions).toBeGreaterThan(seeds.length / 10);
  });

  test('are whole numbers, where thirds and halves were left', () => {
    const system: AttackSystem = { unknowns: 1, lower: Float64Array.of(0), upper: Float64Array.of(9), facts: [{ index: Int32Array.of(0), value: Float64Array.of(3), low: 4, high: 17 }], targets: [], answers: null };
    expect(propagate(system)).toEqual({ lower: Float64Array.of(2), upper: Float64Array.of(5) });
    expect(() => propagate({ ...system, facts: [{ index: Int32Array.of(0), value: Float64Array.of(3), low: 4, high: 5 }] })).toThrow('the published tables contradict each other');
    expect(new ContradictionError().name).toBe('ContradictionError');
  });

  test('end after so many rounds, sound but looser, where they would rise for ever', () => {
    // More people in the first than in the second, and the other way round; neither has an upper limit.
    const above = (a: number, b: number) => ({ index: Int32Array.of(a, b), value: Float64Array.of(1, -1), low: 1, high: Infinity });
    const system: AttackSystem = { unknowns: 2, lower: new Float64Array(2), upper: new Float64Array(2).fill(Infinity), facts: [above(0, 1), above(1, 0)], targets: [], answers: null };
    expect([...propagate(system, 0).lower]).toEqual([0, 0]);
    expect([...propagate(system, 1).lower]).toEqual([1, 2]);
    expect([...propagate(system).lower]).toEqual([59, 60]);
  });
});
