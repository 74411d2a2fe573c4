import type { Policy } from '#core';
import { type ReleaseAttack, requiredWidth } from './release-system.ts';
import { holds, sumOf } from './system.ts';

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

  /** `width`: unknowns per group of people alike. */
  constructor(attack: ReleaseAttack, policy: Policy, width: number) {
    this.#attack = attack;
    this.#policy = policy;
    this.#width = width;
    this.#values = attack.system.targets.map(() => []);
    this.#groups = attack.system.targets.map(({ index }) => new Set(Array.from(index, (u) => Math.floor(u / width))));
    if (!this.add(attack.truth)) throw new Error('the true table does not satisfy the facts drawn from it');
  }

  /** Keeps a world if it is one, added up exactly, and another than those at hand. */
  add(world: Int32Array): boolean {
    const alike = this.#byHash.get(hash(world)) ?? [];
    if (alike.some((other) => other.every((count, u) => count === world[u])) || !holds(this.#attack.system, world)) return false;
    this.#byHash.set(hash(world), [...alike, world]);
    this.#all.push(this.worlds.push(world) - 1);
    this.#attack.system.targets.forEach(({ index }, t) => this.#values[t]?.push(sumOf(index, world)));
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
      if (this.#narrow(t, this.#all, NOBODY, this.#policy.insiders, used) !== null) throw new Error('a target is called safe without proof');
    }
    return this.worlds.filter((_, w) => used.has(w));
  }

  #left(coalition: Coalition): readonly number[] {
    let left: readonly number[] = this.#all;
    for (const [u, members] of coalition) left = left.filter((w) => (this.worlds[w]?.[u] ?? 0) >= members);
    return left;
  }

  #narrow(t: number, among: readonly number[], coalition: Coalition, spare: number, used: Set<number> | null): Narrow | null {
    const { low, high, lowest, highest } = this.#extremes(t, among);
    used?.add(lowest).add(highest);
    const needed = this.#needed(t, coalition);
    if (high - low < needed) return { coalition, needed };
    if (spare === 0 || needed === 0) return null;
    // Whoever joins makes a difference only by ruling out one of the two.
    for (const w of new Set([lowest, highest])) {
      for (const u of this.fewer(w)) {
        const members = (this.worlds[w]?.[u] ?? 0) + 1;
        const joining = members - (coalition.get(u) ?? 0);
        if (joining > spare) continue;
        if (joining === spare && used === null && this.#wide(t, among, coalition, u, members)) continue;
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
    let low = Infinity;
    let high = -Infinity;
    for (const k of among) {
      if ((this.worlds[k]?.[u] ?? 0) < members) continue;
      const value = values[k] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high - low >= this.#needed(t, new Map(coalition).set(u, members));
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
function hash(world: Int32Array): number {
  let h = 0x811c9dc5;
  for (const count of world) h = Math.imul(h ^ count, 0x01000193);
  return h;
}
