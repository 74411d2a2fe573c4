import { isWhole, NEAR, type Solver, type SolverModel } from '#solver';
import { type Ask, type Demand, demandsOf, type Lure, type Terms } from './ask.ts';
import { type Block, PUBLISHED } from './block.ts';
import { asItIs, holds, type Scenario, signIn, type World, wouldShow } from './world.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { mostGain } from './reach.ts';
import { wholeShifts } from './whole-shifts.ts';

/** What given cells can do together: `Σ factor · change ≤ most`. Factors by local number less `own`. */
export interface Limit {
  readonly factors: Float64Array;
  readonly most: number;
}

/** Price of moving a withheld cell, as a share of a published one's: nothing is lost by it, but small changes are easier to reckon with. */
const STILL = 0.01;
/** Price of moving what must not move: more than any detour among withheld cells. */
const HARD = 1000;
/** Corners of the linear program tried for one that is whole; many more where a sum would otherwise be given up. */
const CORNERS = 4;
const LAST_CORNERS = 60;
const SECONDS = 120;
const ITERATIONS = 100_000;
const NONE = new Int32Array();

/**
 * The cheapest change of a block's cells that does what is asked, as a linear program that stays in memory: each cell can go up or down at
 * a price, equations keep their balance. Starting every solve from "no change" makes small answers quick to find.
 */
export class ShiftModel implements Disposable {
  /** What it costs to move a published cell by one person: what the readers lose with it, unless another order is wanted. */
  prices: Float64Array;
  readonly #block: Block;
  readonly #solver: Solver;
  readonly #model: SolverModel;
  /** First of two columns, up and down; four where a band lets the cell move a little for nothing. −1: the cell cannot move. */
  readonly #column: Int32Array;
  readonly #cost: Float64Array;
  readonly #row: Int32Array;
  readonly #sumRow = new Map<Int32Array, number>();
  readonly #random = pseudoRandom(0x3c0);
  /** By scenario, how far a cell cannot move in a direction. */
  readonly #never = new WeakMap<Scenario, Map<number, number>>();
  #rows: number;
  /** Limits in force. */
  #limits = 0;
  #scenario: Scenario;
  /** The scenario in which nothing is owed. */
  readonly #still: Scenario;
  /** The world that changes are reckoned from, and by how much each cell is another there than in truth. */
  #from: World | null = null;
  readonly #base: Int32Array;

  constructor(block: Block, solver: Solver, sums: readonly Int32Array[]) {
    this.#block = block;
    this.prices = block.weight;
    this.#solver = solver;
    this.#still = asItIs(block);
    this.#scenario = this.#still;
    this.#base = new Int32Array(block.own);
    this.#column = new Int32Array(block.own).fill(-1);
    this.#row = new Int32Array(block.equations.length).fill(-1);
    let columns = 0;
    for (let c = 0; c < block.own; c++) {
      if (block.frozen[c] === 1) continue;
      this.#column[c] = columns;
      columns += block.bands.has(c) ? 4 : 2;
    }
    this.#cost = new Float64Array(columns);
    const start = [0];
    const index: number[] = [];
    const value: number[] = [];
    const rowLow: number[] = [];
    const add = (cell: number, factor: number) => {
      const first = this.#column[cell] ?? -1;
      if (cell >= block.own || first < 0) return;
      for (let i = 0; i < (block.bands.has(cell) ? 4 : 2); i++) {
        index.push(first + i);
        value.push(i % 2 === 0 ? factor : -factor);
      }
    };
    block.equations.forEach(({ parent, children, essential }, e) => {
      if (!essential) return;
      const before = index.length;
      add(parent, 1);
      for (const child of children) add(child, -1);
      if (index.length === before) return;
      this.#row[e] = rowLow.length;
      rowLow.push(0);
      start.push(index.length);
    });
    const balanced = rowLow.length;
    for (const cells of sums) {
      for (const cell of cells) add(cell, 1);
      this.#sumRow.set(cells, rowLow.length);
      rowLow.push(-Infinity);
      start.push(index.length);
    }
    this.#rows = rowLow.length;
    this.#model = solver.model(
      {
        columns,
        lower: new Float64Array(columns),
        upper: new Float64Array(columns).fill(Infinity),
        rowStart: Int32Array.from(start),
        rowIndex: Int32Array.from(index),
        rowValue: Float64Array.from(value),
        rowLow: Float64Array.from(rowLow),
        rowHigh: Float64Array.from(rowLow, (_, r) => (r < balanced ? 0 : Infinity)),
      },
      { seconds: SECONDS, presolve: false, iterations: ITERATIONS },
    );
    for (let c = 0; c < block.own; c++) this.#release(c);
  }

  /** A world that does what is asked, or null where none was found. Never one that shows itself in a published cell, if the ask is hard. */
  find(ask: Ask): World | null {
    if (demandsOf(ask).some((wanted) => this.#vain(ask.scenario, wanted))) return null;
    const near = this.#begin(ask);
    const { demand, also = [], lures = [] } = near;
    this.#price(ask);
    for (const lure of lures) this.#lure(lure);
    const single = demand?.cells.length === 1 ? (demand.cells[0] ?? -1) : -1;
    const row = demand === undefined ? undefined : this.#sumRow.get(demand.cells);
    if (demand !== undefined) {
      if (single >= 0) this.#demand(single, demand.shift);
      else if (row === undefined) throw new Error('a sum that the model does not know');
      else this.#model.setRow(row, demand.shift > 0 ? demand.shift : -Infinity, demand.shift > 0 ? Infinity : demand.shift);
    }
    for (const { cells: [cell = -1], shift } of also) this.#demand(cell, shift);
    const world = this.#solve(ask, near);
    for (const { cell } of lures) this.#release(cell);
    for (const { cells: [cell = -1] } of also) this.#release(cell);
    if (single >= 0) this.#release(single);
    if (row !== undefined) this.#model.setRow(row, -Infinity, Infinity);
    return world;
  }

  /** Simplex iterations of the last linear program. */
  get effort(): number {
    return this.#model.iterations;
  }

  /** Whether it is known that a single cell cannot move so far in a scenario, whatever were withheld. */
  #vain(scenario: Scenario, { cells, shift }: Demand): boolean {
    const [cell = -1] = cells;
    if (cells.length > 1) return false;
    return shift > mostGain(this.#block, scenario, cell) || Math.abs(shift) >= (this.#never.get(scenario)?.get(direction(cell, shift)) ?? Infinity);
  }

  /** What cannot be done at any price is not asked for again: prices change, what can be does not. */
  #giveUp({ scenario, demand, also = [], lures = [] }: Ask): void {
    const [cell = -1] = demand?.cells ?? [];
    // Only if nothing else was asked for, and no limit is in force that may be lifted.
    if (demand === undefined || demand.cells.length > 1 || also.length + lures.length + this.#limits > 0) return;
    const never = this.#never.get(scenario) ?? new Map<number, number>();
    this.#never.set(scenario, never.set(direction(cell, demand.shift), Math.abs(demand.shift)));
  }

  /** A corner that cannot be made whole is left for another, by prices a little different each time. */
  #solve(ask: Ask, near: Ask): World | null {
    const corners = ask.last === true ? LAST_CORNERS : CORNERS;
    for (let corner = 0; corner < corners; corner++) {
      if (corner > 0) for (let i = 0; i < this.#cost.length; i++) this.#cost[i] = (this.#cost[i] ?? 0) * (0.6 + 0.8 * this.#random());
      this.#model.restart();
      const outcome = this.#model.maximise(this.#cost);
      if (outcome.kind === 'infeasible') this.#giveUp(ask);
      if (outcome.kind !== 'optimal') return null;
      const shifts = this.#shiftsOf(outcome.x);
      // A published cell that moves at the price of the forbidden: there is nothing better, whole or not.
      if (ask.hard && [...shifts].some(([cell, shift]) => wouldShow(this.#block, cell, shift + (this.#base[cell] ?? 0)))) return null;
      const world = this.#whole(ask, near, shifts);
      if (world !== null) return world;
    }
    return null;
  }

  /**
   * Why no world of a scenario does what is demanded, whatever were withheld: a limit that every scenario keeps which has one
   * (a Farkas certificate of the linear program). Null where that is not known.
   */
  obstacle(scenario: Scenario, demand?: Demand): Limit | null {
    const { own, incidence, global } = this.#block;
    const single = demand?.cells.length === 1 ? (demand.cells[0] ?? -1) : -1;
    if (demand !== undefined && single < 0) return null;
    this.#enter(scenario);
    this.#price({ scenario, hard: false });
    if (demand !== undefined) this.#demand(single, demand.shift);
    this.#model.restart();
    const { kind } = this.#model.maximise(this.#cost);
    const ray = kind === 'infeasible' ? this.#model.ray() : null;
    if (single >= 0) this.#release(single);
    if (ray === null) return null;
    for (const sign of [1, -1]) {
      const y = (e: number) => {
        const row = this.#row[e] ?? -1;
        return row < 0 ? 0 : sign * (ray[row] ?? 0);
      };
      const pull = (cell: number) =>
        (incidence[cell] ?? new Int32Array()).reduce((sum, e) => sum + y(e) * signIn(this.#block, e, cell), 0);
      let most = 0;
      for (let c = 0; c < own && most < Infinity; c++) {
        if ((this.#column[c] ?? -1) < 0) continue;
        const a = pull(c);
        if (Math.abs(a) <= NEAR) continue;
        const [lowest, highest] =
          c !== single ? [-this.#fall(c), Infinity] : (demand?.shift ?? 0) > 0 ? [demand?.shift ?? 0, Infinity] : [-this.#fall(c), demand?.shift ?? 0];
        most += a > 0 ? a * highest : a * lowest;
      }
      if (most === Infinity) continue;
      const factors = Float64Array.from({ length: global.length - own }, (_, i) => -pull(own + i));
      const reached = scenario.given.reduce((sum, change, i) => sum + change * (factors[i] ?? 0), 0);
      if (reached > most + NEAR) return { factors, most };
    }
    return null;
  }

  /** `Σ factor · change ≤ most` from now on, until it is lifted; factors by cell. */
  limit(factors: ReadonlyMap<number, number>, most: number): number {
    const index: number[] = [];
    const value: number[] = [];
    for (const [cell, factor] of factors) {
      const first = this.#column[cell] ?? -1;
      if (first < 0 || Math.abs(factor) <= NEAR) continue;
      index.push(first, first + 1);
      value.push(factor, -factor);
    }
    this.#limits++;
    this.#model.addRow(-Infinity, most, Int32Array.from(index), Float64Array.from(value));
    return this.#rows++;
  }

  lift(limit: number): void {
    this.#limits--;
    this.#model.setRow(limit, -Infinity, Infinity);
  }

  /** Puts the model where a change begins; the same ask, as seen from there. */
  #begin(ask: Ask): Ask {
    const { scenario, demand, from, also = [], lures = [] } = ask;
    if (from === undefined) {
      this.#enter(scenario);
      return ask;
    }
    if (from.scenario !== scenario) throw new Error('a world of another scenario');
    // What else can be asked for, and a limit, is reckoned from the truth.
    if (demand === undefined || also.length + lures.length + this.#limits > 0) throw new Error('only a demand can begin in a known world');
    this.#enter(this.#still, from);
    return { ...ask, scenario: this.#still, demand: { cells: demand.cells, shift: demand.shift - demand.cells.reduce((sum, cell) => sum + (this.#base[cell] ?? 0), 0) } };
  }

  #enter(scenario: Scenario, from: World | null = null): void {
    if (scenario !== this.#scenario) {
      for (const e of this.#scenario.owed.keys()) this.#owe(e, 0);
      for (const [e, amount] of scenario.owed) this.#owe(e, amount);
      this.#scenario = scenario;
    }
    if (from === this.#from) return;
    const left = this.#from?.cells ?? NONE;
    for (const cell of left) this.#base[cell] = 0;
    from?.cells.forEach((cell, i) => (this.#base[cell] = from.shifts[i] ?? 0));
    this.#from = from;
    for (const cell of left) this.#release(cell);
    for (const cell of from?.cells ?? NONE) this.#release(cell);
  }

  #owe(equation: number, amount: number): void {
    const row = this.#row[equation] ?? -1;
    if (row >= 0) this.#model.setRow(row, amount, amount);
  }

  #price(ask: Ask): void {
    const { own } = this.#block;
    for (let c = 0; c < own; c++) {
      const first = this.#column[c] ?? -1;
      if (first < 0) continue;
      const { up, down } = this.#terms(c, ask);
      this.#cost[first] = -up;
      this.#cost[first + 1] = -down;
      if (!this.#block.bands.has(c)) continue;
      const still = (ask.plain === true && this.#block.state[c] === PUBLISHED ? 1 : STILL) * (this.prices[c] ?? 1);
      this.#cost[first + 2] = -still;
      this.#cost[first + 3] = -still;
    }
  }

  #demand(cell: number, shift: number): void {
    const first = this.#column[cell] ?? -1;
    if (first < 0) throw new Error('a cell that cannot move is asked to');
    const inside = shift > 0 ? Math.min(shift, this.#bandUp(cell)) : Math.min(-shift, this.#bandDown(cell));
    const far = Math.abs(shift) - inside;
    if (shift > 0) this.#model.setBounds(first, far, Infinity);
    else this.#model.setBounds(first + 1, far, Math.max(far, this.#fall(cell) - this.#bandDown(cell)));
    this.#model.setBounds(shift > 0 ? first + 1 : first, 0, 0);
    if (!this.#block.bands.has(cell)) return;
    this.#model.setBounds(shift > 0 ? first + 2 : first + 3, inside, shift > 0 ? this.#bandUp(cell) : this.#bandDown(cell));
    this.#model.setBounds(shift > 0 ? first + 3 : first + 2, 0, 0);
  }

  #lure({ cell, shift, bonus }: Lure): void {
    const first = this.#column[cell] ?? -1;
    if (first < 0) return;
    const up = shift > 0;
    this.#bound(cell, up ? shift : 0, up ? 0 : Math.min(-shift, this.#fall(cell)), 0, 0);
    this.#cost[first + (up ? 0 : 1)] = bonus;
  }

  #bound(cell: number, up: number, down: number, bandUp: number, bandDown: number): void {
    const first = this.#column[cell] ?? -1;
    if (first < 0) return;
    this.#model.setBounds(first, 0, up);
    this.#model.setBounds(first + 1, 0, down);
    if (!this.#block.bands.has(cell)) return;
    this.#model.setBounds(first + 2, 0, bandUp);
    this.#model.setBounds(first + 3, 0, bandDown);
  }

  #release(cell: number): void {
    this.#bound(cell, Infinity, Math.max(0, this.#fall(cell) - this.#bandDown(cell)), this.#bandUp(cell), this.#bandDown(cell));
  }

  #value(cell: number): number {
    return (this.#block.truth[cell] ?? 0) + (this.#base[cell] ?? 0);
  }

  #fall(cell: number): number {
    return Math.max(0, this.#value(cell) - (this.#block.least[cell] ?? 0));
  }

  #bandUp(cell: number): number {
    const band = this.#block.bands.get(cell);
    return band === undefined ? 0 : Math.max(0, band.high - this.#value(cell));
  }

  #bandDown(cell: number): number {
    const band = this.#block.bands.get(cell);
    return band === undefined ? 0 : Math.max(0, Math.min(this.#fall(cell), this.#value(cell) - band.low));
  }

  #shiftsOf(x: Float64Array): Map<number, number> {
    const shifts = new Map<number, number>();
    for (let c = 0; c < this.#block.own; c++) {
      const first = this.#column[c] ?? -1;
      if (first < 0) continue;
      let shift = (x[first] ?? 0) - (x[first + 1] ?? 0);
      if (this.#block.bands.has(c)) shift += (x[first + 2] ?? 0) - (x[first + 3] ?? 0);
      if (Math.abs(shift) > NEAR) shifts.set(c, shift);
    }
    return shifts;
  }

  #whole(ask: Ask, near: Ask, real: ReadonlyMap<number, number>): World | null {
    const broken = [...real].some(([, shift]) => !isWhole(shift));
    const shifts = broken ? wholeShifts(this.#block, this.#solver, near, real, (cell) => this.#terms(cell, ask)) : real;
    if (shifts === null) return null;
    const moved = new Map(Array.from(this.#from?.cells ?? NONE, (cell) => [cell, this.#base[cell] ?? 0]));
    for (const [cell, shift] of shifts) moved.set(cell, Math.round(shift) + (this.#base[cell] ?? 0));
    const sorted = [...moved].filter(([, shift]) => shift !== 0).sort(([a], [b]) => a - b);
    const world: World = {
      scenario: ask.scenario,
      cells: Int32Array.from(sorted, ([cell]) => cell),
      shifts: Int32Array.from(sorted, ([, shift]) => shift),
    };
    if (ask.hard && sorted.some(([cell, shift]) => wouldShow(this.#block, cell, shift))) return null;
    return holds(this.#block, world) && does(ask, moved) ? world : null;
  }

  #terms(cell: number, { hard, tolls }: Ask): Terms {
    const { state } = this.#block;
    const w = this.prices[cell] ?? 1;
    const price = state[cell] !== PUBLISHED ? STILL * w : hard ? HARD : w;
    return {
      up: price + (tolls?.up[cell] ?? 0),
      down: price + (tolls?.down[cell] ?? 0),
      fall: this.#fall(cell),
      band: this.#block.bands.has(cell) ? { up: this.#bandUp(cell), down: this.#bandDown(cell), still: STILL * w } : null,
    };
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}

/** A name for "this cell up" or "this cell down". */
function direction(cell: number, shift: number): number {
  return shift > 0 ? cell : -1 - cell;
}

function does(ask: Ask, moved: ReadonlyMap<number, number>): boolean {
  return demandsOf(ask).every(({ cells, shift }) => {
    const sum = cells.reduce((total, cell) => total + (moved.get(cell) ?? 0), 0);
    return shift > 0 ? sum >= shift : sum <= shift;
  });
}
