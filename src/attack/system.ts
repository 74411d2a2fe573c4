/**
 * What an attacker can write down: whole-number unknowns with known bounds, and linear facts about them (published sums, head
 * counts, bands). A target is a sum of unknowns that must stay uncertain.
 */
export interface AttackSystem {
  readonly unknowns: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly facts: readonly Fact[];
  readonly targets: readonly Target[];
  /** Where unknowns are answers of people alike: who (atom) and what (category). Moves between two answers are then searched first. */
  readonly answers: { readonly atom: Int32Array; readonly category: Int32Array } | null;
  /** Where unknowns are cells of several indicators: which, and 0 for head counts, which the indicators share. One indicator is searched before all. */
  readonly parts?: Int32Array;
}

/** `low ≤ Σ value·x ≤ high`; equal ends are an equation. */
export interface Fact {
  readonly index: Int32Array;
  readonly value: Float64Array;
  readonly low: number;
  readonly high: number;
}

/** The attacker must not narrow `Σ x[index]` to a range of fewer than `width` steps (highest − lowest believable whole number). */
export interface Target {
  readonly index: Int32Array;
  readonly width: number;
  /** For withheld head counts: the highest believable value must reach this, else the group is known to be small. */
  readonly reach: number;
}

/** The attacker's facts contradict each other: the tables are not all from one set of people. */
export class ContradictionError extends Error {
  constructor() {
    super('the published tables contradict each other');
    this.name = 'ContradictionError';
  }
}

export function sumOf(index: Int32Array, world: ArrayLike<number>): number {
  let sum = 0;
  // By place: several times as fast as the list's iterator, where most of an attack's time goes.
  for (let k = 0; k < index.length; k++) sum += world[index[k] ?? -1] ?? Number.NaN;
  return sum;
}

/** Exact check by plain whole-number arithmetic: every bound and every fact holds in this world. */
export function holds(system: AttackSystem, world: ArrayLike<number>): boolean {
  if (world.length !== system.unknowns) return false;
  for (let i = 0; i < system.unknowns; i++) {
    const v = world[i] ?? Number.NaN;
    // Written so that a limit that is missing fails.
    if (!(Number.isSafeInteger(v) && v >= (system.lower[i] ?? Number.NaN) && v <= (system.upper[i] ?? Number.NaN))) return false;
  }
  for (const { index, value, low, high } of system.facts) {
    let sum = 0;
    for (let k = 0; k < index.length; k++) sum += (value[k] ?? Number.NaN) * (world[index[k] ?? -1] ?? Number.NaN);
    // Written so that a sum that is no number fails.
    if (!(sum >= low && sum <= high)) return false;
  }
  return true;
}
