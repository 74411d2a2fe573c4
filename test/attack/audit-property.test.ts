import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit, ContradictionError } from '#attack';
import { Solver } from '#solver';
import { propagate } from '../../src/attack/propagate.ts';
import { enumerate, rangeOver, type SmallSystem, systemOf } from './small-system.ts';

const solver = await Solver.load();
const RUNS = process.env['TUTTI_DEEP'] === undefined ? 400 : 6000;
/** Share of the targets that enumeration proves wide enough and the search may still leave unresolved. */
const TOLERATED = 0.01;

interface Case extends SmallSystem {
  readonly truth: readonly number[];
}

const subset = (n: number) => fc.uniqueArray(fc.nat({ max: n - 1 }), { minLength: 1, maxLength: n });

/** At most six unknowns of at most five values: all worlds can be listed. The facts are true of one of them. */
const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc
    .record({
      box: fc.array(fc.record({ low: fc.nat({ max: 2 }), room: fc.nat({ max: 4 }), at: fc.nat({ max: 4 }) }), {
        minLength: n,
        maxLength: n,
      }),
      facts: fc.array(fc.tuple(subset(n), fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.integer({ min: 0, max: 3 })), {
        maxLength: 6,
      }),
      ask: fc.array(fc.tuple(subset(n), fc.nat({ max: 5 }), fc.nat({ max: 8 })), { minLength: 1, maxLength: 5 }),
    })
    .map(({ box, facts, ask }) => {
      const truth = box.map(({ low, room, at }) => low + Math.min(room, at));
      const sums = facts.map(([index, below, above, kind]) => {
        const v = index.reduce((sum, i) => sum + (truth[i] ?? 0), 0);
        return kind > 0 ? ([index, v, v] as const) : ([index, v - below, v + above] as const);
      });
      return { truth, lower: box.map((b) => b.low), upper: box.map((b) => b.low + b.room), sums, ask };
    }),
);

describe('every small system, against all of its worlds', () => {
  test.each([
    ['with the truth', true],
    ['without it', false],
  ])('verdicts %s', (_, withTruth) => {
    const tally = { targets: 0, missed: 0, safe: 0, exact: 0, short: 0, unresolved: 0 };
    fc.assert(
      fc.property(cases, (small) => {
        const worlds = enumerate(small);
        const found = audit(systemOf(small), solver, withTruth ? Int32Array.from(small.truth) : null);
        expect(found.verdicts).toHaveLength(small.ask.length);
        small.ask.forEach(([index, width, reach], t) => {
          const verdict = found.verdicts[t]!;
          const range = rangeOver(worlds, index);
          const safe = range.high - range.low >= width && range.high >= reach;
          tally.targets++;
          tally[verdict.kind]++;
          if (verdict.kind === 'safe') {
            const values = new Set(worlds.map((w) => index.reduce((sum, i) => sum + (w[i] ?? 0), 0)));
            expect([safe, values.has(verdict.low), values.has(verdict.high)]).toEqual([true, true, true]);
            expect(verdict.high - verdict.low).toBeGreaterThanOrEqual(width);
          } else if (verdict.kind === 'unresolved') tally.missed += Number(safe);
          else {
            expect(safe).toBe(false);
            expect(range.low).toBeGreaterThanOrEqual(verdict.low);
            expect(range.high).toBeLessThanOrEqual(verdict.high);
            if (verdict.kind === 'exact') expect(range).toEqual({ low: verdict.low, high: verdict.high });
          }
        });
        if (!withTruth) return;
        const every = new Set(worlds.map((w) => w.join()));
        for (const world of found.worlds) expect(every.has([...world].join())).toBe(true);
      }),
      { seed: 20_260_301, numRuns: RUNS },
    );
    expect(tally.missed).toBeLessThanOrEqual(TOLERATED * tally.targets);
    // The generator must exercise what it claims to.
    for (const kind of ['safe', 'exact', 'short'] as const) expect(tally[kind]).toBeGreaterThan(RUNS / 20);
  });

  test('propagation keeps every world inside its bounds and is never looser than the start', () => {
    let tightened = 0;
    fc.assert(
      fc.property(cases, (small) => {
        const system = systemOf(small);
        const { lower, upper } = propagate(system);
        for (let i = 0; i < system.unknowns; i++) {
          const [low, high] = [lower[i] ?? Number.NaN, upper[i] ?? Number.NaN];
          expect(low >= (system.lower[i] ?? 0) && high <= (system.upper[i] ?? 0)).toBe(true);
          tightened += Number(low > (system.lower[i] ?? 0) || high < (system.upper[i] ?? 0));
          const range = rangeOver(enumerate(small), [i]);
          expect(range.low >= low && range.high <= high).toBe(true);
        }
      }),
      { seed: 7, numRuns: RUNS },
    );
    expect(tightened).toBeGreaterThan(RUNS / 4);
  });

  test('facts of no world at all are never safe', () => {
    let contradictions = 0;
    fc.assert(
      fc.property(cases, fc.nat({ max: 5 }), fc.integer({ min: 1, max: 2 }), (small, which, shift) => {
        const at = small.sums.length === 0 ? -1 : which % small.sums.length;
        const sums = small.sums.map(([index, low, high], k) =>
          k === at ? ([index, low + shift, high + shift] as const) : ([index, low, high] as const),
        );
        fc.pre(at >= 0 && enumerate({ ...small, sums }).length === 0);
        try {
          const { verdicts, worlds } = audit(systemOf({ ...small, sums }), solver, null);
          expect(worlds).toEqual([]);
          expect(verdicts.map((v) => v.kind)).not.toContain('safe');
        } catch (error) {
          expect(error).toBeInstanceOf(ContradictionError);
          contradictions++;
        }
      }),
      { seed: 11, numRuns: RUNS / 4, maxSkipsPerRun: 1000 },
    );
    expect(contradictions).toBeGreaterThan(0);
  });
});
