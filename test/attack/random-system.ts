import type { AttackSystem, Fact } from '#attack';
import { mulberry } from '../support/random-tabulation.ts';

/** Small systems of the attacker with factors other than one and, if wished, without upper bounds. The facts are true of `truth`. */
export interface RandomSystem extends AttackSystem {
  readonly truth: readonly number[];
}

export function randomSystem(seed: number, size: number, given: { readonly open?: boolean; readonly factors?: readonly number[]; readonly untrue?: number } = {}): RandomSystem {
  const random = mulberry(seed * 7_368_787);
  const int = (below: number): number => Math.floor(random() * below);
  const { open = false, factors = [1, 1, 1, -1, 2], untrue = 0 } = given;
  const unknowns = 1 + int(size);
  const truth = Array.from({ length: unknowns }, () => int(5));
  const some = (): Int32Array => {
    const list = truth.map((_, i) => i).filter(() => random() < 0.5);
    return Int32Array.from(list.length === 0 ? [int(unknowns)] : list);
  };
  const facts = Array.from({ length: int(6) }, (): Fact => {
    const index = some();
    const value = Float64Array.from(index, () => factors[int(factors.length)] ?? 1);
    const sum = index.reduce((total, i, k) => total + (value[k] ?? 0) * (truth[i] ?? 0), 0) + (random() < untrue ? int(7) - 3 : 0);
    const [below, above] = random() < 0.6 ? [0, 0] : [int(3), int(3)];
    return { index, value, low: open && random() < 0.2 ? -Infinity : sum - below, high: open && random() < 0.2 ? Infinity : sum + above };
  });
  return {
    unknowns,
    truth,
    lower: Float64Array.from(truth, (v) => (open && random() < 0.2 ? -Infinity : Math.max(0, v - int(4)))),
    upper: Float64Array.from(truth, (v) => (open && random() < 0.5 ? Infinity : v + int(4))),
    facts,
    targets: Array.from({ length: int(4) }, () => ({ index: some(), width: int(4), reach: int(4) })),
    answers: null,
  };
}

/** Every whole-number world of a system with bounds, by trying all. */
export function allWorlds({ lower, upper, facts }: AttackSystem): number[][] {
  const worlds = [...lower].reduce<number[][]>((heads, low, i) => heads.flatMap((head) => Array.from({ length: (upper[i] ?? 0) - low + 1 }, (_, k) => [...head, low + k])), [[]]);
  return worlds.filter((world) => facts.every(({ index, value, low, high }) => {
    const sum = index.reduce((total, i, k) => total + value[k]! * world[i]!, 0);
    return sum >= low && sum <= high;
  }));
}
