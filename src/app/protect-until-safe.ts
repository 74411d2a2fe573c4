import { attackIndicator, type IndicatorAttack } from '#attack';
import { canonicalJson, type Progress } from '#core';
import { protect, type Protected, type ProtectRequest } from '#protect';

/** Rounds of protect and attack before the release is refused. */
const MAX_ROUNDS = 20;

export type Outcome =
  | { readonly kind: 'safe'; readonly tables: Protected; readonly attacks: readonly IndicatorAttack[]; readonly rounds: number }
  | { readonly kind: 'refused'; readonly indicators: readonly string[] };

/**
 * Protects, attacks what came out, and where the attacker got too close asks for more cover, until nothing is exposed. An indicator that
 * did not change since its last attack is not attacked again. No safe pattern within the rounds: refused, nothing leaves.
 */
export async function protectUntilSafe(request: Omit<ProtectRequest, 'exposed'>, progress: Progress): Promise<Outcome> {
  const exposed: Record<string, string[]> = {};
  const known = new Map<string, { readonly of: string; readonly attack: IndicatorAttack }>();
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const result = protect({ ...request, exposed });
    const attacks: IndicatorAttack[] = [];
    for (const indicator of request.tabulation.indicators.filter((i) => result.decisions.has(i.id))) {
      const tables = result.tables.filter((t) => t.indicator === indicator.id);
      const of = canonicalJson(tables);
      const before = known.get(indicator.id);
      const attack = before?.of === of ? before.attack : await attackIndicator(request.tabulation, indicator, tables, request.policy);
      known.set(indicator.id, { of, attack });
      attacks.push(attack);
    }
    const open = attacks.filter((a) => a.exposed.length > 0);
    if (open.length === 0) return { kind: 'safe', tables: result, attacks, rounds: round };
    progress.step(`round ${round}: more cover for ${open.map((a) => a.indicator).join(', ')}`);
    for (const attack of open) exposed[attack.indicator] = [...(exposed[attack.indicator] ?? []), ...attack.exposed];
    if (round === MAX_ROUNDS) return { kind: 'refused', indicators: open.map((a) => a.indicator) };
  }
  throw new Error('unreachable');
}
