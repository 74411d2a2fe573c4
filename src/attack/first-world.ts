import type { ModelSpec, Solver, SolverModel } from '#solver';
import { adopt, mended, restrict } from './move.ts';
import { Incidence, pseudoRandom } from './neighbourhood.ts';
import { type AttackSystem, type Fact, holds } from './system.ts';

/** A backstop only: what is tried is limited by counts, which are the same on every machine. */
const SECONDS = 120;
/** Prices tried for a world at once, before the whole is asked for in whole numbers; and for head counts. */
const PRICES = 8;
const HEAD_PRICES = 4;
/** Prices differ by up to this share: equal ones would leave the corner, and whether it is whole, to chance. */
const UNEVEN = 0.3;
/** Share of a head count's price that an answer has: head counts are to be whole first. */
const ANSWER = 0.3;
/** Share of the head counts still in fractions that are settled at a time, those nearest to whole numbers first. */
const AT_A_TIME = 0.2;
/** A vertex this near a whole number is rounded; the rounded world is then checked exactly, so the tolerance decides nothing. */
const NEAR = 1e-6;

/**
 * Some world of the system, when the true one is not at hand. Null: none was found, which proves nothing. Where indicators share head counts
 * these come first, in whole numbers for which the linear programme of all answers has a solution; with them each indicator stands alone, and a
 * corner that is not whole is one indicator's affair. What is found lies in the midst of what is possible: from there the search finds other worlds
 * in a fraction of the time that it takes from a corner.
 */
export function firstWorld(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const indicators = new Set(system.parts?.filter((part) => part > 0));
  return (indicators.size < 2 ? null : headsFirst(system, indicators, incidence, solver)) ?? atOnce(system, incidence, solver);
}

function headsFirst(system: AttackSystem, indicators: ReadonlySet<number>, incidence: Incidence, solver: Solver): Int32Array | null {
  const target = midst(system, incidence, solver);
  if (target === null) return null;
  const random = pseudoRandom(0x4ead);
  for (let i = 0; i < HEAD_PRICES; i++) {
    const world = wholeHeads(system, incidence, solver, target, random);
    if (world !== null && [...indicators].every((part) => answer(system, part, solver, target, world)) && holds(system, world)) return world;
  }
  return null;
}

/** Whole numbers near the middle between a corner with few people and one with many. They add up to nothing yet. Null: the linear programme has no solution. */
function midst(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const all = everything(system);
  const random = pseudoRandom(0x77);
  using model = solver.model(restrict(system, incidence, new Int32Array(system.unknowns), all), { seconds: SECONDS, presolve: false });
  const corners = [-1, 1].flatMap((direction) => {
    const outcome = model.maximise(Float64Array.from(all, () => direction * (0.5 + random())));
    return outcome.kind === 'optimal' ? [outcome.x] : [];
  });
  return corners.length === 0 ? null : all.map((u) => Math.round(corners.reduce((sum, x) => sum + (x[u] ?? 0), 0) / corners.length));
}

/** Head counts nearest to the target, and nought for every answer. Null: none in whole numbers were found. */
function wholeHeads(system: AttackSystem, incidence: Incidence, solver: Solver, target: Int32Array, random: () => number): Int32Array | null {
  const heads = everything(system).filter((u) => system.parts?.[u] === 0);
  using near = new Near(solver, restrict(system, incidence, new Int32Array(system.unknowns), everything(system)), target);
  const prices = Float64Array.from(target, (_, u) => (1 + UNEVEN * random()) * (system.parts?.[u] === 0 ? 1 : ANSWER));
  let x = near.nearest(prices);
  for (let share = AT_A_TIME; x !== null; ) {
    const at = x;
    const value = (u: number) => at[u] ?? 0;
    const open = heads.filter((u) => fraction(value(u)) >= NEAR).sort((a, b) => fraction(value(a)) - fraction(value(b)));
    const [first] = open;
    if (first === undefined) return target.map((_, u) => (system.parts?.[u] === 0 ? Math.round(value(u)) : 0));
    const several = open.subarray(0, Math.ceil(share * open.length));
    for (const u of several) near.settle(u, Math.round(value(u)));
    x = near.nearest(prices);
    if (x !== null) continue;
    // One at a time, and where it cannot be the nearest whole number it must be the next.
    for (const u of several) near.release(u);
    share /= 2;
    near.settle(first, Math.round(value(first)));
    x = near.nearest(prices);
    if (x !== null) continue;
    near.settle(first, Math.round(value(first)) > value(first) ? Math.floor(value(first)) : Math.ceil(value(first)));
    x = near.nearest(prices);
  }
  return null;
}

/** Puts answers of one indicator that fit the head counts into the world; false where none were found. */
function answer(system: AttackSystem, part: number, solver: Solver, target: Int32Array, world: Int32Array): boolean {
  const own = everything(system).filter((u) => system.parts?.[u] === part);
  const place = new Map(Array.from(own, (u, i) => [u, i]));
  const facts = system.facts.flatMap(({ index, value, low, high }): Fact[] => {
    const mine = Array.from(index.keys()).filter((k) => place.has(index[k] ?? -1));
    if (mine.length === 0) return [];
    const fixed = index.reduce((sum, u, k) => (place.has(u) ? sum : sum + (value[k] ?? 0) * (world[u] ?? 0)), 0);
    return [{ index: Int32Array.from(mine, (k) => place.get(index[k] ?? -1) ?? -1), value: Float64Array.from(mine, (k) => value[k] ?? 0), low: low - fixed, high: high - fixed }];
  });
  const bounds = (limits: Float64Array) => Float64Array.from(own, (u) => limits[u] ?? 0);
  const alone: AttackSystem = { unknowns: own.length, lower: bounds(system.lower), upper: bounds(system.upper), facts, targets: [], answers: null };
  const incidence = new Incidence(alone);
  const answers = nearby(alone, incidence, solver, own.map((u) => target[u] ?? 0)) ?? atOnce(alone, incidence, solver);
  answers?.forEach((count, i) => (world[own[i] ?? -1] = count));
  return answers !== null;
}

/** The world nearest to a target, if that is whole, or nearly so and made whole. */
function nearby(system: AttackSystem, incidence: Incidence, solver: Solver, target: Int32Array): Int32Array | null {
  const all = everything(system);
  const random = pseudoRandom(0xf125);
  using near = new Near(solver, restrict(system, incidence, new Int32Array(system.unknowns), all), target);
  for (let i = 0; i < PRICES; i++) {
    const x = near.nearest(Float64Array.from(target, () => 1 + UNEVEN * random()));
    if (x === null) return null;
    const world = adopt(system, target, all, x) ?? mended(system, incidence, solver, target, all, new Float64Array(all.length), x);
    if (world !== null) return world;
  }
  return null;
}

/** A corner of the linear programme that is whole, or nearly so and made whole. */
function atOnce(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const all = everything(system);
  const zero = new Int32Array(system.unknowns);
  const spec = restrict(system, incidence, zero, all);
  const random = pseudoRandom(0xf125);
  for (let i = 0; i < PRICES; i++) {
    const cost = Float64Array.from(all, () => -0.5 - random());
    using model = solver.model(spec, { seconds: SECONDS });
    const relaxed = model.maximise(cost);
    if (relaxed.kind !== 'optimal') return null;
    const world = adopt(system, zero, all, relaxed.x) ?? mended(system, incidence, solver, zero, all, cost, relaxed.x);
    if (world !== null) return world;
  }
  using model = solver.model({ ...spec, integer: new Int32Array(all.length).fill(1) }, { seconds: SECONDS });
  const outcome = model.maximise(new Float64Array(all.length));
  return outcome.kind === 'optimal' ? adopt(system, zero, all, outcome.x) : null;
}

/** Solutions of a linear programme as near a target as can be: two columns an unknown, for what is more and what is less than there. */
class Near implements Disposable {
  readonly #spec: ModelSpec;
  readonly #target: Int32Array;
  readonly #model: SolverModel;

  constructor(solver: Solver, spec: ModelSpec, target: Int32Array) {
    this.#spec = spec;
    this.#target = target;
    const { rowStart, rowIndex, rowValue } = spec;
    const there = Float64Array.from(spec.rowLow, (_, r) => {
      let sum = 0;
      for (let k = rowStart[r] ?? 0; k < (rowStart[r + 1] ?? 0); k++) sum += (rowValue[k] ?? 0) * (target[rowIndex[k] ?? -1] ?? 0);
      return sum;
    });
    this.#model = solver.model(
      {
        columns: 2 * spec.columns,
        lower: new Float64Array(2 * spec.columns),
        upper: Float64Array.from({ length: 2 * spec.columns }, (_, c) => this.#room(c)),
        rowStart: rowStart.map((start) => 2 * start),
        rowIndex: Int32Array.from({ length: 2 * rowIndex.length }, (_, k) => 2 * (rowIndex[k >> 1] ?? 0) + (k % 2)),
        rowValue: Float64Array.from({ length: 2 * rowValue.length }, (_, k) => (k % 2 === 0 ? 1 : -1) * (rowValue[k >> 1] ?? 0)),
        rowLow: spec.rowLow.map((low, r) => low - (there[r] ?? 0)),
        rowHigh: spec.rowHigh.map((high, r) => high - (there[r] ?? 0)),
      },
      { seconds: SECONDS, presolve: false },
    );
  }

  /** `prices`: per unknown, of one person more or less. Null: there is no solution, or none was found. */
  nearest(prices: Float64Array): Float64Array | null {
    const outcome = this.#model.maximise(Float64Array.from({ length: 2 * this.#spec.columns }, (_, c) => -(prices[c >> 1] ?? 0)));
    return outcome.kind === 'optimal' ? Float64Array.from(this.#target, (there, u) => there + (outcome.x[2 * u] ?? 0) - (outcome.x[2 * u + 1] ?? 0)) : null;
  }

  settle(unknown: number, value: number): void {
    const more = value - (this.#target[unknown] ?? 0);
    this.#model.setBounds(2 * unknown, Math.max(0, more), Math.max(0, more));
    this.#model.setBounds(2 * unknown + 1, Math.max(0, -more), Math.max(0, -more));
  }

  release(unknown: number): void {
    for (const column of [2 * unknown, 2 * unknown + 1]) this.#model.setBounds(column, 0, this.#room(column));
  }

  /** How far a column can go: even ones up, odd ones down. The target lies between corners, and so within the limits. */
  #room(column: number): number {
    const there = this.#target[column >> 1] ?? 0;
    return column % 2 === 0 ? (this.#spec.upper[column >> 1] ?? 0) - there : there - (this.#spec.lower[column >> 1] ?? 0);
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}

function everything({ unknowns }: AttackSystem): Int32Array {
  return Int32Array.from({ length: unknowns }, (_, u) => u);
}

function fraction(v: number): number {
  return Math.abs(v - Math.round(v));
}
