import type { Population, Tabulation } from '#core';
import { groupKey, type HiddenBefore } from '#protect';
import type { ReleaseContent } from '#release';

/** What last year's signed release says about sizes, and nothing else of it: the groups that it printed for no indicator of a kind. */
export function hiddenBefore(earlier: ReleaseContent, tabulation: Tabulation): HiddenBefore {
  const printed = new Map<string, Set<string>>();
  const withheld = new Map<string, Set<string>>();
  for (const table of earlier.tables) {
    const indicator = earlier.indicators.find(({ id }) => id === table.indicator);
    const known = table.dimensions.every((id) => tabulation.dimensions.some((d) => d.id === id));
    if (indicator === undefined || !known) continue;
    const kind = kindOf(indicator);
    for (const row of table.rows) {
      if (row.kind === 'remainder') continue;
      const codes = tabulation.dimensions.map(({ id, total }) => row.codes[table.dimensions.indexOf(id)] ?? total);
      const groups = row.state === 'withheld' ? withheld : printed;
      groups.set(kind, (groups.get(kind) ?? new Set()).add(groupKey(codes)));
    }
  }
  const hidden = new Map([...withheld].map(([kind, groups]) => [kind, groups.difference(printed.get(kind) ?? new Set())]));
  return (indicator) => hidden.get(kindOf(indicator)) ?? new Set();
}

/** Indicators of one kind share their groups' sizes and the smallest group. */
function kindOf({ population, sensitive }: { readonly population: Population; readonly sensitive: boolean }): string {
  return `${population} ${String(sensitive)}`;
}
