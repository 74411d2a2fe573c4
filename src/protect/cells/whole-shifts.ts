import { isWhole, type Solver } from '#solver';
import { type Ask, demandsOf, type Terms } from './ask.ts';
import type { Block } from './block.ts';
import { signIn } from './world.ts';

const SECONDS = 60;
const NODES = 60;
const GAP = 0.05;
/** More open cells than this are not handed to branch and bound: another change is found sooner. */
const MOST = 400;

/**
 * A fractional change made whole: first only its fractional cells are looked at again, then every cell that moved. Null where neither
 * gives a whole-number change (which proves nothing).
 */
export function wholeShifts(
  block: Block,
  solver: Solver,
  ask: Ask,
  real: ReadonlyMap<number, number>,
  terms: (cell: number) => Terms,
): ReadonlyMap<number, number> | null {
  const settled = new Map<number, number>();
  const broken: number[] = [];
  for (const [cell, shift] of real) {
    if (isWhole(shift)) settled.set(cell, Math.round(shift));
    else broken.push(cell);
  }
  return (
    solveWhole(block, solver, ask, broken, settled, terms) ??
    solveWhole(block, solver, ask, [...real.keys()], new Map(), terms)
  );
}

function solveWhole(
  block: Block,
  solver: Solver,
  ask: Ask,
  open: readonly number[],
  settled: ReadonlyMap<number, number>,
  terms: (cell: number) => Terms,
): ReadonlyMap<number, number> | null {
  if (open.length === 0 || open.length > MOST) return null;
  // Two columns a cell, up and down; four where a band lets it move a little for nothing.
  const own = open.map(terms);
  const first: number[] = [];
  let columns = 0;
  for (const { band } of own) {
    first.push(columns);
    columns += band === null ? 2 : 4;
  }
  const at = new Map(open.map((cell, i) => [cell, i]));
  const rows = new Map<number, number>();
  for (const cell of open) for (const e of block.incidence[cell] ?? []) rows.set(e, ask.scenario.owed.get(e) ?? 0);
  for (const [cell, shift] of settled)
    for (const e of block.incidence[cell] ?? []) {
      const owed = rows.get(e);
      if (owed !== undefined) rows.set(e, owed - signIn(block, e, cell) * shift);
    }
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const close = (from: number, to: number) => {
    start.push(index.length);
    low.push(from);
    high.push(to);
  };
  const add = (cell: number, factor: number) => {
    const i = at.get(cell);
    if (i === undefined) return;
    for (let column = first[i] ?? 0; column < (first[i + 1] ?? columns); column += 2) {
      index.push(column, column + 1);
      value.push(factor, -factor);
    }
  };
  for (const [e, owed] of rows) {
    const equation = block.equations[e];
    if (equation === undefined) throw new Error('an equation was lost');
    add(equation.parent, 1);
    for (const child of equation.children) add(child, -1);
    close(owed, owed);
  }
  for (const demand of demandsOf(ask)) {
    const done = demand.cells.reduce((sum, cell) => sum + (settled.get(cell) ?? 0), 0);
    for (const cell of demand.cells) add(cell, 1);
    close(demand.shift > 0 ? demand.shift - done : -Infinity, demand.shift > 0 ? Infinity : demand.shift - done);
  }
  const upper = new Float64Array(columns);
  const cost = new Float64Array(columns);
  own.forEach(({ up, down, fall, band }, i) => {
    const far = first[i] ?? 0;
    upper[far] = Infinity;
    upper[far + 1] = fall - (band?.down ?? 0);
    cost[far] = -up;
    cost[far + 1] = -down;
    if (band === null) return;
    upper[far + 2] = band.up;
    upper[far + 3] = band.down;
    cost[far + 2] = -band.still;
    cost[far + 3] = -band.still;
  });
  using model = solver.model(
    {
      columns,
      lower: new Float64Array(columns),
      upper,
      rowStart: Int32Array.from(start),
      rowIndex: Int32Array.from(index),
      rowValue: Float64Array.from(value),
      rowLow: Float64Array.from(low),
      rowHigh: Float64Array.from(high),
      integer: new Int32Array(columns).fill(1),
    },
    { seconds: SECONDS, gap: GAP, nodes: NODES },
  );
  const outcome = model.maximise(cost);
  if (outcome.kind !== 'optimal') return null;
  const shifts = new Map(settled);
  open.forEach((cell, i) => {
    let shift = 0;
    for (let column = first[i] ?? 0; column < (first[i + 1] ?? columns); column += 2) shift += (outcome.x[column] ?? 0) - (outcome.x[column + 1] ?? 0);
    shifts.set(cell, shift);
  });
  return shifts;
}
