import { Solver } from '#solver';
import { audit } from '../audit.ts';
import { type AttackSystem, ContradictionError, holds, sumOf, type Target } from '../system.ts';
import { type Claims, Limits, widenByClaims } from './claims.ts';
import { type AttackedTables, type Knowledge, type TableRules, tableSystem } from './table-system.ts';

/**
 * `safe`: worlds exist that lie as far apart as the policy asks. `large`: narrower, but proven not to be an unsafe number. `exact` and `short`:
 * known, or known too well. `unresolved`: neither could be shown, which counts as unsafe.
 */
export interface CellVerdict {
  readonly cell: string;
  readonly kind: 'safe' | 'large' | 'exact' | 'short' | 'unresolved';
  /** Values that worlds were found with; for `exact`, `short` and `large` the proven limits. */
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

export interface TableAttack {
  readonly tables: AttackedTables;
  /** Every cell of the tables, as published; earlier versions' numbers already put in. */
  readonly known: ReadonlyMap<string, Knowledge>;
  readonly rules: TableRules;
  /** The true counts, where the caller has them: a world to start from. They decide no verdict. */
  readonly truth: ReadonlyMap<string, number> | null;
  /** Worlds that somebody claims: each is checked against every fact by whole-number arithmetic before it counts. */
  readonly claims?: Claims;
}

export interface TableVerdicts {
  readonly cells: readonly CellVerdict[];
  /** The published numbers contradict each other: no whole-number world has them, or none was found. */
  readonly contradiction: boolean;
  /** Claimed worlds that did not hold. */
  readonly refuted: number;
  /** Cells with a rounded number, which are not judged. */
  readonly rounded: number;
}

/** Attacks somebody's tables: how far can every cell without a number be narrowed down? */
export async function attackTables({ tables, known, rules, truth, claims }: TableAttack): Promise<TableVerdicts> {
  const { system, unknowns, safeFrom } = tableSystem(tables, known, rules, truth);
  const limits = new Limits(system.targets.length);
  const start = truth === null ? null : Int32Array.from(unknowns, (name) => truth.get(name) ?? Number.NaN);
  const rounded = system.unknowns - system.targets.length;
  if (start !== null && !holds(system, start)) return { cells: [], contradiction: true, refuted: 0, rounded };
  if (start !== null) limits.widen(system.targets.map(({ index }) => sumOf(index, start)));
  const { believed, refuted } = claims === undefined ? { believed: 0, refuted: 0 } : widenByClaims(system, unknowns, claims, start, limits);
  const verdicts = system.targets.map(({ index, width }, t): CellVerdict => ({
    cell: unknowns[index[0] ?? -1] ?? '',
    kind: 'safe',
    low: limits.low[t] ?? 0,
    high: limits.high[t] ?? 0,
    width,
  }));
  const wanting = verdicts.flatMap((v, t) => (v.high - v.low >= v.width ? [] : [t]));
  // With no world at hand there may be none: then even of what is not judged one has to be found.
  const unseen = start === null && believed === 0;
  if (wanting.length > 0 || unseen) {
    const targets = [...wanting.flatMap((t) => system.targets[t] ?? []), ...(unseen ? possible(system) : [])];
    const searched = await hunt({ ...system, targets }, start);
    if (searched === null) return { cells: [], contradiction: true, refuted, rounded };
    wanting.forEach((t, i) => {
      const found = searched[i];
      const verdict = verdicts[t];
      if (found === undefined || verdict === undefined) throw new Error('a cell was not judged');
      const large = found.kind !== 'safe' && found.kind !== 'unresolved' && found.low >= (safeFrom[t] ?? Infinity);
      verdicts[t] = { ...verdict, kind: large ? 'large' : found.kind, low: found.low, high: found.high };
    });
  }
  return { cells: verdicts, contradiction: false, refuted, rounded };
}

/** Whatever is no target, as something that needs a value and no more. */
function possible({ unknowns, targets }: AttackSystem): Target[] {
  const judged = new Set(targets.flatMap(({ index }) => [...index]));
  return Array.from({ length: unknowns }, (_, u) => u).flatMap((u) => (judged.has(u) ? [] : [{ index: Int32Array.of(u), width: 0, reach: 0 }]));
}

interface Found {
  readonly kind: 'safe' | 'exact' | 'short' | 'unresolved';
  readonly low: number;
  readonly high: number;
}

/** Null: no world has the published numbers, or none was found. */
async function hunt(system: AttackSystem, start: Int32Array | null): Promise<readonly Found[] | null> {
  const solver = await Solver.load();
  try {
    const { verdicts } = audit(system, solver, start);
    if (verdicts.some((v) => v.kind === 'unresolved' && !(v.low <= v.high))) return null;
    // A search ends as soon as a cell is known to fall short of its width; whether it is known exactly is asked again.
    const short = verdicts.flatMap((v, t) => (v.kind === 'short' ? [t] : []));
    const closer = audit(
      {
        ...system,
        targets: short.flatMap((t) => ({ index: system.targets[t]?.index ?? new Int32Array(), width: 1, reach: 0 })),
      },
      solver,
      start,
    ).verdicts;
    const exact = new Map(short.flatMap((t, i) => (closer[i]?.kind === 'exact' ? [[t, closer[i]] as const] : [])));
    return verdicts.map((v, t) => exact.get(t) ?? v);
  } catch (error) {
    if (error instanceof ContradictionError) return null;
    throw error;
  }
}
