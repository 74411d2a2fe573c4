import { attackTables, type Knowledge } from '#attack';
import { type Clock, EXIT, type ExitCode, type Progress, rounded, silent } from '#core';
import { cellKey, type CellStructure, protectCells, type ProtectedCells, structureOf } from '#protect';
import { availableParallelism } from 'node:os';
import Papa from 'papaparse';
import { Crew } from './crew.ts';
import { bad, readCounts, spoken } from './read-cells.ts';
import type { TableSpec } from './read-spec.ts';

/** Fewer cells are done before threads have started. */
const WORTH_A_THREAD = 2000;

/** Private: how the protection went. Never part of what is released. */
export interface ProtectReport {
  readonly cells: number;
  /** Cells whose count is not 0. */
  readonly occupied: number;
  /** Of those the withheld ones. (Cells of nobody can be withheld as well.) */
  readonly occupiedWithheld: number;
  readonly primary: number;
  readonly secondary: number;
  readonly banded: number;
  /** Of the banded ones those that are rounded counts. */
  readonly rounded: number;
  /** Printed sums whose printed parts do not add up to them, because each is rounded by itself; 0 where nothing is rounded. */
  readonly sumsOff: number;
  /** Sum of the counts behind all withheld cells. */
  readonly withheldPeople: number;
  readonly seconds: number;
  readonly audit: {
    readonly judged: number;
    readonly safe: number;
    readonly large: number;
    readonly exact: number;
    readonly short: number;
    readonly unresolved: number;
    readonly refuted: number;
  };
}

export type ProtectOutcome =
  | { readonly kind: 'protected'; readonly exit: ExitCode; readonly csv: string; readonly report: ProtectReport }
  /** No safe pattern was found, or the audit did not confirm it: nothing is given out. `cells` names those in question. */
  | {
      readonly kind: 'refused';
      readonly exit: ExitCode;
      readonly cells: readonly string[];
      readonly report: ProtectReport;
    };

/** Protects somebody's counts, attacks what would be given out, and gives it out only if the attack got nowhere. */
export async function protectTables(
  spec: TableSpec,
  counts: { readonly text: string; readonly file: string },
  clock: Clock,
  { threads = availableParallelism(), progress = silent }: { readonly threads?: number; readonly progress?: Progress } = {},
): Promise<ProtectOutcome> {
  const begun = clock.now().getTime();
  const structure = structureOf(spec);
  const values = countsOf(structure, counts);
  const chosen = await chosenFor(structure, values, spec, threads, progress);
  progress.step(`attacking ${chosen.status.filter((s) => s !== 'published').length} cells`);
  const names = structure.codes.map(cellKey);
  const truth = new Map(names.map((name, c) => [name, values[c] ?? 0]));
  const known = new Map(names.map((name, c) => [name, attackerSees(structure, chosen, values, c, spec)]));
  const verdicts =
    chosen.hopeless.length > 0
      ? null
      : await attackTables({
          tables: spec,
          known,
          rules: spec.policy,
          truth,
          claims: { cells: names, worlds: chosen.worlds() },
        });
  const tally = { safe: 0, large: 0, exact: 0, short: 0, unresolved: 0 };
  for (const { kind } of verdicts?.cells ?? []) tally[kind]++;
  const withheld = chosen.status.flatMap((s, c) => (s === 'withheld' ? [c] : []));
  const primary = chosen.primary.reduce((sum, p) => sum + p, 0);
  const report: ProtectReport = {
    cells: names.length,
    occupied: values.filter((n) => n > 0).length,
    occupiedWithheld: withheld.filter((c) => (values[c] ?? 0) > 0).length,
    primary,
    secondary: withheld.length - primary,
    banded: chosen.status.filter((s) => s === 'banded').length,
    rounded: chosen.status.filter((s, c) => s === 'banded' && chosen.bands.get(c)?.rounded === true).length,
    sumsOff: sumsOff(structure, chosen, values, spec.policy.roundTo),
    withheldPeople: withheld.reduce((sum, c) => sum + (values[c] ?? 0), 0),
    seconds: (clock.now().getTime() - begun) / 1000,
    audit: { judged: verdicts?.cells.length ?? 0, ...tally, refuted: verdicts?.refuted ?? 0 },
  };
  const unsafe =
    verdicts === null
      ? chosen.hopeless.map((c) => names[c] ?? '')
      : verdicts.cells.flatMap((v) => (v.kind === 'safe' || v.kind === 'large' ? [] : [v.cell]));
  const hidden = [...known.values()].filter((k) => k.status !== 'published').length;
  const audited =
    verdicts !== null && !verdicts.contradiction && verdicts.refuted === 0 && verdicts.cells.length + verdicts.rounded === hidden;
  if (unsafe.length > 0 || !audited)
    return { kind: 'refused', exit: EXIT.refused, cells: [...new Set(unsafe)].map(spoken), report };
  return { kind: 'protected', exit: EXIT.done, csv: csvOf(structure, spec, chosen, values), report };
}

async function chosenFor(structure: CellStructure, values: Int32Array, spec: TableSpec, threads: number, progress: Progress): Promise<ProtectedCells> {
  const request = { structure, values, rules: spec.policy, progress, ...(spec.key === undefined ? {} : { key: spec.key }) };
  const crew = Math.min(threads, structure.indicators.length);
  if (crew < 2 || structure.codes.length < WORTH_A_THREAD) return protectCells(request);
  await using hired = new Crew(crew);
  return await protectCells({ ...request, hire: hired.hire });
}

/** Sums that print a number for the whole and for each part, and do not add up. */
function sumsOff({ equations }: CellStructure, { status, bands }: ProtectedCells, values: Int32Array, to: number): number {
  const hasNumber = (c: number) => status[c] === 'published' || (status[c] === 'banded' && bands.get(c)?.rounded === true);
  const figure = (c: number) => rounded(values[c] ?? 0, to);
  return equations.filter(
    ({ parent, children }) => hasNumber(parent) && children.every(hasNumber) && children.reduce((sum, c) => sum + figure(c), 0) !== figure(parent),
  ).length;
}

/** With head counts known, the attacker has those that are not printed as well. */
function attackerSees(
  structure: CellStructure,
  chosen: ProtectedCells,
  values: Int32Array,
  cell: number,
  spec: TableSpec,
): Knowledge {
  const known = spec.policy.headCounts === 'known' && structure.block[cell] === 0;
  const band = chosen.bands.get(cell);
  const status = chosen.status[cell];
  if (status === 'published' || known) return { status: 'published', count: values[cell] ?? 0 };
  if (status === 'banded' && band !== undefined) return { status: 'banded', low: band.low, high: band.high };
  return { status: 'withheld' };
}

function countsOf(
  structure: CellStructure,
  { text, file }: { readonly text: string; readonly file: string },
): Int32Array {
  const given = readCounts(text, file, structure.dimensions, (name) => structure.index.has(name));
  const values = Int32Array.from(structure.codes, (codes) => given.get(cellKey(codes)) ?? 0);
  const wrong = structure.equations.filter(
    (e) => e.children.reduce((sum, c) => sum + (values[c] ?? 0), 0) !== values[e.parent],
  );
  if (wrong.length > 0) {
    const [some, more] = [wrong.slice(0, 5), wrong.length - 5];
    throw bad(file, `has totals that do not add up (${wrong.length}).`, [
      ...some.map((e) => ({
        where: spoken(cellKey(structure.codes[e.parent] ?? [])),
        what: `is not the sum of its ${e.children.length} parts, the first being ${spoken(cellKey(structure.codes[e.children[0] ?? 0] ?? []))}`,
      })),
      ...(more > 0 ? [{ where: file, what: `and ${more} more` }] : []),
    ]);
  }
  return values;
}

function csvOf(structure: CellStructure, spec: TableSpec, chosen: ProtectedCells, values: Int32Array): string {
  const fields = [...spec.dimensions.map((d) => d.id), 'count', 'status', 'low', 'high'];
  const data = structure.codes.map((codes, c) => {
    const status = chosen.status[c] ?? 'withheld';
    const band = status === 'banded' ? chosen.bands.get(c) : undefined;
    const places = codes.map((code, d) => (code === spec.dimensions[d]?.total ? '' : code));
    return [
      ...places,
      status === 'published' ? String(values[c] ?? 0) : '',
      status,
      band === undefined ? '' : String(band.low),
      band === undefined ? '' : String(band.high),
    ];
  });
  return `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`;
}
