import { expect, test } from 'vitest';
import { judge } from '#gate';
import type { ReleaseContent } from '#release';
import { employerOf, policy } from '../protect/hand-made.ts';
import { yearContent } from '../support/two-years.ts';

/** The gate's own check on people followed, from what would be signed alone. */

const tabulation = employerOf({ dept: { all: ['A', 'B', 'C', 'D'] } }, [], []);

function content(all: readonly [number, number], own: readonly [number, number], change: (content: ReleaseContent) => ReleaseContent = (same) => same): ReleaseContent {
  const made = yearContent(2026, [
    { id: 'up', counts: { A: [all[0], all[1], 0], B: [30, 30, 0], C: [30, 30, 0], D: [30, 30, 0] } },
    { id: 'kept', counts: { A: [own[0], own[1], 0], B: [15, 15, 0], C: [15, 15, 0], D: [15, 15, 0] } },
  ]);
  return change({ ...made, indicators: made.indicators.map((i) => (i.id === 'kept' ? { ...i, population: 'followed' } : i)) });
}

const refusal = (of: ReleaseContent) => {
  const judged = judge({ content: of, tabulation, policy, attacks: [], earlier: [], before: null });
  return judged.kind === 'refused' ? [judged.reason, ...judged.details] : [];
};
/** The next thing that the gate asks for: what came before it holds. */
const HOLDS = ['NOT_ALL_ATTACKED'];

test('groups of few who are not followed are refused, by the difference of two printed tables', () => {
  expect(refusal(content([30, 10], [15, 15]))).toEqual(['FEW_NOT_FOLLOWED', 'kept.by-dept']);
  expect(refusal(content([30, 11], [15, 15]))).toEqual(HOLDS);
  expect(refusal(content([15, 15], [15, 15]))).toEqual(HOLDS);
});

test('more followed than there are, or a group without all who completed beside it, is refused', () => {
  expect(refusal(content([20, 5], [15, 15]))[0]).toBe('FEW_NOT_FOLLOWED');
  const alone = (of: ReleaseContent): ReleaseContent => ({ ...of, tables: of.tables.filter((t) => t.indicator === 'kept'), indicators: of.indicators.filter((i) => i.id === 'kept') });
  expect(refusal(content([30, 30], [15, 15], alone))).toEqual(['FEW_NOT_FOLLOWED', 'kept.company', 'kept.by-dept']);
});

test('few who are not followed in the withheld groups together are refused, by the difference of remainders', () => {
  const together = (notInA: number): ReleaseContent => {
    const made = yearContent(2026, [
      { id: 'up', counts: { A: [30, notInA, 0], B: [30, 0, 0], C: [30, 30, 0], D: [30, 30, 0] } },
      { id: 'kept', counts: { A: [15, 15, 0], B: [15, 15, 0], C: [15, 15, 0], D: [15, 15, 0] }, hidden: ['A', 'B'] },
    ]);
    return { ...made, indicators: made.indicators.map((i) => (i.id === 'kept' ? { ...i, population: 'followed' } : i)) };
  };
  expect(refusal(together(8))).toEqual(['FEW_NOT_FOLLOWED', 'kept.by-dept']);
  expect(refusal(together(11))).toEqual(HOLDS);
  expect(refusal(together(0))).toEqual(HOLDS);
});

test('and a report that follows nobody is not asked', () => {
  expect(refusal(yearContent(2026, [{ id: 'up', counts: { A: [30, 10, 0], B: [30, 30, 0] } }], { A: 'Assembly', B: 'Board' }))).toEqual(HOLDS);
});
