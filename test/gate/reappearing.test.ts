import { describe, expect, test } from 'vitest';
import { groupKey } from '#protect';
import type { Tabulation } from '#core';
import { hiddenBefore } from '../../src/app/hidden-before.ts';
import { appearingTooSoon } from '../../src/gate/reappearing.ts';
import { yearContent, type Counted } from '../support/two-years.ts';

/** What the gate says of groups that appear, and what the engine is told of groups that were hidden: both from the signed release (A26). */

const big = [20, 20, 0] as const;
const of = (size: number) => [Math.floor(size / 2), Math.ceil(size / 2), 0] as const;
const small = { A: of(8), B: of(12), C: big, D: big };
const before = yearContent(2025, [
  { id: 'q', counts: small, hidden: ['A', 'B'] },
  { id: 'r', counts: small, hidden: ['A', 'B'] },
]);
const now = (a: number, change: Partial<Counted> = {}) => yearContent(2026, [{ id: 'q', counts: { A: of(a), B: of(30), C: big, D: big }, ...change }]);

describe('the gate', () => {
  test.each([
    [10, ['q.by-dept A']],
    [15, ['q.by-dept A']],
    [16, []],
  ])('a hidden group printed with %d people', (size, expected) => {
    expect(appearingTooSoon(now(size), before)).toEqual(expected);
  });

  test('hidden still, or new this year, is no appearance', () => {
    expect(appearingTooSoon(now(12, { hidden: ['A', 'B'] }), before)).toEqual([]);
    const without = { ...before, tables: before.tables.filter((t) => t.breakdown === 'company') };
    expect(appearingTooSoon(now(12), without)).toEqual([]);
  });

  test('one indicator that printed the group is enough: its size was no secret then', () => {
    const shownOnce = yearContent(2025, [{ id: 'q', counts: small, hidden: ['A', 'B'] }, { id: 'r', counts: { ...small, A: of(12) } }]);
    expect(appearingTooSoon(now(12), shownOnce)).toEqual([]);
  });

  test('a sensitive question has a larger smallest group, and is judged by its own kind', () => {
    const sensitive = yearContent(2025, [{ id: 'q', counts: { ...small, A: of(18) }, hidden: ['A', 'B'], sensitive: true }, { id: 'r', counts: { ...small, A: of(18) } }]);
    expect(appearingTooSoon(now(24, { sensitive: true }), sensitive)).toEqual(['q.by-dept A']);
    expect(appearingTooSoon(now(25, { sensitive: true }), sensitive)).toEqual([]);
    expect(appearingTooSoon(now(12), sensitive)).toEqual([]);
  });
});

describe('what the engine is told', () => {
  const dept = { id: 'dept', total: 'all', relations: [{ parent: 'all', children: ['A', 'B', 'C', 'D'] }] };
  const tabulation = (...dimensions: Tabulation['dimensions']): Tabulation => ({ dimensions, codes: [], heads: { eligible: [], completers: [] }, indicators: [], counts: {} });
  const kind = { population: 'completers', sensitive: false } as const;

  test('the groups that no indicator of the kind printed, by the codes of this year’s dimensions', () => {
    const sex = { id: 'sex', total: 'any', relations: [{ parent: 'any', children: ['f', 'm'] }] };
    const told = hiddenBefore(before, tabulation(sex, dept));
    expect([...told(kind)]).toEqual([groupKey(['any', 'A']), groupKey(['any', 'B'])]);
    expect(told({ ...kind, sensitive: true }).size).toBe(0);
    expect(told({ ...kind, population: 'eligible' }).size).toBe(0);
  });

  test('nothing of a dimension that this year does not have', () => {
    expect(hiddenBefore(before, tabulation())(kind).size).toBe(0);
  });
});
