import type { Policy } from '#core';
import { Differences } from './differences.ts';
import { inOrder } from './in-order.ts';
import { type ReleaseAttack, requiredWidth } from './release-system.ts';
import { holds } from './system.ts';
import { fewerIn, TRUTH, type World } from './world.ts';

/** People who tell the attacker their own answers: how many of each unknown (people alike who gave one answer). */
export type Coalition = ReadonlyMap<number, number>;

/** A coalition to which a target is not yet shown to be uncertain enough. */
export interface Narrow {
  readonly coalition: Coalition;
  readonly needed: number;
}

/** Among some worlds: the least and the greatest value of a target, and the worlds that have them. */
export interface Extremes {
  readonly low: number;
  readonly high: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What a proof is made of, while it is put together. */
interface Used {
  readonly worlds: Set<number>;
  /** All worlds by the value of the target under way. */
  readonly rising: Int32Array;
}

/** Worlds with fewer people of some answer than there are, and how many they have. */
interface Fewer {
  readonly worlds: number[];
  readonly people: number[];
}

const NOBODY: Coalition = new Map();
const NOWHERE: Fewer = { worlds: [], people: [] };

/**
 * Worlds found so far, the true one first, and what they prove: for every target and every coalition of at most `insiders` people, two worlds
 * that the coalition cannot tell from the truth and in which the target differs by the width asked for. A coalition knows its own answers and
 * so rules out every world in which fewer people gave an answer than it has members who did (attacks A10, A11). No two worlds need to
 * serve every coalition: for each there must be two.
 */
export class Witnesses {
  readonly worlds: World[] = [];
  /** Places of all worlds. */
  readonly #all: number[] = [];
  readonly #attack: ReleaseAttack;
  readonly #policy: Policy;
  readonly #width: number;
  /** Per target the values in all worlds. */
  readonly #values: number[][];
  /** Per unknown the worlds with fewer people than in truth, and how many they have: no others can be ruled out. */
  readonly #fewer: readonly Fewer[];
  readonly #byHash = new Map<number, readonly World[]>();
  /** Marks of worlds that are ruled out: those with the number of the question under way. */
  #out = new Int32Array(64);
  #question = 0;
  readonly #groups: readonly ReadonlySet<number>[];
  readonly #differences: Differences;

  /** `width`: unknowns per group of people alike. */
  constructor(attack: ReleaseAttack, policy: Policy, width: number) {
    this.#attack = attack;
    this.#policy = policy;
    this.#width = width;
    this.#values = attack.system.targets.map(() => []);
    this.#groups = attack.system.targets.map(({ index }) => new Set(Array.from(index, (u) => Math.floor(u / width))));
    if (!holds(attack.system, attack.truth)) throw new Error('the true table does not satisfy the facts drawn from it');
    this.#differences = new Differences(attack.system, attack.truth);
    this.#fewer = Array.from({ length: attack.truth.length }, () => ({ worlds: [], people: [] }));
    this.add(TRUTH);
  }

  /** Keeps a world if it is one, added up exactly, and another than those at hand. */
  add(world: World): boolean {
    const name = hash(world);
    const alike = this.#byHash.get(name) ?? [];
    if (alike.some((other) => same(other, world))) return false;
    const values = this.#differences.valuesIn(world);
    if (values === null) return false;
    this.#byHash.set(name, [...alike, world]);
    const place = this.worlds.push(world) - 1;
    this.#all.push(place);
    if (place >= this.#out.length) {
      const marks = new Int32Array(2 * this.#out.length);
      marks.set(this.#out);
      this.#out = marks;
    }
    for (let t = 0; t < values.length; t++) this.#values[t]?.push(values[t] ?? Number.NaN);
    for (const [unknown, people] of fewerIn(world, this.#attack.truth)) {
      this.#fewer[unknown]?.worlds.push(place);
      this.#fewer[unknown]?.people.push(people);
    }
    return true;
  }

  /** The first coalition of so many found to which the target is too narrow, the empty one before all others; null where there is none. */
  narrow(t: number, insiders: number): Narrow | null {
    return this.#narrow(t, this.#all, NOBODY, insiders, null);
  }

  extremes(t: number, coalition: Coalition): Extremes {
    return this.#extremes(t, this.left(coalition));
  }

  /** The worlds in which the coalition can believe. */
  left(coalition: Coalition): readonly number[] {
    if (coalition.size === 0) return this.#all;
    const question = this.#ruleOut(coalition);
    return this.#all.filter((w) => this.#out[w] !== question);
  }

  /** What a target is in one of the worlds. */
  value(t: number, world: number): number {
    return this.#values[t]?.[world] ?? Number.NaN;
  }

  /** Some world in which the coalition can believe: the true one is one. */
  any(coalition: Coalition, random: () => number): number {
    const left = this.left(coalition);
    return left[Math.floor(random() * left.length)] ?? 0;
  }

  /** Unknowns of which a world has fewer people than there are, and how many it has. */
  fewer(world: number): Iterable<readonly [unknown: number, people: number]> {
    return fewerIn(this.worlds[world] ?? TRUTH, this.#attack.truth);
  }

  /** The worlds on which the proof rests, the true one first; the others say nothing new. For when every target is proven. */
  needed(): readonly World[] {
    const used = new Set([0]);
    for (const t of this.#values.keys()) {
      if (this.#narrow(t, this.#all, NOBODY, this.#policy.insiders, { worlds: used, rising: inOrder(this.#values[t] ?? []) }) !== null) throw new Error('a target is called safe without proof');
    }
    return this.worlds.filter((_, w) => used.has(w));
  }

  /** Marks the worlds in which the coalition cannot believe, and says with which number. */
  #ruleOut(coalition: Coalition): number {
    const question = ++this.#question;
    for (const [u, members] of coalition) {
      const { worlds, people } = this.#fewer[u] ?? NOWHERE;
      for (let k = 0; k < worlds.length; k++) if ((people[k] ?? 0) < members) this.#out[worlds[k] ?? 0] = question;
    }
    return question;
  }

  #narrow(t: number, among: readonly number[], coalition: Coalition, spare: number, used: Used | null): Narrow | null {
    const { low, high, lowest, highest } = this.#extremes(t, among);
    used?.worlds.add(lowest).add(highest);
    const needed = this.#needed(t, coalition);
    if (high - low < needed) return { coalition, needed };
    if (spare === 0 || needed === 0) return null;
    // Whoever joins makes a difference only by ruling out one of the two.
    for (const w of new Set([lowest, highest])) {
      for (const [u, people] of this.fewer(w)) {
        const members = people + 1;
        const joining = members - (coalition.get(u) ?? 0);
        if (joining > spare) continue;
        const joined = new Map(coalition).set(u, members);
        if (joining === spare && (used === null ? this.#wide(t, among, joined) : this.#wideByOrder(t, joined, used))) continue;
        const question = this.#ruleOut(joined);
        const left = among.filter((k) => this.#out[k] !== question);
        const found = this.#narrow(t, left, joined, spare - joining, used);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Is the target wide enough for this coalition? The same question as above, without a list of the worlds left. */
  #wide(t: number, among: readonly number[], coalition: Coalition): boolean {
    const values = this.#values[t] ?? [];
    const needed = this.#needed(t, coalition);
    const question = this.#ruleOut(coalition);
    const out = this.#out;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < among.length; i++) {
      const k = among[i] ?? 0;
      if (out[k] === question) continue;
      const value = values[k] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
      // Further worlds only widen it.
      if (high - low >= needed) return true;
    }
    return false;
  }

  /**
   * The same once more, of all worlds in the order of the target's values: the first and the last that the coalition can believe in, of equal
   * ones the world that was found first, are looked up rather than looked for, and are used.
   */
  #wideByOrder(t: number, coalition: Coalition, { worlds, rising }: Used): boolean {
    const values = this.#values[t] ?? [];
    const question = this.#ruleOut(coalition);
    const can = (k: number): boolean => this.#out[k] !== question;
    const lowest = rising.find(can) ?? 0;
    let at = rising.findLastIndex(can);
    let highest = rising[at] ?? 0;
    for (at--; at >= 0; at--) {
      const k = rising[at] ?? 0;
      if (values[k] !== values[highest]) break;
      if (can(k)) highest = k;
    }
    const wide = (values[highest] ?? 0) - (values[lowest] ?? 0) >= this.#needed(t, coalition);
    if (wide) worlds.add(lowest).add(highest);
    return wide;
  }

  #extremes(t: number, among: readonly number[]): Extremes {
    const values = this.#values[t] ?? [];
    const [first = 0] = among;
    let lowest = first;
    let highest = first;
    for (const w of among) {
      if ((values[w] ?? 0) < (values[lowest] ?? 0)) lowest = w;
      if ((values[w] ?? 0) > (values[highest] ?? 0)) highest = w;
    }
    return { low: values[lowest] ?? 0, high: values[highest] ?? 0, lowest, highest };
  }

  #needed(t: number, coalition: Coalition): number {
    let members = 0;
    let inside = 0;
    for (const [u, count] of coalition) {
      members += count;
      if (this.#groups[t]?.has(Math.floor(u / this.#width)) === true) inside += count;
    }
    return requiredWidth(this.#attack.people[t] ?? 0, this.#policy, members, inside);
  }
}

/** FNV-1a over whole numbers: finds worlds that may be the same. */
function hash({ at, count }: World): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < at.length; k++) h = Math.imul(Math.imul(h ^ (at[k] ?? 0), 0x01000193) ^ (count[k] ?? 0), 0x01000193);
  return h;
}

function same(a: World, b: World): boolean {
  return a.at.length === b.at.length && a.at.every((u, k) => u === b.at[k] && a.count[k] === b.count[k]);
}
