import type { Breakdown, Policy } from '#core';
import type { Counts, Sums, Tally } from './counts.ts';
import type { Structure } from './groups.ts';
import { brokenRule } from './primary/index.ts';

/** Of the people in groups large enough to show, at most this share may be lost to a finer form before a coarser one is taken. */
const TOLERATED_LOSS = 0.1;

/**
 * Merge before withholding: the finest form of the indicator, per breakdown, that loses few people to the cell rules; never finer than
 * in a table that is a margin of this one. Returns the place of the form in the indicator's list.
 */
export function chooseForms(counts: Counts, structure: Structure, breakdowns: readonly Breakdown[], policy: Policy): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  const byDepth = [...breakdowns].sort((a, b) => a.dimensions.length - b.dimensions.length);
  for (const breakdown of byDepth) {
    const margins = byDepth.filter((m) => m !== breakdown && m.dimensions.every((d) => breakdown.dimensions.includes(d)));
    let form = Math.max(0, ...margins.map((m) => chosen.get(m.id) ?? 0));
    while (form < counts.forms - 1 && loss(counts, structure, breakdown, form, policy) > TOLERATED_LOSS) form++;
    chosen.set(breakdown.id, form);
  }
  return chosen;
}

/** Share of the people in large enough groups whose group breaks a rule about cells in this form. */
function loss(counts: Counts, structure: Structure, breakdown: Breakdown, form: number, policy: Policy): number {
  let people = 0;
  let lost = 0;
  for (const key of structure.members.get(breakdown.id) ?? []) {
    const group = structure.groups.get(key);
    if (group === undefined) continue;
    const tally = counts.tally(group);
    const broken = brokenIn(counts, tally, form, policy);
    if (tally.base === 0 || broken?.id === 'group-size' || broken?.id === 'household-group') continue;
    people += tally.base;
    if (broken !== null) lost += bandable(counts, tally, form, policy) ? 0 : tally.base;
  }
  return people === 0 ? 0 : lost / people;
}

/** A published form also publishes every coarser one, so all of them must pass. */
export function brokenIn(counts: Counts, tally: Tally, form: number, policy: Policy) {
  for (let f = form; f < counts.forms; f++) {
    const cellsOf = ({ base, full }: Sums) => ({ base, cells: counts.inForm(full, f) });
    const householders = tally.householders === null ? null : cellsOf(tally.householders);
    const broken = brokenRule({ ...cellsOf(tally), sensitive: counts.indicator.sensitive, householders }, policy);
    if (broken !== null) return broken;
  }
  return null;
}

/**
 * May the group be shown as "over 95 %" / "under 5 %"? Only in a two-category form, when it is large enough that the band still covers
 * more than `minCell` possible counts: in a small group "over 95 %" would mean everybody. Of households there must be as many.
 */
export function bandable(counts: Counts, { base, full, householders }: Tally, form: number, policy: Policy): boolean {
  const { sensitive } = counts.indicator;
  const cells = counts.inForm(full, form);
  const large = (n: number): boolean => n >= policy.minGroupSensitive && n - bandEdge(n, policy) >= policy.minCell;
  if (!sensitive || cells.length !== 2 || !large(base) || (householders !== null && !large(householders.base))) return false;
  return cells.some((c) => c >= policy.homogeneity * base);
}

/** The smallest count that the upper band covers. */
export function bandEdge(base: number, policy: Policy): number {
  return Math.ceil(policy.homogeneity * base);
}
