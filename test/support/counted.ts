import type { Tabulation } from '#core';

/** People of one category of an indicator in its full form, over all groups of a tabulation. */
export function countIn(tabulation: Tabulation, indicator: string, category: string): number {
  const definition = tabulation.indicators.find(({ id }) => id === indicator);
  const counts = tabulation.counts[indicator];
  const at = definition?.categories.indexOf(category) ?? -1;
  if (definition === undefined || counts === undefined || at < 0) throw new Error(`${indicator} has no category ${category}`);
  return tabulation.codes.reduce((sum, _, atom) => sum + (counts[atom * definition.categories.length + at] ?? NaN), 0);
}
