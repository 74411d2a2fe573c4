/** A release that has left, as the ledger remembers it. */
export interface EarlierRelease {
  readonly report: string;
  readonly period: string;
  readonly contentHash: string;
}

export type HistoryVerdict = 'new' | 'repeated' | 'HISTORY_OVERLAPS';

/**
 * Two releases about the same people at the same time can be subtracted from each other (attacks A20 to A24, A38, A39). Until changed
 * people are counted per cell, the rule is plain: a period of an employer is reported once. The same numbers again are no news; other
 * numbers, or another report on an overlapping period, are refused. Different periods share no answer: an answer counts in the period
 * in which it was given.
 */
export function historyVerdict(earlier: readonly EarlierRelease[], release: EarlierRelease): HistoryVerdict {
  const overlapping = earlier.filter((e) => overlaps(e.period, release.period));
  if (overlapping.length === 0) return 'new';
  return overlapping.every((e) => e.report === release.report && e.period === release.period && e.contentHash === release.contentHash) ? 'repeated' : 'HISTORY_OVERLAPS';
}

/** `2026-Q3` lies in `2026`. */
function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}
