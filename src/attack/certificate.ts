import type { CountedIndicator, Policy, Tabulation } from '#core';
import { derivedGroups } from './derived.ts';
import type { AttackedTable } from './published.ts';
import { releaseAttack } from './release-system.ts';
import { holds, sumOf } from './system.ts';

/**
 * The proof by alternative workforce (`disclosure.md` §8), checked with plain whole-number arithmetic and no solver: every world has the
 * same people and prints the same tables, and for every number that must stay uncertain two worlds differ by the width asked for.
 * Returns what is wrong, as codes without numbers; an empty list is a proof.
 */
export function certificateFlaws(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy, worlds: readonly Int32Array[]): readonly string[] {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  const { system } = attack;
  if (!holds(system, attack.truth)) return ['TABLES_NOT_TRUE'];
  const flaws = new Set<string>();
  if (worlds.some((world) => !holds(system, world))) flaws.add('WORLD_CONTRADICTS_TABLES');
  for (const target of system.targets) {
    const values = [attack.truth, ...worlds].map((world) => sumOf(target.index, world));
    const high = values.reduce((a, b) => Math.max(a, b));
    const low = values.reduce((a, b) => Math.min(a, b));
    if (high - low < target.width || high < target.reach) flaws.add('WIDTH_NOT_PROVEN');
  }
  if (derivedGroups(tabulation, indicator, attack.located, policy).length > 0) flaws.add('DERIVED_GROUP_UNSAFE');
  return [...flaws];
}
