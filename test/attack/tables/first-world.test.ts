import { cellKey, structureOf } from '#protect';
import { ContradictionError, holds } from '#attack';
import { Solver } from '#solver';
import { describe, expect, test } from 'vitest';
import { readSpec } from '../../../src/app/tables/read-spec.ts';
import { readCounts } from '../../../src/app/tables/read-cells.ts';
import { firstWorld } from '../../../src/attack/first-world.ts';
import { Incidence } from '../../../src/attack/neighbourhood.ts';
import { propagate } from '../../../src/attack/propagate.ts';
import { type Knowledge, tableSystem } from '../../../src/attack/tables/table-system.ts';
import { countsFrom, specText } from '../../../fixtures/yardstick/load.ts';
import { mulberry } from '../../support/random-tabulation.ts';
import { peopleOf, threeIndicators } from '../../protect/cells/three-indicators.ts';
import { rulesOf, summed } from '../../protect/cells/tiny-tables.ts';

/** Tables of indicators that share withheld head counts, to somebody without the true ones: some world is found, and it is one. */

const solver = await Solver.load();
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 60 : 2000 }, (_, i) => i + 1);
const rules = rulesOf(4, { zeros: 'protected' });

function withheld(seed: number, share: number, change = 0) {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  const random = mulberry(seed * 31);
  const printed = structure.codes.map(() => random() >= share);
  const at = Math.floor(random() * printed.length);
  const known = new Map(structure.codes.map((codes, c): [string, Knowledge] => [cellKey(codes), printed[c] === true ? { status: 'published', count: (values[c] ?? 0) + (c === at ? change : 0) } : { status: 'withheld' }]));
  const { system, unknowns } = tableSystem(threeIndicators, known, rules, null);
  return { system: { ...system, ...propagate(system) }, truth: unknowns.map((name) => values[structure.index.get(name) ?? -1] ?? Number.NaN) };
}

describe('three indicators of one small workforce', () => {
  test.each([0.3, 0.6, 0.9])('with a share of %d of the numbers withheld', (share) => {
    let missed = 0;
    for (const seed of seeds) {
      const { system, truth } = withheld(seed, share);
      expect(holds(system, truth)).toBe(true);
      const world = firstWorld(system, new Incidence(system), solver);
      if (world === null) missed++;
      else expect({ seed, holds: holds(system, world) }).toEqual({ seed, holds: true });
    }
    expect(missed).toBeLessThanOrEqual(seeds.length / 100);
  });

  test('with a number that is not true, which is often no workforce at all', () => {
    const tally = { none: 0, other: 0, seen: 0 };
    for (const seed of seeds) {
      try {
        const { system } = withheld(seed, 0.5, 40);
        const world = firstWorld(system, new Incidence(system), solver);
        if (world === null) tally.none++;
        else tally[holds(system, world) ? 'other' : 'seen']++;
      } catch (error) {
        // Bounds alone contradict each other.
        expect(error).toBeInstanceOf(ContradictionError);
        tally.none++;
      }
    }
    expect(tally.seen).toBe(0);
    expect(tally.none).toBeGreaterThan(seeds.length / 3);
  });
});

test.each([
  ['w200', 0.3],
  ['w200', 0.6],
  ...(process.env['TUTTI_DEEP'] === undefined ? [] : ([['w1000', 0.5]] as const)),
] as const)('eight indicators of %s, a share of %d of its numbers withheld beside the small ones', { timeout: 60_000 }, (instance, share) => {
  const spec = readSpec(specText(instance, { minGroup: 5, minCell: 5, zeros: 'shown', insiders: 0, headCounts: 'secret' }), instance);
  const given = readCounts(countsFrom(instance, spec), instance, spec.dimensions, () => true);
  const random = mulberry(7);
  const structure = structureOf(spec);
  const known = new Map(
    structure.codes.map((codes): [string, Knowledge] => {
      const count = given.get(cellKey(codes)) ?? 0;
      return [cellKey(codes), count === 0 || (count >= 5 && random() >= share) ? { status: 'published', count } : { status: 'withheld' }];
    }),
  );
  const { system, unknowns } = tableSystem(spec, known, spec.policy, null);
  const bounded = { ...system, ...propagate(system) };
  expect(unknowns.length).toBeGreaterThan(3000);
  const world = firstWorld(bounded, new Incidence(bounded), solver);
  expect(world !== null && holds(system, world)).toBe(true);
});
