import { describe, expect, test } from 'vitest';
import { groupKey, type HiddenBefore } from '#protect';
import { indicator } from '../support/random-tabulation.ts';
import { employerOf, run, stateOf, whyOf } from './hand-made.ts';

/** A group that was hidden last year appears only from five people over the smallest group on; one that was shown stays (A26). */

const habit = indicator('habit', ['yes', 'no']);
const mood = indicator('mood', ['low', 'fine'], { sensitive: true });
const teams = { team: { total: ['A', 'B', 'C', 'D'] } };
const key = (code: string) => groupKey([code]);

/** Team A has `size` people; the others are large. */
const withTeamOf = (size: number) => {
  const answers = [Math.floor(size / 2), Math.ceil(size / 2), 0];
  const large = [40, 40, 0];
  return employerOf(teams, [habit, mood], [
    [['A'], null, answers, answers],
    ...['B', 'C', 'D'].map((code) => [[code], null, large, large] as const),
  ]);
};
const hidden = (...codes: string[]): HiddenBefore => () => new Set(codes.map(key));

describe('a group that was hidden', () => {
  test.each([
    [10, 'habit', 'withheld', 'group-size'],
    [11, 'habit', 'withheld', 'hidden-before'],
    [15, 'habit', 'withheld', 'hidden-before'],
    [16, 'habit', 'shown', ''],
    [20, 'mood', 'withheld', 'hidden-before'],
    [24, 'mood', 'withheld', 'hidden-before'],
    [25, 'mood', 'shown', ''],
  ])('with %d people now, %s: %s', (size, id, state, why) => {
    const result = run(withTeamOf(size), { hiddenBefore: hidden('A') });
    expect([stateOf(result, id, 'A'), whyOf(result, id, 'A')]).toEqual([state, why]);
  });

  test('takes a second one with it, so that it cannot be worked out', () => {
    const { tables } = run(withTeamOf(13), { hiddenBefore: hidden('A') });
    const rows = tables.find((t) => t.id === 'habit.team')?.rows ?? [];
    expect(rows.filter((row) => row.state === 'withheld').length).toBe(2);
    expect(rows.at(-1)).toMatchObject({ kind: 'remainder', codes: ['~total'] });
  });
});

test('a group that was shown stays shown down to the smallest group', () => {
  expect(stateOf(run(withTeamOf(11), { hiddenBefore: hidden('B') }), 'habit', 'A')).toBe('shown');
  expect(stateOf(run(withTeamOf(11), { hiddenBefore: hidden('B') }), 'habit', 'B')).toBe('shown');
});

test('without an earlier release there is no margin', () => {
  expect(stateOf(run(withTeamOf(11)), 'habit', 'A')).toBe('shown');
});

test('a group in which nobody is stays what it is', () => {
  expect(stateOf(run(withTeamOf(0), { hiddenBefore: hidden('A') }), 'habit', 'A')).toBe('shown');
});
