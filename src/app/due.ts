import { loadPipeline } from '#config';
import { type Clock, EXIT, type ExitCode, type Progress } from '#core';
import { acquireLock } from '#ledger';
import { decideDue, loadDueState, noteSuccess, saveDueState } from '#schedule';
import { run, type RunRequest, type RunResult } from './run.ts';

export interface DueOutcome {
  readonly pipeline: string;
  readonly occurrence: string | null;
  readonly missed: number;
  readonly next: string | null;
  readonly result: RunResult | null;
}

export interface DueResult {
  readonly pipelines: readonly DueOutcome[];
  readonly exit: ExitCode;
}

export type DueRequest = Omit<RunRequest, 'pipeline' | 'period' | 'asOf' | 'employers'> & { readonly pipelines: readonly string[] };

/**
 * Runs once what the schedules say is due, for cron or a systemd timer to call as often as it likes. The state notes an occurrence only
 * after a run without failures, so a failed one stays due.
 */
export async function due(request: DueRequest, clock: Clock, progress: Progress): Promise<DueResult> {
  const outcomes: DueOutcome[] = [];
  for (const file of request.pipelines) {
    const { id, schedule } = loadPipeline(file);
    if (schedule === null) {
      outcomes.push({ pipeline: id, occurrence: null, missed: 0, next: null, result: null });
      continue;
    }
    const decision = await decide(id, schedule);
    const told = { pipeline: id, missed: decision.missed, next: decision.next?.toISOString() ?? null };
    if (decision.occurrence === null) {
      outcomes.push({ ...told, occurrence: null, result: null });
      continue;
    }
    progress.step(`${id} is due`);
    const asOf = localDay(decision.occurrence, schedule.timeZone);
    const result = await run({ ...request, pipeline: file, employers: null, period: null, asOf }, clock, progress);
    if (result.exit === EXIT.done) await saveDueState(request.state, noteSuccess(await loadDueState(request.state), id, decision.occurrence, clock.now()));
    outcomes.push({ ...told, occurrence: decision.occurrence.toISOString(), result });
  }
  const ran = outcomes.flatMap((o) => (o.result === null ? [] : [o.result.exit]));
  return { pipelines: outcomes, exit: ran.length === 0 ? EXIT.nothingDue : (ran.find((e) => e !== EXIT.done) ?? EXIT.done) };

  async function decide(id: string, schedule: { readonly cron: string; readonly timeZone: string }) {
    await using _lock = await acquireLock(request.state, clock);
      const decision = decideDue(id, schedule, await loadDueState(request.state), clock.now());
    await saveDueState(request.state, decision.state);
    return decision;
  }
}

/** The calendar day of an instant in a time zone, ISO. */
export function localDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}
