import { describe, expect, test } from 'vitest';
import { TuttiError } from '#core';
import { resolvePeriod, yearBefore } from '#config';

const year = { kind: 'year' } as const;
const quarter = { kind: 'quarter' } as const;
const fixed = { kind: 'fixed', id: '2022', from: '2022-01-01', to: '2022-12-31' } as const;

test.each([
  [year, '2027-01-01', null, '2026', '2026-01-01', '2026-12-31'],
  [year, '2026-12-31', null, '2025', '2025-01-01', '2025-12-31'],
  [year, '2027-06-01', '2024', '2024', '2024-01-01', '2024-12-31'],
  [quarter, '2026-10-01', null, '2026-Q3', '2026-07-01', '2026-09-30'],
  [quarter, '2026-09-30', null, '2026-Q2', '2026-04-01', '2026-06-30'],
  [quarter, '2026-02-01', null, '2025-Q4', '2025-10-01', '2025-12-31'],
  [quarter, '2026-11-22', '2026-Q1', '2026-Q1', '2026-01-01', '2026-03-31'],
  [fixed, '2023-01-01', null, '2022', '2022-01-01', '2022-12-31'],
  [fixed, '2024-02-29', '2022', '2022', '2022-01-01', '2022-12-31'],
] as const)('%j as of %s, wanted %s: %s', (rule, asOf, wanted, id, from, to) => {
  const period = resolvePeriod(rule, asOf, wanted);
  expect(period).toEqual({ id, from, to });
  expect(Object.isFrozen(period)).toBe(true);
});

describe('refused', () => {
  test.each([
    [year, '2026-12-31', '2026'],
    [year, '2027-01-01', '2026-Q1'],
    [year, '2027-01-01', '026'],
    [quarter, '2026-11-22', '2026-Q4'],
    [quarter, '2026-11-22', '2026-Q5'],
    [quarter, '2026-11-22', '2026'],
    [fixed, '2023-01-01', '2021'],
    [fixed, '2022-06-01', null],
    [year, '2026-02-30', null],
    [year, '2025-02-29', null],
    [year, 'yesterday', null],
  ] as const)('%j as of %s, wanted %s', (rule, asOf, wanted) => {
    expect(() => resolvePeriod(rule, asOf, wanted)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => resolvePeriod(rule, asOf, wanted)).toThrow(TuttiError);
  });
});

test.each([
  [{ kind: 'year' }, '2026', { id: '2025', from: '2025-01-01', to: '2025-12-31' }],
  [{ kind: 'quarter' }, '2025-Q1', { id: '2024-Q1', from: '2024-01-01', to: '2024-03-31' }],
  [{ kind: 'quarter' }, '2026-Q4', { id: '2025-Q4', from: '2025-10-01', to: '2025-12-31' }],
] as const)('a year before %j %s', (rule, id, before) => {
  expect(yearBefore(rule, resolvePeriod(rule, '2027-06-01', id))).toEqual(before);
});

test('a fixed period has no year before', () => {
  const rule = { kind: 'fixed', id: '2026', from: '2026-01-01', to: '2026-12-31' } as const;
  expect(yearBefore(rule, resolvePeriod(rule, '2027-06-01', null))).toBeNull();
});
