import { isRounded, type Range, standsFor } from '#core';
import type { Knowledge, TableRules } from './table-system.ts';

/**
 * How uncertain a cell printed as an interval must stay within it. Null: the interval is a rounded count, which is not unsafe, however well it
 * is known. In a sensitive indicator an interval may say that (nearly) everybody gave the answer; where it may be either, it says that.
 */
export function uncertaintyWithin(band: Range, head: Knowledge | undefined, indicator: { readonly sensitive: boolean } | null, rules: TableRules): number | null {
  const { roundTo, minGroup, minCell } = rules;
  const whole = band.high - band.low;
  if (roundTo === 1) return whole;
  const alike = indicator?.sensitive === true ? nearlyEverybody(head, rules) : null;
  // Reckoned from a head count at its lowest and at its highest, it is wider than nearly everybody's answer can vary.
  if (alike?.low === band.low && alike.high === band.high) return band.high - most(band.high, rules);
  return isRounded(band, roundTo, indicator === null ? minGroup : minCell) ? null : whole;
}

/**
 * An interval that says (nearly) everybody ends at the head count, as that is printed: whoever withholds it has said it all the same. Null where the
 * interval does not look like one.
 */
export function headBehind(band: Range, rules: TableRules): Range | null {
  const { roundTo, minGroup, minCell } = rules;
  if (band.low === 0 || (roundTo > 1 && isRounded(band, roundTo, minCell))) return null;
  const head = standsFor(band.high, roundTo, minGroup);
  // A head count under the smallest group is printed nowhere, and no interval is reckoned from it.
  return head.low <= head.high && head.high === band.high && most(head.low, rules) === band.low ? head : null;
}

/** The interval that says so, which is reckoned from the head count as it is printed; null where that is withheld, and such intervals with it. */
function nearlyEverybody(head: Knowledge | undefined, rules: TableRules): Range | null {
  if (head === undefined || head.status === 'withheld') return null;
  const { low, high } = head.status === 'banded' ? head : standsFor(head.count, rules.roundTo, rules.minGroup);
  return { low: most(low, rules), high };
}

function most(people: number, { homogeneity }: TableRules): number {
  return Math.ceil(homogeneity * people - 1e-9);
}
