import { describe, expect, test } from 'vitest';
import { historyVerdict } from '#gate';

/** Corrections, erasures and late data (A38, A39, A40) all come as other numbers for a period that was already reported. */
const release = (period: string, contentHash: string, report = 'wellness') => ({ report, period, contentHash });

describe('other numbers about people who were already reported', () => {
  const earlier = [release('2025', 'a'), release('2026-Q1', 'b')];

  test.each([
    ['a correction of the same period', release('2025', 'corrected')],
    ['the same period after an erasure', release('2026-Q1', 'one-less')],
    ['the year around a reported quarter', release('2026', 'c')],
    ['a quarter inside a reported year', release('2025-Q3', 'd')],
    ['another report on a reported period', release('2025', 'a', 'screening')],
  ])('%s is refused', (_, next) => {
    expect(historyVerdict(earlier, next)).toBe('HISTORY_OVERLAPS');
  });

  test('the same release again is no news, and a new period is new', () => {
    expect(historyVerdict(earlier, release('2025', 'a'))).toBe('repeated');
    expect(historyVerdict(earlier, release('2026-Q2', 'c'))).toBe('new');
    expect(historyVerdict([], release('2025', 'a'))).toBe('new');
  });

  test('a repeated release is no news only where no other overlaps', () => {
    expect(historyVerdict([release('2025', 'a'), release('2025-Q1', 'b')], release('2025', 'a'))).toBe('HISTORY_OVERLAPS');
    expect(historyVerdict([release('2025', 'a'), release('2025', 'a')], release('2025', 'a'))).toBe('repeated');
  });

  test('the same numbers for a part of a reported period are another release', () => {
    expect(historyVerdict([release('2025', 'a')], release('2025-Q1', 'a'))).toBe('HISTORY_OVERLAPS');
  });

  test('a name that only begins alike is another period', () => {
    expect(historyVerdict([release('2025', 'a')], release('20251', 'b'))).toBe('new');
  });
});
