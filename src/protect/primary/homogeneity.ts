import type { PrimaryRule } from './rule.ts';

/** (Nearly) everybody gave the same sensitive answer: the number speaks about each of them (attack A13). */
export const homogeneity: PrimaryRule = {
  id: 'homogeneity',
  reason: 'nearly everybody gave the same sensitive answer',
  unsafe: ({ base, cells, sensitive }, policy) => sensitive && base > 0 && cells.some((c) => c >= policy.homogeneity * base),
};
