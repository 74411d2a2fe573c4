import type { Breakdown, Policy, Tabulation } from '#core';
import { Counts } from './counts.ts';
import { structureOf } from './groups.ts';
import { nestings } from './nesting.ts';
import { candidateOrder } from './order.ts';
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
  /** Per indicator: groups that need more cover, from earlier audits of the same release. */
  readonly exposed: Readonly<Record<string, readonly string[]>>;
}

export interface Protected {
  readonly tier: 'full' | 'participation' | 'active';
  readonly tables: readonly ProtectedTable[];
  /** Private: the decisions behind the tables, for `explain`; never part of a release. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

/**
 * Counts in, counts out, and a withheld number does not exist in what comes out. Who took part is protected first: a group withheld
 * there is withheld for every indicator (a remainder of two abstainers would name them; attack A48). Then each indicator alone, which is
 * enough because the attacker is given every head count (`algorithms.md` 3.10). Pure and deterministic.
 */
export function protect(request: ProtectRequest): Protected {
  const { tabulation, policy, participation } = request;
  const completers = tabulation.heads.completers.reduce((a, b) => a + b, 0);
  if (completers < policy.minParticipation) return { tier: 'active', tables: [], decisions: new Map() };
  const tier = completers < policy.minCompleters ? 'participation' : 'full';
  const structure = structureOf(tabulation, request.breakdowns);
  const order = candidateOrder(request.secret);
  const near = { eligible: nestings(structure, 'eligible'), completers: nestings(structure, 'completers') };
  const decisions = new Map<string, Decision>();
  const tables: ProtectedTable[] = [];
  let forced: ReadonlySet<string> = new Set();
  const indicators = [...tabulation.indicators].sort((a, b) => Number(b.id === participation) - Number(a.id === participation));
  for (const indicator of indicators) {
    if (tier === 'participation' && indicator.id !== participation) continue;
    const counts = new Counts(tabulation, indicator);
    const decision = withhold(counts, {
      structure,
      breakdowns: request.breakdowns,
      nestings: near[indicator.population],
      policy,
      order,
      forced,
      exposed: request.exposed[indicator.id] ?? [],
    });
    if (indicator.id === participation) forced = new Set([...decision.state].filter(([, state]) => state !== 'shown').map(([key]) => key));
    decisions.set(indicator.id, decision);
    for (const breakdown of request.breakdowns) tables.push(tableOf(counts, breakdown, tabulation.dimensions, structure, decision, policy));
  }
  return { tier, tables, decisions };
}
