import type { Block } from './block.ts';

/** Head counts as another workforce might have them: what is given to a block from outside, and the other side of its equations then. */
export interface Scenario {
  /** Change of each given cell, by its local number less `own`. */
  readonly given: Int32Array;
  /** Per equation, what the changes of own cells must add up to: `Σ sign · change`. Zero is left out. */
  readonly owed: ReadonlyMap<number, number>;
}

/** A workforce that publishes the same numbers, told by how far each own cell of a block is from the truth. Whole numbers, sparse; cells ascend. */
export interface World {
  readonly scenario: Scenario;
  readonly cells: Int32Array;
  readonly shifts: Int32Array;
}

/** The scenario in which the given cells have changed as told; `given` by local number less `own`. */
export function scenarioOf(block: Block, given: Int32Array): Scenario {
  const owed = new Map<number, number>();
  const owe = (equation: number, amount: number) => {
    if (amount !== 0) owed.set(equation, (owed.get(equation) ?? 0) + amount);
  };
  given.forEach((change, i) => {
    const cell = block.own + i;
    for (const e of change === 0 ? [] : (block.incidence[cell] ?? [])) owe(e, -signIn(block, e, cell) * change);
  });
  for (const [equation, amount] of owed) if (amount === 0) owed.delete(equation);
  return { given, owed };
}

/** The scenario in which nothing given has changed. */
export function asItIs(block: Block): Scenario {
  return scenarioOf(block, new Int32Array(block.global.length - block.own));
}

/** +1 for the parent, −1 for a child. */
export function signIn(block: Block, equation: number, cell: number): 1 | -1 {
  return block.equations[equation]?.parent === cell ? 1 : -1;
}

/** Exact: every equation, and no cell below what it is known to be at least. Published cells are the caller's business. */
export function holds(block: Block, { scenario, cells, shifts }: World): boolean {
  const balance = new Map<number, number>();
  for (const [equation, amount] of scenario.owed) balance.set(equation, -amount);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? -1;
    const shift = shifts[i] ?? Number.NaN;
    if (!Number.isInteger(shift) || cell >= block.own || block.frozen[cell] === 1) return false;
    if ((block.truth[cell] ?? 0) + shift < (block.least[cell] ?? 0)) return false;
    for (const e of block.incidence[cell] ?? [])
      balance.set(e, (balance.get(e) ?? 0) + signIn(block, e, cell) * shift);
  }
  for (const left of balance.values()) if (left !== 0) return false;
  return true;
}

/** What a shift of a cell would show if the cell were printed as it is: nothing where the cell is withheld, or stays within its band. */
export function wouldShow(block: Block, cell: number, shift: number): boolean {
  if (shift === 0 || block.state[cell] !== 0) return false;
  const band = block.bands.get(cell);
  const value = (block.truth[cell] ?? 0) + shift;
  return band === undefined || value < band.low || value > band.high;
}

/** How far a cell is from the truth in a world. */
export function shiftIn({ cells, shifts }: World, cell: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] ?? 0) < cell) low = middle + 1;
    else high = middle;
  }
  return cells[low] === cell ? (shifts[low] ?? 0) : 0;
}
