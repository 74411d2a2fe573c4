import { describe, expect, test } from 'vitest';
import { attackIndicator, certificateFlaws } from '#attack';
import type { Policy } from '#core';
import { worldOf } from '../../src/attack/world.ts';
import { policy as wellness } from '../attack/employers.ts';
import { build, fixtures } from '../attack/fixture.ts';
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

  /** Daily, sometimes, never: 3, 5 and 5 of B. Only the daily ones are too few to be printed, so only their number must vary. */
  const often = { ...indicator('often', ['daily', 'some', 'never']), categories: ['daily', 'some', 'never'], forms: [{ id: 'full', categories: ['daily', 'some', 'never'].map((code) => ({ code, of: [code] })) }] };
  const three = employerOf({ team: { total: ['A', 'B', 'C'] } }, [often], [
    [['A'], null, [20, 20, 20]],
    [['B'], null, [3, 5, 5]],
    [['C'], null, [15, 15, 15]],
  ]);
  const hidden = publish(three, often, { breakdowns: [by(), by('team')], form: () => 'full', state: (key) => (['B', 'C'].some((team) => key === keyOf([team])) ? 'withheld' : 'shown'), remainders: true, policy });
  const answers = (daily: number, some: number, never: number) => worldOf(Int32Array.of(20, 20, 20, daily, some, never, 18 - daily, 20 - some, 20 - never), Int32Array.of(20, 20, 20, 3, 5, 5, 15, 15, 15));

  // Whoever gave an answer that nobody of B gives in a world cannot believe in it; what is left must lie four apart.
  test.each([
    ['rules out the world with the fewest', [answers(1, 0, 12), answers(6, 3, 4)], ['INSIDER_TOO_NEAR']],
    ['rules out the world with the most', [answers(1, 6, 6), answers(7, 0, 6)], ['INSIDER_TOO_NEAR']],
    ['rules out either, and is left with enough', [answers(1, 0, 12), answers(1, 6, 6), answers(6, 0, 7), answers(6, 3, 4)], []],
    ['rules nothing out', [answers(1, 6, 6), answers(6, 3, 4)], []],
  ])('to one who tells: who sometimes smokes %s', (_, worlds, expected) => {
    expect(certificateFlaws(three, often, hidden, { ...policy, insiders: 1 }, worlds)).toEqual(expected);
  });

  test('none: people whom two printed groups share, and no world has otherwise', async () => {
    const fixture = fixtures().find(({ title }) => title === 'A few at another place');
    if (fixture === undefined) throw new Error('a fixture is missing');
    const made = build(fixture);
    const printed = publish(made.tabulation, made.indicator, { breakdowns: made.breakdowns, form: () => 'full', state: () => 'shown', remainders: false, policy: made.policy });
    const { worlds } = await attackIndicator(made.tabulation, made.indicator, printed, made.policy);
    expect(certificateFlaws(made.tabulation, made.indicator, printed, made.policy, worlds)).toEqual(['SHARED_PEOPLE_CERTAIN']);
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
