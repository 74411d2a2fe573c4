import type { CountedIndicator, Policy } from '#core';

/**
 * The groups (by key) that the employer's release of the year before printed for no indicator that counts as these do: over the same
 * population, with the same smallest group. A group that any of them printed was large enough then, whatever hid its other answers.
 */
export type HiddenBefore = (indicator: Pick<CountedIndicator, 'population' | 'sensitive'>) => ReadonlySet<string>;

/** Nothing is remembered: there is no earlier release. */
export const NOTHING_HIDDEN: HiddenBefore = () => new Set();

/** How many people more than the smallest group a hidden group needs before it appears. */
const MARGIN = 5;

/**
 * A group that was hidden appears only from `MARGIN` people over the smallest group on, while one that was shown stays shown down to the
 * smallest group (attack A26): a group that comes and goes with one person would tell that the person took part.
 */
export function appearsTooSoon(base: number, { sensitive }: Pick<CountedIndicator, 'sensitive'>, policy: Policy): boolean {
  return base > 0 && base < (sensitive ? policy.minGroupSensitive : policy.minGroup) + MARGIN;
}
