import type { CountedIndicator, Policy, Tabulation } from '#core';
import { Solver } from '#solver';
import { audit, type Verdict } from './audit.ts';
import { derivedGroups } from './derived.ts';
import { propagate } from './propagate.ts';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack } from './release-system.ts';
import { swapWorlds } from './swaps.ts';
import { sumOf } from './system.ts';

/** What the attacker achieved against one indicator. `exposed` names groups (keys over all dimensions), without numbers. */
export interface IndicatorAttack {
  readonly indicator: string;
  readonly targets: number;
  readonly verdicts: Readonly<Record<Verdict['kind'], number>>;
  readonly exposed: readonly string[];
  /** Witness worlds over `atoms` × categories: the proof by alternative workforce. */
  readonly atoms: readonly number[];
  readonly worlds: readonly Int32Array[];
}

/** Attacks one indicator of a release as an employer with the staff list would. Nothing here comes from `protect`. */
export async function attackIndicator(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy): Promise<IndicatorAttack> {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  const { verdicts, worlds } = audit(attack.system, await Solver.load(), attack.truth, swapWorlds(attack, tabulation, indicator));
  if (verdicts.length !== attack.system.targets.length) throw new Error('not every target was judged');
  const exposed = verdicts.flatMap((verdict, t) => (verdict.kind === 'safe' ? [] : [attack.subjects[t] ?? '']));
  exposed.push(...derivedGroups(tabulation, indicator, attack.located, policy).map((e) => e.subject));
  if (indicator.sensitive) exposed.push(...pinned(attack, indicator));
  const tally: Record<Verdict['kind'], number> = { safe: 0, exact: 0, short: 0, unresolved: 0 };
  for (const { kind } of verdicts) tally[kind]++;
  return { indicator: indicator.id, targets: verdicts.length, verdicts: tally, exposed: [...new Set(exposed)], atoms: attack.atoms, worlds };
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
