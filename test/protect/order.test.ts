import { describe, expect, test } from 'vitest';
import type { Tabulation } from '#core';
import { protect } from '#protect';
import { candidateOrder } from '../../src/protect/order.ts';
import { breakdowns, by, employer, policy, request, secret } from '../attack/employers.ts';
import { indicator, mulberry, randomTabulation } from '../support/random-tabulation.ts';
import { employerOf, run, stateOf } from './hand-made.ts';

describe('the order in which groups are considered', () => {
  const order = candidateOrder(secret);

  test('smallest on the staff list first, then by a keyed hash of the name', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const sorted = (key: Uint8Array) =>
      names
        .map((name) => ({ size: 12, name }))
        .sort(candidateOrder(key))
        .map((c) => c.name)
        .join('');
    expect(
      [
        { size: 9, name: 'B' },
        { size: 7, name: 'A' },
      ]
        .sort(order)
        .map((c) => c.name),
    ).toEqual(['A', 'B']);
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((k) => sorted(new Uint8Array(32).fill(k)))).size).toBeGreaterThan(4);
    expect(sorted(secret)).toBe(sorted(secret));
  });

  test('it is a total order: equal only to itself', () => {
    const all = ['A', 'B', 'C'].flatMap((name) => [3, 4].map((size) => ({ size, name })));
    for (const a of all) for (const b of all) expect(Math.sign(order(a, b)) + Math.sign(order(b, a))).toBe(0);
    for (const a of all) for (const b of all) expect(order(a, b) === 0).toBe(a === b);
  });
});

describe('the pattern does not tell the answers (A25)', () => {
  const smoker = indicator('smoker', ['yes', 'no']);
  const teams = { team: { total: ['A', 'B', 'C', 'D', 'E'] } };
  /** A is too small. B, C, D and E have 30, 31, 32 and 33 people entitled; their answers are given. */
  const cover = (...yes: [number, number, number, number]) => {
    const sizes = [30, 31, 32, 33];
    const result = run(
      employerOf(
        teams,
        [smoker],
        [
          [['A'], 6, [3, 3, 0]],
          ...(['B', 'C', 'D', 'E'] as const).map((code, i) => [[code], sizes[i]!, [yes[i]!, 28 - yes[i]!, 0]] as const),
        ],
      ),
    );
    return ['B', 'C', 'D', 'E'].filter((code) => stateOf(result, 'smoker', code) !== 'shown').join('');
  };

  test('whatever the others answered, the same sibling covers', () => {
    for (const [b, c, d, e] of [
      [14, 14, 14, 14],
      [5, 20, 12, 23],
      [23, 5, 6, 7],
      [9, 8, 7, 6],
    ] as const)
      expect(cover(b, c, d, e)).toBe('B');
  });

  test('nor does the number who completed: only the staff list counts', () => {
    const sized = (completersOfB: number) =>
      run(
        employerOf(
          teams,
          [smoker],
          [
            [['A'], 6, [3, 3, 0]],
            [['B'], 30, [10, completersOfB - 10, 0]],
            [['C'], 31, [14, 14, 0]],
            [['D'], 32, [14, 14, 0]],
            [['E'], 33, [6, 6, 0]],
          ],
        ),
      );
    expect([20, 25, 30].map((n) => stateOf(sized(n), 'smoker', 'B'))).toEqual(['withheld', 'withheld', 'withheld']);
    expect(stateOf(sized(20), 'smoker', 'E')).toBe('shown');
  });

  test('answers dealt out anew among the people: where the primary groups stay the same, so does the pattern', () => {
    const calm = indicator('calm', ['yes', 'no']);
    let compared = 0;
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const tabulation = randomTabulation(seed, 700, { departments: 6, divisions: 2, sites: 4 }, [calm]);
      const result = protect({
        tabulation,
        breakdowns: [by(), by('org'), by('site'), by('sex')],
        policy,
        secret,
        participation: null,
        exposed: {},
      });
      const other = protect({
        tabulation: dealtAnew(tabulation, 'calm', seed),
        breakdowns: [by(), by('org'), by('site'), by('sex')],
        policy,
        secret,
        participation: null,
        exposed: {},
      });
      const primaries = (of: typeof result) =>
        pattern(of, (why) => ['group-size', 'small-cell', 'small-rest', 'homogeneity'].includes(why));
      if (primaries(result) !== primaries(other)) continue;
      compared++;
      expect(pattern(other, () => true)).toBe(pattern(result, () => true));
      expect(JSON.stringify(other.tables)).not.toBe(JSON.stringify(result.tables));
    }
    expect(compared).toBeGreaterThan(3);
  });

  function pattern(result: ReturnType<typeof protect>, counts: (why: string) => boolean): string {
    return [...result.decisions.values()]
      .flatMap((d) => [...d.why].filter(([, why]) => counts(why)).map(([key]) => key))
      .sort()
      .join('|');
  }

  /** Every atom keeps its people; who answered what is shuffled over the whole employer. */
  function dealtAnew(tabulation: Tabulation, id: string, seed: number): Tabulation {
    const counts = tabulation.counts[id]!;
    const width = counts.length / tabulation.codes.length;
    const deck = [...counts].flatMap((n, i) => new Array<number>(n).fill(i % width));
    const random = mulberry(seed + 1000);
    for (let i = deck.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [deck[i], deck[j]] = [deck[j]!, deck[i]!];
    }
    const dealt = new Int32Array(counts.length);
    let next = 0;
    tabulation.codes.forEach((_, atom) => {
      const people = counts.subarray(atom * width, (atom + 1) * width).reduce((a, b) => a + b, 0);
      for (let p = 0; p < people; p++) dealt[atom * width + deck[next++]!]!++;
    });
    return { ...tabulation, counts: { [id]: dealt } };
  }
});

test('protect is pure: the request is not changed, and the same request gives the same bytes', () => {
  const tabulation = employer(5, 200);
  const before = JSON.stringify(request(tabulation));
  const once = JSON.stringify(protect(request(tabulation)).tables);
  expect(JSON.stringify(protect(request(tabulation)).tables)).toBe(once);
  expect(JSON.stringify(request(tabulation))).toBe(before);
  expect(breakdowns.length).toBeGreaterThan(0);
});
