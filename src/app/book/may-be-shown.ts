/**
 * When may a share of several employers be shown to another one? The rules protect the employers (their trade secrets): about people the
 * pool tells nothing that their own employer was not told already.
 */

/** What one employer (all employers of one owner) brings to a share: people who answered, and those of them who gave the answers. */
export interface Part {
  readonly answered: number;
  readonly picked: number;
}

/** Employers in the pool, and people in it, whoever of them is taken out. */
const MIN_EMPLOYERS = 5;
const MIN_PEOPLE = 100;
/** In tenths, of the pool and of each count that makes the share: those who gave the answers, and those who did not. */
const MAX_TENTHS = 3;

/**
 * The rules must hold for what is left when any one employer is taken out: two clients who compare notes, the reader and one of the pool,
 * know their own numbers and are left with the others'. So six are needed, not five. The limit of three tenths is the stricter of the
 * usual ones: it implies that two employers hold less than 90 % (n = 2, k = 90 %) and that the second largest cannot tell the largest
 * within p = 10 % (Hundepool et al., Statistical Disclosure Control, 4.2; the implication is tested on random pools).
 */
export function mayBeShown(parts: readonly Part[]): boolean {
  const people = parts.map(({ answered }) => answered);
  return (
    parts.length > MIN_EMPLOYERS &&
    sum(people) - Math.max(...people) >= MIN_PEOPLE &&
    undominated(people) &&
    undominated(parts.map(({ picked }) => picked)) &&
    undominated(parts.map(({ answered, picked }) => answered - picked))
  );
}

/** No one has more than three tenths, even with any other one taken out. Nothing at all is dominated: all would be known to have none. */
function undominated(amounts: readonly number[]): boolean {
  const [first = 0, second = 0] = amounts.toSorted((a, b) => b - a);
  const left = sum(amounts) - second;
  return first > 0 && 10 * first <= MAX_TENTHS * left;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** How many other employers a report needs at the least before anything can be compared. */
export const NEEDED = MIN_EMPLOYERS + 1;
