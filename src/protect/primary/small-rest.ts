import type { PrimaryRule } from './rule.ts';

/** All but 1 to minCell − 1 people gave the same answer: the rest is a small cell as well (attack A2). */
export const smallRest: PrimaryRule = {
  id: 'small-rest',
  reason: 'an answer given by all but very few people',
  unsafe: ({ base, cells }, policy) => cells.some((c) => base - c > 0 && base - c < policy.minCell),
};
