import type { ModelSpec, Solver, SolverModel } from '#solver';
import { type Block, PUBLISHED } from './block.ts';

export interface Demand {
  readonly cells: Int32Array;
  readonly low: number;
  readonly high: number;
}

/** What to look for: the best whole-number world for `gain` with published cells as they are, or the cheapest change of published cells. */
export interface Request {
  /** Own cells that may move; all others stay as in `base`. */
  readonly region: Int32Array;
  /** A world with the wanted values of given cells. */
  readonly base: Int32Array;
  /** Maximised, per own cell. */
  readonly gain?: ReadonlyMap<number, number>;
  /** `low ≤ Σ cells ≤ high` in the world wanted. */
  readonly demand?: Demand;
  /** Published cells may change, at their weight per person. */
  readonly elastic: boolean;
  /** Give up where a fractional answer cannot be made whole among the few cells that are not. */
  readonly quick?: boolean;
}

const SECONDS = 30;
const NEAR = 1e-6;
/** Nothing is looked for further from the truth; keeps a search bounded where not even a total is published. */
const FAR = 1000;
/** Price of changing a withheld cell, as a share of a published one's: nothing is lost by it, but small worlds are easier to reckon with. */
const STILL = 0.01;

interface Column {
  readonly cell: number;
  readonly sign: 1 | -1;
}

interface Built {
  readonly spec: ModelSpec;
  readonly columns: readonly Column[];
  readonly cost: Float64Array;
  /** What the columns are added to. */
  readonly origin: Int32Array;
}

/** The world asked for, checked by whole-number arithmetic; null where none was found. */
export function findWorld(block: Block, solver: Solver, request: Request): Int32Array | null {
  const built = build(block, request, null);
  if (built === null) return null;
  const relaxed = run(solver, built, false);
  if (relaxed === null) return null;
  const direct = worldOf(built, relaxed);
  if (whole(direct)) return adopt(block, request, direct);
  const settled = Int32Array.from(direct, (v) => Math.round(v));
  const open = new Set<number>();
  direct.forEach((v, cell) => {
    if (Math.abs(v - Math.round(v)) > NEAR) open.add(cell);
  });
  const moved = new Set(
    request.region.filter((cell) => Math.abs((direct[cell] ?? 0) - (request.base[cell] ?? 0)) > NEAR),
  );
  const attempts = [
    { only: open, at: settled },
    { only: moved, at: request.base },
    ...(request.quick === true ? [] : [null]),
  ];
  for (const narrowed of attempts) {
    const attempt = build(block, request, narrowed);
    const x = attempt === null ? null : run(solver, attempt, true);
    if (attempt === null || x === null) continue;
    const world = worldOf(attempt, x);
    if (whole(world)) {
      const found = adopt(block, request, world);
      if (found !== null) return found;
    }
  }
  return null;
}

function whole(world: Float64Array): boolean {
  return world.every((v) => Math.abs(v - Math.round(v)) <= NEAR);
}

function worldOf(built: Built, x: Float64Array): Float64Array {
  const world = Float64Array.from(built.origin);
  built.columns.forEach(({ cell, sign }, i) => (world[cell] = (world[cell] ?? 0) + sign * (x[i] ?? 0)));
  return world;
}

function adopt(block: Block, request: Request, real: Float64Array): Int32Array | null {
  const world = Int32Array.from(real, (v) => Math.round(v));
  return isWorld(block, world, request.elastic) && meets(request, world) ? world : null;
}

function meets({ demand }: Request, world: Int32Array): boolean {
  if (demand === undefined) return true;
  const sum = demand.cells.reduce((s, c) => s + (world[c] ?? 0), 0);
  return sum >= demand.low && sum <= demand.high;
}

/** Exact: equations, bounds, and (unless elastic) published cells. */
export function isWorld(block: Block, world: Int32Array, elastic: boolean): boolean {
  for (let c = 0; c < block.own; c++) {
    const v = world[c] ?? Number.NaN;
    const [low, high] = boundsOf(block, c, elastic);
    if (!(v >= low && v <= high)) return false;
  }
  return block.equations.every(({ parent, children }) => {
    let sum = 0;
    for (const child of children) sum += world[child] ?? Number.NaN;
    return sum === world[parent];
  });
}

function boundsOf(block: Block, cell: number, elastic: boolean): readonly [number, number] {
  const truth = block.truth[cell] ?? 0;
  if (block.frozen[cell] === 1) return [0, 0];
  const band = block.bands.get(cell);
  if (band !== undefined && block.state[cell] === PUBLISHED && !elastic) return [band.low, band.high];
  if (block.state[cell] === PUBLISHED && !elastic) return [truth, truth];
  return [block.least[cell] ?? 0, Infinity];
}

function build(
  block: Block,
  request: Request,
  narrowed: { readonly only: ReadonlySet<number>; readonly at: Int32Array } | null,
): Built | null {
  const { region, elastic, demand, gain } = request;
  const prices = block.weight;
  const origin = request.base.slice();
  if (narrowed !== null) for (const cell of region) origin[cell] = narrowed.at[cell] ?? 0;
  const columns: Column[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const cost: number[] = [];
  const columnsOf = new Map<number, number[]>();
  const add = (cell: number, sign: 1 | -1, low: number, high: number, gained: number) => {
    const list = columnsOf.get(cell) ?? [];
    columnsOf.set(cell, list);
    list.push(columns.length);
    columns.push({ cell, sign });
    lower.push(low);
    upper.push(high);
    cost.push(gained);
  };
  for (const cell of region) {
    if (block.frozen[cell] === 1 || (narrowed !== null && !narrowed.only.has(cell))) continue;
    const [low, high] = boundsOf(block, cell, elastic);
    if (low === high) continue;
    if (gain !== undefined) {
      origin[cell] = 0;
      add(cell, 1, low, Math.min(high, (block.truth[cell] ?? 0) + FAR), gain.get(cell) ?? 0);
      continue;
    }
    // Changes are counted from the base, up and down apart: cheap ones are sparse, and sparse ones are nearly always whole.
    const price = block.state[cell] === PUBLISHED ? (prices[cell] ?? 1) : STILL * (prices[cell] ?? 1);
    const now = request.base[cell] ?? 0;
    origin[cell] = now;
    const band = elastic && block.state[cell] === PUBLISHED ? block.bands.get(cell) : undefined;
    const [inUp, inDown] = band === undefined ? [0, 0] : [band.high - now, now - band.low];
    if (inUp > 0) add(cell, 1, 0, inUp, -STILL * price);
    if (inDown > 0) add(cell, -1, 0, inDown, -STILL * price);
    add(cell, 1, 0, high - now, -price);
    add(cell, -1, 0, now - inDown - low, -price);
  }
  const rows = new Set<number>();
  for (const cell of columnsOf.keys())
    for (const e of block.incidence[cell] ?? []) if (block.equations[e]?.essential === true) rows.add(e);
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const rowLow: number[] = [];
  const rowHigh: number[] = [];
  const term = (cell: number, factor: number) => {
    for (const column of columnsOf.get(cell) ?? []) {
      index.push(column);
      value.push(factor * (columns[column]?.sign ?? 1));
    }
  };
  for (const e of rows) {
    const equation = block.equations[e];
    if (equation === undefined) continue;
    let constant = origin[equation.parent] ?? 0;
    term(equation.parent, 1);
    for (const child of equation.children) {
      constant -= origin[child] ?? 0;
      term(child, -1);
    }
    start.push(index.length);
    rowLow.push(-constant);
    rowHigh.push(-constant);
  }
  if (demand !== undefined) {
    let constant = 0;
    for (const cell of demand.cells) {
      constant += origin[cell] ?? 0;
      term(cell, 1);
    }
    start.push(index.length);
    rowLow.push(demand.low - constant);
    rowHigh.push(demand.high - constant);
  }
  if (columns.length === 0) return null;
  return {
    spec: {
      columns: columns.length,
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      rowStart: Int32Array.from(start),
      rowIndex: Int32Array.from(index),
      rowValue: Float64Array.from(value),
      rowLow: Float64Array.from(rowLow),
      rowHigh: Float64Array.from(rowHigh),
    },
    columns,
    cost: Float64Array.from(cost),
    origin,
  };
}

function run(solver: Solver, built: Built, integer: boolean): Float64Array | null {
  const spec = integer ? { ...built.spec, integer: new Int32Array(built.columns.length).fill(1) } : built.spec;
  using model: SolverModel = solver.model(spec, integer ? { seconds: SECONDS / 6, gap: 0.05 } : { seconds: SECONDS });
  const outcome = model.maximise(built.cost);
  return outcome.kind === 'optimal' ? outcome.x : null;
}
