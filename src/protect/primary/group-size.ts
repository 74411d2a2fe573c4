import type { PrimaryRule } from './rule.ts';

/** CMS publishes no group of 1 to 10; sensitive indicators ask for 20. An empty group has nobody to protect unless zeros are protected. */
export const groupSize: PrimaryRule = {
  id: 'group-size',
  reason: 'fewer people than any published group may have',
  unsafe: ({ base, sensitive }, policy) => {
    const least = sensitive ? policy.minGroupSensitive : policy.minGroup;
    return base < least && (base > 0 || policy.zeros === 'protected');
  },
};
