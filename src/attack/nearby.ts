import type { Solver, SolverModel } from '#solver';
import { type Incidence, pseudoRandom } from './neighbourhood.ts';
import { type AttackSystem, holds } from './system.ts';

const SECONDS = 120;
const ITERATIONS = 200_000;
const NEAR = 1e-6;
/** Prices differ by up to this share: equal ones would leave the corner, and whether it is whole, to chance. */
const UNEVEN = 0.3;

/**
 * The nearest world in which one unknown has moved so far: least people moved in all. Such worlds are small changes of the one at hand, so
 * their linear programs take few steps from "no change", and their corners are mostly whole. Where they are not, halves mostly (an odd cycle
 * of sums), the same is asked with every limit a whole multiple of a `grain`: halves of an even number are whole.
 */
export class Nearby implements Disposable {
  readonly #system: AttackSystem;
  readonly #base: Int32Array;
  readonly #columns: Int32Array;
  readonly #grain: number;
  readonly #place: ReadonlyMap<number, number>;
  readonly #model: SolverModel;
  readonly #random = pseudoRandom(0x9e4b);

  /** Nothing but `columns` moves away from `base`. */
  constructor(system: AttackSystem, incidence: Incidence, solver: Solver, base: Int32Array, columns: Int32Array, grain: number) {
    this.#grain = grain;
    this.#system = system;
    this.#base = base;
    this.#columns = columns;
    this.#place = new Map(Array.from(columns, (unknown, i) => [unknown, i]));
    const start = [0];
    const index: number[] = [];
    const value: number[] = [];
    const low: number[] = [];
    const high: number[] = [];
    for (const f of new Set(Array.from(columns, (unknown) => [...incidence.of(unknown)]).flat())) {
      const fact = system.facts[f];
      if (fact === undefined) continue;
      let now = 0;
      fact.index.forEach((unknown, k) => {
        const a = fact.value[k] ?? 0;
        now += a * (base[unknown] ?? 0);
        const i = this.#place.get(unknown);
        if (i === undefined) return;
        index.push(2 * i, 2 * i + 1);
        value.push(a, -a);
      });
      start.push(index.length);
      low.push(grain * Math.ceil((fact.low - now) / grain));
      high.push(grain * Math.floor((fact.high - now) / grain));
    }
    this.#model = solver.model(
      {
        columns: 2 * columns.length,
        lower: new Float64Array(2 * columns.length),
        upper: Float64Array.from({ length: 2 * columns.length }, (_, c) => this.#room(c)),
        rowStart: Int32Array.from(start),
        rowIndex: Int32Array.from(index),
        rowValue: Float64Array.from(value),
        rowLow: Float64Array.from(low),
        rowHigh: Float64Array.from(high),
      },
      { seconds: SECONDS, presolve: false, iterations: ITERATIONS },
    );
  }

  /**
   * A world, checked against every fact, in which the unknown has this value or lies beyond it. `none`: there is none, not even of fractions
   * (where nothing but `columns` moves, by multiples of the grain). Null where the corner of the linear program is not whole.
   */
  with(unknown: number, value: number): Int32Array | 'none' | null {
    const i = this.#place.get(unknown);
    const shift = value - (this.#base[unknown] ?? 0);
    if (i === undefined || shift === 0) return null;
    const column = 2 * i + (shift > 0 ? 0 : 1);
    const back = 2 * i + (shift > 0 ? 1 : 0);
    const far = this.#grain * Math.ceil(Math.abs(shift) / this.#grain);
    if (far > this.#room(column)) return 'none';
    this.#model.setBounds(column, far, this.#room(column));
    this.#model.setBounds(back, 0, 0);
    const world = this.#nearest();
    this.#model.setBounds(column, 0, this.#room(column));
    this.#model.setBounds(back, 0, this.#room(back));
    return world;
  }

  #nearest(): Int32Array | 'none' | null {
    const cost = Float64Array.from({ length: 2 * this.#columns.length }, () => -1 - UNEVEN * this.#random());
    this.#model.restart();
    const outcome = this.#model.maximise(cost);
    if (outcome.kind !== 'optimal') return outcome.kind === 'infeasible' ? 'none' : null;
    const world = this.#base.slice();
    const whole = this.#columns.every((unknown, i) => {
      const shift = (outcome.x[2 * i] ?? 0) - (outcome.x[2 * i + 1] ?? 0);
      world[unknown] = (world[unknown] ?? 0) + Math.round(shift);
      return Math.abs(shift - Math.round(shift)) < NEAR;
    });
    return whole && holds(this.#system, world) ? world : null;
  }

  /** How far a column can go: even ones up, odd ones down. */
  #room(column: number): number {
    const unknown = this.#columns[column >> 1] ?? -1;
    const now = this.#base[unknown] ?? 0;
    const room = column % 2 === 0 ? (this.#system.upper[unknown] ?? 0) - now : now - (this.#system.lower[unknown] ?? 0);
    return this.#grain * Math.floor(room / this.#grain);
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}
