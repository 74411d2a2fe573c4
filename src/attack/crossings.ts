import type { CountedIndicator, Policy } from '#core';
import { propagate } from './propagate.ts';
import type { Located } from './published.ts';
import type { ReleaseAttack } from './release-system.ts';
import { sumOf } from './system.ts';

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
 * workforces found before: where they differ about the people, nothing is certain. Certainty that only a search would find is not
 * looked for here, and a narrow range is not counted.
 */
export function certainCrossings(attack: ReleaseAttack, indicator: CountedIndicator, policy: Policy, worlds: readonly Int32Array[]): string[] {
  const width = indicator.categories.length;
  const position = new Map(attack.atoms.map((atom, i) => [atom, i]));
  const asked = crossings(attack, indicator.sensitive ? policy.minGroupSensitive : policy.minGroup).flatMap(({ atoms, subject }) => {
    const place = atoms.map((atom) => position.get(atom) ?? -1);
    return Array.from({ length: width }, (_, category): Asked => ({ index: Int32Array.from(place, (at) => at * width + category), subject }));
  });
  const open = asked.filter(({ index }) => {
    const truth = sumOf(index, attack.truth);
    // That an answer was not given may be known where noughts are printed, here as of the groups that tables name.
    if (truth === 0 && policy.zeros === 'shown') return false;
    return worlds.every((world) => sumOf(index, world) === truth);
  });
  if (open.length === 0) return [];
  const { lower, upper } = propagate(attack.system);
  return open.flatMap(({ index, subject }) => (sumOf(index, lower) === sumOf(index, upper) ? [subject] : []));
}

/** Every pair of printed groups once, by the people they share; the same people from several pairs count once. */
function crossings(attack: ReleaseAttack, least: number): Crossing[] {
  const sizes = new Map<number, number>();
  attack.atoms.forEach((atom, i) => sizes.set(atom, peopleOf(attack, attack.truth, i)));
  // Where households are counted, so many of them hide one another.
  const { householders } = attack;
  const households = householders === null ? sizes : new Map(attack.atoms.map((atom, i) => [atom, peopleOf(attack, householders, i)]));
  const shown = [...new Map(attack.located.filter((l) => l.row.state !== 'withheld' && l.people > 0).map((l) => [l.key, l])).values()];
  const listed = new Set(attack.located.map((l) => nameOf(l.atoms)));
  const holders = new Map<number, Located[]>();
  for (const l of shown) for (const atom of l.atoms) holders.set(atom, [...(holders.get(atom) ?? []), l]);
  const found = new Map<string, Crossing>();
  const done = new Set<string>();
  for (const a of shown) {
    const inA = new Set(a.atoms);
    for (const b of new Set(a.atoms.flatMap((atom) => holders.get(atom) ?? []))) {
      const pair = a.key < b.key ? `${a.key}|${b.key}` : `${b.key}|${a.key}`;
      if (a.key === b.key || done.has(pair)) continue;
      done.add(pair);
      const atoms = b.atoms.filter((atom) => inA.has(atom));
      const people = atoms.reduce((sum, atom) => sum + (sizes.get(atom) ?? 0), 0);
      const name = nameOf(atoms);
      if (people === 0 || atoms.reduce((sum, atom) => sum + (households.get(atom) ?? 0), 0) >= least || listed.has(name) || found.has(name)) continue;
      found.set(name, { atoms, subject: a.people <= b.people ? a.key : b.key });
    }
  }
  return [...found.values()];
}

function peopleOf({ atoms }: ReleaseAttack, counts: Int32Array, i: number): number {
  const width = counts.length / atoms.length;
  let people = 0;
  for (let c = 0; c < width; c++) people += counts[i * width + c] ?? 0;
  return people;
}

function nameOf(atoms: readonly number[]): string {
  return [...atoms].sort((a, b) => a - b).join(',');
}
