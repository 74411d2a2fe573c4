import { describe, expect, it } from 'vitest';
import { type AttackSystem, type Fact, holds } from '#attack';
import { Differences } from '../../src/attack/differences.ts';
import { worldOf } from '../../src/attack/world.ts';
import { mulberry } from '../support/random-tabulation.ts';

const UNKNOWNS = 8;

interface Case {
  readonly system: AttackSystem;
  readonly base: Int32Array;
  readonly worlds: readonly Int32Array[];
}

/** A system that the base is a world of, with factors, bands and unknowns in many sums; and tables near the base, some worlds and some not. */
function caseOf(seed: number): Case {
  const random = mulberry(seed * 104_729);
  const int = (below: number): number => Math.floor(random() * below);
  const base = Int32Array.from({ length: UNKNOWNS }, () => int(5));
  const some = (): Int32Array => Int32Array.from(Array.from({ length: UNKNOWNS }, (_, u) => u).filter(() => random() < 0.5));
  const facts = Array.from({ length: 4 }, (): Fact => {
    const index = some();
    const value = Float64Array.from(index, () => [1, 1, 1, -1, 2][int(5)] ?? 1);
    const sum = index.reduce((total, u, k) => total + (value[k] ?? 0) * (base[u] ?? 0), 0);
    return { index, value, low: sum - int(3), high: sum + int(3) };
  });
  const targets = Array.from({ length: 3 }, () => ({ index: some(), width: 1, reach: 0 }));
  const lower = new Float64Array(UNKNOWNS);
  const upper = Float64Array.from(base, (count) => count + int(3));
  const worlds = Array.from({ length: 40 }, () => base.map((count) => (random() < 0.3 ? count + int(5) - 2 : count)));
  return { system: { unknowns: UNKNOWNS, lower, upper, facts, targets, answers: null }, base, worlds };
}

/** Added up again from nothing. */
function valuesIn({ targets }: AttackSystem, world: Int32Array): readonly number[] {
  return targets.map(({ index }) => [...index].reduce((sum, u) => sum + (world[u] ?? Number.NaN), 0));
}

describe('adding up by differences', () => {
  it('says of every table what adding it up in full says, one after the other', () => {
    const said = { yes: 0, no: 0 };
    for (let seed = 1; seed <= 200; seed++) {
      const { system, base, worlds } = caseOf(seed);
      const differences = new Differences(system, base);
      for (const world of [...worlds, base]) {
        const values = differences.valuesIn(worldOf(world, base));
        if (holds(system, world)) {
          said.yes++;
          expect([...(values ?? [])]).toEqual(valuesIn(system, world));
        } else {
          said.no++;
          expect(values).toBeNull();
        }
      }
    }
    expect(Math.min(said.yes, said.no)).toBeGreaterThan(1000);
  });

  it.each<[string, number[], number[]]>([
    ['another unknown than there is', [UNKNOWNS], [0]],
    ['one before the first', [-1], [0]],
    ['an unknown twice', [2, 2], [1, 1]],
    ['unknowns in another order', [3, 2], [1, 1]],
    ['an unknown without a count', [2], []],
    ['a count without an unknown', [], [1]],
  ])('takes for no world what names %s', (_, at, count) => {
    const free: AttackSystem = { unknowns: UNKNOWNS, lower: new Float64Array(UNKNOWNS), upper: new Float64Array(UNKNOWNS).fill(9), facts: [], targets: [], answers: null };
    const differences = new Differences(free, new Int32Array(UNKNOWNS));
    expect(differences.valuesIn({ at: Int32Array.from(at), count: Int32Array.from(count) })).toBeNull();
    expect(differences.valuesIn({ at: Int32Array.of(2, 3), count: Int32Array.of(1, 1) })).not.toBeNull();
  });
});
