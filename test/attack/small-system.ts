import type { AttackSystem, Fact, Target } from '#attack';

/** A system of the attacker written by hand: `sums` are `[unknowns, low, high]` with coefficients 1, `ask` are `[unknowns, width, reach]`. */
export interface SmallSystem {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly sums: readonly (readonly [readonly number[], number, number])[];
  readonly ask: readonly (readonly [readonly number[], number, number])[];
}

export function systemOf({ lower, upper, sums, ask }: SmallSystem): AttackSystem {
  const facts: Fact[] = sums.map(([index, low, high]) => ({
    index: Int32Array.from(index),
    value: new Float64Array(index.length).fill(1),
    low,
    high,
  }));
  const targets: Target[] = ask.map(([index, width, reach]) => ({ index: Int32Array.from(index), width, reach }));
  return {
    unknowns: lower.length,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    facts,
    targets,
    answers: null,
  };
}

/** Every whole-number world of a small system, by trying them all. Shares nothing with the code under test. */
export function enumerate({ lower, upper, sums }: SmallSystem): number[][] {
  const worlds: number[][] = [];
  const world: number[] = [];
  const walk = (): void => {
    const at = world.length;
    if (at === lower.length) {
      if (sums.every(([index, low, high]) => between(sum(index, world), low, high))) worlds.push([...world]);
      return;
    }
    for (let v = lower[at] ?? 0; v <= (upper[at] ?? 0); v++) {
      world.push(v);
      walk();
      world.pop();
    }
  };
  walk();
  return worlds;
}

/** Smallest and largest value of a sum of unknowns over worlds. */
export function rangeOver(
  worlds: readonly ArrayLike<number>[],
  index: readonly number[],
): { readonly low: number; readonly high: number } {
  const values = worlds.map((world) => sum(index, world));
  return { low: Math.min(...values), high: Math.max(...values) };
}

function sum(index: readonly number[], world: ArrayLike<number>): number {
  return index.reduce((total, i) => total + (world[i] ?? Number.NaN), 0);
}

function between(v: number, low: number, high: number): boolean {
  return v >= low && v <= high;
}
