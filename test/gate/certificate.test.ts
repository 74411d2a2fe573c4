import { describe, expect, test } from 'vitest';
import { certificateFlaws } from '#attack';
import type { Policy } from '#core';
import { worldOf } from '../../src/attack/world.ts';
import { policy as wellness } from '../attack/employers.ts';
import { publish } from '../attack/publisher.ts';
import { keyOf } from '../attack/staff-list.ts';
import { by, employerOf } from '../protect/hand-made.ts';
import { indicator } from '../support/random-tabulation.ts';

/**
 * The proof by alternative workforce, checked by hand: team B has 3 smokers of 7 people, withheld together with C (15 of 30), and must be able to
 * have any number out of a range of five steps.
 */
const smoker = { ...indicator('smoker', ['yes', 'no']), categories: ['yes', 'no'], forms: [{ id: 'full', categories: [{ code: 'yes', of: ['yes'] }, { code: 'no', of: ['no'] }] }] };
const policy: Policy = { ...wellness, insiders: 0 };
const tabulation = employerOf({ team: { total: ['A', 'B', 'C'] } }, [smoker], [
  [['A'], null, [20, 20]],
  [['B'], null, [3, 4]],
  [['C'], null, [15, 15]],
]);
const withheld = (...teams: string[]) => {
  const keys = new Set(teams.map((team) => keyOf([team])));
  return publish(tabulation, smoker, { breakdowns: [by(), by('team')], form: () => 'full', state: (key) => (keys.has(key) ? 'withheld' : 'shown'), remainders: true, policy });
};
/** The same people; B has so many smokers, and C the others of the 18. */
const truth = Int32Array.of(20, 20, 3, 4, 15, 15);
const world = (smokersInB: number) => worldOf(Int32Array.of(20, 20, smokersInB, 7 - smokersInB, 18 - smokersInB, 12 + smokersInB), truth);
const flaws = (...smokersInB: number[]) => certificateFlaws(tabulation, smoker, withheld('B', 'C'), policy, smokersInB.map(world));

describe('a proof', () => {
  test.each([
    ['two worlds five steps apart', [0, 5]],
    ['two others', [1, 6]],
    ['many worlds, of which the outermost count', [2, 3, 7, 4]],
  ])('%s', (_, worlds) => {
    expect(flaws(...worlds)).toEqual([]);
  });

  test.each([
    ['no world but the truth', []],
    ['worlds four steps apart', [1, 5]],
    ['many worlds close together', [2, 3, 4, 5, 6]],
    ['the same world twice', [7, 7]],
  ])('none: %s', (_, worlds) => {
    expect(flaws(...worlds)).toEqual(['WIDTH_NOT_PROVEN']);
  });

  test('none: a world with other people, or that prints another total', () => {
    const others = [Int32Array.of(20, 20, 8, 0, 10, 20), Int32Array.of(20, 20, 0, 7, 15, 15)].map((other) => worldOf(other, truth));
    for (const other of others) expect(certificateFlaws(tabulation, smoker, withheld('B', 'C'), policy, [world(0), world(5), other])).toEqual(['WORLD_CONTRADICTS_TABLES']);
  });

  test('none: whatever the worlds, a printed group is too small', () => {
    expect(certificateFlaws(tabulation, smoker, withheld(), policy, [world(0), world(5)])).toContain('DERIVED_GROUP_UNSAFE');
    expect(certificateFlaws(tabulation, smoker, withheld(), policy, [])).toEqual(['DERIVED_GROUP_UNSAFE']);
  });
});
