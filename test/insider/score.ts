import { headsOf, type Tabulation } from '#core';
import { type Claim, type Held, knownOf } from '../../fixtures/insider/index.ts';
import type { Office } from './office.ts';

/** What is true of some claims. */
export interface Scored {
  readonly claims: number;
  /** Claims that are false: an attack that guesses is no attack. */
  readonly wrong: readonly string[];
  /** Claims narrower than promised about numbers that must stay uncertain. */
  readonly leaks: readonly string[];
  /** Narrow ranges, not exact, about groups that no table has: a known gap (docs/insider.md), counted here and held against nothing. */
  readonly loose: readonly string[];
}

/**
 * Holds claims against the truth. A leak is a claim narrower than the policy's width, less one for every colluder (a printed 5 is 4 others to one of
 * the five), about a number that must stay uncertain: one that the report withholds and that breaks a rule, or, where it is claimed exactly, one
 * of any people whatever that breaks a rule, if only that they are too few.
 */
export function score({ held, truth }: Office, claims: readonly Claim[]): Scored {
  const wrong = new Set<string>();
  const leaks = new Set<string>();
  const loose = new Set<string>();
  for (const claim of claims) {
    const { indicator, who, what, low, high, without } = claim;
    const question = held.codebook[indicator];
    if (question === undefined) throw new Error(`the questionnaire has no ${indicator}`);
    const gone = without.filter((w) => who.includes(w.kind));
    const people = countOf(held, truth, indicator, who, null) - gone.length;
    const count = countOf(held, truth, indicator, who, what) - gone.filter((w) => what.includes(w.category)).length;
    if (count < low || count > high) wrong.add(`${named(held, claim)}, truly ${count}`);
    const width = Math.min(held.policy.minCell - without.length, people);
    if (high - low >= width || what.length === question.categories.length || !mustStayUncertain(held, question.sensitive, count, people)) continue;
    (low === high || inReport(held, indicator, who) ? leaks : loose).add(`${named(held, claim)}, ${people} people`);
  }
  return { claims: claims.length, wrong: [...wrong], leaks: [...leaks], loose: [...loose] };
}

function inReport(held: Held, indicator: string, who: readonly number[]): boolean {
  const rows = reported.get(held) ?? new Map<string, ReadonlySet<string>>();
  reported.set(held, rows);
  const own = rows.get(indicator) ?? new Set(knownOf(held, indicator).groups.map((g) => g.who.join()));
  rows.set(indicator, own);
  return own.has(who.join());
}

const reported = new WeakMap<Held, Map<string, ReadonlySet<string>>>();

/** Where noughts are printed, that nobody gave an answer is no secret, and so (unless the question is sensitive) neither is that all gave another. */
export function mustStayUncertain({ policy }: Held, sensitive: boolean, count: number, people: number): boolean {
  const rest = people - count;
  if (people === 0 || (policy.zeros === 'shown' && (count === 0 || (rest === 0 && !sensitive)))) return false;
  return people < (sensitive ? policy.minGroupSensitive : policy.minGroup) || count < policy.minCell || (rest > 0 && rest < policy.minCell) || (sensitive && count >= policy.homogeneity * people);
}

const places = new WeakMap<Held, readonly (readonly number[])[]>();

/** People of these kinds who gave one of these answers; with `null`, all of the indicator's population. */
export function countOf(held: Held, truth: Tabulation, indicator: string, who: readonly number[], what: readonly number[] | null): number {
  const question = held.codebook[indicator];
  const counts = truth.counts[indicator];
  if (question === undefined || counts === undefined) throw new Error(`nobody counted ${indicator}`);
  const width = question.categories.length;
  const place = places.get(held) ?? atomsByKind(held, truth);
  places.set(held, place);
  return who
    .flatMap((k) => place[k] ?? [])
    .reduce((n, a) => n + (what === null ? (headsOf(truth, question.population)[a] ?? 0) : what.reduce((m, c) => m + (counts[a * width + c] ?? 0), 0)), 0);
}

/** The kinds of the staff list are the atoms of the truth, told by their codes. */
function atomsByKind(held: Held, truth: Tabulation): readonly (readonly number[])[] {
  const atoms = Map.groupBy(truth.codes.keys(), (a) => truth.codes[a]?.join('|') ?? '');
  return held.kinds.map((kind) => atoms.get(kind.codes.join('|')) ?? []);
}

function named({ codebook, kinds }: Held, { attack, indicator, who, what, low, high, without }: Claim): string {
  const answers = what.map((c) => codebook[indicator]?.categories[c]).join('+');
  const people = who.slice(0, 3).map((k) => kinds[k]?.codes.join('/'));
  const insiders = without.length === 0 ? '' : ` less ${without.map((w) => kinds[w.kind]?.codes.join('/')).join(', ')}`;
  return `${attack}: ${indicator} ${answers} of ${people.join(' ')}${who.length > 3 ? ` and ${who.length - 3} kinds` : ''}${insiders} in ${low}…${high}`;
}
