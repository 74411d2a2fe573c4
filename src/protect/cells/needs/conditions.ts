import { type Block, PUBLISHED } from '../block.ts';
import { signIn } from '../world.ts';

/** `Σ factor · (1 if the cell is withheld, else 0) ≥ least`: what every safe pattern keeps. Whole numbers; cells by local number, ascending. */
export interface Condition {
  readonly cells: readonly number[];
  readonly factors: readonly number[];
  readonly least: number;
}

/** One number per equation of the block; none is 0. */
export type Multipliers = ReadonlyMap<number, number>;

/** How far a withheld cell may fall for all the attacker knows. */
export function fall(block: Block, cell: number): number {
  return Math.max(0, (block.truth[cell] ?? 0) - (block.least[cell] ?? 0));
}

/** How far a published cell may be from the truth: not at all, unless it is said as an interval. */
export function leeway(block: Block, cell: number): { readonly up: number; readonly down: number } {
  const band = block.bands.get(cell);
  const truth = block.truth[cell] ?? 0;
  return band === undefined ? NONE : { up: band.high - truth, down: Math.min(fall(block, cell), truth - band.low) };
}

const NONE = { up: 0, down: 0 };

/**
 * The condition that an unsafe cell sets, from multipliers of the equations (weak duality: any multipliers give a true one, good ones a
 * strong one). In every world the changes s of the cells keep each equation, so `Σ yₑ · equation e = 0` and
 *
 *     g·(side·s_p) = Σ dᵢ·sᵢ over the other cells,   g = Σ yₑ·signₑ(p) > 0,   dᵢ = −side·Σ yₑ·signₑ(i).
 *
 * A published cell has sᵢ = 0, or stays within its band. A withheld one falls by `fall` at most and rises without limit: with dᵢ < 0 it gives
 * |dᵢ|·fall, with dᵢ > 0 whatever is needed. What both sides of p give together has to be its width; without multipliers for `down`, that is all
 * that p can fall by itself. Null where an unsafe cell gives without limit, or nothing follows.
 */
export function conditionOf(block: Block, unsafe: number, up: Multipliers, down: Multipliers | null = null): Condition | null {
  const sides = [{ side: 1, multipliers: up }, ...(down === null ? [] : [{ side: -1, multipliers: down }])];
  const gains = sides.map(({ multipliers }) => gain(block, unsafe, multipliers));
  if (!gains.every((g) => g > 0)) return null;
  const scale = gains.reduce((product, g) => product * g, 1);
  let least = scale * ((block.width[unsafe] ?? 0) - (down === null ? fall(block, unsafe) : 0));
  const factors = new Map<number, number>();
  for (const [i, { multipliers, side }] of sides.entries()) {
    const times = scale / (gains[i] ?? Number.NaN);
    for (const [cell, pull] of pulls(block, multipliers)) {
      if (cell === unsafe || pull === 0) continue;
      const d = -side * pull * times;
      const gives = d > 0 ? Infinity : -d * fall(block, cell);
      if (block.state[cell] !== PUBLISHED) {
        least -= gives;
        continue;
      }
      const { up, down } = leeway(block, cell);
      const anyhow = d > 0 ? d * up : -d * down;
      least -= anyhow;
      factors.set(cell, (factors.get(cell) ?? 0) + gives - anyhow);
    }
  }
  if (!(least > 0)) return null;
  const cells = [...factors].filter(([, factor]) => factor > 0).sort(([a], [b]) => a - b);
  return { cells: cells.map(([cell]) => cell), factors: cells.map(([, factor]) => Math.min(factor, least)), least };
}

/** The conditions of single equations: an unsafe cell moves only if others of each of its equations do. */
export function* simpleConditions(block: Block): Generator<Condition> {
  for (const unsafe of unsafeCells(block))
    for (const e of block.incidence[unsafe] ?? []) {
      const condition = conditionOf(block, unsafe, new Map([[e, signIn(block, e, unsafe)]]));
      if (condition !== null) yield condition;
    }
}

/** Cells withheld for themselves that must be as wide as the policy asks and cannot be by falling alone. */
export function unsafeCells(block: Block): readonly number[] {
  const single = block.guarded.flatMap(({ cells }) => (cells.length === 1 ? [...cells] : []));
  return [...new Set(single)].filter((cell) => block.state[cell] !== PUBLISHED && (block.width[cell] ?? 0) > fall(block, cell));
}

function gain(block: Block, unsafe: number, multipliers: Multipliers): number {
  let sum = 0;
  for (const e of block.incidence[unsafe] ?? []) sum += (multipliers.get(e) ?? 0) * signIn(block, e, unsafe);
  return sum;
}

function pulls(block: Block, multipliers: Multipliers): ReadonlyMap<number, number> {
  const pull = new Map<number, number>();
  for (const [e, y] of multipliers) {
    const equation = block.equations[e];
    if (equation === undefined) throw new Error('an unknown equation');
    for (const cell of [equation.parent, ...equation.children])
      if (cell < block.own && block.frozen[cell] !== 1) pull.set(cell, (pull.get(cell) ?? 0) + y * signIn(block, e, cell));
  }
  return pull;
}
