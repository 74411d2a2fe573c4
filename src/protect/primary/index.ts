import type { Policy } from '#core';
import { groupSize } from './group-size.ts';
import { homogeneity } from './homogeneity.ts';
import { householdCell } from './household-cell.ts';
import { householdGroup } from './household-group.ts';
import type { PrimaryRule, Subject } from './rule.ts';
import { smallCell } from './small-cell.ts';
import { smallRest } from './small-rest.ts';

export type { PrimaryRule, Subject } from './rule.ts';

/** Every rule that can make a group's counts unsafe by themselves, in the order in which the first one to fire is recorded. */
export const PRIMARY_RULES: readonly PrimaryRule[] = [groupSize, householdGroup, smallCell, smallRest, householdCell, homogeneity];

/** The first rule that the counts break, or null. */
export function brokenRule(subject: Subject, policy: Policy): PrimaryRule | null {
  return PRIMARY_RULES.find((rule) => rule.unsafe(subject, policy)) ?? null;
}
