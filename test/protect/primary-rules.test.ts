import { describe, expect, test } from 'vitest';
import type { Policy } from '#core';
import { PRIMARY_RULES } from '#protect';
import { presets } from '../../src/config/presets.ts';

const policy: Policy = presets.wellness;
const hidingZeros: Policy = { ...policy, zeros: 'protected' };

function fires(
  id: string,
  base: number,
  cells: readonly number[],
  given: { sensitive?: boolean; policy?: Policy } = {},
): boolean {
  const rule = PRIMARY_RULES.find((r) => r.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule.unsafe({ base, cells, sensitive: given.sensitive ?? false }, given.policy ?? policy);
}

test('the rules and the order in which they are recorded', () => {
  expect(PRIMARY_RULES.map((r) => r.id)).toEqual(['group-size', 'household-group', 'small-cell', 'small-rest', 'household-cell', 'homogeneity']);
});

test.each([
  [11, false, false],
  [10, false, true],
  [1, false, true],
  [20, true, false],
  [19, true, true],
  [11, true, true],
])('group-size: %d people, sensitive %s: fires %s', (base, sensitive, expected) => {
  expect(fires('group-size', base, [base], { sensitive })).toBe(expected);
});

test('group-size: an empty group is nobody, unless zeros are protected', () => {
  expect(fires('group-size', 0, [0, 0])).toBe(false);
  expect(fires('group-size', 0, [0, 0], { policy: hidingZeros })).toBe(true);
});

test.each([
  [4, true],
  [5, false],
  [1, true],
  [0, false],
])('small-cell: a count of %d fires %s', (count, expected) => {
  expect(fires('small-cell', 40, [count, 40 - count])).toBe(expected);
});

test('small-cell: 0 too where zeros are protected, but never in an empty group', () => {
  expect(fires('small-cell', 40, [0, 40], { policy: hidingZeros })).toBe(true);
  expect(fires('small-cell', 0, [0, 0], { policy: hidingZeros })).toBe(false);
  expect(fires('small-cell', 40, [5, 35], { policy: hidingZeros })).toBe(false);
});

test('small-rest: one answer of three is enough', () => {
  expect(fires('small-rest', 40, [36, 2, 2])).toBe(true);
  expect(fires('small-rest', 40, [20, 10, 10])).toBe(false);
});

test.each([
  [36, true],
  [35, false],
  [39, true],
  [40, false],
])('small-rest: %d of 40 fires %s', (count, expected) => {
  // The other cells are large, so that only the rest can fire.
  expect(fires('small-rest', 40, [count])).toBe(expected);
});

test.each([
  [94, false],
  [95, true],
  [100, true],
])('homogeneity: %d of 100 fires %s for sensitive answers only', (count, expected) => {
  expect(fires('homogeneity', 100, [count, 100 - count], { sensitive: true })).toBe(expected);
  expect(fires('homogeneity', 100, [count, 100 - count])).toBe(false);
});

test('homogeneity: an empty group has no majority', () => {
  expect(fires('homogeneity', 0, [0, 0], { sensitive: true })).toBe(false);
});

describe('a stricter policy never lets through what a looser one holds back', () => {
  const stricter: readonly (readonly [string, Partial<Policy>])[] = [
    ['minGroup', { minGroup: 15 }],
    ['minGroupSensitive', { minGroupSensitive: 30 }],
    ['minCell', { minCell: 8 }],
    ['homogeneity', { homogeneity: 0.9 }],
    ['zeros', { zeros: 'protected' }],
  ];
  test.each(stricter)('%s', (_, change) => {
    let held = 0;
    for (const sensitive of [false, true]) {
      for (let base = 0; base <= 45; base++) {
        for (let count = 0; count <= base; count++) {
          const subject = { base, cells: [count, base - count], sensitive };
          const loose = PRIMARY_RULES.some((r) => r.unsafe(subject, policy));
          const strict = PRIMARY_RULES.some((r) => r.unsafe(subject, { ...policy, ...change }));
          held += Number(loose);
          expect(strict || !loose, `${base} people, ${count}, sensitive ${sensitive}`).toBe(true);
        }
      }
    }
    expect(held).toBeGreaterThan(500);
  });
});
