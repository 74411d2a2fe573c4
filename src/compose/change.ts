import type { Direction, ReleasedRow } from '#release';
import { percent } from './numbers.ts';
import type { Share } from './published.ts';
import type { ChangeWord } from './texts/years.ts';

/** What became of one share from one year to the next. */
export interface Change {
  /** This year's printed share less last year's, in points, with the report's decimals. */
  readonly points: number;
  readonly word: ChangeWord;
}

/**
 * The difference of two exact shares, or null where one is a range or of nobody. Points are taken between the shares as printed, so
 * that a reader who subtracts finds the same; the word rests on the counts.
 */
export function changeOf(before: Share, now: Share, direction: Direction, decimals: number): Change | null {
  if (!before.exact || !now.exact || before.answered.low === 0 || now.answered.low === 0) return null;
  const [was, is] = [before.count.low / before.answered.low, now.count.low / now.answered.low];
  const scale = 10 ** decimals;
  const points = Math.round((percent(is, decimals) - percent(was, decimals)) * scale) / scale;
  return { points, word: wordFor(was, is, overlap(before, now), direction) };
}

function wordFor(was: number, is: number, close: boolean, direction: Direction): ChangeWord {
  if (close || was === is) return 'same';
  const higher = is > was;
  if (direction === 'neutral') return higher ? 'higher' : 'lower';
  return higher === (direction === 'good') ? 'better' : 'worse';
}

function overlap(a: Share, b: Share): boolean {
  const [one, other] = [interval(a.count.low, a.answered.low), interval(b.count.low, b.answered.low)];
  return one.low <= other.high && other.low <= one.high;
}

/** The 0.975 quantile of the normal distribution. */
const Z = 1.959964;

/** Wilson's 95 % score interval of a share (Wilson 1927; Brown, Cai & DasGupta 2001 recommend it for small numbers and for shares near 0 or 1). */
export function interval(count: number, of: number): { readonly low: number; readonly high: number } {
  const share = count / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Every count of the two rows is the same: last year's numbers, printed again. */
export function isReprint(before: ReleasedRow, now: ReleasedRow): boolean {
  if (before.state !== 'shown' || now.state !== 'shown') return false;
  return (
    before.base === now.base &&
    before.cells.length === now.cells.length &&
    before.cells.every((n, c) => n === now.cells[c])
  );
}
