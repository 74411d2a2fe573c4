import { describe, expect, test } from 'vitest';
import type { AttackSystem } from '#attack';
import { components } from '../../src/attack/components.ts';
import { type Couple, Couples } from '../../src/attack/couples.ts';
import { Exchanges } from '../../src/attack/exchange.ts';
import { Gaps } from '../../src/attack/gaps.ts';
import { Incidence, neighbourhood, pseudoRandom } from '../../src/attack/neighbourhood.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { allWorlds, randomSystem } from './random-system.ts';

/** The parts that the attacker's search works with, each against its meaning. None of them decides what is safe: worlds are added up exactly before they count. */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 300 : 5000 }, (_, i) => i + 1);

const ends = (worlds: readonly (readonly number[])[], index: Iterable<number>) => {
  const sums = worlds.map((world) => [...index].reduce((sum, i) => sum + world[i]!, 0));
  return [Math.min(...sums), Math.max(...sums)];
};

describe('parts of a system that share nothing', () => {
  test('hold every target that is open, with the same worlds, and nothing is in one part that could be in two', () => {
    const tally = { several: 0, offsets: 0, left: 0, dropped: 0 };
    for (const seed of seeds) {
      const whole = randomSystem(seed, 6);
      // What bounds have settled: some unknowns have their true value.
      const random = mulberry(seed);
      const fixed = whole.truth.map(() => random() < 0.4);
      const lower = whole.lower.map((v, i) => (fixed[i] === true ? whole.truth[i]! : v));
      const upper = whole.upper.map((v, i) => (fixed[i] === true ? whole.truth[i]! : v));
      const free = (index: Iterable<number>) => [...index].filter((i) => lower[i] !== upper[i]);
      const system: AttackSystem = { ...whole, answers: { atom: Int32Array.from(lower, (_, i) => 10 + i), category: Int32Array.from(lower, (_, i) => 20 + i) }, parts: Int32Array.from(lower, (_, i) => 30 + i) };
      const parts = components(system, lower, upper);
      const worlds = allWorlds({ ...system, lower, upper });
      for (const part of parts) {
        const own = allWorlds(part.system);
        expect(part.unknowns.every((i) => lower[i] !== upper[i])).toBe(true);
        part.targets.forEach((t, k) => {
          const [target, local] = [system.targets[t]!, part.system.targets[k]!];
          expect(Array.from(local.index, (i) => part.unknowns[i])).toEqual(free(target.index));
          expect(ends(own, local.index).map((v) => v + part.offsets[k]!)).toEqual(ends(worlds, target.index));
          expect([local.width, local.reach + part.offsets[k]!]).toEqual([target.width, target.reach]);
          tally.offsets += Number(part.offsets[k] !== 0);
        });
        expect([...part.system.lower]).toEqual(Array.from(part.unknowns, (i) => lower[i]));
        expect([...part.system.upper]).toEqual(Array.from(part.unknowns, (i) => upper[i]));
        expect([...part.system.answers!.atom]).toEqual(Array.from(part.unknowns, (i) => 10 + i));
        expect([...part.system.answers!.category]).toEqual(Array.from(part.unknowns, (i) => 20 + i));
        expect([...part.system.parts!]).toEqual(Array.from(part.unknowns, (i) => 30 + i));
        // Connected: from the first unknown, along facts and targets of the whole, all others are reached, and no more.
        const links = [...system.facts, ...system.targets].map(({ index }) => free(index));
        const reached = new Set([part.unknowns[0]!]);
        for (let before = 0; before < reached.size; ) {
          before = reached.size;
          for (const link of links) if (link.some((i) => reached.has(i))) for (const i of link) reached.add(i);
        }
        expect([...part.unknowns]).toEqual([...reached].toSorted((a, b) => a - b));
      }
      const open = system.targets.flatMap(({ index }, t) => (free(index).length > 0 ? [t] : []));
      expect(parts.flatMap((part) => [...part.targets]).toSorted((a, b) => a - b)).toEqual(open);
      tally.several += Number(parts.length > 1);
      tally.left += Number(open.length < system.targets.length);
      tally.dropped += Number(parts.reduce((sum, part) => sum + part.unknowns.length, 0) < free(lower.keys()).length);
    }
    for (const n of Object.values(tally)) expect(n).toBeGreaterThan(seeds.length / 50);
  });

  test('know neither answers nor indicators where the whole does not', () => {
    const [part] = components({ ...randomSystem(1, 1), lower: Float64Array.of(0), upper: Float64Array.of(4), unknowns: 1, facts: [], targets: [{ index: Int32Array.of(0), width: 1, reach: 0 }] }, Float64Array.of(0), Float64Array.of(4));
    expect(part?.system.answers).toBeNull();
    expect(Object.keys(part?.system ?? {})).not.toContain('parts');
  });
});

describe('what one person’s change of answer does to printed sums', () => {
  /** So many people alike with `width` answers each, in random sums, some of them bands. */
  function answers(seed: number, width: number): AttackSystem {
    const atoms = 8;
    const random = mulberry(seed * 31);
    const facts = Array.from({ length: 4 }, (_, f) => {
      const index = Int32Array.from(Array.from({ length: atoms * width }, (__, u) => u).filter(() => random() < 0.4));
      return { index, value: Float64Array.from(index, () => (random() < 0.3 ? 2 : 1)), low: 0, high: f < 3 ? 0 : 1 };
    });
    return { unknowns: atoms * width, lower: new Float64Array(), upper: new Float64Array(), facts, targets: [], answers: null };
  }

  test('is one number for the same change of every printed sum, and another for every other', () => {
    let alike = 0;
    for (const seed of seeds.slice(0, 100)) {
      const width = 2 + (seed % 2);
      const system = answers(seed, width);
      const gaps = new Gaps(system, width);
      const change = (atom: number, gives: number, takes: number) =>
        system.facts.filter(({ low, high }) => low === high).map(({ index, value }) => [takes, gives].map((a) => value[index.indexOf(atom * width + a)] ?? 0).reduce((up, down) => up - down)).join();
      const numbers = new Map<string, number>();
      for (let gives = 0; gives < width; gives++)
        for (let takes = 0; takes < width; takes++) {
          if (gives === takes) continue;
          const { of, atoms } = gaps.between(gives, takes);
          expect(gaps.between(gives, takes)).toBe(gaps.between(gives, takes));
          expect(of).toHaveLength(8);
          for (const [atom, number] of of.entries()) {
            const name = change(atom, gives, takes);
            alike += Number(numbers.has(name));
            expect(numbers.get(name) ?? number).toBe(number);
            numbers.set(name, number);
            expect(number).toBe(-(gaps.between(takes, gives).of[atom] ?? 0) + 0);
            expect(atoms.get(number)).toEqual([...of.keys()].filter((other) => of[other] === number));
          }
        }
      expect(new Set(numbers.values()).size).toBe(numbers.size);
    }
    expect(alike).toBeGreaterThan(100);
  });

  test('numbers are whole, large, and exact in sums of many', () => {
    const { of } = new Gaps(answers(3, 2), 2).between(0, 1);
    for (const number of of) expect(Number.isSafeInteger(64 * number)).toBe(true);
    expect(Math.max(...of.map(Math.abs))).toBeGreaterThan(2 ** 36);
  });
});

describe('couples', () => {
  const gap = Float64Array.of(5, 2 ** 40 + 3, -7, 0, 2, -7);
  const couples = new Couples(gap, Int32Array.of(0, 1, 4), Int32Array.of(2, 3, 5, 4));
  const all = Array.from({ length: couples.count }, (_, n) => couples.at(n));

  test('are all pairs, with what their exchange changes', () => {
    const pairs = [0, 1, 4].flatMap((first) => [2, 3, 5, 4].map((second): Couple => ({ first, second, change: gap[first]! - gap[second]! })));
    expect(all).toEqual(pairs);
  });

  test('are found by their change, if they fit', () => {
    for (const { change } of all) {
      const alike = all.filter((couple) => couple.change === change);
      expect(alike).toContainEqual(couples.find(change, () => true));
      for (const one of alike) expect(couples.find(change, (first, second) => first === one.first && second === one.second)).toEqual(one);
      expect(couples.find(change, () => false)).toBeNull();
    }
    expect(couples.find(1, () => true)).toBeNull();
    expect(couples.find(-(2 ** 40), () => true)).toBeNull();
    expect(new Couples(gap, new Int32Array(), Int32Array.of(1)).find(0, () => true)).toBeNull();
  });

  test('of very many alike, some are looked at', () => {
    const many = new Couples(new Float64Array(20), Int32Array.from({ length: 20 }, (_, i) => i), Int32Array.from({ length: 20 }, (_, i) => i));
    let looked = 0;
    expect(many.find(0, () => ++looked < 0)).toBeNull();
    expect(looked).toBe(64);
  });

  test('are spread over their places, however near their numbers', () => {
    // 10,000 different changes: were they all in one place, finding each would take the square of that.
    const first = Int32Array.from({ length: 100 }, (_, i) => i);
    const near = new Couples(Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? 1000 * i * 2 ** 24 : i * 2 ** 24)), first, first.map((i) => i + 100));
    for (let n = 0; n < near.count; n += 97) expect(near.find(near.at(n).change, () => true)).toEqual(near.at(n));
  });
});

describe('exchanges', () => {
  // Four groups of people alike with three answers each; the third has no "2".
  const answersOf = { atom: Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3), category: Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 0, 1, 2) };
  const exchanges = new Exchanges(answersOf);

  test('know whose answer an unknown is', () => {
    expect(exchanges.atoms).toBe(4);
    expect(exchanges.categoriesOf(Int32Array.of(1, 4, 2))).toEqual([1, 2]);
    expect(exchanges.others([1])).toEqual([0, 2]);
    expect(new Exchanges({ atom: Int32Array.of(0, 0, 0), category: Int32Array.of(2, 0, 1) }).others([])).toEqual([0, 1, 2]);
  });

  test('are all unknowns of the answers, or those of the seeds and of a share of the others', () => {
    expect([...exchanges.columns([0, 2], [Int32Array.of(4)], 4, () => 0)]).toEqual([0, 2, 3, 5, 6, 8, 10]);
    expect([...exchanges.columns([0, 2], [Int32Array.of(4)], 2, () => 0.5)]).toEqual([3, 5]);
    expect([...exchanges.columns([0, 2], [Int32Array.of(4), Int32Array.of(9, 10)], 0, () => 0.5)]).toEqual([3, 5, 8, 10]);
    expect([...exchanges.columns([2, 0], [Int32Array.of(4)], 2, () => 0.4)]).toEqual([0, 2, 3, 5, 6, 8, 10]);
    expect([...new Exchanges({ atom: new Int32Array(), category: new Int32Array() }).columns([0], [], 1, () => 0)]).toEqual([]);
  });
});

describe('neighbourhoods', () => {
  test('facts of each unknown', () => {
    for (const seed of seeds.slice(0, 100)) {
      const system = randomSystem(seed, 6);
      const incidence = new Incidence(system);
      for (let i = 0; i < system.unknowns; i++) expect([...incidence.of(i)]).toEqual(system.facts.flatMap(({ index }, f) => (index.includes(i) ? [f] : [])));
    }
  });

  test('grow from the seeds along facts, each unknown once, to the limit and no farther', () => {
    // A chain of 40 pairs, and another apart from it.
    const pair = (a: number) => ({ index: Int32Array.of(a, a + 1), value: Float64Array.of(1, 1), low: 0, high: 9 });
    const chain: AttackSystem = { unknowns: 80, lower: new Float64Array(80), upper: new Float64Array(80), facts: Array.from({ length: 79 }, (_, a) => a).filter((a) => a !== 39).map(pair), targets: [], answers: null };
    const near = (from: readonly number[], limit: number) => [...neighbourhood(chain, new Incidence(chain), from, limit, () => 0)];
    expect(near([10], 5)).toEqual([8, 9, 10, 11, 12]);
    expect(near([10, 60, 10], 2)).toEqual([10, 60]);
    expect(near([10, 60, 20], 2)).toEqual([10, 60]);
    expect(near([10], 60)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(near([10], 80)).toEqual(Array.from({ length: 80 }, (_, i) => i));
    expect(near([10], 79)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  test('follow facts of twelve whole and take five of a longer one', () => {
    const fact = (from: number, to: number) => ({ index: Int32Array.from({ length: to - from }, (_, i) => from + i), value: new Float64Array(to - from).fill(1), low: 0, high: 9 });
    const two: AttackSystem = { unknowns: 40, lower: new Float64Array(40), upper: new Float64Array(40), facts: [fact(0, 12), fact(12, 25)], targets: [], answers: null };
    const incidence = new Incidence(two);
    expect([...neighbourhood(two, incidence, [3], 39, () => 0)]).toEqual(Array.from({ length: 12 }, (_, i) => i));
    // Five a step, the same ones again and again with such a die.
    let die = 0;
    const few = [...neighbourhood(two, incidence, [24], 39, () => (die++ % 5) / 13)];
    expect(few).toEqual([12, 13, 14, 15, 16, 24]);
  });

  test('a small generator: the same numbers for the same seed, even over their range', () => {
    const draw = (seed: number) => { const random = pseudoRandom(seed); return Array.from({ length: 4000 }, () => random()); };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const numbers = draw(7);
    expect(numbers.every((n) => n >= 0 && n < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) expect(Math.abs(numbers.filter((n) => Math.floor(10 * n) === tenth).length - 400)).toBeLessThan(100);
    expect(new Set(numbers).size).toBeGreaterThan(3990);
  });
});
