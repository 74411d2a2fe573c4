import { TuttiError } from '#core';
import { Cron } from 'croner';

/** When a pipeline should run: a cron pattern read on the wall clock of an IANA time zone. */
export interface Schedule {
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * Occurrences after `since` up to and including `now`, oldest first, at most the `limit` latest. On the day a clock jumps ahead, an
 * occurrence in the lost hour falls just after the jump; on the day it is set back, an occurrence in the doubled hour falls once.
 */
export function dueOccurrences(schedule: Schedule, since: Date, now: Date, limit: number): readonly Date[] {
  // croner leaves its reference out; `now` itself counts.
  const reference = new Date(now.getTime() + 1);
  return parse(schedule)
    .previousRuns(limit, reference)
    .filter((at) => at > since && at <= now)
    .toReversed();
}

/** The first occurrence after `now`; null if the pattern never comes again. */
export function nextOccurrence(schedule: Schedule, now: Date): Date | null {
  return parse(schedule).nextRun(now);
}

function parse({ cron, timeZone }: Schedule): Cron {
  try {
    // Five fields: a report is never due by the second. Paused: croner only reckons here, it starts no timer.
    const parsed = new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true });
    parsed.nextRun(new Date(0));
    return parsed;
  } catch (cause) {
    throw new TuttiError(
      'CONFIG_INVALID',
      {
        what: 'A schedule is not a five-field cron pattern with an IANA time zone.',
        hint: 'Write for example `cron: "0 6 15 1 *"` and `timeZone: Asia/Ho_Chi_Minh`.',
      },
      { cause },
    );
  }
}
