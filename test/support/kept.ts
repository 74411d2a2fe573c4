/**
 * What is counted of somebody followed, by the answers of the two years: written out by hand from the sentence ("better than a year before, or still
 * at the best level; without an answer then, judged by this year's alone") and not from the code. Levels best first.
 */
export const LEVELS = ['enough', 'some', 'short'] as const;
export type Answer = (typeof LEVELS)[number] | 'missing';
export const ANSWERS: readonly Answer[] = [...LEVELS, 'missing'];
export const KEPT: Readonly<Record<Answer, Readonly<Record<Answer, 'kept' | 'not-kept' | 'missing'>>>> = {
  enough: { enough: 'kept', some: 'not-kept', short: 'not-kept', missing: 'missing' },
  some: { enough: 'kept', some: 'not-kept', short: 'not-kept', missing: 'missing' },
  short: { enough: 'kept', some: 'kept', short: 'not-kept', missing: 'missing' },
  missing: { enough: 'kept', some: 'not-kept', short: 'not-kept', missing: 'missing' },
};
