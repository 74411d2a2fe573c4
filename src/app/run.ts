import { loadPipeline, type Period, resolvePeriod } from '#config';
import { type Clock, ERROR_EXITS, EXIT, type ExitCode, type Progress, TuttiError } from '#core';
import { deidentify } from '#deidentify';
import { acquireLock, openLedger, openPrivateStore } from '#ledger';
import { loadOrCreateKeys } from '#release';
import { loadSource } from '#source';
import { stage } from '#staging';
import { type Employer, employersOf, tabulate } from '#tabulate';
import { openVault, type Table } from '#vault';
import { openBook } from './book/open-book.ts';
import { type EmployerOutcome, reportOn } from './employer.ts';
import { inTurns } from './in-turns.ts';
import { readLogos } from './logos.ts';
import { openSeal } from './seal.ts';
import { openWorkshop } from './workshop.ts';

export interface RunRequest {
  readonly pipeline: string;
  /** Null: all employers of the source. */
  readonly employers: readonly string[] | null;
  readonly period: string | null;
  /** The day the run is for, ISO. */
  readonly asOf: string;
  /** Where the source's files are, or null for the definition's own path. */
  readonly source: string | null;
  /** Looks a secret up by the name that a definition gives (a connection string); null where it is not set. */
  readonly secret: (name: string) => string | null;
  /** Null: the definition's own folder. */
  readonly out: string | null;
  /** Keys, ledger, certificates, bundles. */
  readonly state: string;
  /** Employers under way at once: one is printed in a process of its own while the next is counted. */
  readonly jobs: number;
}

export interface RunResult {
  readonly pipeline: string;
  readonly period: Period;
  readonly out: string;
  readonly employers: readonly EmployerOutcome[];
  /** What an operator may wonder about and nobody has to mend. */
  readonly notes: readonly string[];
  readonly exit: ExitCode;
}

/** The main job: rows in at one end, employers' reports out at the other. Reads as a list of sentences; each step is a room. */
export async function run(request: RunRequest, clock: Clock, progress: Progress): Promise<RunResult> {
  const pipeline = loadPipeline(request.pipeline);
  const logos = readLogos(pipeline);
  const seal = await openSeal(pipeline.delivery.encrypt, request.secret);
  const period = resolvePeriod(pipeline.period, request.asOf, request.period);
  const out = request.out ?? pipeline.delivery.path;
  await using _lock = await acquireLock(request.state, clock);
  const ledger = await openLedger(request.state, clock);
  const archive = { keys: loadOrCreateKeys(request.state), ledger, store: openPrivateStore(request.state) };
  using work = openWorkshop(request.state);
  const { book, note } = await openBook({ pipeline, period }, archive, () => work.folder().earlier);
  const shop = { ...archive, state: request.state, out, logos, seal, book };
  await using vault = await openVault({});

  const people = await preparePeople();
  const all = await employersOf(people, pipeline);
  const employers = chosen(all, request.employers);
  if (request.employers === null) for (const id of unknownTo(all, logos.keys())) progress.step(`branding.logos names ${id}, which the source does not have`);
  const outcomes = await inTurns(employers, request.jobs, async (employer) => {
    progress.step(`${employer.id}: counting, protecting, attacking`);
    const counted = employer.ended ? null : await tabulate(people, pipeline, employer.id);
    return reportOn({ pipeline, period, employer, counted, folder: work.folder(), progress }, shop);
  });
  const exit = exitOf(outcomes);
  await ledger.append({ kind: 'run', employer: null, report: pipeline.report.id, period: period.id, releaseId: null, contentHash: null, reason: `exit-${exit}`, counts: { employers: outcomes.length, released: tally('released'), refused: tally('refused'), failed: tally('failed') } });
  return { pipeline: pipeline.id, period, out, employers: outcomes, notes: note === null ? withoutBook(outcomes) : [note], exit };

  function tally(status: EmployerOutcome['status']): number {
    return outcomes.filter((o) => o.status === status).length;
  }

  /** From here on the vault holds groups and categories only, and nothing can get out of it but counts. */
  async function preparePeople(): Promise<Table<'deidentified'>> {
    progress.step(`reading the source for ${period.id}`);
    const raw = await loadSource(vault, pipeline, { path: request.source, databaseUrl: pipeline.source.kind === 'postgres' ? request.secret(pipeline.source.urlFrom) : null, employers: request.employers, period, progress });
    progress.step('one row a person, then no identifiers');
    const staged = await stage(raw, pipeline, period, request.asOf);
    const people = await deidentify(staged, pipeline, period, { asOf: request.asOf });
    await vault.lock();
    return people;
  }
}

/** Where there is a book, and none of an employer's results could be compared. */
function withoutBook(outcomes: readonly EmployerOutcome[]): readonly string[] {
  const ids = outcomes.flatMap(({ employer, compared }) => (compared === false ? [employer] : []));
  return ids.length === 0 ? [] : [`no comparison with other employers for ${ids.join(', ')}: too few others print the same results, or one of them outweighs the rest`];
}

/** A slip in a name costs a report its logo and nothing else, so it is said and does not end the run. */
function unknownTo(employers: readonly Employer[], named: Iterable<string>): readonly string[] {
  return [...named].filter((id) => !employers.some((e) => e.id === id));
}

function chosen(all: readonly Employer[], wanted: readonly string[] | null): readonly Employer[] {
  if (wanted === null) return all;
  const unknown = wanted.filter((id) => !all.some((e) => e.id === id));
  if (unknown.length > 0) throw new TuttiError('USAGE', { what: `The source has no employer ${unknown.join(', ')}.`, hint: 'Check the id given with --employer.' });
  return all.filter((e) => wanted.includes(e.id));
}

/**
 * All well: 0. Some failed or were refused beside others that were not: 7. Not one was done, all for the same kind of reason: that kind's
 * own code, so that a scheduler can tell a refusal (5) from a full disk (8); otherwise 7.
 */
function exitOf(outcomes: readonly EmployerOutcome[]): ExitCode {
  const bad = outcomes.filter((o) => o.status === 'refused' || o.status === 'failed');
  if (bad.length === 0) return EXIT.done;
  if (bad.length < outcomes.length) return EXIT.partial;
  const [exit = EXIT.partial, ...others] = new Set(bad.map(exitFor));
  return others.length === 0 ? exit : EXIT.partial;
}

function exitFor({ status, reason }: EmployerOutcome): ExitCode {
  if (status === 'refused') return EXIT.refused;
  return Object.entries(ERROR_EXITS).find(([code]) => code === reason)?.[1] ?? EXIT.partial;
}
