import { attackTables, cellsOf, type CellVerdict, type Knowledge } from '#attack';
import { EXIT, type ExitCode, TuttiError } from '#core';
import Papa from 'papaparse';
import { bad, readCounts, readProtected, spoken } from './read-cells.ts';
import type { TableSpec } from './read-spec.ts';

export interface NamedText {
  readonly text: string;
  readonly file: string;
}

export interface AttackOutcome {
  readonly exit: ExitCode;
  /** One row per cell without a published number: private, for the publisher's eyes. */
  readonly csv: string;
  readonly verdicts: readonly CellVerdict[];
  readonly tally: Readonly<Record<CellVerdict['kind'], number>>;
  /** The numbers contradict each other: they are not from one set of people, and nothing was judged. */
  readonly contradiction: boolean;
}

/**
 * Attacks a protected file as a stranger would, who has nothing but that file, its description and earlier versions of it. A cell falls
 * short where it could be an unsafe number and is known better than the policy allows. With the true counts at hand (`truth`) the file is
 * also held against them, and the search starts there.
 */
export async function attackReleased(
  spec: TableSpec,
  released: NamedText,
  before: readonly NamedText[],
  truth: NamedText | null,
): Promise<AttackOutcome> {
  const cells = cellsOf(spec);
  const names = new Set(cells);
  const given = truth === null ? null : readCounts(truth.text, truth.file, spec.dimensions, (name) => names.has(name));
  const counts = given === null ? null : new Map(cells.map((name) => [name, given.get(name) ?? 0]));
  let known: ReadonlyMap<string, Knowledge> = readProtected(released.text, released.file, spec.dimensions, cells);
  for (const earlier of before)
    known = together(known, readProtected(earlier.text, earlier.file, spec.dimensions, cells), earlier.file);
  if (counts !== null) holdAgainst(known, counts, released.file);
  if (spec.policy.headCounts === 'known') known = withHeads(spec, known, counts);
  const { cells: verdicts, contradiction, rounded } = await attackTables({
    tables: spec,
    known,
    rules: spec.policy,
    truth: counts,
  });
  const hidden = [...known.values()].filter((k) => k.status !== 'published').length;
  if (!contradiction && verdicts.length + rounded !== hidden) throw new Error('not every withheld cell was judged');
  const tally = { safe: 0, large: 0, exact: 0, short: 0, unresolved: 0 };
  for (const { kind } of verdicts) tally[kind]++;
  const fallen = contradiction || tally.exact + tally.short + tally.unresolved > 0;
  return { exit: fallen ? EXIT.refused : EXIT.done, csv: csvOf(spec, verdicts), verdicts, tally, contradiction };
}

/** Earlier versions of the same people's tables: what was published once is known, and two intervals say more than one. */
function together(
  known: ReadonlyMap<string, Knowledge>,
  earlier: ReadonlyMap<string, Knowledge>,
  file: string,
): ReadonlyMap<string, Knowledge> {
  const range = (k: Knowledge | undefined): readonly [number, number] =>
    k?.status === 'published' ? [k.count, k.count] : k?.status === 'banded' ? [k.low, k.high] : [0, Infinity];
  return new Map(
    [...known].map(([name, now]): [string, Knowledge] => {
      const then = earlier.get(name);
      const [low, high] = [Math.max(range(now)[0], range(then)[0]), Math.min(range(now)[1], range(then)[1])];
      if (low > high)
        throw bad(file, 'is not about the same people: a cell published twice has two numbers.', [
          { where: spoken(name), what: 'differs between the files' },
        ]);
      if (high === Infinity) return [name, { status: 'withheld' }];
      return [name, low === high ? { status: 'published', count: low } : { status: 'banded', low, high }];
    }),
  );
}

function holdAgainst(known: ReadonlyMap<string, Knowledge>, truth: ReadonlyMap<string, number>, file: string): void {
  const wrong = [...known].filter(([name, k]) => {
    const v = truth.get(name) ?? 0;
    return (k.status === 'published' && k.count !== v) || (k.status === 'banded' && (v < k.low || v > k.high));
  });
  if (wrong.length === 0) return;
  throw bad(
    file,
    `says something else than the true counts (${wrong.length} cells).`,
    wrong.slice(0, 5).map(([name]) => ({ where: spoken(name), what: 'differs from the true count' })),
  );
}

/** An attacker with the staff list has every head count; it is not in the file, so the true counts must be given. */
function withHeads(
  spec: TableSpec,
  known: ReadonlyMap<string, Knowledge>,
  truth: ReadonlyMap<string, number> | null,
): ReadonlyMap<string, Knowledge> {
  const at = spec.dimensions.findIndex((d) => d.id === spec.measure?.dimension);
  const isHead = (name: string) => at < 0 || name.split('\u001f')[at] === spec.dimensions[at]?.total;
  const missing = [...known].some(([name, k]) => isHead(name) && k.status !== 'published');
  if (missing && truth === null) {
    throw new TuttiError('USAGE', {
      what: 'With headCounts "known" the attacker holds head counts that the file withholds.',
      hint: 'Give the true counts with --truth, or attack with headCounts "secret".',
    });
  }
  return new Map(
    [...known].map(([name, k]): [string, Knowledge] => [
      name,
      isHead(name) && k.status !== 'published' ? { status: 'published', count: truth?.get(name) ?? 0 } : k,
    ]),
  );
}

function csvOf(spec: TableSpec, verdicts: readonly CellVerdict[]): string {
  const fields = [...spec.dimensions.map((d) => d.id), 'low', 'high', 'width', 'verdict'];
  const data = verdicts.map(({ cell, low, high, width, kind }) => [
    ...cell.split('\u001f').map((code, d) => (code === spec.dimensions[d]?.total ? '' : code)),
    ...[low, high, width].map(String),
    kind,
  ]);
  return `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`;
}
