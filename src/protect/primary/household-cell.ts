import type { PrimaryRule } from './rule.ts';

/**
 * An answer that people of very few households gave. There may be more households than householders who gave it, never fewer: of an answer that
 * somebody gave and no householder did, nothing is known but that it is one household's at least. The rest without an answer is made of others, each
 * of which is asked for as many.
 */
export const householdCell: PrimaryRule = {
  id: 'household-cell',
  reason: 'an answer given by people of very few households',
  unsafe: ({ cells, householders }, policy) => householders != null && cells.some((c, i) => c > 0 && (householders.cells[i] ?? 0) < policy.minCell),
};
