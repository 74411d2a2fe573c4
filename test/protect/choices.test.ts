import { describe, expect, test } from 'vitest';
import { prepare, type ProtectRequest } from '#protect';
import type { CountedIndicator } from '#core';
import { indicator } from '../support/random-tabulation.ts';
import { type Atom, by, employerOf, policy, request, run, stateOf, whyOf } from './hand-made.ts';

/** Which form a table takes, when a band may be printed, and whose withheld groups bind whom: each reckoned by hand. */

const mood = indicator('mood', ['low', 'fair', 'good']);
const smoker = indicator('smoker', ['yes', 'no']);
const formsOf = (tabulation: ReturnType<typeof employerOf>, change: Partial<ProtectRequest>) => run(tabulation, change).tables.map(({ breakdown, form }) => `${breakdown}: ${form}`);

describe('the finest form that loses few people', () => {
  const SITES = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9'];
  const trees = { team: { total: ['A', 'B'] }, site: { total: SITES } };
  // Three of the 90 people of A are "fair": too few to be printed, and A is more than a tenth of those whom the table of teams counts, but not of the crossed one.
  const atoms = SITES.flatMap((site): Atom[] => [
    [['A', site], null, site === 'X1' ? [4, 3, 3, 0] : [5, 0, 5, 0]],
    [['B', site], null, site === 'X1' ? [10, 5, 9, 0] : [12, 0, 12, 0]],
  ]);
  const tabulation = employerOf(trees, [mood], atoms);

  test('is no finer than in the tables of its margins, and theirs is their own, in whatever order they are listed', () => {
    const breakdowns = [by(), by('team'), by('site'), by('team', 'site')];
    for (const order of [breakdowns, breakdowns.toReversed(), [...breakdowns.slice(2), ...breakdowns.slice(0, 2)]])
      expect(formsOf(tabulation, { breakdowns: order }).toSorted()).toEqual(['all: full', 'site: full', 'team-site: yesno', 'team: yesno']);
  });

  test('and for a table without such margins it is its own', () => {
    expect(formsOf(tabulation, { breakdowns: [by(), by('site'), by('team', 'site')] })).toEqual(['all: full', 'site: full', 'team-site: full']);
  });

  test('a table that shares one dimension is no margin', () => {
    // One or two at each site are "fair", five of each age: by site they are too few, by age enough.
    const three = { team: { total: ['A', 'B'] }, site: { total: SITES.slice(0, 8) }, age: { total: ['young', 'old'] } };
    const people = ['A', 'B'].flatMap((team) => SITES.slice(0, 8).flatMap((site, i) => ['young', 'old'].map((age, j): Atom => [[team, site, age], null, (j === 0 ? i < 5 : i >= 3) ? [3, 1, 3, 0] : [4, 0, 3, 0]])));
    expect(formsOf(employerOf(three, [mood], people), { breakdowns: [by('team', 'site'), by('team', 'age')] })).toEqual(['team-site: yesno', 'team-age: full']);
  });

  test('a tenth of the people is few, more is not', () => {
    // The table counts everybody twice, in the whole and in a team: 100 of 1,000 are in a team with a small cell, then 100 of 998.
    const teams = (good: number) => formsOf(employerOf({ team: { total: ['A', 'B'] } }, [mood], [[['A'], null, [48, 4, 48, 0]], [['B'], null, [200, 10, good, 0]]]), { breakdowns: [by('team')] });
    expect(teams(190)).toEqual(['team: full']);
    expect(teams(189)).toEqual(['team: yesno']);
  });
});

describe('a band', () => {
  const two: CountedIndicator = { ...indicator('ill', ['yes', 'no'], { sensitive: true }), categories: ['yes', 'no'], forms: [{ id: 'full', categories: [{ code: 'yes', of: ['yes'] }, { code: 'no', of: ['no'] }] }] };
  // With these a band covers three counts and more from 10 people on, long before a sensitive group may be printed.
  const wide = { ...policy, homogeneity: 0.7, minCell: 3 };
  const alike = (people: number) => stateOf(run(employerOf({ team: { total: ['A', 'B', 'C'] } }, [two], [[['A'], null, [people, 0]], [['B'], null, [40, 60]], [['C'], null, [50, 50]]]), { policy: wide }), 'ill', 'A');

  test('is for groups that are large enough to be printed', () => {
    expect(alike(19)).toBe('withheld');
    expect(alike(20)).toBe('banded');
  });
});

describe('whose withheld groups bind others', () => {
  const habit = indicator('habit', ['yes', 'no']);
  const kept = indicator('kept', ['yes', 'no'], { population: 'followed' });
  // A has too few smokers; every other number is sound.
  const tabulation = employerOf({ team: { total: ['A', 'B', 'C'] } }, [smoker, habit, kept], [
    [['A'], null, [2, 38, 0], [20, 20, 0], [20, 20, 0]],
    [['B'], null, [25, 25, 0], [25, 25, 0], [25, 25, 0]],
    [['C'], null, [30, 30, 0], [30, 30, 0], [30, 30, 0]],
  ]);
  const given = { ...tabulation, heads: { ...tabulation.heads, followed: [40, 50, 60] } };
  const states = (change: Partial<ProtectRequest>) => ['smoker', 'habit', 'kept'].map((id) => `${stateOf(run(given, change), id, 'A')} ${whyOf(run(given, change), id, 'A')}`.trim());

  test('nobody’s, where there is no indicator of who took part or is followed', () => {
    expect(states({})).toEqual(['withheld small-cell', 'shown', 'shown']);
  });

  test('who took part: everybody; who is followed: what is counted of people followed', () => {
    expect(states({ participation: 'smoker' })).toEqual(['withheld small-cell', 'withheld head-count', 'withheld head-count']);
    expect(states({ following: 'smoker' })).toEqual(['withheld small-cell', 'shown', 'withheld head-count']);
  });

  test('an indicator that the tier does not let out is not decided', () => {
    const few = prepare(request(given, { policy: { ...policy, minCompleters: 1000 }, participation: 'smoker' }));
    expect([few.tier, few.indicators.map(({ id }) => id)]).toEqual(['participation', ['smoker']]);
    expect(() => few.decide(habit, new Set(), [])).toThrow('indicator habit is not protected in tier participation');
  });

  test('an indicator without counts is not protected', () => {
    expect(() => run({ ...given, counts: {} })).toThrow('no counts for indicator smoker');
  });
});
