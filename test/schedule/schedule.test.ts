import { TuttiError } from '#core';
import {
  decideDue,
  dueOccurrences,
  loadDueState,
  nextOccurrence,
  noteSuccess,
  saveDueState,
  type DueState,
} from '#schedule';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const at = (iso: string) => new Date(iso);
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 16));

describe('occurrences on the wall clock of a time zone', () => {
  const yearly = { cron: '0 6 15 1 *', timeZone: 'Asia/Ho_Chi_Minh' };

  test('06:00 in Ho Chi Minh City is 23:00 UTC of the day before', () => {
    expect(iso(dueOccurrences(yearly, at('2023-01-01'), at('2026-01-14T23:00:00Z'), 9))).toEqual([
      '2023-01-14T23:00',
      '2024-01-14T23:00',
      '2025-01-14T23:00',
      '2026-01-14T23:00',
    ]);
  });

  test('`now` counts, `since` does not, and a millisecond too early is too early', () => {
    const due = at('2026-01-14T23:00:00Z');
    expect(dueOccurrences(yearly, at('2026-01-01'), due, 9)).toHaveLength(1);
    expect(dueOccurrences(yearly, due, at('2026-02-01'), 9)).toHaveLength(0);
    expect(dueOccurrences(yearly, at('2026-01-01'), new Date(due.getTime() - 1), 9)).toHaveLength(0);
  });

  test('an hour that a clock skips comes just after the jump, and the days around are whole', () => {
    const nightly = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    expect(iso(dueOccurrences(nightly, at('2026-03-28T00:00:00Z'), at('2026-03-30T12:00:00Z'), 9))).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
  });

  test('an hour that a clock repeats comes once', () => {
    const nightly = { cron: '30 1 * * *', timeZone: 'America/New_York' };
    expect(iso(dueOccurrences(nightly, at('2026-10-31T12:00:00Z'), at('2026-11-02T12:00:00Z'), 9))).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
  });

  test('looking back and looking ahead agree over two years of clock changes', () => {
    for (const timeZone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Ho_Chi_Minh'])
      for (const cron of ['30 2 * * *', '15 1,2,3 * * 0', '0 6 1 1,4,7,10 *']) {
        const end = at('2027-01-01T00:00:00Z');
        const back = dueOccurrences({ cron, timeZone }, at('2025-01-01T00:00:00Z'), end, 5000);
        const ahead: Date[] = [];
        let next = nextOccurrence({ cron, timeZone }, at('2025-01-01T00:00:00Z'));
        while (next !== null && next <= end) {
          ahead.push(next);
          next = nextOccurrence({ cron, timeZone }, next);
        }
        expect(iso(back)).toEqual(iso(ahead));
      }
  });

  test('of too many, the latest', () => {
    const minutely = { cron: '* * * * *', timeZone: 'UTC' };
    expect(iso(dueOccurrences(minutely, at('2025-01-01'), at('2026-01-01T00:00:00Z'), 2))).toEqual([
      '2025-12-31T23:59',
      '2026-01-01T00:00',
    ]);
  });

  test.each([
    ['four fields', '0 6 * *', 'UTC'],
    ['seconds', '0 0 6 * * *', 'UTC'],
    ['nonsense', 'every day', 'UTC'],
    ['no such time zone', '0 6 * * *', 'Nowhere/Land'],
  ])('%s is an operator error', (_name, cron, timeZone) => {
    expect(() => nextOccurrence({ cron, timeZone }, at('2026-01-01'))).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  test('a day that never comes is never due', () => {
    expect(nextOccurrence({ cron: '0 0 30 2 *', timeZone: 'UTC' }, at('2026-01-01'))).toBeNull();
  });
});

describe('what is due', () => {
  const schedule = { cron: '0 6 1 * *', timeZone: 'UTC' };
  const none: DueState = { pipelines: {} };

  test('a new pipeline is noted, not run for the past', () => {
    const decision = decideDue('demo', schedule, none, at('2026-03-15T00:00:00Z'));
    expect(decision.occurrence).toBeNull();
    expect(decision.next).toEqual(at('2026-04-01T06:00:00Z'));
    expect(decision.state.pipelines['demo']?.knownSince).toBe('2026-03-15T00:00:00.000Z');
    expect(decideDue('demo', schedule, decision.state, at('2026-04-01T05:59:00Z')).occurrence).toBeNull();
    expect(decideDue('demo', schedule, decision.state, at('2026-04-01T06:00:00Z')).occurrence).toEqual(
      at('2026-04-01T06:00:00Z'),
    );
  });

  test('a new pipeline runs at once if its hour was within the last day', () => {
    expect(decideDue('demo', schedule, none, at('2026-04-01T20:00:00Z')).occurrence).toEqual(
      at('2026-04-01T06:00:00Z'),
    );
    expect(decideDue('demo', schedule, none, at('2026-04-02T06:00:00Z')).occurrence).toBeNull();
  });

  test('after months of silence, one run for the latest, and none after it', () => {
    const seen = decideDue('demo', schedule, none, at('2026-01-15T00:00:00Z')).state;
    const now = at('2026-06-10T00:00:00Z');
    const decision = decideDue('demo', schedule, seen, now);
    expect(decision).toMatchObject({ occurrence: at('2026-06-01T06:00:00Z'), missed: 4 });
    const done = noteSuccess(decision.state, 'demo', at('2026-06-01T06:00:00Z'), now);
    expect(decideDue('demo', schedule, done, now).occurrence).toBeNull();
    expect(decideDue('demo', schedule, done, at('2026-07-01T06:00:00Z'))).toMatchObject({
      occurrence: at('2026-07-01T06:00:00Z'),
      missed: 0,
    });
  });

  test('a failed run, which notes nothing, stays due', () => {
    const seen = decideDue('demo', schedule, none, at('2026-01-15T00:00:00Z')).state;
    const later = decideDue('demo', schedule, seen, at('2026-02-01T06:00:00Z')).state;
    expect(decideDue('demo', schedule, later, at('2026-02-03T00:00:00Z')).occurrence).toEqual(
      at('2026-02-01T06:00:00Z'),
    );
  });

  test('a changed schedule starts afresh instead of catching up on what it never promised', () => {
    const seen = decideDue('demo', schedule, none, at('2026-01-15T00:00:00Z')).state;
    const daily = { cron: '0 6 * * *', timeZone: 'UTC' };
    const decision = decideDue('demo', daily, seen, at('2026-03-10T12:00:00Z'));
    expect(decision).toMatchObject({ occurrence: at('2026-03-10T06:00:00Z'), missed: 0 });
    const moved = decideDue('demo', { ...schedule, timeZone: 'Asia/Ho_Chi_Minh' }, seen, at('2026-03-10T12:00:00Z'));
    expect(moved.occurrence).toBeNull();
  });

  test('a clock set back makes nothing due twice', () => {
    const seen = decideDue('demo', schedule, none, at('2026-01-15T00:00:00Z')).state;
    const done = noteSuccess(seen, 'demo', at('2026-06-01T06:00:00Z'), at('2026-06-01T07:00:00Z'));
    expect(decideDue('demo', schedule, done, at('2026-05-02T00:00:00Z')).occurrence).toBeNull();
  });

  test('pipelines do not disturb one another', () => {
    const one = decideDue('one', schedule, none, at('2026-01-15T00:00:00Z')).state;
    const both = decideDue('two', schedule, one, at('2026-01-16T00:00:00Z')).state;
    expect(Object.keys(both.pipelines)).toEqual(['one', 'two']);
  });
});

describe('the state file', () => {
  test('comes back as it was saved; none is an empty state; a damaged one is refused', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tutti-schedule-'));
    try {
      expect(await loadDueState(dir)).toEqual({ pipelines: {} });
      const { state } = decideDue('demo', { cron: '0 6 1 * *', timeZone: 'UTC' }, { pipelines: {} }, at('2026-03-15'));
      await saveDueState(dir, state);
      expect(await loadDueState(dir)).toEqual(state);
      expect(readdirSync(dir)).toEqual(['schedule.json']);
      for (const damage of [
        '{',
        '{"format":"tutti-schedule/1","pipelines":{"demo":{}}}',
        '{"format":"tutti-schedule/2","pipelines":{}}',
      ]) {
        writeFileSync(join(dir, 'schedule.json'), damage);
        await expect(loadDueState(dir)).rejects.toThrow(TuttiError);
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
