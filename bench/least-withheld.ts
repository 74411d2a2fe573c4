import { type Choice, type Needs, settleShares } from '../src/protect/cells/needs/needs.ts';

const NEAR = 1e-6;
/** What is not chosen is open by so little, at first: that leads to conditions about few cells. */
const AJAR = 1e-4;
const FAR = 100;

export interface Bound {
  /** No pattern that keeps every unsafe cell as wide as the policy asks withholds fewer published cells than this. */
  readonly least: number;
  readonly conditions: number;
  /** Whether so many cells keep every condition that could still be found. */
  readonly tight: boolean;
}

interface Limits {
  readonly seconds: number;
  readonly now: () => number;
  readonly say: (text: string) => void;
}

const ONE = () => 1;

/** A lower bound on what any safe pattern of a block withholds: first in shares of cells, then in whole cells for as long as there is time. */
export function leastWithheld(needs: Needs, { seconds, now, say }: Limits): Bound {
  const end = now() + seconds;
  let choice: Choice | null = settleShares(needs, ONE);
  let least = 0;
  for (let whole = false; choice !== null; whole = true) {
    least = Math.max(least, Math.ceil(choice.bound - NEAR));
    say(`${whole ? 'whole cells' : 'shares'}: ${choice.bound.toFixed(2)} by ${needs.conditions.length} conditions`);
    if (choice.shares === null) break;
    if (whole && lookedThrough(needs, choice.shares) === 0) return { least, conditions: needs.conditions.length, tight: true };
    if (now() > end) break;
    choice = needs.cheapest(ONE, Math.max(1, end - now()));
  }
  return { least, conditions: needs.conditions.length, tight: false };
}

function lookedThrough(needs: Needs, shares: Float64Array): number {
  const chosen = new Set(needs.open.filter((_, i) => (shares[i] ?? 0) > 0.5));
  for (const ajar of [AJAR, 0]) {
    const found = needs.look(needs.unsafe, (cell) => (chosen.has(cell) ? 1 : ajar), ajar > 0 ? FAR : Infinity).length;
    if (found > 0) return found;
  }
  return 0;
}
