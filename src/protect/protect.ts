import { type Breakdown, type CountedIndicator, householdersOf, type Policy, type Tabulation } from '#core';
import { Counts } from './counts.ts';
import { structureOf } from './groups.ts';
import { type HiddenBefore, NOTHING_HIDDEN } from './hysteresis.ts';
import { nestings } from './nesting.ts';
import { candidate, candidateOrder } from './order.ts';
import { type ProtectedTable, tableOf } from './rows.ts';
import { type Decision, withhold } from './withhold.ts';

export interface ProtectRequest {
  readonly tabulation: Tabulation;
  readonly breakdowns: readonly Breakdown[];
  readonly policy: Policy;
  /** The instance's key for the candidate order. */
  readonly secret: Uint8Array;
  /** The indicator whose head counts decide for all others (who took part), if there is one. */
  readonly participation: string | null;
  /** The indicator whose counts of people followed and not decide for all that is counted of people followed. Left out: nobody is followed. */
  readonly following?: string | null;
  /** Per indicator: groups that need more cover, in the auditor's order. */
  readonly exposed: Readonly<Record<string, readonly string[]>>;
  /** Groups hidden in the release of the year before, read from it as it was signed. Left out: there is none. */
  readonly hiddenBefore?: HiddenBefore;
}

export interface Protected {
  readonly tier: 'full' | 'participation' | 'active';
  readonly tables: readonly ProtectedTable[];
  /** Private: the decisions behind the tables, for `explain`; never part of a release. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** One indicator's decision and its tables, one per breakdown. */
export interface Part {
  readonly decision: Decision;
  readonly tables: readonly ProtectedTable[];
}

/** What is the same for every indicator of an employer, worked out once; then each indicator, again if an auditor asks for more cover. */
export interface Protection {
  readonly tier: Protected['tier'];
  /** Who took part first, then who is followed, then the others as they come: those that the tier lets out. */
  readonly indicators: readonly CountedIndicator[];
  /** The one of some groups (by key) that goes before the others, as the candidate order has it; null where there is none. */
  first(groups: readonly string[]): string | null;
  /** `forced`: groups that are withheld whatever the indicator; `exposed`: groups that an auditor wants covered better, in its order. */
  decide(indicator: CountedIndicator, forced: ReadonlySet<string>, exposed: readonly string[]): Part;
}

export function prepare(request: Omit<ProtectRequest, 'exposed'>): Protection {
  const { tabulation, breakdowns, policy, participation, following = null, hiddenBefore = NOTHING_HIDDEN } = request;
  const completers = (householdersOf(tabulation, 'completers') ?? tabulation.heads.completers).reduce((a, b) => a + b, 0);
  const tier = completers < policy.minParticipation ? 'active' : completers < policy.minCompleters ? 'participation' : 'full';
  const structure = structureOf(tabulation, breakdowns);
  const order = candidateOrder(request.secret);
  const near = new Map([...new Set(tabulation.indicators.map((i) => i.population))].map((population) => [population, nestings(structure, population)]));
  const rank = (id: string): number => (id === participation ? 0 : id === following ? 1 : 2);
  const sorted = [...tabulation.indicators].sort((a, b) => rank(a.id) - rank(b.id));
  // Both sides of it are groups of people whom the employer can name, so both must be as large as a group, not as a cell.
  const asGroups = { ...policy, minCell: Math.max(policy.minCell, policy.minGroup) };
  const indicators = tier === 'active' ? [] : tier === 'participation' ? sorted.filter((i) => i.id === participation) : sorted;
  const counts = new Map(indicators.map((indicator) => [indicator.id, new Counts(tabulation, indicator)]));
  return {
    tier,
    indicators,
    first: (groups) => groups.flatMap((key) => structure.groups.get(key) ?? []).sort((a, b) => order(candidate(a), candidate(b)))[0]?.key ?? null,
    decide: (indicator, forced, exposed) => {
      const own = counts.get(indicator.id);
      if (own === undefined) throw new Error(`indicator ${indicator.id} is not protected in tier ${tier}`);
      const decision = withhold(own, { structure, breakdowns, nestings: near.get(indicator.population) ?? [], policy: indicator.id === following ? asGroups : policy, order, hiddenBefore: hiddenBefore(indicator), forced, exposed });
      return { decision, tables: breakdowns.map((breakdown) => tableOf(own, breakdown, tabulation.dimensions, structure, decision, policy)) };
    },
  };
}

/** Groups withheld for every indicator because their head counts are: a remainder of two abstainers would name them (attack A48). */
function forcedBy(decision: Decision): ReadonlySet<string> {
  return new Set([...decision.state].filter(([, state]) => state !== 'shown').map(([key]) => key));
}

/** Groups whose head counts are withheld, as far as indicators have been decided: for all that follow, or for those of people followed. */
export class Forced {
  readonly #request: Pick<ProtectRequest, 'participation' | 'following'>;
  #everywhere: ReadonlySet<string> = new Set();
  #followed: ReadonlySet<string> = new Set();

  constructor(request: Pick<ProtectRequest, 'participation' | 'following'>) {
    this.#request = request;
  }

  of({ population }: CountedIndicator): ReadonlySet<string> {
    return population === 'followed' ? new Set([...this.#everywhere, ...this.#followed]) : this.#everywhere;
  }

  decided({ id }: CountedIndicator, decision: Decision): void {
    if (id === this.#request.participation) this.#everywhere = forcedBy(decision);
    if (id === this.#request.following) this.#followed = forcedBy(decision);
  }
}

/**
 * Counts in, counts out, and a withheld number does not exist in what comes out. Who took part is protected first, and what is withheld
 * there is withheld for every indicator; then, where people are followed, how many are and are not, which decides for all that is counted of
 * them. Then each indicator alone, which is enough because the attacker is given every head count. Pure and deterministic.
 */
export function protect(request: ProtectRequest): Protected {
  const protection = prepare(request);
  const decisions = new Map<string, Decision>();
  const tables: ProtectedTable[] = [];
  const forced = new Forced(request);
  for (const indicator of protection.indicators) {
    const part = protection.decide(indicator, forced.of(indicator), request.exposed[indicator.id] ?? []);
    forced.decided(indicator, part.decision);
    decisions.set(indicator.id, part.decision);
    tables.push(...part.tables);
  }
  return { tier: protection.tier, tables, decisions };
}
