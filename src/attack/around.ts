import type { ModelSpec, Outcome, Solver, SolverModel } from '#solver';

/** A backstop only: what a solve may do is limited by counts, which are the same on every machine. */
const SECONDS = 120;
const ITERATIONS = 200_000;

/**
 * A linear programme seen from a point within its unknowns' limits: two columns an unknown, for what is more and what is less than there. It stays in memory,
 * and the nearest solution is asked for again and again. With a `grain` of two or more every limit is a multiple of it, counted from the point.
 */
export class Around implements Disposable {
  readonly #spec: ModelSpec;
  readonly #point: Int32Array;
  readonly #grain: number;
  readonly #model: SolverModel;

  /** `point`: a whole number for each column of `spec`. */
  constructor(solver: Solver, spec: ModelSpec, point: Int32Array, grain = 1) {
    this.#spec = spec;
    this.#point = point;
    this.#grain = grain;
    const { rowStart, rowIndex, rowValue } = spec;
    const there = Float64Array.from(spec.rowLow, (_, r) => {
      let sum = 0;
      for (let k = rowStart[r] ?? 0; k < (rowStart[r + 1] ?? 0); k++) sum += (rowValue[k] ?? 0) * (point[rowIndex[k] ?? -1] ?? 0);
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
        rowLow: spec.rowLow.map((low, r) => this.#up(low - (there[r] ?? 0))),
        rowHigh: spec.rowHigh.map((high, r) => this.#down(high - (there[r] ?? 0))),
      },
      { seconds: SECONDS, presolve: false, iterations: ITERATIONS },
    );
  }

  /** From the point itself: where no change at all is nearly an answer, that is the shortest way to one. Otherwise from the last solution. */
  restart(): void {
    this.#model.restart();
  }

  /** Changes of the unknowns, at the least price. `prices`: per column, of one person more (even) and of one less (odd). */
  nearest(prices: (column: number) => number): Outcome {
    const outcome = this.#model.maximise(Float64Array.from({ length: 2 * this.#spec.columns }, (_, c) => -prices(c)));
    if (outcome.kind !== 'optimal') return outcome;
    return { ...outcome, x: Float64Array.from(this.#point, (_, i) => (outcome.x[2 * i] ?? 0) - (outcome.x[2 * i + 1] ?? 0)) };
  }

  /** From now on the unknown has changed so far, or farther the same way; false: it cannot. */
  atLeast(i: number, shift: number): boolean {
    const column = 2 * i + (shift > 0 ? 0 : 1);
    const far = this.#up(Math.abs(shift));
    if (far > this.#room(column)) return false;
    this.#model.setBounds(column, far, this.#room(column));
    this.#model.setBounds(column ^ 1, 0, 0);
    return true;
  }

  /** From now on the unknown has changed just so far. */
  settle(i: number, shift: number): void {
    this.#model.setBounds(2 * i, Math.max(0, shift), Math.max(0, shift));
    this.#model.setBounds(2 * i + 1, Math.max(0, -shift), Math.max(0, -shift));
  }

  /** The unknown may be anything within its limits again. */
  release(i: number): void {
    for (const column of [2 * i, 2 * i + 1]) this.#model.setBounds(column, 0, this.#room(column));
  }

  #room(column: number): number {
    const there = this.#point[column >> 1] ?? 0;
    return this.#down(column % 2 === 0 ? (this.#spec.upper[column >> 1] ?? 0) - there : there - (this.#spec.lower[column >> 1] ?? 0));
  }

  #up(v: number): number {
    return this.#grain === 1 ? v : this.#grain * Math.ceil(v / this.#grain);
  }

  #down(v: number): number {
    return this.#grain === 1 ? v : this.#grain * Math.floor(v / this.#grain);
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}
