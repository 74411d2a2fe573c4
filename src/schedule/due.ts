import { dueOccurrences, nextOccurrence, type Schedule } from './occurrences.ts';

/** What is remembered of one pipeline. Times are ISO, UTC. */
export interface PipelineState {
  /** The schedule that was seen last: a changed one starts afresh. */
  readonly schedule: Schedule;
  /** When this schedule was first seen. */
  readonly knownSince: string;
  /** The latest occurrence that a successful run covered. */
  readonly lastOccurrence: string | null;
  /** When that run ended. */
  readonly lastRun: string | null;
}

export interface DueState {
  readonly pipelines: Readonly<Record<string, PipelineState>>;
}

export interface DueDecision {
  /** The occurrence to run for, or null: nothing is due. */
  readonly occurrence: Date | null;
  /** How many earlier occurrences that one run stands for (counted up to 100). */
  readonly missed: number;
  /** The next occurrence after now. */
  readonly next: Date | null;
  /** To be saved whether or not something is due: it notes that the pipeline is known. */
  readonly state: DueState;
}

/** A schedule that is seen for the first time looks back this far, so that setting it up on the day itself is not too late. */
export const FIRST_LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/**
 * One run for the latest occurrence since the last success, however many were missed: a report is about a period, and the same
 * period twice is the same report. A pipeline that is new, or whose schedule changed, is due only for an occurrence of the last 24 hours:
 * writing a schedule down must not publish for dates that nobody had asked for.
 */
export function decideDue(pipelineId: string, schedule: Schedule, state: DueState, now: Date): DueDecision {
  const known = state.pipelines[pipelineId];
  const seen = known !== undefined && isSame(known.schedule, schedule) ? known : firstSight(schedule, known, now);
  const occurrences = dueOccurrences(schedule, since(seen), now, 101);
  return Object.freeze({
    occurrence: occurrences.at(-1) ?? null,
    missed: Math.max(0, occurrences.length - 1),
    next: nextOccurrence(schedule, now),
    state: withPipeline(state, pipelineId, seen),
  });
}

/** The state after a run for `occurrence` succeeded. A failed run changes nothing, so it stays due. */
export function noteSuccess(state: DueState, pipelineId: string, occurrence: Date, now: Date): DueState {
  const seen = state.pipelines[pipelineId];
  if (seen === undefined) throw new Error('a pipeline runs on schedule only after decideDue has seen it');
  const noted = { ...seen, lastOccurrence: occurrence.toISOString(), lastRun: now.toISOString() };
  return withPipeline(state, pipelineId, noted);
}

function firstSight(schedule: Schedule, earlier: PipelineState | undefined, now: Date): PipelineState {
  return {
    schedule: { cron: schedule.cron, timeZone: schedule.timeZone },
    knownSince: now.toISOString(),
    lastOccurrence: earlier?.lastOccurrence ?? null,
    lastRun: earlier?.lastRun ?? null,
  };
}

function since({ knownSince, lastOccurrence }: PipelineState): Date {
  const first = Date.parse(knownSince) - FIRST_LOOK_BACK_MS;
  return new Date(lastOccurrence === null ? first : Math.max(first, Date.parse(lastOccurrence)));
}

function withPipeline(state: DueState, id: string, pipeline: PipelineState): DueState {
  return Object.freeze({ pipelines: Object.freeze({ ...state.pipelines, [id]: Object.freeze(pipeline) }) });
}

function isSame(a: Schedule, b: Schedule): boolean {
  return a.cron === b.cron && a.timeZone === b.timeZone;
}
