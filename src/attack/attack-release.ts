import type { CountedIndicator, Policy, Tabulation } from '#core';
import type { Verdict } from './audit.ts';
import { certainCrossings, uncertainCrossings } from './crossings.ts';
import { derivedGroups } from './derived.ts';
import { propagate } from './propagate.ts';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack } from './release-system.ts';
import { seekWorlds } from './seek-worlds.ts';
import { sumOf } from './system.ts';
import type { World } from './world.ts';

/** What the attacker achieved against one indicator. `exposed` names groups (keys over all dimensions), without numbers. */
export interface IndicatorAttack {
  readonly indicator: string;
  readonly targets: number;
  readonly verdicts: Readonly<Record<Verdict['kind'], number>>;
  readonly exposed: readonly string[];
  /** Of exposed groups the first target that is too narrow, by its place; none for those that are exposed in another way. */
  readonly narrow: ReadonlyMap<string, number>;
  /** Witness worlds over `atoms` × categories, the true one first: the proof by alternative workforce. */
  readonly atoms: readonly number[];
  readonly truth: Int32Array;
  readonly worlds: readonly World[];
}

/**
 * Attacks one indicator of a release as an employer with the staff list would, and as one to whom `insiders` people have told their own
 * answers. Nothing here comes from `protect`. `known` are worlds of an earlier attack, which are tried before others are looked for.
 */
export async function attackIndicator(
  tabulation: Tabulation,
  indicator: CountedIndicator,
  tables: readonly AttackedTable[],
  policy: Policy,
  known: readonly World[] = [],
): Promise<IndicatorAttack> {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  const { kinds, unchecked, worlds } = await seekWorlds(attack, policy, indicator.categories.length, known);
  if (kinds.length !== attack.system.targets.length) throw new Error('not every target was judged');
  const judged = (wanted: Verdict['kind']) => kinds.flatMap((kind, t) => (kind === wanted && !unchecked.has(t) ? [t] : []));
  const narrow = [...judged('exact'), ...judged('short'), ...judged('unresolved')];
  const derived = derivedGroups(tabulation, indicator, attack.located, policy).map((e) => e.subject);
  const given = indicator.sensitive ? pinned(attack, indicator) : [];
  const crossed = certainCrossings(attack, indicator, policy, worlds);
  const named = narrow.map((t) => [attack.subjects[t] ?? '', t] as const);
  // The surest loss first.
  const seen = [...derived, ...given, ...crossed, ...named.map(([subject]) => subject)];
  // Where nothing else is left: a search for each would be wasted on a release that is not to leave.
  const shared = seen.length > 0 ? { certain: [], worlds: [] } : uncertainCrossings(attack, indicator, policy, worlds);
  const exposed = [...seen, ...shared.certain];
  const tally: Record<Verdict['kind'], number> = { safe: 0, exact: 0, short: 0, unresolved: 0 };
  for (const kind of kinds) tally[kind]++;
  return { indicator: indicator.id, targets: kinds.length, verdicts: tally, exposed: [...new Set(exposed)], narrow: new Map(named.toReversed()), atoms: attack.atoms, truth: attack.truth, worlds: [...worlds, ...shared.worlds] };
}

/** People whose sensitive answer follows from several published zeros taken together: the smallest shown group that holds them. */
function pinned(attack: ReleaseAttack, indicator: CountedIndicator): string[] {
  const { lower, upper } = propagate(attack.system);
  const width = indicator.categories.length;
  return attack.atoms.flatMap((atom, i) => {
    const own = Int32Array.from({ length: width }, (_, c) => i * width + c);
    if (sumOf(own, lower) !== sumOf(own, upper)) return [];
    const around = attack.located.filter((l) => l.row.state === 'shown' && l.row.kind === 'group' && l.atoms.includes(atom));
    const [least] = around.sort((a, b) => a.people - b.people);
    // With no shown group around them it is the pattern as a whole that gives them away.
    return [least?.key ?? ''];
  });
}
