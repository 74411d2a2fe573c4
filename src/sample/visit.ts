import { day, type Day } from './calendar.ts';
import type { CastMember } from './cast.ts';
import type { Stream } from './random.ts';

/** One started health assessment, in the employer's local time. */
export interface Visit {
  readonly on: Day;
  readonly minute: number;
  readonly completed: boolean;
  /** On the account of an earlier employment, closed since. */
  readonly oldAccount: boolean;
}

const MIDNIGHT = 24 * 60;

/** In the order of time. The visits of a year lie between April and November, when everybody hired in the first quarter is there. */
export function visitsOf(member: CastMember, hiredOn: Day, tookPartEarlier: number, stream: Stream): readonly Visit[] {
  const between = (from: Day, to: Day): Visit => ({
    on: stream.between(from, to),
    minute: stream.between(7 * 60, 21 * 60),
    completed: true,
    oldAccount: false,
  });
  const earlier = hiredOn < day(2024, 3, 1) && stream.chance(tookPartEarlier) ? [between(day(2024, 4, 1), day(2024, 11, 30))] : [];
  const usual = between(day(2025, 4, 1), day(2025, 11, 30));
  const { part, trap, nth } = member;

  if (part === 'registered' || part === 'leaver') return earlier;
  if (part === 'unfinished') return [...earlier, { ...usual, completed: false }];
  if (part === 'late-completer') return [...earlier, between(day(2025, 5, 1), day(2025, 6, 30))];
  if (part === 'spouse' && nth % 2 === 1) return [];
  if (part === 'elsewhere') {
    // Ten minutes after the year ended, or ten before it began, on the employer's own clock.
    return nth % 2 === 0
      ? [...earlier, { ...usual, on: day(2026, 1, 1), minute: 10 }]
      : [{ ...usual, on: day(2024, 12, 31), minute: MIDNIGHT - 10 }];
  }
  if (trap === 'rehire') return [{ ...between(day(2023, 4, 1), day(2023, 11, 30)), oldAccount: true }, usual];
  if (trap === 'leaver-after') return [...earlier, between(day(2025, 4, 1), day(2025, 5, 31))];
  if (trap === 'last-minute') return [...earlier, { ...usual, on: day(2025, 12, 31), minute: MIDNIGHT - 30 }];
  if (trap === 'first-minute') return [...earlier, { ...usual, on: day(2025, 1, 1), minute: 15 }];
  if (trap === 'twice') {
    return [...earlier, between(day(2025, 4, 1), day(2025, 6, 30)), between(day(2025, 9, 1), day(2025, 11, 30))];
  }
  if (trap === 'restarted') {
    return [...earlier, usual, { ...between(day(2025, 12, 1), day(2025, 12, 20)), completed: false }];
  }
  return [...earlier, usual];
}
