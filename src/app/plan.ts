import { loadPipeline, NEVER_SELECTED, type Period, resolvePeriod } from '#config';

/** What a run would read, count and build: worked out from the definitions alone, nothing is opened or written. */
export interface Plan {
  readonly pipeline: string;
  readonly report: string;
  readonly period: Period;
  readonly source: string;
  readonly tables: readonly { readonly table: string; readonly columns: number; readonly neverSelected: number }[];
  readonly policy: string;
  readonly breakdowns: readonly string[];
  readonly indicators: readonly string[];
  readonly delivery: string;
  readonly schedule: string | null;
  readonly fingerprint: string;
}

export function plan(file: string, asOf: string, wanted: string | null): Plan {
  const pipeline = loadPipeline(file);
  const { policy, report, source, schedule } = pipeline;
  return {
    pipeline: pipeline.id,
    report: `${report.id} ${report.version}`,
    period: resolvePeriod(pipeline.period, asOf, wanted),
    source: source.kind === 'files' ? `files (${source.path ?? 'given with --source'})` : `PostgreSQL (connection from ${source.urlFrom})`,
    tables: source.tables.map(({ name, columns }) => {
      const neverSelected = columns.filter((c) => NEVER_SELECTED.includes(c.class)).length;
      return { table: name, columns: columns.length, neverSelected };
    }),
    policy: `${policy.preset}: groups of ${policy.minGroup} (${policy.minGroupSensitive} where sensitive), cells of ${policy.minCell}, ${policy.minCompleters} completers`,
    breakdowns: report.breakdowns.map((b) => b.id),
    indicators: report.indicators.map((i) => i.id),
    delivery: `folder ${pipeline.delivery.path}`,
    schedule: schedule === null ? null : `${schedule.cron} (${schedule.timeZone})`,
    fingerprint: pipeline.fingerprint,
  };
}
