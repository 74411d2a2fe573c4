import type { CountedIndicator, Policy, Tabulation } from '#core';
import { derivedGroups } from './derived.ts';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack, requiredWidth } from './release-system.ts';
import { holds, sumOf } from './system.ts';

/**
 * The proof by alternative workforce (docs/claims/proof.md), checked with plain whole-number arithmetic and no solver: every world has the
 * same people and prints the same tables; for every number that must stay uncertain two worlds differ by the width asked for; and so they
 * do for everybody who knows `insiders` people's answers. Returns what is wrong, as codes without numbers; an empty list is a proof.
 */
export function certificateFlaws(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy, worlds: readonly Int32Array[]): readonly string[] {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  if (!holds(attack.system, attack.truth)) return ['TABLES_NOT_TRUE'];
  const flaws = new Set<string>();
  if (worlds.some((world) => !holds(attack.system, world))) flaws.add('WORLD_CONTRADICTS_TABLES');
  const check = new Check(attack, policy, [attack.truth, ...worlds], indicator.categories.length);
  if (!check.outsiders()) flaws.add('WIDTH_NOT_PROVEN');
  else if (!check.insiders()) flaws.add('INSIDER_TOO_NEAR');
  if (derivedGroups(tabulation, indicator, attack.located, policy).length > 0) flaws.add('DERIVED_GROUP_UNSAFE');
  return [...flaws];
}

/** People who answered alike and tell: how many of which unknown. */
interface Members {
  readonly unknown: number;
  readonly count: number;
}

/** Goes through all coalitions, where the search went through the worlds that it had found. */
class Check {
  readonly #attack: ReleaseAttack;
  readonly #policy: Policy;
  readonly #worlds: readonly Int32Array[];
  /** Per target all worlds by its value in them: the first and the last that can be believed have its extremes. */
  readonly #rising: readonly Rising[];
  /** Per target which groups of people alike are in its group. */
  readonly #groups: readonly ReadonlySet<number>[];
  /** Per unknown the fewest people in any world: coalitions of no more rule none out. */
  readonly #fewest: Int32Array;
  readonly #everything: Uint8Array;
  readonly #width: number;

  constructor(attack: ReleaseAttack, policy: Policy, worlds: readonly Int32Array[], width: number) {
    this.#attack = attack;
    this.#policy = policy;
    this.#worlds = worlds;
    this.#rising = attack.system.targets.map(({ index }) => risingIn(index, worlds));
    this.#groups = attack.system.targets.map(({ index }) => new Set(Array.from(index, (u) => Math.floor(u / width))));
    this.#fewest = fewestIn(worlds, attack.truth);
    this.#everything = new Uint8Array(worlds.length).fill(1);
    this.#width = width;
  }

  outsiders(): boolean {
    return this.#wideTo([], this.#everything);
  }

  insiders(): boolean {
    return this.#wideToAll([], this.#everything, 0, this.#policy.insiders);
  }

  /** All coalitions that these members can become. Who rules no world out adds nothing to what the others know. */
  #wideToAll(members: readonly Members[], believed: Uint8Array, from: number, spare: number): boolean {
    for (let unknown = from; unknown < this.#attack.truth.length; unknown++) {
      for (let count = 1 + (this.#fewest[unknown] ?? 0); count <= Math.min(spare, this.#attack.truth[unknown] ?? 0); count++) {
        const left = this.#believedBy(believed, unknown, count);
        if (left === null) continue;
        const joined = [...members, { unknown, count }];
        if (!this.#wideTo(joined, left) || !this.#wideToAll(joined, left, unknown + 1, spare - count)) return false;
      }
    }
    return true;
  }

  /** The worlds (1: can be believed) in which at least so many people gave the answer; null where that rules none out. */
  #believedBy(believed: Uint8Array, unknown: number, count: number): Uint8Array | null {
    let left: Uint8Array | null = null;
    for (let w = 0; w < believed.length; w++) {
      if (believed[w] === 0 || (this.#worlds[w]?.[unknown] ?? 0) >= count) continue;
      left ??= believed.slice();
      left[w] = 0;
    }
    return left;
  }

  #wideTo(members: readonly Members[], believed: Uint8Array): boolean {
    const size = members.reduce((sum, m) => sum + m.count, 0);
    return this.#attack.system.targets.every(({ reach }, t) => {
      const { low, high } = this.#extremes(t, believed);
      const inside = members.reduce((sum, m) => sum + (this.#groups[t]?.has(Math.floor(m.unknown / this.#width)) === true ? m.count : 0), 0);
      return high >= reach && high - low >= requiredWidth(this.#attack.people[t] ?? 0, this.#policy, size, inside);
    });
  }

  /** No world that can be believed: as narrow as can be. */
  #extremes(t: number, believed: Uint8Array): { readonly low: number; readonly high: number } {
    const { worlds, values } = this.#rising[t] ?? NO_WORLDS;
    let first = 0;
    while (first < worlds.length && believed[worlds[first] ?? -1] !== 1) first++;
    let last = worlds.length - 1;
    while (last >= 0 && believed[worlds[last] ?? -1] !== 1) last--;
    return { low: values[first] ?? Infinity, high: values[last] ?? -Infinity };
  }
}

/** Worlds by the value of some target, and those values. */
interface Rising {
  readonly worlds: Int32Array;
  readonly values: Float64Array;
}

const NO_WORLDS: Rising = { worlds: new Int32Array(), values: new Float64Array() };

function risingIn(index: Int32Array, all: readonly Int32Array[]): Rising {
  const values = new Float64Array(all.length);
  // Value and world in one number: numbers sort several times as fast without a comparison of one's own.
  for (const [w, world] of all.entries()) values[w] = sumOf(index, world) * all.length + w;
  values.sort();
  const worlds = new Int32Array(all.length);
  for (let i = 0; i < all.length; i++) {
    const place = values[i] ?? Number.NaN;
    worlds[i] = place % all.length;
    values[i] = Math.floor(place / all.length);
  }
  return { worlds, values };
}

function fewestIn(worlds: readonly Int32Array[], truth: Int32Array): Int32Array {
  const fewest = truth.slice();
  for (const world of worlds) for (let u = 0; u < fewest.length; u++) fewest[u] = Math.min(fewest[u] ?? 0, world[u] ?? 0);
  return fewest;
}
