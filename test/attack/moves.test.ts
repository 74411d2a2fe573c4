import { describe, expect, test } from 'vitest';
import { type AttackSystem, holds } from '#attack';
import { Solver } from '#solver';
import { firstWorld } from '../../src/attack/first-world.ts';
import { move, Relaxation } from '../../src/attack/move.ts';
import { Nearby } from '../../src/attack/nearby.ts';
import { Incidence } from '../../src/attack/neighbourhood.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { allWorlds, randomSystem } from './random-system.ts';

/** How the attacker moves from one world to another, against the list of all worlds. What is found must be a world; what is not found proves nothing, and must be rare. */

const solver = await Solver.load();
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 120 : 2000 }, (_, i) => i + 1);

/** With sums as tables have them corners are whole nearly always; with other factors often not. */
const KINDS = [['sums', [1]], ['other factors', [1, 1, 2, -1, 3]]] as const;

function drawn(seed: number, factors: readonly number[]) {
  const system = randomSystem(seed, 6, { factors });
  const random = mulberry(seed);
  const base = Int32Array.from(system.truth);
  const columns = Int32Array.from(Array.from(base.keys()).filter((i) => i === 0 || random() < 0.7));
  const worlds = allWorlds(system);
  const near = worlds.filter((world) => world.every((v, i) => columns.includes(i) || v === base[i]));
  const cost = Float64Array.from(base, () => Math.round(9 * random() - 4));
  const worth = (world: ArrayLike<number>): number => cost.reduce((sum, c, i) => sum + c * world[i]!, 0);
  return { system, incidence: new Incidence(system), random, base, columns, worlds, near, cost, worth };
}

const keeps = (world: Int32Array, base: Int32Array, columns: Int32Array): boolean => world.every((v, i) => columns.includes(i) || v === base[i]);
const all = (system: AttackSystem): Int32Array => Int32Array.from({ length: system.unknowns }, (_, i) => i);

describe.each(KINDS)('%s', (_, factors) => {
  test('the best world at which only some unknowns move', () => {
    const tally = { best: 0, less: 0, none: 0 };
    for (const seed of seeds) {
      const { system, incidence, base, columns, near, cost, worth } = drawn(seed, factors);
      const { world, bound } = move(system, incidence, solver, base, columns, cost);
      const most = Math.max(...near.map(worth));
      if (columns.length < system.unknowns) expect(bound).toBeNull();
      else expect(bound! + 1e-6).toBeGreaterThanOrEqual(most);
      if (world === null) { tally.none++; continue; }
      expect([holds(system, world), keeps(world, base, columns)]).toEqual([true, true]);
      tally[worth(world) === most ? 'best' : 'less']++;
    }
    expect(tally.none + tally.less).toBeLessThanOrEqual(seeds.length / (factors.length === 1 ? 100 : 10));
  });

  test('a bound that no world passes, and the world at it where there is one', () => {
    let reached = 0;
    for (const seed of seeds.slice(0, seeds.length / 2)) {
      const { system, incidence, base, worlds, cost, worth } = drawn(seed, factors);
      using relaxation = new Relaxation(system, incidence, solver, base);
      for (const sign of [1, -1]) {
        const { world, bound } = relaxation.best(cost.map((c) => sign * c));
        const most = Math.max(...worlds.map((one) => sign * worth(one)));
        expect(bound! + 1e-6).toBeGreaterThanOrEqual(most);
        if (world === null) continue;
        expect([holds(system, world), sign * worth(world)]).toEqual([true, most]);
        expect(bound!).toBeCloseTo(most, 6);
        reached++;
      }
    }
    expect(reached).toBeGreaterThan(seeds.length / 3);
  });

  test('a first world, where nobody says one', () => {
    let missed = 0;
    for (const seed of seeds) {
      const { system, incidence, worlds } = drawn(seed, factors);
      const world = firstWorld(system, incidence, solver);
      if (world === null) missed++;
      else expect(worlds.map((one) => one.join())).toContain(world.join());
    }
    expect(missed).toBeLessThanOrEqual(seeds.length / 100);
  });

  test('the nearest world in which an unknown is so far away, again and again from one model', () => {
    const tally = { found: 0, missed: 0, none: 0 };
    for (const seed of seeds) {
      const { system, incidence, base, columns, near, random } = drawn(seed, factors);
      using nearby = new Nearby(system, incidence, solver, base, columns, 1);
      using coarser = new Nearby(system, incidence, solver, base, columns, 2 + (seed % 2));
      for (let ask = 0; ask < 5; ask++) {
        const unknown = Math.floor(random() * system.unknowns);
        const now = base[unknown]!;
        const value = now + Math.floor(9 * random()) - 4;
        const reaches = (world: ArrayLike<number>): boolean => (value > now ? world[unknown]! >= value : world[unknown]! <= value);
        const far = (world: ArrayLike<number>): number => base.reduce((sum, v, i) => sum + Math.abs(world[i]! - v), 0);
        const there = value === now || !columns.includes(unknown) ? [] : near.filter(reaches);
        const world = nearby.with(unknown, value);
        const rough = coarser.with(unknown, value);
        if (rough !== null && rough !== 'none') expect([holds(system, rough), keeps(rough, base, columns), reaches(rough), value === now]).toEqual([true, true, true, false]);
        // Nothing of fractions is proof that there is nothing whole.
        if (world === 'none') expect(there).toEqual([]);
        if (world === null || world === 'none') tally[there.length > 0 ? 'missed' : 'none']++;
        else {
          expect([holds(system, world), keeps(world, base, columns), reaches(world), value === now]).toEqual([true, true, true, false]);
          // Prices differ by less than a third, so no world is nearer by more.
          expect(far(world)).toBeLessThanOrEqual(1.3 * Math.min(...there.map(far)));
          tally.found++;
        }
      }
    }
    expect(tally.missed).toBeLessThanOrEqual(tally.found / (factors.length === 1 ? 100 : 5));
    expect(Math.min(tally.found, tally.none)).toBeGreaterThan(seeds.length / 4);
  });
});

test('what nobody can do in whole people, two can at a time', () => {
  // 0 = 1 + 2, and 1 equals 2: an odd number is halves.
  const even: AttackSystem = {
    unknowns: 3,
    lower: new Float64Array(3),
    upper: Float64Array.of(9, 9, 9),
    facts: [
      { index: Int32Array.of(0, 1, 2), value: Float64Array.of(1, -1, -1), low: 0, high: 0 },
      { index: Int32Array.of(1, 2), value: Float64Array.of(1, -1), low: 0, high: 0 },
    ],
    targets: [],
    answers: null,
  };
  const base = Int32Array.of(4, 2, 2);
  const asked = (grain: number, value: number): readonly number[] | string | null => {
    using nearby = new Nearby(even, new Incidence(even), solver, base, all(even), grain);
    const world = nearby.with(0, value);
    return world === null || world === 'none' ? world : [...world];
  };
  expect([asked(1, 5), asked(2, 5), asked(1, 6)]).toEqual([null, [6, 3, 3], [6, 3, 3]]);
  expect([asked(1, 3), asked(2, 3), asked(2, 1)]).toEqual([null, [2, 1, 1], [0, 0, 0]]);
  // By threes the first could only go to 7, which is three halves for the others; by twos it goes to 8, and nothing beyond its limit.
  expect([asked(3, 5), asked(2, 9), asked(2, 10)]).toEqual([null, 'none', 'none']);
});

test('facts that no world has give none, and no bound', () => {
  const impossible: AttackSystem = { unknowns: 2, lower: new Float64Array(2), upper: Float64Array.of(3, 3), facts: [{ index: Int32Array.of(0, 1), value: Float64Array.of(1, 1), low: 9, high: 9 }], targets: [], answers: null };
  const incidence = new Incidence(impossible);
  const nobody = new Int32Array(2);
  expect(firstWorld(impossible, incidence, solver)).toBeNull();
  expect(move(impossible, incidence, solver, nobody, all(impossible), Float64Array.of(1, 0))).toEqual({ world: null, bound: null });
  using relaxation = new Relaxation(impossible, incidence, solver, nobody);
  expect(relaxation.best(Float64Array.of(1, 0))).toEqual({ world: null, bound: null });
  // Three halves: the relaxation has a solution, whole numbers have none.
  const odd: AttackSystem = { ...impossible, unknowns: 3, lower: new Float64Array(3), upper: Float64Array.of(9, 9, 9), facts: [[0, 1], [1, 2], [0, 2]].map((pair) => ({ index: Int32Array.from(pair), value: Float64Array.of(1, 1), low: 1, high: 1 })) };
  expect(firstWorld(odd, new Incidence(odd), solver)).toBeNull();
  expect(move(odd, new Incidence(odd), solver, new Int32Array(3), all(odd), Float64Array.of(1, 0, 0)).world).toBeNull();
});
