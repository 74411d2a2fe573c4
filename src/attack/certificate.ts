import type { CountedIndicator, Policy, Tabulation } from '#core';
import { openCrossings } from './crossings.ts';
import { derivedGroups } from './derived.ts';
import { Differences } from './differences.ts';
import { inOrder } from './in-order.ts';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack, requiredWidth } from './release-system.ts';
import { holds, type Target } from './system.ts';
import { fewerIn, TRUTH, type World } from './world.ts';

/**
 * The proof by alternative workforce (docs/claims/proof.md), checked with plain whole-number arithmetic and no solver: every world has the
 * same people and prints the same tables; for every number that must stay uncertain two worlds differ by the width asked for; and so they
 * do for everybody who knows `insiders` people's answers. Returns what is wrong, as codes without numbers; an empty list is a proof.
 */
export function certificateFlaws(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy, worlds: readonly World[]): readonly string[] {
  const attack = releaseAttack(tabulation, indicator, tables, policy);
  if (!holds(attack.system, attack.truth)) return ['TABLES_NOT_TRUE'];
  const all = [TRUTH, ...worlds];
  const values = valuesOfTargets(attack, all);
  const flaws = new Set<string>();
  if (values === null) flaws.add('WORLD_CONTRADICTS_TABLES');
  else {
    const check = new Check(attack, policy, { worlds: all, values }, indicator.categories.length);
    if (!check.wideToOutsiders()) flaws.add('WIDTH_NOT_PROVEN');
    else if (!check.wideToInsiders()) flaws.add('INSIDER_TOO_NEAR');
    if (openCrossings(attack, indicator, policy, worlds).length > 0) flaws.add('SHARED_PEOPLE_CERTAIN');
  }
  if (derivedGroups(tabulation, indicator, attack.located, policy).length > 0) flaws.add('DERIVED_GROUP_UNSAFE');
  return [...flaws];
}

/** Per target its value in every world; null where one of them is none. */
function valuesOfTargets({ system, truth }: ReleaseAttack, worlds: readonly World[]): readonly Float64Array[] | null {
  const differences = new Differences(system, truth);
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

interface Coalition {
  readonly members: readonly Members[];
  /** Worlds in which they cannot believe. */
  readonly out: ReadonlySet<number>;
  /**
   * Targets that have their least or greatest value in one of those. All others are as wide as they are to outsiders, and a coalition needs less the
   * larger it is (`requiredWidth`).
   */
  readonly doubted: readonly number[];
}

const NOBODY: Coalition = { members: [], out: new Set(), doubted: [] };

/** Goes through all coalitions, where the search went through the worlds that it had found. */
class Check {
  readonly #attack: ReleaseAttack;
  readonly #targets: readonly Target[];
  readonly #policy: Policy;
  /** Per target all worlds by its value in them: the first and the last that can be believed have its extremes. */
  readonly #rising: readonly Rising[];
  /** Per target which groups of people alike are in its group. */
  readonly #groups: readonly ReadonlySet<number>[];
  /** Per unknown the worlds with fewer people than there are, and how many they have: coalitions rule out no others. Nothing where there are none. */
  readonly #fewer: ReadonlyMap<number, readonly Fewer[]>;
  /** Per world the targets that stand first or last in it. */
  readonly #extremeIn: readonly (readonly number[])[];
  readonly #width: number;

  /** `values`: of every target in every world. */
  constructor(attack: ReleaseAttack, policy: Policy, { worlds, values }: { readonly worlds: readonly World[]; readonly values: readonly Float64Array[] }, width: number) {
    this.#attack = attack;
    this.#targets = attack.system.targets;
    this.#policy = policy;
    this.#rising = values.map(rising);
    this.#groups = this.#targets.map(({ index }) => new Set(Array.from(index, (u) => Math.floor(u / width))));
    this.#fewer = byUnknown(worlds, attack.truth);
    this.#extremeIn = extremeIn(this.#rising, worlds.length);
    this.#width = width;
  }

  wideToOutsiders(): boolean {
    return this.#targets.every((_, t) => this.#wideTo(t, NOBODY));
  }

  /** Where everything is wide enough for outsiders. */
  wideToInsiders(): boolean {
    return this.#wideToAll(NOBODY, 0, this.#policy.insiders);
  }

  /** All coalitions that this one can become. Who rules no world out adds nothing to what the others know. */
  #wideToAll(coalition: Coalition, from: number, spare: number): boolean {
    if (spare === 0) return true;
    for (let unknown = from; unknown < this.#attack.truth.length; unknown++) {
      const fewer = this.#fewer.get(unknown);
      if (fewer === undefined) continue;
      for (let count = 1; count <= Math.min(spare, this.#attack.truth[unknown] ?? 0); count++) {
        const out = fewer.filter(({ world, people }) => people < count && !coalition.out.has(world)).map(({ world }) => world);
        if (out.length === 0) continue;
        const joined: Coalition = {
          members: [...coalition.members, { unknown, count }],
          out: new Set([...coalition.out, ...out]),
          doubted: [...coalition.doubted, ...out.flatMap((w) => this.#extremeIn[w] ?? [])],
        };
        if (!joined.doubted.every((t) => this.#wideTo(t, joined)) || !this.#wideToAll(joined, unknown + 1, spare - count)) return false;
      }
    }
    return true;
  }

  #wideTo(t: number, { members, out }: Coalition): boolean {
    const { low, high } = this.#extremes(t, out);
    let size = 0;
    let inside = 0;
    for (const { unknown, count } of members) {
      size += count;
      if (this.#groups[t]?.has(Math.floor(unknown / this.#width)) === true) inside += count;
    }
    return high >= (this.#targets[t]?.reach ?? Infinity) && high - low >= requiredWidth(this.#attack.people[t] ?? 0, this.#policy, size, inside);
  }

  /** No world that can be believed: as narrow as can be. */
  #extremes(t: number, out: ReadonlySet<number>): { readonly low: number; readonly high: number } {
    const { worlds, values } = this.#rising[t] ?? NO_WORLDS;
    let first = 0;
    while (first < worlds.length && out.has(worlds[first] ?? -1)) first++;
    let last = worlds.length - 1;
    while (last >= 0 && out.has(worlds[last] ?? -1)) last--;
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
  const worlds = inOrder(inWorlds);
  const values = new Float64Array(worlds.length);
  for (let i = 0; i < values.length; i++) values[i] = inWorlds[worlds[i] ?? -1] ?? Number.NaN;
  return { worlds, values };
}

/** Per world the targets whose least or greatest value, as far as it counts, is its own. */
function extremeIn(targets: readonly Rising[], worlds: number): readonly (readonly number[])[] {
  const extreme = Array.from({ length: worlds }, (): number[] => []);
  for (const [t, { worlds: rising }] of targets.entries()) {
    extreme[rising[0] ?? -1]?.push(t);
    extreme[rising[rising.length - 1] ?? -1]?.push(t);
  }
  return extreme;
}

/** A world with fewer people of some answer than there are. */
interface Fewer {
  readonly world: number;
  readonly people: number;
}

function byUnknown(worlds: readonly World[], truth: Int32Array): ReadonlyMap<number, readonly Fewer[]> {
  const fewer = new Map<number, Fewer[]>();
  for (const [world, differing] of worlds.entries()) {
    for (const [unknown, people] of fewerIn(differing, truth)) {
      const list = fewer.get(unknown);
      if (list === undefined) fewer.set(unknown, [{ world, people }]);
      else list.push({ world, people });
    }
  }
  return fewer;
}
