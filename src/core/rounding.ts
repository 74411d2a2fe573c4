/**
 * Conventional rounding of counts of people to a multiple of an odd number, as a form of publication: every count by itself, so that printed
 * sums need not add up. Odd, because then every whole number has one nearest multiple.
 */

/** All that a printed figure says: a count from `low` to `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The multiple of `to` nearest to a whole count. */
export function rounded(count: number, to: number): number {
  return to * Math.round(count / to);
}

/**
 * Which counts the figure printed for a count may stand for, once it is known that no count from 1 to `least` − 1 is printed at all: to 5 and
 * from 8, a 10 is one of 8 to 12. A nought is a nought.
 */
export function standsFor(count: number, to: number, least: number): Range {
  if (count === 0) return { low: 0, high: 0 };
  const figure = rounded(count, to);
  const reach = (to - 1) / 2;
  return { low: Math.max(least, figure - reach), high: figure + reach };
}

/** Whether an interval is what some rounded figure stands for. */
export function isRounded({ low, high }: Range, to: number, least: number): boolean {
  const range = standsFor(high, to, least);
  return low > 0 && range.low === low && range.high === high;
}
