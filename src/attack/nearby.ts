import { isWhole, type Solver } from '#solver';
import { Around } from './around.ts';
import { restrict } from './move.ts';
import { type Incidence, pseudoRandom } from './neighbourhood.ts';
import { type AttackSystem, holds } from './system.ts';

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
  readonly #place: ReadonlyMap<number, number>;
  readonly #around: Around;
  readonly #random = pseudoRandom(0x9e4b);

  /** Nothing but `columns` moves away from `base`. */
  constructor(system: AttackSystem, incidence: Incidence, solver: Solver, base: Int32Array, columns: Int32Array, grain: number) {
    this.#system = system;
    this.#base = base;
    this.#columns = columns;
    this.#place = new Map(Array.from(columns, (unknown, i) => [unknown, i]));
    this.#around = new Around(solver, restrict(system, incidence, base, columns), columns.map((unknown) => base[unknown] ?? 0), grain);
  }

  /**
   * A world, checked against every fact, in which the unknown has this value or lies beyond it. `none`: there is none, not even of fractions
   * (where nothing but `columns` moves, by multiples of the grain). Null where the corner of the linear program is not whole.
   */
  with(unknown: number, value: number): Int32Array | 'none' | null {
    const i = this.#place.get(unknown);
    const shift = value - (this.#base[unknown] ?? 0);
    if (i === undefined || shift === 0) return null;
    if (!this.#around.atLeast(i, shift)) return 'none';
    const world = this.#nearest();
    this.#around.release(i);
    return world;
  }

  #nearest(): Int32Array | 'none' | null {
    this.#around.restart();
    const outcome = this.#around.nearest(() => 1 + UNEVEN * this.#random());
    if (outcome.kind !== 'optimal') return outcome.kind === 'infeasible' ? 'none' : null;
    if (!outcome.x.every(isWhole)) return null;
    const world = this.#base.slice();
    this.#columns.forEach((unknown, i) => (world[unknown] = (world[unknown] ?? 0) + Math.round(outcome.x[i] ?? 0)));
    return holds(this.#system, world) ? world : null;
  }

  [Symbol.dispose](): void {
    this.#around[Symbol.dispose]();
  }
}
