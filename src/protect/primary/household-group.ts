import type { PrimaryRule } from './rule.ts';

/** People enough, of too few households: a couple knows each other's answers, so only households hide one another (attack A35). */
export const householdGroup: PrimaryRule = {
  id: 'household-group',
  reason: 'people of fewer households than any published group may have',
  unsafe: ({ base, sensitive, householders }, policy) => base > 0 && householders != null && householders.base < (sensitive ? policy.minGroupSensitive : policy.minGroup),
};
