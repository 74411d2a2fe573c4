import { childrenOf, type ReleasedDimension } from '#release';
import type { SampleIndicator } from './sample-indicator.ts';

export interface Person {
  readonly codes: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, number>>;
  readonly completed: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A fixed sequence of numbers in [0, 1): mulberry32. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same people every time. */
export function people(
  size: number,
  dimensions: readonly ReleasedDimension[],
  indicators: readonly SampleIndicator[],
): readonly Person[] {
  const next = sequence(20261122);
  const leaves = dimensions.map((d) => ({
    id: d.id,
    codes: d.codes.map((c) => c.id).filter((id) => childrenOf(d, id).length === 0),
  }));
  return Array.from({ length: size }, () => {
    // Squaring makes early groups large and late ones small, as real companies are.
    const codes = Object.fromEntries(
      leaves.map(({ id, codes: of }) => [
        id,
        of[Math.floor((id === 'department' ? next() ** 2.2 : next()) * of.length)] ?? '',
      ]),
    );
    const answers: Record<string, number> = {};
    for (const { id, weights } of indicators) {
      let left = next() * sum(weights);
      answers[id] = Math.max(
        0,
        weights.findIndex((w) => (left -= w) < 0),
      );
    }
    return { codes, answers, completed: answers['completed'] === 0 };
  });
}
