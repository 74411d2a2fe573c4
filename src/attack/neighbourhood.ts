import type { AttackSystem } from './system.ts';

/** A small deterministic generator (mulberry32): search order only, never part of a published number. */
export function pseudoRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Facts of each unknown, compressed. */
export class Incidence {
  readonly #start: Int32Array;
  readonly #fact: Int32Array;

  constructor(system: AttackSystem) {
    const start = new Int32Array(system.unknowns + 1);
    for (const f of system.facts) for (const i of f.index) start[i + 1] = (start[i + 1] ?? 0) + 1;
    for (let i = 0; i < system.unknowns; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
    const fill = start.slice();
    const fact = new Int32Array(start[system.unknowns] ?? 0);
    system.facts.forEach((f, at) => {
      for (const i of f.index) {
        const slot = fill[i] ?? 0;
        fact[slot] = at;
        fill[i] = slot + 1;
      }
    });
    this.#start = start;
    this.#fact = fact;
  }

  of(unknown: number): Int32Array {
    return this.#fact.subarray(this.#start[unknown], this.#start[unknown + 1]);
  }
}

const WHOLE_FACT = 12;
const SAMPLED = 5;

/**
 * Unknowns near the seeds: short facts are followed whole, long ones by a sample, until `limit` unknowns are taken. A solution that
 * moves only these, all others kept as they are, is a solution of the whole system, found at a fraction of the cost.
 */
export function neighbourhood(system: AttackSystem, incidence: Incidence, seeds: Iterable<number>, limit: number, random: () => number): Int32Array {
  if (limit >= system.unknowns) return Int32Array.from({ length: system.unknowns }, (_, i) => i);
  const taken = new Uint8Array(system.unknowns);
  const queue: number[] = [];
  const take = (i: number) => {
    if (taken[i] === 1 || queue.length >= limit) return;
    taken[i] = 1;
    queue.push(i);
  };
  for (const seed of seeds) take(seed);
  for (let at = 0; at < queue.length && queue.length < limit; at++) {
    for (const f of incidence.of(queue[at] ?? 0)) {
      const index = system.facts[f]?.index ?? new Int32Array();
      if (index.length <= WHOLE_FACT) for (const i of index) take(i);
      else for (let k = 0; k < SAMPLED; k++) take(index[Math.floor(random() * index.length)] ?? 0);
    }
  }
  return Int32Array.from(queue).sort();
}
