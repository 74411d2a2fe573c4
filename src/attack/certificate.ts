import type { CountedIndicator, Policy, Tabulation } from '#core';
import { derivedGroups } from './derived.ts';
import { Differences } from './differences.ts';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack, requiredWidth } from './release-system.ts';
import { type AttackSystem, holds } from './system.ts';

/**
 * The proof by alternative workforce (docs/claims/proof.md), checked with plain whole-number arithmetic and no solver: every world has the
 * same people and prints the same tables; for every number that must stay uncertain two worlds differ by the width asked for; and so they
 * do for everybody who knows `insiders` people's answers. Returns what is wrong, as codes without numbers; an empty list is a proof.
 */
export function certificateFlaws(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy, worlds: readonly Int32Array[]): readonly string[] {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  if (!holds(attack.system, attack.truth)) return ['TABLES_NOT_TRUE'];
  const all = [attack.truth, ...worlds] as const;
  const values = valuesOfTargets(attack.system, all);
  const flaws = new Set<string>();
  if (values === null) flaws.add('WORLD_CONTRADICTS_TABLES');
  else {
    const check = new Check(attack, policy, { worlds: all, values }, indicator.categories.length);
    if (!check.outsiders()) flaws.add('WIDTH_NOT_PROVEN');
    else if (!check.insiders()) flaws.add('INSIDER_TOO_NEAR');
  }
  if (derivedGroups(tabulation, indicator, attack.located, policy).length > 0) flaws.add('DERIVED_GROUP_UNSAFE');
  return [...flaws];
}

/** Per target its value in every world; null where one of them is none. The first, which was added up in full, is what the others are compared with. */
function valuesOfTargets(system: AttackSystem, worlds: readonly [Int32Array, ...Int32Array[]]): readonly Float64Array[] | null {
  const differences = new Differences(system, worlds[0]);
  const values = system.targets.map(() => new Float64Array(worlds.length));
  for (const [w, world] of worlds.entries()) {
    const there = differences.valuesIn(world);
    if (there === null) return null;
    for (let t = 0; t < values.length; t++) values[t]?.fill(there[t] ?? Number.NaN, w, w + 1);
  }
  return values;
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
  /** Per unknown the worlds with fewer people than there are: coalitions rule out no others. Nothing where there are none. */
  readonly #fewer: ReadonlyMap<number, readonly number[]>;
  readonly #everything: Uint8Array;
  readonly #width: number;

  /** `values`: of every target in every world. */
  constructor(attack: ReleaseAttack, policy: Policy, { worlds, values }: { readonly worlds: readonly Int32Array[]; readonly values: readonly Float64Array[] }, width: number) {
    this.#attack = attack;
    this.#policy = policy;
    this.#worlds = worlds;
    this.#rising = values.map(rising);
    this.#groups = attack.system.targets.map(({ index }) => new Set(Array.from(index, (u) => Math.floor(u / width))));
    this.#fewer = fewerIn(worlds, attack.truth);
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
      const fewer = this.#fewer.get(unknown);
      if (fewer === undefined) continue;
      for (let count = 1; count <= Math.min(spare, this.#attack.truth[unknown] ?? 0); count++) {
        const left = this.#believedBy(believed, fewer, unknown, count);
        if (left === null) continue;
        const joined = [...members, { unknown, count }];
        if (!this.#wideTo(joined, left) || !this.#wideToAll(joined, left, unknown + 1, spare - count)) return false;
      }
    }
    return true;
  }

  /** The worlds (1: can be believed) in which at least so many people gave the answer; null where that rules none out. */
  #believedBy(believed: Uint8Array, fewer: readonly number[], unknown: number, count: number): Uint8Array | null {
    let left: Uint8Array | null = null;
    for (const w of fewer) {
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

function rising(inWorlds: Float64Array): Rising {
  const count = inWorlds.length;
  // Value and world in one number: numbers sort several times as fast without a comparison of one's own.
  const values = inWorlds.map((value, w) => value * count + w).sort();
  const worlds = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const place = values[i] ?? Number.NaN;
    worlds[i] = place % count;
    values[i] = Math.floor(place / count);
  }
  return { worlds, values };
}

function fewerIn(worlds: readonly Int32Array[], truth: Int32Array): ReadonlyMap<number, readonly number[]> {
  const fewer = new Map<number, number[]>();
  for (const [w, world] of worlds.entries()) {
    for (let u = 0; u < truth.length; u++) {
      if ((world[u] ?? 0) >= (truth[u] ?? 0)) continue;
      const list = fewer.get(u);
      if (list === undefined) fewer.set(u, [w]);
      else list.push(w);
    }
  }
  return fewer;
}
