import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { mayBeShown, type Part } from '../../src/app/book/may-be-shown.ts';

/** The rules for showing an employer what several others come to, and what two clients who compare notes can make of it. */

const part = (answered: number, picked: number): Part => ({ answered, picked });
const even = (n: number, people = 100, picked = 40): readonly Part[] => Array.from({ length: n }, () => part(people, picked));

describe('a share of others is shown', () => {
  test('of six like ones, not of five: one of them may compare notes with the reader', () => {
    expect(mayBeShown(even(6))).toBe(true);
    expect(mayBeShown(even(5))).toBe(false);
  });

  test('from 100 people on, without any one employer', () => {
    expect(mayBeShown(even(6, 20, 8))).toBe(true);
    expect(mayBeShown(even(6, 19, 8))).toBe(false);
  });

  test('where nobody has over three tenths of the people that are left without another', () => {
    // 200 of 700, less 100: exactly a third is too much, 180 of 600 is not.
    expect(mayBeShown([part(200, 80), ...even(5)])).toBe(false);
    expect(mayBeShown([part(120, 48), ...even(5)])).toBe(true);
    expect(mayBeShown([part(180, 72), ...even(7)])).toBe(true);
  });

  test('nor of those who gave the answers, nor of those who did not', () => {
    expect(mayBeShown([part(100, 80), ...even(6)])).toBe(true);
    expect(mayBeShown([part(100, 80), ...even(6, 100, 20)])).toBe(false);
    expect(mayBeShown([part(100, 20), ...even(6, 100, 80)])).toBe(false);
  });

  test('not where nobody gave the answers, or everybody did: that would be each one’s number', () => {
    expect(mayBeShown(even(8, 100, 0))).toBe(false);
    expect(mayBeShown(even(8, 100, 100))).toBe(false);
  });
});

const pools = fc.array(
  fc.tuple(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 0, max: 100 })).map(([people, share]) => part(people, Math.round((people * share) / 100))),
  { minLength: 6, maxLength: 14 },
);

describe('what clients can do with it', () => {
  property.prop([pools], { numRuns: 3000 })('two largest hold under nine tenths, and the second cannot tell the largest within a tenth', (parts) => {
    if (!mayBeShown(parts)) return;
    for (const amount of [(p: Part) => p.answered, (p: Part) => p.picked, (p: Part) => p.answered - p.picked]) {
      const [first = 0, second = 0, ...others] = parts.map(amount).toSorted((a, b) => b - a);
      const rest = others.reduce((a, b) => a + b, 0);
      expect(first + second).toBeLessThan(0.9 * (first + second + rest));
      // p %: the second subtracts itself from the total; what is too much in its estimate of the first is the rest.
      expect(rest).toBeGreaterThan(0.1 * first);
    }
  });

  /**
   * The reader and one member lay their chapters side by side, and are given more than they have: the exact head counts of all others, and
   * both shares before rounding, hence how many of the rest gave the answers. How many of one employer's people can that have been?
   */
  const rangeOf = (target: Part, rest: readonly Part[]): { readonly low: number; readonly high: number } => {
    const all = (amount: (p: Part) => number) => rest.reduce((sum, p) => sum + amount(p), 0);
    const picked = all((p) => p.picked);
    return { low: Math.max(0, picked - (all((p) => p.answered) - target.answered)), high: Math.min(target.answered, picked) };
  };

  /** They must reckon with more than three times as many as gave the answers, or as did not, unless that is everybody there. */
  const staysOpen = (target: Part, rest: readonly Part[]): boolean => {
    const { low, high } = rangeOf(target, rest);
    const { answered: people, picked } = target;
    return high >= Math.min(people, 3 * picked) && people - low >= Math.min(people, 3 * (people - picked));
  };

  property.prop([pools, fc.nat(13)], { numRuns: 3000 })('the reader and one of the others together are left with each of the rest wide open', (parts, at) => {
    if (!mayBeShown(parts)) return;
    const rest = parts.filter((_, i) => i !== at % parts.length);
    expect(rest.length).toBeGreaterThanOrEqual(5);
    expect(rest.filter((target) => !staysOpen(target, rest))).toEqual([]);
  });

  test('without the rules they have it: one employer is nearly all of the pool', () => {
    const large = part(400, 200);
    const rest = [large, part(10, 4), part(10, 4), part(10, 4), part(10, 4), part(10, 4)];
    expect(rangeOf(large, rest)).toEqual({ low: 170, high: 220 });
    expect(staysOpen(large, rest)).toBe(false);
    expect(mayBeShown([...rest, part(10, 4)])).toBe(false);
  });

  test('the random pools are of both kinds', () => {
    const drawn = fc.sample(pools, { numRuns: 1000, seed: 1 }).map(mayBeShown);
    expect(drawn.filter(Boolean).length).toBeGreaterThan(50);
    expect(drawn.filter((shown) => !shown).length).toBeGreaterThan(50);
  });
});
