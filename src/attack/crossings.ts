import type { CountedIndicator, Policy } from '#core';
import { Differences } from './differences.ts';
import { propagate } from './propagate.ts';
import { formOf, type ReleaseAttack } from './release-system.ts';
import { EFFORTS, Swaps } from './swaps.ts';
import { sumOf } from './system.ts';
import { TRUTH, type World } from './world.ts';

/** Exchanges of each effort tried for one number, in each direction, before it counts as certain. */
const ATTEMPTS = 8;

/** People whom two printed groups of different kinds have in common, too few to be a group of their own. */
interface Crossing {
  readonly atoms: readonly number[];
  /** The smaller of the two: without it the crossing cannot be told from its tables. */
  readonly subject: string;
}

interface Asked {
  readonly index: Int32Array;
  readonly subject: string;
}

/**
 * Groups that no table shows and that two printed ones have in common (attack A33): nothing adds up to them, but numbers on either side
 * can leave a single possibility. Gives the printed groups to blame wherever the limits that the facts set leave one. `worlds` are
 * workforces found before: where they differ about the people, nothing is certain. What only several facts together settle is not
 * seen here (`uncertainCrossings`), and a narrow range is not counted.
 */
export function certainCrossings(attack: ReleaseAttack, indicator: CountedIndicator, policy: Policy, worlds: readonly World[]): string[] {
  const open = openCrossings(attack, indicator, policy, worlds);
  if (open.length === 0) return [];
  const { lower, upper } = propagate(attack.system);
  return open.flatMap(({ index, subject }) => (sumOf(index, lower) === sumOf(index, upper) ? [subject] : []));
}

/**
 * Looks for a workforce in which there is another number of such people, for each that has none among `worlds`. By exchanges only: whoever is not
 * shown to be uncertain counts as certain, and its printed group is to blame. The worlds found are added up exactly.
 */
export function uncertainCrossings(attack: ReleaseAttack, indicator: CountedIndicator, policy: Policy, worlds: readonly World[]): { readonly certain: readonly string[]; readonly worlds: readonly World[] } {
  const swaps = new Swaps(attack.system, attack.truth, indicator.categories.length);
  const sums = new Differences(attack.system, attack.truth);
  const found: World[] = [];
  const certain = new Set<string>();
  for (const { index, subject } of openCrossings(attack, indicator, policy, worlds)) {
    // To blame a group once is enough, and what is certain takes the longest to look for.
    if (certain.has(subject) || found.some((world) => moreOf(index, world, attack.truth) !== 0)) continue;
    const world = elsewhere(index, swaps, sums);
    if (world === null) certain.add(subject);
    else found.push(world);
  }
  return { certain: [...certain], worlds: found };
}

/** A world with more or fewer people in some unknowns than there are; null where exchanges find none. */
function elsewhere(index: Int32Array, swaps: Swaps, sums: Differences): World | null {
  for (const effort of EFFORTS)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++)
      for (const direction of [1, -1] as const) {
        const found = swaps.go({ index, direction, steps: 1, start: TRUTH, floor: new Map(), effort });
        if (found !== null && sums.valuesIn(found.world) !== null) return found.world;
      }
  return null;
}

/** In every form, what no known world shows to be uncertain. */
export function openCrossings(attack: ReleaseAttack, indicator: CountedIndicator, policy: Policy, worlds: readonly World[]): readonly Asked[] {
  const width = indicator.categories.length;
  const position = new Map(attack.atoms.map((atom, i) => [atom, i]));
  const forms = new Map(indicator.forms.flatMap((form) => formOf(indicator, form.id)).map((categories) => [categories.toSorted((a, b) => a - b).join(','), categories.toSorted((a, b) => a - b)]));
  const asked = crossings(attack, indicator.sensitive ? policy.minGroupSensitive : policy.minGroup).flatMap(({ atoms, subject }) => {
    // In rising order, which atoms of a remainder are not.
    const place = atoms.map((atom) => position.get(atom) ?? -1).sort((a, b) => a - b);
    return [...forms.values()].map((categories): Asked => ({ index: Int32Array.from(place.flatMap((at) => categories.map((category) => at * width + category))), subject }));
  });
  const touching = touchedBy(worlds);
  return asked.filter(({ index }) => {
    // That an answer was not given may be known where noughts are printed, here as of the groups that tables name.
    if (sumOf(index, attack.truth) === 0 && policy.zeros === 'shown') return false;
    return index.every((u) => (touching.get(u) ?? []).every((world) => moreOf(index, world, attack.truth) === 0));
  });
}

/** Per unknown the worlds in which it is another than in truth. */
function touchedBy(worlds: readonly World[]): ReadonlyMap<number, readonly World[]> {
  const touching = new Map<number, World[]>();
  for (const world of worlds) {
    for (const u of world.at) {
      const list = touching.get(u);
      if (list === undefined) touching.set(u, [world]);
      else list.push(world);
    }
  }
  return touching;
}

/** How many more people there are in some unknowns, in rising order, than in truth. */
function moreOf(index: Int32Array, { at, count }: World, truth: Int32Array): number {
  let more = 0;
  let k = 0;
  for (const u of index) {
    while ((at[k] ?? Infinity) < u) k++;
    if (at[k] === u) more += (count[k] ?? 0) - (truth[u] ?? 0);
  }
  return more;
}

/** Every pair of printed groups once, by the people they share; the same people from several pairs count once. */
function crossings(attack: ReleaseAttack, least: number): Crossing[] {
  const size = byAtom(attack, attack.truth);
  // Where households are counted, so many of them hide one another.
  const households = attack.householders === null ? size : byAtom(attack, attack.householders);
  const shown = [...new Map(attack.located.filter((l) => l.row.state !== 'withheld' && l.people > 0).map((l) => [l.key, l])).values()];
  const listed = new Set(attack.located.map((l) => nameOf(l.atoms)));
  const found = new Map<string, Crossing>();
  for (const [at, a] of shown.entries()) {
    const inA = new Uint8Array(size.length);
    for (const atom of a.atoms) inA[atom] = 1;
    for (const b of shown.slice(at + 1)) {
      if (atLeast(least, b.atoms, inA, households)) continue;
      const atoms = b.atoms.filter((atom) => inA[atom] === 1);
      if (!atLeast(1, atoms, inA, size)) continue;
      const name = nameOf(atoms);
      if (!listed.has(name) && !found.has(name)) found.set(name, { atoms, subject: a.people <= b.people ? a.key : b.key });
    }
  }
  return [...found.values()];
}

/** Do the marked ones of some atoms have so many? Most pairs of groups share many people, and are told from a few of their atoms. */
function atLeast(count: number, atoms: readonly number[], marked: Uint8Array, each: Int32Array): boolean {
  let sum = 0;
  for (const atom of atoms) {
    if (marked[atom] === 1) sum += each[atom] ?? 0;
    if (sum >= count) return true;
  }
  return false;
}

/** Answers of every atom of the staff list, added up. */
function byAtom({ atoms }: ReleaseAttack, counts: Int32Array): Int32Array {
  const sums = new Int32Array(1 + atoms.reduce((a, b) => Math.max(a, b), -1));
  atoms.forEach((atom, i) => (sums[atom] = peopleOf(atoms.length, counts, i)));
  return sums;
}

function peopleOf(atoms: number, counts: Int32Array, i: number): number {
  const width = counts.length / atoms;
  let people = 0;
  for (let c = 0; c < width; c++) people += counts[i * width + c] ?? 0;
  return people;
}

/** Equal for the same people: atoms stand in rising order, except in remainders. */
function nameOf(atoms: readonly number[]): string {
  return [...atoms].sort((a, b) => a - b).join(',');
}
