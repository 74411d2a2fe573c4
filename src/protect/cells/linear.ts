import { type Block, PRIMARY, PUBLISHED, SECONDARY } from './block.ts';
import { Elimination } from './elimination.ts';
import { addScaled, type Sparse } from './expansion.ts';

/**
 * Withholds until no guarded sum is a linear combination of published cells: exact, and no single cell could be given back
 * (algorithms.md 3.3). Cells given from outside and frozen zeros are known whatever happens, so they go first. `order`: most wanted first.
 */
export function protectLinearly(block: Block, expand: (cell: number) => Sparse, order: readonly number[]): void {
  const column = (local: number) => expand(block.global[local] ?? 0);
  const primaries = block.guarded.map(({ cells }) => {
    const sum: Sparse = new Map();
    for (const cell of cells) addScaled(sum, column(cell), 1);
    return sum;
  });
  const elimination = new Elimination(primaries);
  for (let cell = block.own; cell < block.global.length; cell++) elimination.offer(column(cell), true);
  for (let cell = 0; cell < block.own; cell++) if (block.frozen[cell] === 1) elimination.offer(column(cell), true);
  for (const cell of order) {
    // A band says too little to follow from, or be followed by, equations; the intervals are checked next.
    if (block.state[cell] === PRIMARY || block.frozen[cell] === 1 || block.bands.has(cell)) continue;
    if (block.state[cell] === PUBLISHED && elimination.offer(column(cell))) continue;
    block.state[cell] = SECONDARY;
  }
}
