import { Cron } from 'croner';
import type { Pipeline } from '../definitions.ts';
import { isDay } from '../period.ts';
import type { Catalog } from '../normalise/catalog.ts';
import type { Say } from '../problems.ts';

/** What a pipeline file says by itself, before it is joined with its catalog and report. */
export type PipelineParts = Pick<Pipeline, 'schedule' | 'period' | 'source'>;
export type PipelineRule = (pipeline: PipelineParts, say: Say) => void;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as +07:00 have no rules for summer time; names only.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const NO_ZONE = "is not a time zone's name such as 'Asia/Ho_Chi_Minh' or 'UTC'";

export const scheduleRuns: PipelineRule = (pipeline, say) => {
  if (pipeline.schedule === null) return;
  const { cron, timeZone } = pipeline.schedule;
  if (!isTimeZone(timeZone)) say(pipeline, ['schedule', 'timeZone'], NO_ZONE);
  if (!everRuns(cron))
    say(pipeline, ['schedule', 'cron'], "is not five cron fields that ever come true, such as '0 6 15 1 *'");
};

function everRuns(cron: string): boolean {
  try {
    return new Cron(cron, { timezone: 'UTC', mode: '5-part', paused: true }).nextRun('2024-01-01T00:00:00Z') !== null;
  } catch {
    return false;
  }
}

export const fixedPeriodIsReal: PipelineRule = (pipeline, say) => {
  const { period } = pipeline;
  if (period.kind !== 'fixed') return;
  if (!isDay(period.from)) say(pipeline, ['period', 'from'], 'is not a calendar day');
  if (!isDay(period.to)) say(pipeline, ['period', 'to'], 'is not a calendar day');
  if (isDay(period.from) && isDay(period.to) && period.to < period.from)
    say(pipeline, ['period', 'to'], 'the period ends before it begins');
};

export const employersZoneKnown = ({ employers }: Catalog, say: Say): void => {
  if (!isTimeZone(employers.timeZone)) say(employers, ['timeZone'], NO_ZONE);
};
