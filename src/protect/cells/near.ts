import type { Block } from './block.ts';

/** A small deterministic generator (mulberry32): the order of search only, never part of a published number. */
export function pseudoRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type Region = (
  block: Block,
  seeds: Iterable<number>,
  limit: number,
  may: (cell: number) => boolean,
) => Int32Array;

/** Own cells that `may` move, nearest to the seeds first along equations, at most `limit` of them. */
export function near(block: Block, seeds: Iterable<number>, limit: number, may: (cell: number) => boolean): Int32Array {
  const taken = new Uint8Array(block.own);
  const queue: number[] = [];
  const take = (cell: number) => {
    if (cell >= block.own || taken[cell] === 1 || queue.length >= limit || block.frozen[cell] === 1 || !may(cell))
      return;
    taken[cell] = 1;
    queue.push(cell);
  };
  for (const seed of seeds) take(seed);
  for (let at = 0; at < queue.length && queue.length < limit; at++) {
    for (const e of block.incidence[queue[at] ?? 0] ?? []) {
      const equation = block.equations[e];
      if (equation === undefined) continue;
      take(equation.parent);
      for (const child of equation.children) take(child);
    }
  }
  return Int32Array.from(queue);
}

/** The same by whole groups: the head counts near by, and every answer of those groups. `heads` and `members` are in the block's numbering. */
export function nearGroups(headOf: Int32Array, members: ReadonlyMap<number, Int32Array>): Region {
  return (block, seeds, limit, may) => {
    const size = Math.max(1, block.own / Math.max(1, members.size));
    const groups = near(
      block,
      Array.from(seeds, (c) => headOf[c] ?? c),
      Math.ceil(limit / size),
      (c) => headOf[c] === c,
    );
    return Int32Array.from(
      Array.from(groups)
        .flatMap((head) => Array.from(members.get(head) ?? []))
        .filter((c) => block.frozen[c] !== 1 && may(c)),
    );
  };
}
