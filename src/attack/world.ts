/**
 * A workforce by where it differs from the true one: unknowns in rising order, and how many people gave each of these answers there. Exchanges
 * change some dozens of thousands, and a proof holds thousands of workforces.
 */
export interface World {
  readonly at: Int32Array;
  readonly count: Int32Array;
}

/** The true one differs nowhere. */
export const TRUTH: World = { at: new Int32Array(), count: new Int32Array() };

export function worldOf(counts: Int32Array, truth: Int32Array): World {
  const at: number[] = [];
  const count: number[] = [];
  for (let u = 0; u < counts.length; u++) {
    const here = counts[u] ?? 0;
    if (here === truth[u]) continue;
    at.push(u);
    count.push(here);
  }
  return { at: Int32Array.from(at), count: Int32Array.from(count) };
}

/** The count of every unknown. */
export function countsOf({ at, count }: World, truth: Int32Array): Int32Array {
  const counts = truth.slice();
  for (let k = 0; k < at.length; k++) counts[at[k] ?? 0] = count[k] ?? 0;
  return counts;
}

/** Of the unknowns in which a world has fewer people than there are: which, and how many it has. */
export function* fewerIn({ at, count }: World, truth: Int32Array): Generator<readonly [unknown: number, people: number]> {
  for (let k = 0; k < at.length; k++) {
    const unknown = at[k] ?? 0;
    const people = count[k] ?? 0;
    if (people < (truth[unknown] ?? 0)) yield [unknown, people];
  }
}
