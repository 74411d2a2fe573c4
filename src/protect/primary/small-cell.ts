import type { PrimaryRule } from './rule.ts';

/** A count of 1 to minCell − 1 (attack A1); 0 too where zeros are protected. */
export const smallCell: PrimaryRule = {
  id: 'small-cell',
  reason: 'an answer given by very few people',
  unsafe: ({ base, cells }, policy) => base > 0 && cells.some((c) => c < policy.minCell && (c > 0 || policy.zeros === 'protected')),
};
