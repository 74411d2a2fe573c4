import { describe, expect, test } from 'vitest';
import { attackIndicator } from '#attack';
import type { CountedIndicator, Policy, Tabulation } from '#core';
import { presets } from '../../src/config/presets.ts';
import { releaseAttack } from '../../src/attack/release-system.ts';
import { employerOf } from '../protect/hand-made.ts';
import { asStrangers } from '../support/households.ts';
import { publish } from './publisher.ts';
import { keyOf } from './staff-list.ts';

/** The attacker knows who is married to whom: what it must not know of people, it must not know of people of so many households (A35). */

const policy: Policy = { ...presets.wellness, minCompleters: 0, minParticipation: 0, insiders: 2 };
const habit: CountedIndicator = { id: 'habit', population: 'completers', sensitive: false, categories: ['yes', 'no'], forms: [{ id: 'full', categories: ['yes', 'no'].map((code) => ({ code, of: [code] })) }] };
type Kind = readonly [codes: readonly string[], people: readonly number[], householders: readonly number[]];

function employer(trees: Parameters<typeof employerOf>[0], kinds: readonly Kind[]): Tabulation {
  const heads = kinds.map(([, , own]) => own.reduce((a, b) => a + b, 0));
  const householders = { heads: { eligible: heads, completers: heads, 'non-completers': heads.map(() => 0) }, counts: { habit: Int32Array.from(kinds.flatMap(([, , own]) => own)) }, largest: 2 };
  return { ...employerOf(trees, [habit], kinds.map(([codes, people]) => [codes, null, people])), householders };
}

const tablesOf = (tabulation: Tabulation, dimensions: readonly string[], hidden: readonly (readonly string[])[]) =>
  publish(tabulation, habit, { breakdowns: [{ id: 'all', dimensions: [] }, ...dimensions.map((id) => ({ id, dimensions: [id] }))], form: () => 'full', state: (key) => (hidden.map(keyOf).includes(key) ? 'withheld' : 'shown'), remainders: true, policy });

describe('what must stay uncertain', () => {
  const teams = { team: { total: ['A', 'B', 'C'] } };
  const subjects = (people: readonly number[], own: readonly number[]) => {
    const tabulation = employer(teams, [[['A'], people, own], [['B'], [30, 30], [30, 30]], [['C'], [30, 30], [30, 30]]]);
    const tables = tablesOf(tabulation, ['team'], [['A'], ['B']]);
    return [tabulation, asStrangers(tabulation)].map((given) => releaseAttack(given, habit, tables, policy).subjects);
  };

  test.each([
    ['a group of few households', [7, 7], [5, 5], ['A', 'A']],
    ['an answer of few, and the rest without the other', [8, 30], [4, 30], ['A', 'A']],
    ['an answer of spouses alone', [8, 30], [0, 30], ['A', 'A']],
    ['neither', [8, 30], [5, 30], []],
    ['an answer that nobody gave', [0, 30], [0, 30], []],
  ])('%s', (_, people, own, expected) => {
    expect(subjects(people, own)).toEqual([expected, []]);
  });
});

test('people whom two printed groups share, enough of them and too few households', async () => {
  // Of the women at A five said yes for certain: 25 of A did, of whom 20 may be men, and only five women did anywhere.
  const shared = (own: readonly number[]) =>
    employer({ team: { total: ['A', 'B'] }, sex: { total: ['F', 'M'] } }, [
      [['A', 'F'], [5, 7], own],
      [['A', 'M'], [20, 0], [20, 0]],
      [['B', 'F'], [0, 20], [0, 20]],
      [['B', 'M'], [15, 15], [15, 15]],
    ]);
  const exposed = async (tabulation: Tabulation) => (await attackIndicator(tabulation, habit, tablesOf(tabulation, ['team', 'sex'], []), policy)).exposed;
  expect(await exposed(shared([5, 5]))).toEqual([keyOf(['A', 'total'])]);
  expect(await exposed(shared([5, 6]))).toEqual([]);
  expect(await exposed(asStrangers(shared([5, 5])))).toEqual([]);
});
