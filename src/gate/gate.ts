import { certificateFlaws, type IndicatorAttack } from '#attack';
import { canonicalJson, type Policy, sha256, type Tabulation } from '#core';
import { checkContent, type Keys, type ManifestFacts, type ReleaseContent, type Released, writeBundle, type WrittenBundle } from '#release';
import { type EarlierRelease, historyVerdict } from './history.ts';
import { householdFlaw } from './households.ts';
import { tooFewNotFollowed } from './followed.ts';
import { appearingTooSoon } from './reappearing.ts';

export interface GateRequest {
  /** Exactly what would be signed. */
  readonly content: ReleaseContent;
  /** The truth behind it; never leaves the vault's process. */
  readonly tabulation: Tabulation;
  readonly policy: Policy;
  readonly attacks: readonly IndicatorAttack[];
  /** Earlier releases to the same employer. */
  readonly earlier: readonly EarlierRelease[];
  /** The release of the same report for the year before, as it was signed; null where there is none. */
  readonly before: ReleaseContent | null;
}

/** A refusal is a value: reasons are codes and places, never numbers of a group. */
export type Judgement =
  | { readonly kind: 'pass'; readonly repeated: boolean; readonly contentHash: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly details: readonly string[] };

/**
 * Says yes or no to a release, trusting nothing that made it: the tables to be signed must add up and keep the policy's floors; every
 * table must have been attacked; the attack's worlds must prove every withheld number uncertain by plain arithmetic; and the release
 * must not be readable against an earlier one.
 */
export function judge({ content, tabulation, policy, attacks, earlier, before }: GateRequest): Judgement {
  const checked = checkContent(content);
  if (!checked.ok) return { kind: 'refused', reason: 'CONTENT_UNSOUND', details: checked.problems.map((p) => `${p.where} ${p.what}`) };
  const few = tooFewNotFollowed(checked.content);
  if (few.length > 0) return { kind: 'refused', reason: 'FEW_NOT_FOLLOWED', details: few };
  const household = householdFlaw(checked.content, tabulation, policy);
  if (household !== null) return { kind: 'refused', ...household };
  const published = new Set(content.tables.map((t) => t.indicator));
  if (attacks.length !== published.size || attacks.some((a) => !published.has(a.indicator))) return { kind: 'refused', reason: 'NOT_ALL_ATTACKED', details: [] };
  for (const attack of attacks) {
    const indicator = tabulation.indicators.find((i) => i.id === attack.indicator);
    if (indicator === undefined) return { kind: 'refused', reason: 'NOT_ALL_ATTACKED', details: [attack.indicator] };
    if (attack.exposed.length > 0) return { kind: 'refused', reason: 'EXPOSED', details: [attack.indicator] };
    const tables = content.tables.filter((t) => t.indicator === attack.indicator);
    const [flaw] = certificateFlaws(tabulation, indicator, tables, policy, attack.worlds);
    if (flaw !== undefined) return { kind: 'refused', reason: flaw, details: [attack.indicator] };
  }
  const soon = before === null ? [] : appearingTooSoon(checked.content, before);
  if (soon.length > 0) return { kind: 'refused', reason: 'APPEARS_TOO_SOON', details: soon };
  const contentHash = sha256(canonicalJson(checked.content));
  const history = historyVerdict(earlier, { report: content.report.id, period: content.period.id, contentHash });
  if (history === 'HISTORY_OVERLAPS') return { kind: 'refused', reason: history, details: [content.period.id] };
  return { kind: 'pass', repeated: history === 'repeated', contentHash };
}

/** Hands over signed bytes, never a live object; only for what `judge` passed. `earlier` is what the report will be compared with. */
export function sign(dir: string, content: ReleaseContent, facts: Omit<ManifestFacts, 'earlier'>, keys: Keys, earlier: Released | null): WrittenBundle {
  return writeBundle(dir, content, facts, keys.privateKey, earlier);
}

/**
 * The private proof of a release: the people's kinds, how many of each gave which answer, and the worlds, each as what is another there: an
 * unknown (kind × answers + answer) and its people, the next unknown and its people. For an auditor with access to the state store.
 */
export function certificateOf(tabulation: Tabulation, attacks: readonly IndicatorAttack[]): string {
  return JSON.stringify({
    format: 'tutti-certificate/2',
    dimensions: tabulation.dimensions.map((d) => d.id),
    indicators: attacks.map(({ indicator, atoms, truth, worlds, targets }) => ({
      indicator,
      targets,
      kinds: atoms.map((a) => tabulation.codes[a] ?? []),
      truth: [...truth],
      worlds: worlds.map(({ at, count }) => Array.from(at, (unknown, k) => [unknown, count[k] ?? 0]).flat()),
    })),
  });
}
