import type { Breakdown, Policy } from '#core';
import { type Counts, together, without } from './counts.ts';
import { bandable, brokenIn, chooseForms } from './forms.ts';
import { type Group, groupKey, type GroupRelation, REMAINDER, type Structure } from './groups.ts';
import { appearsTooSoon } from './hysteresis.ts';
import type { Nesting } from './nesting.ts';
import { type Candidate, candidate } from './order.ts';

export type State = 'shown' | 'banded' | 'withheld';

/** What was decided about one indicator. `why` is private: it never leaves the state store. */
export interface Decision {
  readonly forms: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<string, State>;
  readonly why: ReadonlyMap<string, string>;
}

export interface Circumstances {
  readonly structure: Structure;
  readonly breakdowns: readonly Breakdown[];
  readonly nestings: readonly Nesting[];
  readonly policy: Policy;
  readonly order: (a: Candidate, b: Candidate) => number;
  /** Groups that the release of the year before hid. */
  readonly hiddenBefore: ReadonlySet<string>;
  /** Groups withheld for every indicator because their head counts are. */
  readonly forced: ReadonlySet<string>;
  /** Groups that the auditor found too exposed in this indicator, most recent last; each entry asks for more cover. */
  readonly exposed: readonly string[];
}

/**
 * Decides which groups of one indicator are shown. Whole groups go together: a reader sees a group's answers complete or not at all,
 * and the withheld siblings combined. Order of work: form, primary rules, then cover until every derivable remainder passes as well.
 */
export function withhold(counts: Counts, given: Circumstances): Decision {
  const work = new Work(counts, given);
  work.primaries();
  work.settle();
  for (const key of given.exposed) {
    work.coverMore(key);
    work.settle();
  }
  return { forms: work.forms, state: work.state, why: work.why };
}

class Work {
  readonly forms: ReadonlyMap<string, number>;
  readonly state = new Map<string, State>();
  readonly why = new Map<string, string>();
  readonly #counts: Counts;
  readonly #given: Circumstances;
  readonly #below = new Map<string, Group[]>();
  /** The finest form in which each group stands in some table. */
  readonly #finest = new Map<string, number>();

  constructor(counts: Counts, given: Circumstances) {
    this.#counts = counts;
    this.#given = given;
    this.forms = chooseForms(counts, given.structure, given.breakdowns, given.policy);
    for (const [breakdown, keys] of given.structure.members) {
      const form = this.forms.get(breakdown) ?? 0;
      for (const key of keys) this.#finest.set(key, Math.min(form, this.#finest.get(key) ?? form));
    }
    for (const { parent, children } of given.structure.relations) {
      const list = this.#below.get(parent.key) ?? [];
      list.push(...children);
      this.#below.set(parent.key, list);
    }
  }

  primaries(): void {
    for (const group of this.#given.structure.groups.values()) {
      const form = this.#finest.get(group.key) ?? 0;
      const tally = this.#counts.tally(group);
      const broken = brokenIn(this.#counts, tally, form, this.#given.policy);
      if (this.#given.forced.has(group.key)) this.#set(group, 'withheld', 'head-count');
      else if (this.#given.hiddenBefore.has(group.key) && appearsTooSoon(tally.householders?.base ?? tally.base, this.#counts.indicator, this.#given.policy)) this.#set(group, 'withheld', broken?.id ?? 'hidden-before');
      else if (broken === null) this.#set(group, 'shown', '');
      else if (bandable(this.#counts, tally, this.#counts.forms - 1, this.#given.policy)) this.#set(group, 'banded', broken.id);
      else this.#set(group, 'withheld', broken.id);
    }
    for (const group of this.#given.structure.groups.values()) if (this.state.get(group.key) === 'withheld') this.#close(group);
  }

  /** Adds cover until every relation's remainder and every accidental difference passes the primary rules. */
  settle(): void {
    let changed = true;
    while (changed) {
      changed = false;
      for (const relation of this.#given.structure.relations) while (this.#needsCover(relation) && this.#coverIn(relation, 'remainder')) changed = true;
      for (const nesting of this.#given.nestings) changed = this.#separate(nesting) || changed;
    }
  }

  /** More cover for a group that the auditor could still narrow down. */
  coverMore(key: string): void {
    const { relations, groups } = this.#given.structure;
    const remainder = relations.find((r) => remainderKeys(r).includes(key));
    if (remainder !== undefined && this.#coverIn(remainder, 'audit')) return;
    const group = remainder?.parent ?? groups.get(key);
    if (group !== undefined && this.state.get(key) === 'shown' && !isWhole(group, this.#given.structure)) {
      this.#withhold(group, 'audit');
      return;
    }
    const beside = relations.filter((r) => r.children.some((c) => c.key === key) && this.state.get(r.parent.key) === 'shown');
    const under = relations.filter((r) => r.parent.key === key && this.state.get(key) === 'banded');
    const covered = [...beside, ...under].map((relation) => this.#coverIn(relation, 'audit'));
    if (covered.some(Boolean) || (group !== undefined && this.#coverAround(group))) return;
    // Nothing else is left: the parents themselves have to go, then the indicator.
    const parents = beside.map((r) => r.parent);
    const last = parents.length > 0 ? parents : [...this.#given.structure.groups.values()].filter((g) => g.key === key || this.state.get(g.key) === 'shown');
    for (const gone of last) this.#withhold(gone, 'audit');
  }

  #needsCover({ parent, children }: GroupRelation): boolean {
    const state = this.state.get(parent.key);
    const peopled = children.filter((c) => this.#counts.base(c) > 0);
    const hidden = peopled.filter((c) => this.state.get(c.key) !== 'shown');
    // A banded parent must not be the sum of what is shown below it.
    if (state === 'banded') return hidden.length < Math.min(2, peopled.length);
    if (state !== 'shown') return false;
    if (hidden.length === 0 || hidden.length === peopled.length) return false;
    if (hidden.length === 1) return true;
    return this.#unsafe(hidden);
  }

  /** Would the sum of these groups break a rule? Judged in the finest form in which all of them could be worked out. */
  #unsafe(groups: readonly Group[]): boolean {
    const form = Math.max(...groups.map((g) => this.#finest.get(g.key) ?? 0));
    return brokenIn(this.#counts, together(groups.map((g) => this.#counts.tally(g))), form, this.#given.policy) !== null;
  }

  #coverIn({ children }: GroupRelation, why: string): boolean {
    const next = children
      .filter((c) => this.state.get(c.key) === 'shown' && this.#counts.base(c) > 0)
      .sort((a, b) => this.#given.order(candidate(a), candidate(b)))[0];
    if (next === undefined) return false;
    this.#withhold(next, why);
    return true;
  }

  /** No sibling is left: of the groups that share people with this one in other tables, the next goes. */
  #coverAround(group: Group): boolean {
    const { structure, order } = this.#given;
    const own = new Set(group.atoms);
    const next = [...structure.groups.values()]
      .filter((g) => this.state.get(g.key) === 'shown' && !isWhole(g, structure) && g.atoms.some((a) => own.has(a)))
      .sort((a, b) => order(candidate(a), candidate(b)))[0];
    if (next === undefined) return false;
    this.#withhold(next, 'audit');
    return true;
  }

  #separate({ group, parts, kind }: Nesting): boolean {
    if (this.state.get(group.key) !== 'shown') return false;
    const shown = parts.filter((p) => this.state.get(p.key) === 'shown');
    if (shown.length === 0 || (kind === 'around' && shown.length < parts.length)) return false;
    const form = Math.max(...[group, ...shown].map((g) => this.#finest.get(g.key) ?? 0));
    const own = this.#counts.tally(group);
    const others = together(shown.map((g) => this.#counts.tally(g)));
    const difference = kind === 'inside' ? without(own, others) : without(others, own);
    if (difference.base === 0 || brokenIn(this.#counts, difference, form, this.#given.policy) === null) return false;
    const next = [group, ...shown].filter((g) => !isWhole(g, this.#given.structure)).sort((a, b) => this.#given.order(candidate(a), candidate(b)))[0];
    if (next === undefined) return false;
    this.#withhold(next, 'nesting');
    return true;
  }

  #withhold(group: Group, why: string): void {
    this.#set(group, 'withheld', why);
    this.#close(group);
  }

  /** Inside a withheld group nothing is shown. */
  #close(group: Group): void {
    for (const child of this.#below.get(group.key) ?? []) if (this.state.get(child.key) !== 'withheld') this.#withhold(child, 'inside-withheld');
  }

  #set(group: Group, state: State, why: string): void {
    this.state.set(group.key, state);
    if (why !== '') this.why.set(group.key, why);
  }
}

/** How an auditor names the withheld children of a relation: the parent's code marked in the dimension that the relation runs along. */
function remainderKeys({ parent, children }: GroupRelation): string[] {
  return parent.codes.flatMap((code, d) =>
    children.some((c) => c.codes[d] !== code) ? [groupKey(parent.codes.map((c, i) => (i === d ? `${REMAINDER}${c}` : c)))] : [],
  );
}

function isWhole(group: Group, structure: Structure): boolean {
  return !structure.relations.some((r) => r.children.some((c) => c.key === group.key));
}
