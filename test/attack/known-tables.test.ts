import { describe, expect, test } from 'vitest';
import { audit } from '#attack';
import { Solver } from '#solver';
import { enumerate, rangeOver, type SmallSystem, systemOf } from './small-system.ts';

/** Tables from the literature and from other systems' test suites, with intervals that are known. */

const solver = await Solver.load();

/**
 * The attacker's exact interval of one unknown: the width asked for shrinks to what was proven possible until two worlds span it.
 * The same with the truth at hand and without.
 */
function intervalOf(
  small: Omit<SmallSystem, 'ask'>,
  unknown: number,
  truth: readonly number[],
): { low: number; high: number } {
  const [blind, seeing] = [null, Int32Array.from(truth)].map((start) => {
    let width = 10_000;
    for (;;) {
      const system = systemOf({ ...small, ask: [[[unknown], width, 0]] });
      const { kind, low, high } = audit(system, solver, start).verdicts[0]!;
      if (kind === 'safe' || kind === 'exact') return { low, high };
      if (kind === 'unresolved' || high - low >= width) throw new Error(`no interval was found: ${kind}`);
      width = high - low;
    }
  });
  expect(blind).toEqual(seeing);
  return blind!;
}

describe('4×4 rank trap: two or more hidden in every line, and one of them is known (sdcTable)', () => {
  const table = { w: [30, 47, 64, 89], x: [90, 124, 5, 31], y: [92, 100, 59, 85], z: [800, 991, 651, 685] };
  const rows = Object.values(table);
  const cells = (hidden: readonly string[]) => {
    const open = new Set(hidden.map((name) => 'wxyz'.indexOf(name[0] ?? '') * 4 + 'abcd'.indexOf(name[1] ?? '')));
    const truth = rows.flat();
    const lines = [0, 1, 2, 3].flatMap((i) => [[0, 1, 2, 3].map((j) => 4 * i + j), [0, 1, 2, 3].map((j) => 4 * j + i)]);
    const sum = (line: readonly number[]) => line.reduce((total, i) => total + (truth[i] ?? 0), 0);
    return {
      truth,
      small: {
        lower: truth.map((v, i) => (open.has(i) ? 0 : v)),
        upper: truth.map((v, i) => (open.has(i) ? 4000 : v)),
        sums: lines.map((line) => [line, sum(line), sum(line)] as const),
      },
    };
  };
  const at = (name: string) => 'wxyz'.indexOf(name[0] ?? '') * 4 + 'abcd'.indexOf(name[1] ?? '');
  const hidden = ['wa', 'wb', 'wc', 'xa', 'xc', 'yb', 'yd', 'zb', 'zd'];

  test.each([
    ['wb', 47, 47],
    ['wa', 25, 94],
    ['wc', 0, 69],
    ['xa', 26, 95],
    ['xc', 0, 69],
    ['yb', 0, 185],
    ['yd', 0, 185],
    ['zb', 906, 1091],
    ['zd', 585, 770],
  ])('%s lies between %d and %d', (name, low, high) => {
    const { small, truth } = cells(hidden);
    expect(intervalOf(small, at(name), truth)).toEqual({ low, high });
  });

  test.each([
    ['xd', 0, 78],
    ['wd', 0, 136],
    ['xb', 0, 141],
    ['ya', 0, 141],
    ['yc', 0, 116],
    ['za', 0, 141],
    ['zc', 0, 116],
  ])('with %s hidden too, wb runs from %d to %d', (extra, low, high) => {
    const { small, truth } = cells([...hidden, extra]);
    expect(intervalOf(small, at('wb'), truth)).toEqual({ low, high });
  });
});

describe('linked counties: safe in each table alone, exact in both together (SSB)', () => {
  // A B K L M are hidden: 2 2 3 3 3. Counties: {A,B,I,J} = 20, {K,L,M,N} = 16; BIG = {L,M} = 6, small = the rest = 30. I = J = 8, N = 7.
  const truth = [2, 2, 3, 3, 3, 7];
  const county = [
    [[0, 1], 4, 4],
    [[2, 3, 4, 5], 16, 16],
  ] as const;
  const size = [
    [[3, 4], 6, 6],
    [[0, 1, 2, 5], 14, 14],
  ] as const;
  const system = (sums: SmallSystem['sums'], nHidden = false) => ({
    lower: [0, 0, 0, 0, 0, nHidden ? 0 : 7],
    upper: [40, 40, 40, 40, 40, nHidden ? 40 : 7],
    sums,
  });

  test('K from one table is [0, 9] or [0, 7], from both exactly 3', () => {
    expect(intervalOf(system(county), 2, truth)).toEqual({ low: 0, high: 9 });
    expect(intervalOf(system(size), 2, truth)).toEqual({ low: 0, high: 7 });
    expect(intervalOf(system([...county, ...size]), 2, truth)).toEqual({ low: 3, high: 3 });
  });

  test.each([
    ['A', 0, 0, 4],
    ['B', 1, 0, 4],
    ['K', 2, 0, 10],
    ['L', 3, 0, 6],
    ['M', 4, 0, 6],
  ])('with N hidden in both tables %s is safe', (_, unknown, low, high) => {
    expect(intervalOf(system([...county, ...size], true), unknown, truth)).toEqual({ low, high });
  });
});

test('Handbook on Statistical Disclosure Control, example 3: X11 lies in [3, 6]', () => {
  const small = {
    lower: [0, 0, 0, 0],
    upper: [20, 20, 20, 20],
    sums: [
      [[0, 1], 7, 7],
      [[2, 3], 3, 3],
      [[0, 2], 6, 6],
      [[1, 3], 4, 4],
    ],
  } as const;
  expect(intervalOf(small, 0, [4, 3, 2, 1])).toEqual({ low: 3, high: 6 });
});

test('non-negativity alone: 15 = 10 + 5 + x + x', () => {
  const small = { lower: [0, 0], upper: [15, 15], sums: [[[0, 1], 0, 0]] } as const;
  expect(intervalOf(small, 0, [0, 0])).toEqual({ low: 0, high: 0 });
});

test('positivity: 2 = x + y, both at least 1', () => {
  const small = { lower: [1, 1], upper: [15, 15], sums: [[[0, 1], 2, 2]] } as const;
  expect(intervalOf(small, 0, [1, 1])).toEqual({ low: 1, high: 1 });
});

test('upper bounds: two cells below 10 that add up to 18 are both 9', () => {
  const small = { lower: [1, 1], upper: [9, 9], sums: [[[0, 1], 18, 18]] } as const;
  expect(intervalOf(small, 0, [9, 9])).toEqual({ low: 9, high: 9 });
});

test('rounding unpicked: four cells to 5 and their total to 10 are all 3', () => {
  // Each reads "5" (3 to 7), the total reads "10" (8 to 12): 4 × 3 = 12 is the only way.
  const small = { lower: [3, 3, 3, 3], upper: [7, 7, 7, 7], sums: [[[0, 1, 2, 3], 8, 12]] } as const;
  for (const unknown of [0, 1, 2, 3]) expect(intervalOf(small, unknown, [3, 3, 3, 3])).toEqual({ low: 3, high: 3 });
  expect(rangeOver(enumerate({ ...small, ask: [] }), [0])).toEqual({ low: 3, high: 3 });
});
