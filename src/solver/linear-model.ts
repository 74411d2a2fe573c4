import highsModule from 'highs';

// The package ships an ES module whose types are declared as CommonJS: TypeScript sees the function one level deeper than it is.
const loadHighs = typeof highsModule === 'function' ? highsModule : highsModule.default;

/** A linear model over columns 0…n−1: bounds, rows `low ≤ Σ coefficient·x ≤ high` (compressed by row) and optional whole-number columns. */
export interface ModelSpec {
  readonly columns: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowStart: Int32Array;
  readonly rowIndex: Int32Array;
  readonly rowValue: Float64Array;
  readonly rowLow: Float64Array;
  readonly rowHigh: Float64Array;
  readonly integer?: Int32Array;
}

export interface SolveOptions {
  readonly seconds: number;
  readonly presolve?: boolean;
  /** Primal simplex: the right choice when only costs change between solves. */
  readonly primal?: boolean;
  /** Accept a whole-number solution within this share of the best bound. */
  readonly gap?: number;
  /** Branch-and-bound nodes at most: a limit that is the same on every machine, where seconds are not. */
  readonly nodes?: number;
  /** Simplex iterations at most: likewise. */
  readonly iterations?: number;
}

/** `unresolved` covers time-outs, numerical trouble and every status that is neither a proven optimum nor proven infeasibility. */
export type Outcome = { readonly kind: 'optimal'; readonly x: Float64Array; readonly objective: number } | { readonly kind: 'infeasible' } | { readonly kind: 'unresolved' };

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** The one adapter to HiGHS (WASM, single-threaded, deterministic). Loaded once per process. */
export class Solver {
  readonly #highs: Highs;
  private constructor(highs: Highs) {
    this.#highs = highs;
  }

  static async load(): Promise<Solver> {
    return (loaded ??= loadHighs().then((highs) => new Solver(highs)));
  }

  /** A model that stays in memory: costs and bounds may change between solves. Dispose it: the collector does not see WASM memory. */
  model(spec: ModelSpec, options: SolveOptions): SolverModel {
    return new SolverModel(this.#highs, spec, options);
  }
}

let loaded: Promise<Solver> | undefined;

const PRIMAL_SIMPLEX = 4;

export class SolverModel implements Disposable {
  readonly #highs: Highs;
  readonly #model: ReturnType<Highs['createModel']>;
  readonly #columns: number;
  readonly #cost: Float64Array;
  /** Simplex iterations of the last solve: its effort, the same on every machine. */
  iterations = 0;

  constructor(highs: Highs, spec: ModelSpec, options: SolveOptions) {
    this.#highs = highs;
    this.#columns = spec.columns;
    this.#cost = new Float64Array(spec.columns);
    const bounded = (values: Float64Array) => values.map((v) => this.#bound(v));
    this.#model = highs.createModel({
      numCols: spec.columns,
      numRows: spec.rowLow.length,
      colCost: this.#cost,
      colLower: bounded(spec.lower),
      colUpper: bounded(spec.upper),
      rowLower: bounded(spec.rowLow),
      rowUpper: bounded(spec.rowHigh),
      matrix: { format: 'csr', numRows: spec.rowLow.length, numCols: spec.columns, starts: spec.rowStart, indices: spec.rowIndex, values: spec.rowValue },
      ...(spec.integer === undefined ? {} : { integrality: spec.integer }),
    });
    this.#model.options.set({
      output_flag: false,
      time_limit: options.seconds,
      random_seed: 0,
      presolve: (options.presolve ?? true) ? 'choose' : 'off',
      ...(options.gap === undefined ? {} : { mip_rel_gap: options.gap }),
      ...(options.nodes === undefined ? {} : { mip_max_nodes: options.nodes }),
      ...(options.iterations === undefined ? {} : { simplex_iteration_limit: options.iterations }),
      ...(options.primal === true ? { simplex_strategy: PRIMAL_SIMPLEX } : {}),
    });
  }

  setBounds(column: number, lower: number, upper: number): void {
    this.#model.changeColBounds(column, this.#bound(lower), this.#bound(upper));
  }

  setRow(row: number, low: number, high: number): void {
    this.#model.changeRowBounds(row, this.#bound(low), this.#bound(high));
  }

  addRow(low: number, high: number, index: Int32Array, value: Float64Array): void {
    this.#model.addRow(this.#bound(low), this.#bound(high), { indices: [...index], values: value });
  }

  /** After an infeasible solve: row multipliers that prove it, up to their sign. Null where HiGHS has none. */
  ray(): Float64Array | null {
    const ray = this.#model.getDualRay();
    return ray === undefined ? null : ray.values.slice();
  }

  /** After an optimal solve: row multipliers that prove it, up to their sign. */
  multipliers(): Float64Array {
    return Float64Array.from(this.#model.getSolution().rowDual);
  }

  /** After a solve with whole-number columns, finished or not: what no solution exceeds. */
  bestBound(): number | null {
    const value = this.#model.info.get('mip_dual_bound');
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  /** The next solve starts with every row slack: where no change at all is nearly an answer, that is the shortest way to one. */
  restart(): void {
    this.#model.setLogicalBasis();
  }

  /** Maximises `Σ cost·x` and reads the solution. */
  maximise(cost: Float64Array): Outcome {
    const { constants } = this.#highs;
    this.#reprice(cost);
    this.#model.changeObjectiveSense(constants.objectiveSense.maximize);
    // The limit in seconds is for one solve; HiGHS counts all solves of a model together.
    this.#model.zeroAllClocks();
    this.#model.run();
    this.iterations = Number(this.#model.info.get('simplex_iteration_count'));
    const status = this.#model.getModelStatus();
    if (status === constants.modelStatus.infeasible) return { kind: 'infeasible' };
    if (status !== constants.modelStatus.optimal) return { kind: 'unresolved' };
    const x = Float64Array.from(this.#model.getSolution().colValue);
    if (x.length !== this.#columns || x.some((v) => !Number.isFinite(v))) return { kind: 'unresolved' };
    return { kind: 'optimal', x, objective: this.#model.getObjectiveValue() };
  }

  /** Hands over only prices that are others than before: all of them take as long as a dozen iterations. */
  #reprice(cost: Float64Array): void {
    const indices: number[] = [];
    for (let i = 0; i < this.#columns; i++) if (cost[i] !== this.#cost[i]) indices.push(i);
    if (indices.length === 0) return;
    this.#cost.set(cost);
    this.#model.changeColsCost({ kind: 'set', indices }, Float64Array.from(indices, (i) => this.#cost[i] ?? 0));
  }

  #bound(v: number): number {
    return v === Infinity ? this.#highs.infinity : v === -Infinity ? -this.#highs.infinity : v;
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }
}
