import type { Policy } from '#core';
import { Differences } from './differences.ts';
import { type ReleaseAttack, requiredWidth } from './release-system.ts';
import { holds } from './system.ts';

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

const NOBODY: Coalition = new Map();

/**
 * Worlds found so far, the true one first, and what they prove: for every target and every coalition of at most `insiders` people, two worlds
 * that the coalition cannot tell from the truth and in which the target differs by the width asked for. A coalition knows its own answers and
 * so rules out every world in which fewer people gave an answer than it has members who did (attacks A10, A11). No two worlds need to
 * serve every coalition: for each there must be two.
 */
export class Witnesses {
  readonly worlds: Int32Array[] = [];
  /** Places of all worlds. */
  readonly #all: number[] = [];
  readonly #attack: ReleaseAttack;
  readonly #policy: Policy;
  readonly #width: number;
  /** Per target the values in all worlds. */
  readonly #values: number[][];
  /** Per world the unknowns with fewer people than in truth. */
  readonly #fewer: (readonly number[])[] = [];
  readonly #byHash = new Map<number, readonly Int32Array[]>();
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
    this.add(attack.truth);
  }

  /** Keeps a world if it is one, added up exactly, and another than those at hand. */
  add(world: Int32Array): boolean {
    const name = hash(world);
    const alike = this.#byHash.get(name) ?? [];
    if (alike.some((other) => other.every((count, u) => count === world[u]))) return false;
    const values = this.#differences.valuesIn(world);
    if (values === null) return false;
    this.#byHash.set(name, [...alike, world]);
    this.#all.push(this.worlds.push(world) - 1);
    for (let t = 0; t < values.length; t++) this.#values[t]?.push(values[t] ?? Number.NaN);
    const fewer: number[] = [];
    for (let u = 0; u < world.length; u++) if ((world[u] ?? 0) < (this.#attack.truth[u] ?? 0)) fewer.push(u);
    this.#fewer.push(fewer);
    return true;
  }

  /** The first coalition of so many found to which the target is too narrow, the empty one before all others; null where there is none. */
  narrow(t: number, insiders: number): Narrow | null {
    return this.#narrow(t, this.#all, NOBODY, insiders, null);
  }

  extremes(t: number, coalition: Coalition): Extremes {
    return this.#extremes(t, this.#left(coalition));
  }

  /** Some world in which the coalition can believe: the true one is one. */
  any(coalition: Coalition, random: () => number): number {
    const left = this.#left(coalition);
    return left[Math.floor(random() * left.length)] ?? 0;
  }

  /** Unknowns of which a world has fewer people than there are. */
  fewer(world: number): readonly number[] {
    return this.#fewer[world] ?? [];
  }

  /** The worlds on which the proof rests, the true one first; the others say nothing new. For when every target is proven. */
  needed(): readonly Int32Array[] {
    const used = new Set([0]);
    for (const t of this.#values.keys()) {
      if (this.#narrow(t, this.#all, NOBODY, this.#policy.insiders, { worlds: used, rising: this.#rising(t) }) !== null) throw new Error('a target is called safe without proof');
    }
    return this.worlds.filter((_, w) => used.has(w));
  }

  #left(coalition: Coalition): readonly number[] {
    let left: readonly number[] = this.#all;
    for (const [u, members] of coalition) left = left.filter((w) => (this.worlds[w]?.[u] ?? 0) >= members);
    return left;
  }

  #narrow(t: number, among: readonly number[], coalition: Coalition, spare: number, used: Used | null): Narrow | null {
    const { low, high, lowest, highest } = this.#extremes(t, among);
    used?.worlds.add(lowest).add(highest);
    const needed = this.#needed(t, coalition);
    if (high - low < needed) return { coalition, needed };
    if (spare === 0 || needed === 0) return null;
    // Whoever joins makes a difference only by ruling out one of the two.
    for (const w of new Set([lowest, highest])) {
      for (const u of this.fewer(w)) {
        const members = (this.worlds[w]?.[u] ?? 0) + 1;
        const joining = members - (coalition.get(u) ?? 0);
        if (joining > spare) continue;
        if (joining === spare && (used === null ? this.#wide(t, among, coalition, u, members) : this.#wideByOrder(t, coalition, u, members, used))) continue;
        const left = among.filter((k) => (this.worlds[k]?.[u] ?? 0) >= members);
        const found = this.#narrow(t, left, new Map(coalition).set(u, members), spare - joining, used);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Is the target wide enough for a coalition that these members join? The same question as above, without a list of the worlds left. */
  #wide(t: number, among: readonly number[], coalition: Coalition, u: number, members: number): boolean {
    const values = this.#values[t] ?? [];
    const needed = this.#needed(t, new Map(coalition).set(u, members));
    let low = Infinity;
    let high = -Infinity;
    for (const k of among) {
      if ((this.worlds[k]?.[u] ?? 0) < members) continue;
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
  #wideByOrder(t: number, coalition: Coalition, u: number, members: number, { worlds, rising }: Used): boolean {
    const values = this.#values[t] ?? [];
    const joined = new Map(coalition).set(u, members);
    const told = [...joined];
    const can = (k: number): boolean => told.every(([other, count]) => (this.worlds[k]?.[other] ?? 0) >= count);
    const lowest = rising.find(can) ?? 0;
    let at = rising.findLastIndex(can);
    let highest = rising[at] ?? 0;
    for (at--; at >= 0; at--) {
      const k = rising[at] ?? 0;
      if (values[k] !== values[highest]) break;
      if (can(k)) highest = k;
    }
    const wide = (values[highest] ?? 0) - (values[lowest] ?? 0) >= this.#needed(t, joined);
    if (wide) worlds.add(lowest).add(highest);
    return wide;
  }

  /** All worlds by the target's value in them, of equal ones the first found first. */
  #rising(t: number): Int32Array {
    return inOrder(this.#values[t] ?? []);
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

/** Places of whole numbers from the least to the greatest, of equal ones the first place first. */
function inOrder(values: readonly number[]): Int32Array {
  const count = values.length;
  const keys = new Float64Array(count);
  for (let w = 0; w < count; w++) keys[w] = (values[w] ?? 0) * count + w;
  keys.sort();
  const places = new Int32Array(count);
  for (let i = 0; i < count; i++) places[i] = (keys[i] ?? 0) % count;
  return places;
}

/** FNV-1a over whole numbers: finds worlds that may be the same. */
function hash(world: Int32Array): number {
  let h = 0x811c9dc5;
  for (let u = 0; u < world.length; u++) h = Math.imul(h ^ (world[u] ?? 0), 0x01000193);
  return h;
}
