import { fraction, isWhole, NEAR, type Solver, type SolverModel } from '#solver';
import { type Block, PUBLISHED } from '../block.ts';
import { type Condition, conditionOf, fall, leeway, type Multipliers } from './conditions.ts';

/** Multipliers of most of these programs are whole once they are taken a few times; seldom more often than this. */
const MOST_TIMES = 360;
const SECONDS = 60;
const ITERATIONS = 100_000;

/** How open a published cell is: between 0, as it is, and 1, withheld; by local number. */
export type Openness = (cell: number) => number;

/** The attacker's program over some cells of a block, without whole numbers: how far an unsafe cell can go, and if that is too little, why. */
export class RelaxedAttacker implements Disposable {
  readonly #block: Block;
  readonly #cells: readonly number[];
  readonly #column: ReadonlyMap<number, number>;
  readonly #equations: readonly number[];
  readonly #model: SolverModel;

  constructor(block: Block, solver: Solver, inside: (cell: number) => boolean) {
    this.#block = block;
    this.#cells = Array.from({ length: block.own }, (_, c) => c).filter((c) => block.frozen[c] !== 1 && inside(c));
    this.#column = new Map(this.#cells.map((c, i) => [c, i]));
    const start = [0];
    const index: number[] = [];
    const value: number[] = [];
    const equations: number[] = [];
    block.equations.forEach(({ parent, children, essential }, e) => {
      if (!essential || ![parent, ...children].every((c) => c >= block.own || inside(c))) return;
      const before = index.length;
      for (const cell of [parent, ...children]) {
        const column = this.#column.get(cell);
        if (column === undefined) continue;
        index.push(column);
        value.push(cell === parent ? 1 : -1);
      }
      if (index.length === before) return;
      equations.push(e);
      start.push(index.length);
    });
    this.#equations = equations;
    const columns = this.#cells.length;
    this.#model = solver.model(
      {
        columns,
        lower: new Float64Array(columns),
        upper: new Float64Array(columns),
        rowStart: Int32Array.from(start),
        rowIndex: Int32Array.from(index),
        rowValue: Float64Array.from(value),
        rowLow: new Float64Array(equations.length),
        rowHigh: new Float64Array(equations.length),
      },
      { seconds: SECONDS, presolve: false, primal: true, iterations: ITERATIONS },
    );
  }

  has(cell: number): boolean {
    return this.#column.has(cell);
  }

  /** `most`: how far a cell that is open for good can rise. */
  open(openness: Openness, most: number): void {
    const block = this.#block;
    this.#cells.forEach((cell, i) => {
      const share = block.state[cell] === PUBLISHED ? Math.min(1, openness(cell)) : 1;
      const { up, down } = leeway(block, cell);
      const far = block.state[cell] === PUBLISHED ? (share === 0 ? 0 : share * most) : Infinity;
      this.#model.setBounds(i, -(down + share * (fall(block, cell) - down)), up + far);
    });
  }

  /** The condition that the pattern breaks, as it lets this cell be too narrow; null where it does not, or nothing could be shown. */
  broken(unsafe: number): Condition | null {
    const up = this.#furthest(unsafe, 1);
    if (up === null) return null;
    const width = this.#block.width[unsafe] ?? 0;
    if (up.reached + fall(this.#block, unsafe) < width - NEAR) return this.#condition(unsafe, up.duals, null);
    const down = this.#furthest(unsafe, -1);
    return down === null || up.reached + down.reached >= width - NEAR ? null : this.#condition(unsafe, up.duals, down.duals);
  }

  #furthest(unsafe: number, side: 1 | -1): { readonly reached: number; readonly duals: Float64Array } | null {
    const column = this.#column.get(unsafe) ?? -1;
    const cost = new Float64Array(this.#cells.length);
    cost[column] = side;
    this.#model.setBounds(column, -fall(this.#block, unsafe), this.#block.width[unsafe] ?? 0);
    const outcome = this.#model.maximise(cost);
    const found = outcome.kind === 'optimal' ? { reached: outcome.objective, duals: this.#model.multipliers().map((y) => side * y) } : null;
    this.#model.setBounds(column, -fall(this.#block, unsafe), Infinity);
    return found;
  }

  /** Multipliers are made whole, so that what follows from them is exact; with either sign, as only one gives anything. */
  #condition(unsafe: number, up: Float64Array, down: Float64Array | null): Condition | null {
    const times = wholeTimes(down === null ? [up] : [up, down]);
    const whole = (duals: Float64Array, factor: number): Multipliers =>
      new Map(this.#equations.map((e, row) => [e, Math.round(factor * (duals[row] ?? 0))] as const).filter(([, y]) => y !== 0));
    const by = (factor: number) => conditionOf(this.#block, unsafe, whole(up, factor), down === null ? null : whole(down, factor));
    return by(times) ?? by(-times);
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}

/** How often these numbers must be taken to be whole; the most that is tried where that is not enough: rounded multipliers may still give something. */
function wholeTimes(lists: readonly Float64Array[]): number {
  const broken = new Set<number>();
  for (const y of lists) for (const v of y) if (!isWhole(v)) broken.add(Math.round(Math.abs(v) / NEAR) * NEAR);
  for (let times = 1; times < MOST_TIMES; times++) {
    let whole = true;
    for (const v of broken) whole &&= fraction(times * v) < times * NEAR;
    if (whole) return times;
  }
  return MOST_TIMES;
}
