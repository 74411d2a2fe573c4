import type { structureOf } from '#protect';
import { Solver } from '#solver';
import { describe, expect, it } from 'vitest';
import { leastWithheld } from '../../bench/least-withheld.ts';
import { type Block, blockOf, PUBLISHED } from '../../src/protect/cells/block.ts';
import { conditionOf } from '../../src/protect/cells/needs/conditions.ts';
import { Needs } from '../../src/protect/cells/needs/needs.ts';
import { judge } from '../../src/protect/cells/primary.ts';
import { everyWorld } from '../protect/cells/every-world.ts';
import { crossed, protectTiny, rulesOf, summed } from '../protect/cells/tiny-tables.ts';
import { mulberry } from '../support/random-tabulation.ts';

const solver = await Solver.load();
const rules = rulesOf(2);
const columns = ['a', 'b', 'c', 'd'];

function table(seed: number, rows: number, wide: number) {
  const random = mulberry(seed);
  const rest = columns.slice(0, wide);
  const one = () => rest.map(() => Math.floor(random() * 6));
  return crossed(Object.fromEntries(Array.from({ length: rows }, (_, r) => [`r${r}`, one()])), rest);
}

function boundOf({ set, inner }: ReturnType<typeof crossed>) {
  const { structure, values } = summed(set, inner);
  const judged = judge(structure, values, rules);
  const block = blockOf(structure, values, judged, new Float64Array(values.length).fill(1), () => true);
  let ticks = 0;
  using needs = new Needs(block, solver);
  const { least } = leastWithheld(needs, { seconds: 10_000, now: () => ticks++, say: () => undefined });
  return { structure, values, block, least, conditions: needs.conditions };
}

/** The fewest further cells of any pattern in which each unsafe cell is wide enough, over all patterns and all whole-number tables. */
function fewest(structure: ReturnType<typeof structureOf>, values: Int32Array, block: Block): number {
  const unsafe = block.guarded.map(({ cells }) => [...cells].map((c) => block.global[c] ?? -1));
  const free = values.reduce<number[]>((cells, v, c) => (v > 0 && block.state[c] === PUBLISHED ? [...cells, c] : cells), []);
  const withheld = values.map((_, c) => Number(block.state[c] !== PUBLISHED));
  const works = (chosen: ReadonlySet<number>): boolean => {
    const status = structure.codes.map((_, c) => (withheld[c] === 1 || chosen.has(c) ? ('withheld' as const) : ('published' as const)));
    const ranges = everyWorld(structure, values, status, 1);
    return unsafe.every(([c = -1, ...others]) => others.length > 0 || (ranges[c]?.high ?? 0) - (ranges[c]?.low ?? 0) >= (block.width[c] ?? 0));
  };
  const search = (from: number, left: number, chosen: readonly number[]): boolean =>
    left === 0 ? works(new Set(chosen)) : free.slice(from).some((cell, i) => search(from + i + 1, left - 1, [...chosen, cell]));
  for (let n = 0; n <= free.length; n++) if (search(0, n, [])) return n;
  return Infinity;
}

describe('what no safe pattern can do without', () => {
  it('reckons both ways of a cell, each in its direction', () => {
    const { structure, values } = summed(
      { dimensions: [{ id: 'row', total: 'T', relations: [{ parent: 'T', children: ['p', 'a', 'b'] }] }], tables: [['row']], measure: null },
      new Map([['p', 2], ['a', 2], ['b', 4]]),
    );
    const at = (code: string) => structure.index.get(code) ?? -1;
    const block = { ...blockOf(structure, values, judge(structure, values, rules), new Float64Array(4).fill(1), () => true), state: new Uint8Array(4) };
    block.state[at('p')] = 1;
    const sum = block.incidence[at('p')]?.[0] ?? -1;
    const total = new Map([[sum, -1]]);
    const both = conditionOf(block, at('p'), total, total);
    // To rise, p needs a part that falls or a total that rises; to fall, the other way round. Each of them can go one way without limit.
    const factor = (code: string) => both?.factors[both.cells.indexOf(at(code))];
    expect(both?.least).toBe(3);
    expect([factor('a'), factor('b'), factor('T')]).toEqual([3, 3, 3]);
    const up = conditionOf(block, at('p'), total);
    expect([up?.least, up?.factors[up.cells.indexOf(at('a'))], up?.factors[up.cells.indexOf(at('T'))]]).toEqual([2, 1, 2]);
    expect(conditionOf(block, at('p'), new Map([[sum, 1]]))).toBeNull();
  });

  it('is never more than the best of all patterns needs, and mostly as much', { timeout: 120_000 }, () => {
    const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
    const pairs = seeds.map((seed) => {
      const { structure, values, block, least } = boundOf(table(seed, 2, 3));
      return { least, best: fewest(structure, values, block) };
    });
    for (const { least, best } of pairs) expect(least).toBeLessThanOrEqual(best);
    expect(pairs.filter(({ least, best }) => best > 0 && least === best).length).toBeGreaterThan(4);
  });

  it('says only what every pattern keeps that the program finds', async () => {
    let some = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const tables = table(seed, 4, 4);
      const { block, conditions } = boundOf(tables);
      const local = new Map(Array.from(block.global, (c, i) => [c, i]));
      for (const key of ['one', 'two', 'three']) {
        const { result } = await protectTiny(tables.set, tables.inner, rules, key);
        if (result.hopeless.length > 0) continue;
        const withheld = new Set(result.status.flatMap((s, c) => (s === 'withheld' ? [local.get(c) ?? -1] : [])));
        for (const { cells, factors, least } of conditions) {
          const sum = cells.reduce((total, cell, i) => total + (withheld.has(cell) ? (factors[i] ?? 0) : 0), 0);
          expect(sum).toBeGreaterThanOrEqual(least);
          some++;
        }
      }
    }
    expect(some).toBeGreaterThan(100);
  });
});
