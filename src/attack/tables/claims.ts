import { Differences } from '../differences.ts';
import { type AttackSystem, holds, sumOf } from '../system.ts';
import { worldOf } from '../world.ts';

/** Worlds that somebody claims, as counts of the named cells. */
export interface Claims {
  readonly cells: readonly string[];
  readonly worlds: Iterable<ArrayLike<number>>;
}

/** Per target the least and the greatest value in the worlds that were believed. */
export class Limits {
  readonly low: Float64Array;
  readonly high: Float64Array;

  constructor(targets: number) {
    this.low = new Float64Array(targets).fill(Infinity);
    this.high = new Float64Array(targets).fill(-Infinity);
  }

  widen(values: ArrayLike<number>): void {
    for (let t = 0; t < values.length; t++) {
      const v = values[t] ?? Number.NaN;
      if (v < (this.low[t] ?? Number.NaN)) this.low[t] = v;
      if (v > (this.high[t] ?? Number.NaN)) this.high[t] = v;
    }
  }
}

/**
 * Holds every claimed world against the bounds and the facts, by whole-number arithmetic, and widens the limits by those that keep them; by
 * what it changes, where one world (`start`) is known to hold. Returns how many did, and how many did not. A claim that leaves out a cell is none.
 */
export function widenByClaims(
  system: AttackSystem,
  unknowns: readonly string[],
  { cells, worlds }: Claims,
  start: Int32Array | null,
  limits: Limits,
): { readonly believed: number; readonly refuted: number } {
  const place = new Map(cells.map((name, i) => [name, i]));
  const at = Int32Array.from(unknowns, (name) => place.get(name) ?? -1);
  const complete = !at.includes(-1);
  const differences = start === null ? null : new Differences(system, start);
  const inFull = (world: Int32Array) => (holds(system, world) ? system.targets.map(({ index }) => sumOf(index, world)) : null);
  const world = new Int32Array(at.length);
  let [believed, refuted] = [0, 0];
  for (const claimed of worlds) {
    for (let u = 0; u < at.length; u++) world[u] = claimed[at[u] ?? -1] ?? Number.NaN;
    const values = !complete ? null : differences === null || start === null ? inFull(world) : differences.valuesIn(worldOf(world, start));
    if (values === null) refuted++;
    else {
      believed++;
      limits.widen(values);
    }
  }
  return { believed, refuted };
}
