import { type AttackSystem, sumOf } from './system.ts';
import type { World } from './world.ts';

/**
 * Adds worlds up by where they differ from one that was added up in full: the same answer as `holds` and `sumOf` give, since whole numbers
 * are exact, for the facts and targets that the difference meets.
 */
export class Differences {
  readonly #system: AttackSystem;
  readonly #base: Int32Array;
  /** What every fact, then every target, adds up to in the base. */
  readonly #sums: Float64Array;
  /** Per unknown, from `#start[u]` to before `#start[u + 1]`: the sums it is in, and how often. */
  readonly #start: Int32Array;
  readonly #sum: Int32Array;
  readonly #weight: Float64Array;
  /** What is added to each sum by the world under way; all noughts in between. */
  readonly #change: Float64Array;

  /** `base` must be a world of the system. */
  constructor(system: AttackSystem, base: Int32Array) {
    const { facts, targets, unknowns } = system;
    this.#system = system;
    this.#base = base;
    this.#sums = Float64Array.from([...facts.map((fact) => weighed(fact, base)), ...targets.map((target) => sumOf(target.index, base))]);
    this.#change = new Float64Array(this.#sums.length);
    this.#start = new Int32Array(unknowns + 1);
    for (const { index } of [...facts, ...targets]) for (const u of index) this.#start[u + 1] = (this.#start[u + 1] ?? 0) + 1;
    for (let u = 0; u < unknowns; u++) this.#start[u + 1] = (this.#start[u + 1] ?? 0) + (this.#start[u] ?? 0);
    const entries = this.#start[unknowns] ?? 0;
    this.#sum = new Int32Array(entries);
    this.#weight = new Float64Array(entries).fill(1);
    const next = this.#start.slice();
    for (const [s, { index }] of [...facts, ...targets].entries()) {
      const weights = facts[s]?.value;
      for (let k = 0; k < index.length; k++) {
        const u = index[k] ?? 0;
        const at = next[u] ?? 0;
        next[u] = at + 1;
        this.#sum[at] = s;
        if (weights !== undefined) this.#weight[at] = weights[k] ?? Number.NaN;
      }
    }
  }

  /** The value of every target; null where some bound or fact does not hold, and of what is no world in its form. */
  valuesIn(world: World): Float64Array | null {
    if (world.at.length !== world.count.length) return null;
    const met: number[] = [];
    const facts = this.#system.facts.length;
    const sound = this.#meet(world, met) && met.every((s) => s >= facts || this.#fits(s));
    const values = sound ? this.#sums.slice(facts) : null;
    if (values !== null) for (const s of met) if (s >= facts) values[s - facts] = (this.#sums[s] ?? Number.NaN) + (this.#change[s] ?? Number.NaN);
    for (const s of met) this.#change[s] = 0;
    return values;
  }

  #fits(s: number): boolean {
    const fact = this.#system.facts[s];
    const sum = (this.#sums[s] ?? Number.NaN) + (this.#change[s] ?? Number.NaN);
    // Written so that a sum that is no number fails.
    return fact !== undefined && sum >= fact.low && sum <= fact.high;
  }

  /** Adds the world's differences to the sums that they are in, and notes those; false where a bound does not hold. */
  #meet({ at, count }: World, met: number[]): boolean {
    const { lower, upper, unknowns } = this.#system;
    let before = -1;
    for (let k = 0; k < at.length; k++) {
      const u = at[k] ?? unknowns;
      // Each unknown once: what is said twice would be counted twice.
      if (u <= before || u >= unknowns) return false;
      before = u;
      const people = count[k] ?? Number.NaN;
      if (!(people >= (lower[u] ?? Number.NaN) && people <= (upper[u] ?? Number.NaN))) return false;
      const more = people - (this.#base[u] ?? Number.NaN);
      const end = this.#start[u + 1] ?? 0;
      for (let entry = this.#start[u] ?? 0; entry < end; entry++) {
        const s = this.#sum[entry] ?? 0;
        const change = this.#change[s] ?? 0;
        // Exchanges meet most sums twice.
        if (change === 0) met.push(s);
        this.#change[s] = change + more * (this.#weight[entry] ?? Number.NaN);
      }
    }
    return true;
  }
}

function weighed({ index, value }: { readonly index: Int32Array; readonly value: Float64Array }, world: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += (value[k] ?? Number.NaN) * (world[index[k] ?? -1] ?? Number.NaN);
  return sum;
}
