import { isWhole, type ModelSpec, type Solver, type SolverModel } from '#solver';
import type { Incidence } from './neighbourhood.ts';
import { type AttackSystem, holds } from './system.ts';

/** `bound`: no world whatever does better than this (only when every unknown was free to move). */
export interface Move {
  readonly world: Int32Array | null;
  readonly bound: number | null;
}

/** A backstop only: what a solve may do is limited by counts, which are the same on every machine, so that a run can be repeated. */
const SECONDS = 120;
const MAX_NODES = 40;
/** More whole-number unknowns than this are not handed to branch and bound. */
const MAX_INTEGER = 4000;

/** The best world for `cost` that differs from `base` only at `columns`: a linear solve, then whole numbers, then an exact check. */
export function move(system: AttackSystem, incidence: Incidence, solver: Solver, base: Int32Array, columns: Int32Array, cost: Float64Array): Move {
  const spec = restrict(system, incidence, base, columns);
  const localCost = Float64Array.from(columns, (i) => cost[i] ?? 0);
  using model = solver.model(spec, { seconds: SECONDS });
  const relaxed = model.maximise(localCost);
  if (relaxed.kind !== 'optimal') return { world: null, bound: null };
  const bound = columns.length === system.unknowns ? relaxed.objective : null;
  const direct = adopt(system, base, columns, relaxed.x);
  if (direct !== null) return { world: direct, bound };
  return { world: wholeNumbers(system, incidence, solver, base, columns, localCost, spec, relaxed.x), bound };
}

/** The whole system without the demand for whole numbers, kept in memory for many questions: a bound each time, and now and then a world. */
export class Relaxation implements Disposable {
  readonly #system: AttackSystem;
  readonly #base: Int32Array;
  readonly #columns: Int32Array;
  readonly #model: SolverModel;

  constructor(system: AttackSystem, incidence: Incidence, solver: Solver, base: Int32Array) {
    this.#system = system;
    this.#base = base;
    this.#columns = Int32Array.from({ length: system.unknowns }, (_, i) => i);
    this.#model = solver.model(restrict(system, incidence, base, this.#columns), { seconds: SECONDS, presolve: false });
  }

  best(cost: Float64Array): Move {
    const relaxed = this.#model.maximise(cost);
    if (relaxed.kind !== 'optimal') return { world: null, bound: null };
    return { world: adopt(this.#system, this.#base, this.#columns, relaxed.x), bound: relaxed.objective };
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}

/** Keeps what the relaxation left whole and solves the fractional rest in whole numbers. */
export function mended(
  system: AttackSystem,
  incidence: Incidence,
  solver: Solver,
  base: Int32Array,
  columns: Int32Array,
  cost: Float64Array,
  relaxed: Float64Array,
): Int32Array | null {
  const settled = base.slice();
  const open: number[] = [];
  columns.forEach((global, i) => {
    const v = relaxed[i] ?? 0;
    if (isWhole(v)) settled[global] = Math.round(v);
    else open.push(i);
  });
  const own = Int32Array.from(open, (i) => columns[i] ?? 0);
  return inWholeNumbers(system, solver, restrict(system, incidence, settled, own), settled, own, Float64Array.from(open, (i) => cost[i] ?? 0));
}

function inWholeNumbers(system: AttackSystem, solver: Solver, spec: ModelSpec, start: Int32Array, columns: Int32Array, cost: Float64Array): Int32Array | null {
  if (columns.length > MAX_INTEGER) return null;
  using model = solver.model({ ...spec, integer: new Int32Array(columns.length).fill(1) }, { seconds: SECONDS, gap: 0.05, nodes: MAX_NODES });
  const outcome = model.maximise(cost);
  return outcome.kind === 'optimal' ? adopt(system, start, columns, outcome.x) : null;
}

/** The fractional rest in whole numbers; failing that, the whole neighbourhood. */
function wholeNumbers(
  system: AttackSystem,
  incidence: Incidence,
  solver: Solver,
  base: Int32Array,
  columns: Int32Array,
  cost: Float64Array,
  spec: ModelSpec,
  relaxed: Float64Array,
): Int32Array | null {
  return mended(system, incidence, solver, base, columns, cost, relaxed) ?? inWholeNumbers(system, solver, spec, base, columns, cost);
}

/** A solution put into a world, if it is whole and every fact holds. */
export function adopt(system: AttackSystem, start: Int32Array, columns: Int32Array, x: Float64Array): Int32Array | null {
  const world = start.slice();
  for (let i = 0; i < columns.length; i++) {
    const v = x[i] ?? 0;
    if (!isWhole(v)) return null;
    world[columns[i] ?? 0] = Math.round(v);
  }
  return holds(system, world) ? world : null;
}

/** The linear programme of some unknowns, all others as they are in `base`. */
export function restrict(system: AttackSystem, incidence: Incidence, base: Int32Array, columns: Int32Array): ModelSpec {
  const local = new Map<number, number>();
  columns.forEach((global, i) => local.set(global, i));
  const touched = new Set<number>();
  for (const i of columns) for (const f of incidence.of(i)) touched.add(f);
  const start: number[] = [0];
  const index: number[] = [];
  const value: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  for (const f of touched) {
    const fact = system.facts[f];
    if (fact === undefined) continue;
    let fixed = 0;
    fact.index.forEach((global, k) => {
      const at = local.get(global);
      const a = fact.value[k] ?? 0;
      if (at === undefined) fixed += a * (base[global] ?? 0);
      else {
        index.push(at);
        value.push(a);
      }
    });
    start.push(index.length);
    low.push(fact.low - fixed);
    high.push(fact.high - fixed);
  }
  return {
    columns: columns.length,
    lower: Float64Array.from(columns, (i) => system.lower[i] ?? 0),
    upper: Float64Array.from(columns, (i) => system.upper[i] ?? 0),
    rowStart: Int32Array.from(start),
    rowIndex: Int32Array.from(index),
    rowValue: Float64Array.from(value),
    rowLow: Float64Array.from(low),
    rowHigh: Float64Array.from(high),
  };
}
