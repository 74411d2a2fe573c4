import { describe, expect, test } from 'vitest';
import { audit, ContradictionError, holds } from '#attack';
import { Solver } from '#solver';
import { type SmallSystem, systemOf } from './small-system.ts';

const solver = await Solver.load();

const judge = (small: SmallSystem, truth: readonly number[] | null = null) =>
  audit(systemOf(small), solver, truth === null ? null : Int32Array.from(truth));

/** x₀ + x₁ = 5. */
const pair = (ask: SmallSystem['ask']): SmallSystem => ({ lower: [0, 0], upper: [5, 5], sums: [[[0, 1], 5, 5]], ask });

describe('verdicts', () => {
  test.each([
    ['wide enough', 5, 0, { kind: 'safe', low: 0, high: 5 }],
    ['one step short of the width', 6, 0, { kind: 'short', low: 0, high: 5 }],
    ['reaches far enough', 5, 5, { kind: 'safe', low: 0, high: 5 }],
    ['cannot reach', 2, 6, { kind: 'short', low: 0, high: 5 }],
  ] as const)('%s', (_, width, reach, verdict) => {
    expect(judge(pair([[[0], width, reach]])).verdicts).toEqual([verdict]);
    expect(judge(pair([[[0], width, reach]]), [2, 3]).verdicts).toEqual([verdict]);
  });

  test('a number that the facts give away is exact, whatever was asked', () => {
    const given = {
      lower: [0, 0],
      upper: [9, 9],
      sums: [
        [[0], 4, 4],
        [[0, 1], 7, 7],
      ],
      ask: [
        [[0], 1, 0],
        [[1], 1, 0],
        [[0, 1], 1, 0],
        [[1], 0, 0],
        [[1], 0, 4],
      ],
    } as const;
    expect(judge(given).verdicts.map((v) => `${v.kind} ${v.low}`)).toEqual([
      'exact 4',
      'exact 3',
      'exact 7',
      'safe 3',
      'exact 3',
    ]);
  });

  test('a sum is known although its parts are not', () => {
    expect(
      judge(
        pair([
          [[0, 1], 1, 0],
          [[1], 5, 0],
        ]),
      ).verdicts.map((v) => v.kind),
    ).toEqual(['exact', 'safe']);
  });

  test('known parts of a target count towards its reach', () => {
    // x₂ is 6 for certain; with it the target reaches 11 although its open part reaches 5 only.
    const mixed = {
      lower: [0, 0, 0],
      upper: [5, 5, 9],
      sums: [
        [[0, 1], 5, 5],
        [[2], 6, 6],
      ],
      ask: [
        [[0, 2], 5, 11],
        [[0, 2], 5, 12],
      ],
    } as const;
    for (const truth of [null, [2, 3, 6]]) {
      expect(judge(mixed, truth).verdicts).toEqual([
        { kind: 'safe', low: 6, high: 11 },
        { kind: 'short', low: 6, high: 11 },
      ]);
    }
  });

  test('no target, no verdict', () => {
    expect(judge(pair([])).verdicts).toEqual([]);
  });

  test('an interval is judged in whole numbers', () => {
    // Over the reals every one of them runs from 0 to 1; in whole numbers three halves do not exist.
    const odd = {
      lower: [0, 0, 0],
      upper: [9, 9, 9],
      sums: [
        [[0, 1], 1, 1],
        [[1, 2], 1, 1],
        [[0, 2], 1, 1],
      ],
      ask: [[[0], 1, 0]],
    } as const;
    expect(judge(odd).verdicts.every((v) => v.kind !== 'safe')).toBe(true);
  });
});

describe('worlds', () => {
  test('all witnesses satisfy every fact, the truth comes first, and they span what is claimed', () => {
    const small = {
      lower: [0, 0, 0, 0],
      upper: [10, 10, 10, 10],
      sums: [
        [[0, 1], 7, 7],
        [[2, 3], 3, 3],
        [[0, 2], 6, 6],
      ],
      ask: [
        [[0], 3, 0],
        [[3], 3, 0],
      ],
    } as const;
    const { verdicts, worlds } = judge(small, [4, 3, 2, 1]);
    expect(verdicts.map((v) => v.kind)).toEqual(['safe', 'safe']);
    expect([...(worlds[0] ?? [])]).toEqual([4, 3, 2, 1]);
    expect(worlds.every((world) => holds(systemOf(small), world))).toBe(true);
    expect(Math.max(...worlds.map((w) => w[0] ?? 0)) - Math.min(...worlds.map((w) => w[0] ?? 0))).toBe(3);
  });

  test('two runs find the same worlds', () => {
    const once = () => judge(pair([[[0], 4, 0]]), [2, 3]).worlds.map((w) => [...w]);
    expect(once()).toEqual(once());
  });
});

describe('facts that cannot be', () => {
  test('contradicting facts', () => {
    expect(() =>
      judge({
        lower: [0, 0],
        upper: [5, 5],
        sums: [
          [[0, 1], 5, 5],
          [[0, 1], 6, 6],
        ],
        ask: [[[0], 1, 0]],
      }),
    ).toThrow(ContradictionError);
    expect(() => judge({ lower: [0], upper: [5], sums: [[[0], 6, 9]], ask: [[[0], 1, 0]] })).toThrow(
      ContradictionError,
    );
  });

  test('a truth that the facts exclude', () => {
    expect(() => judge(pair([[[0], 1, 0]]), [2, 2])).toThrow('does not satisfy');
    expect(() => judge(pair([[[0], 1, 0]]), [6, -1])).toThrow('does not satisfy');
    expect(() => judge(pair([[[0], 1, 0]]), [5])).toThrow('does not satisfy');
  });

  test('a contradiction that only search can see is never a pass', () => {
    // Four cells in a ring, odd sums: real solutions exist, whole ones do not.
    const ring = {
      lower: [0, 0, 0],
      upper: [2, 2, 2],
      sums: [
        [[0, 1], 1, 1],
        [[1, 2], 1, 1],
        [[0, 2], 1, 1],
      ],
      ask: [
        [[0], 0, 0],
        [[1], 1, 0],
      ],
    } as const;
    const { verdicts, worlds } = judge(ring);
    expect(worlds).toEqual([]);
    expect(verdicts.map((v) => v.kind)).not.toContain('safe');
  });
});
