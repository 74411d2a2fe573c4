import { attackIndicator, hangsOn, type IndicatorAttack } from '#attack';
import type { CountedIndicator, Progress } from '#core';
import { Forced, type Part, prepare, type Protected, type Protection, type ProtectRequest } from '#protect';

/** Rounds of protect and attack on one indicator before the release is refused. */
const MAX_ROUNDS = 200;

export type Outcome =
  | { readonly kind: 'safe'; readonly tables: Protected; readonly attacks: readonly IndicatorAttack[]; readonly rounds: number }
  | { readonly kind: 'refused'; readonly indicators: readonly string[] };

type Request = Omit<ProtectRequest, 'exposed'>;

/** An indicator that withstands attack, and how often it was attacked. */
interface Safe {
  readonly part: Part;
  readonly attack: IndicatorAttack;
  readonly rounds: number;
}

/**
 * Protects, attacks what came out, and where the attacker got too close asks for more cover, until nothing is exposed: indicator by
 * indicator, since the attacker has every head count and they tell nothing about each other. No safe pattern within the rounds: refused,
 * nothing leaves.
 */
export async function protectUntilSafe(request: Request, progress: Progress): Promise<Outcome> {
  const protection = prepare(request);
  const safe = new Map<string, Safe>();
  const refused: string[] = [];
  const forced = new Forced(request);
  for (const indicator of protection.indicators) {
    const settled = await settle(indicator, forced.of(indicator), protection, request, progress);
    if (settled === null) refused.push(indicator.id);
    else {
      safe.set(indicator.id, settled);
      forced.decided(indicator, settled.part.decision);
    }
  }
  if (refused.length > 0) return { kind: 'refused', indicators: refused };
  const all = [...safe.values()];
  return {
    kind: 'safe',
    tables: { tier: protection.tier, tables: all.flatMap(({ part }) => part.tables), decisions: new Map([...safe].map(([id, { part }]) => [id, part.decision])) },
    attacks: request.tabulation.indicators.flatMap(({ id }) => safe.get(id)?.attack ?? []),
    rounds: Math.max(1, ...all.map((s) => s.rounds)),
  };
}

/**
 * One exposed group a round, the surest loss first and none twice before the others: what covers one often covers others too, and a group
 * that is covered in vain must not eat up everything around it. Where it is known which printed groups give it away, one of those goes. The worlds of a round are tried first in the next: less is printed there, so they still hold.
 */
async function settle(indicator: CountedIndicator, forced: ReadonlySet<string>, protection: Protection, { tabulation, policy }: Request, progress: Progress): Promise<Safe | null> {
  const asked: string[] = [];
  const subjects: string[] = [];
  let hidden = -1;
  let idle = 0;
  let attack: IndicatorAttack | null = null;
  for (let rounds = 1; rounds <= MAX_ROUNDS; rounds++) {
    const part = protection.decide(indicator, forced, asked);
    const now = [...part.decision.state.values()].filter((state) => state === 'withheld').length;
    idle = now === hidden ? idle + 1 : 0;
    // What is withheld stays so: as many as before are the same as before.
    if (attack === null || idle === 0) attack = await attackIndicator(tabulation, indicator, part.tables, policy, attack?.worlds);
    hidden = now;
    const worst = leastAsked(attack.exposed, subjects);
    if (worst === null) return { part, attack, rounds };
    // Everything was asked for once and there is nothing left to give.
    if (idle > attack.exposed.length) return null;
    progress.step(`${indicator.id}: more cover (round ${rounds})`);
    subjects.push(worst);
    const guilty = await hangsOn(tabulation, indicator, part.tables, policy, attack.narrow.get(worst));
    asked.push(protection.first(guilty) ?? worst);
  }
  return null;
}

function leastAsked(exposed: readonly string[], asked: readonly string[]): string | null {
  const times = (key: string) => asked.filter((other) => other === key).length;
  return exposed.reduce<string | null>((least, key) => (least === null || times(key) < times(least) ? key : least), null);
}
