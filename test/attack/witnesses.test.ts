import { describe, expect, test } from 'vitest';
import { certificateFlaws, holds, type World } from '#attack';
import { releaseAttack, requiredWidth } from '../../src/attack/release-system.ts';
import { seekWorlds } from '../../src/attack/seek-worlds.ts';
import { type Coalition, Witnesses } from '../../src/attack/witnesses.ts';
import { countsOf, worldOf } from '../../src/attack/world.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { agrees, everyAnswer, smallRelease } from './small-releases.ts';

/**
 * What some worlds prove, against a plain reading: for every number and for everybody who knows some people's answers, all coalitions listed, two of the
 * worlds that they can believe must lie far enough apart.
 */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 60 : 1500 }, (_, i) => i + 1);

/** A small release, its attacker, every world of it, and all coalitions of so many people at most. */
function known(seed: number, insiders: number) {
  const release = smallRelease(seed, 6, 0.12);
  const policy = { ...release.policy, insiders };
  const attack = releaseAttack(release.tabulation, release.indicator, release.tables, policy);
  const width = release.indicator.categories.length;
  const worlds = everyAnswer(release)
    .filter((counts) => agrees(release, counts))
    .map((counts) => Int32Array.from(attack.atoms.flatMap((atom) => [...counts.subarray(atom * width, (atom + 1) * width)])));
  const coalitions: Map<number, number>[] = [new Map()];
  for (let size = 0, last = coalitions.slice(); size < insiders; size++) {
    last = last.flatMap((members) => Array.from(attack.truth, (n, u) => ((members.get(u) ?? 0) < n && [...members.keys()].every((other) => other <= u) ? [new Map(members).set(u, (members.get(u) ?? 0) + 1)] : [])).flat());
    coalitions.push(...last);
  }
  /** How far the number can go in worlds in which the coalition can believe, and how far it must. */
  const wide = (t: number, members: Coalition, among: readonly Int32Array[]) => {
    const index = attack.system.targets[t]!.index;
    const values = among.filter((world) => [...members].every(([u, n]) => world[u]! >= n)).map((world) => index.reduce((sum, u) => sum + world[u]!, 0));
    const [all, inside] = [[...members], [...members].filter(([u]) => index.some((own) => Math.floor(own / width) === Math.floor(u / width)))].map((list) => list.reduce((sum, [, n]) => sum + n, 0));
    return { low: Math.min(...values), high: Math.max(...values), needed: requiredWidth(attack.people[t]!, policy, all, inside) };
  };
  const narrowed = (t: number, among: readonly Int32Array[]) => coalitions.filter((members) => { const { low, high, needed } = wide(t, members, among); return high - low < needed; });
  /** Of every unknown, and by what is another than in truth. */
  const full = (world: World) => countsOf(world, attack.truth);
  const brief = (world: Int32Array) => worldOf(world, attack.truth);
  return { release, policy, attack, width, worlds, coalitions, wide, narrowed, full, brief };
}

describe.each([0, 1, 2])('to coalitions of %d', (insiders) => {
  test('worlds prove what they prove, and nothing more', () => {
    const tally = { proven: 0, not: 0, pruned: 0 };
    for (const seed of seeds) {
      const { release, policy, attack, width, worlds, wide, narrowed, coalitions, full, brief } = known(seed, insiders);
      const random = mulberry(seed);
      const share = random();
      const some = worlds.filter(() => random() < share);
      const witnesses = new Witnesses(attack, policy, width);
      const among = [attack.truth, ...some.filter((world) => world.join() !== attack.truth.join())];
      for (const world of some) expect(witnesses.add(brief(world))).toBe(world.join() !== attack.truth.join());
      for (const world of some) expect(witnesses.add(brief(world))).toBe(false);
      expect(witnesses.add(brief(attack.truth.map((n) => n + 1)))).toBe(false);
      expect(witnesses.worlds.map((world) => full(world).join())).toEqual(among.map((world) => world.join()));
      for (const [w, world] of among.entries()) expect([...witnesses.fewer(w)]).toEqual([...world.entries()].filter(([u, n]) => n < attack.truth[u]!));
      let proven = true;
      for (const t of attack.system.targets.keys()) {
        const tooNear = narrowed(t, among);
        const found = witnesses.narrow(t, insiders);
        expect({ seed, t, narrow: found !== null }).toEqual({ seed, t, narrow: tooNear.length > 0 });
        tally[found === null ? 'proven' : 'not']++;
        if (found === null) continue;
        proven = false;
        const { low, high, needed } = wide(t, found.coalition, among);
        expect(found.needed).toBe(needed);
        expect(high - low).toBeLessThan(needed);
        expect([...found.coalition].every(([u, n]) => n <= attack.truth[u]!)).toBe(true);
        expect([...found.coalition.values()].reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(insiders);
        const named = witnesses.extremes(t, found.coalition);
        expect([named.low, named.high]).toEqual([low, high]);
        expect(witnesses.any(found.coalition, random)).toBeLessThan(witnesses.worlds.length);
        // Strangers first: whoever knows nobody is named before anybody else.
        if (tooNear.some((members) => members.size === 0)) expect(found.coalition.size).toBe(0);
      }
      // People whom two printed groups share have tests of their own (derived-groups).
      const flaws = certificateFlaws(release.tabulation, release.indicator, release.tables, policy, some.map(brief)).filter((flaw) => flaw !== 'DERIVED_GROUP_UNSAFE' && flaw !== 'SHARED_PEOPLE_CERTAIN');
      const strangers = [...attack.system.targets.keys()].every((t) => wide(t, new Map(), among).high - wide(t, new Map(), among).low >= wide(t, new Map(), among).needed);
      expect(flaws).toEqual(proven ? [] : strangers ? ['INSIDER_TOO_NEAR'] : ['WIDTH_NOT_PROVEN']);
      if (!proven) {
        expect(() => witnesses.needed()).toThrow('a target is called safe without proof');
        continue;
      }
      const needed = witnesses.needed();
      expect(full(needed[0]!)).toEqual(attack.truth);
      for (const t of attack.system.targets.keys()) expect(narrowed(t, needed.map(full))).toEqual([]);
      expect(needed.every((world) => witnesses.worlds.includes(world))).toBe(true);
      tally.pruned += Number(needed.length < among.length);
      // A world in which a coalition can believe has as many of each answer as it knows of.
      for (const members of coalitions.slice(0, 5)) {
        const believed = among.map((world) => [...members].every(([u, n]) => world[u]! >= n));
        expect(witnesses.any(members, () => 0.999)).toBe(believed.lastIndexOf(true));
        expect(witnesses.left(members)).toEqual([...believed.keys()].filter((w) => believed[w]));
      }
    }
    for (const n of Object.values(tally)) expect(n).toBeGreaterThan(seeds.length / 40);
  });

  test('what the attacker calls safe is so over all worlds, and what it calls known is not', async () => {
    const tally = { safe: 0, exact: 0, short: 0, unresolved: 0 };
    let missed = 0;
    for (const seed of seeds.slice(0, seeds.length / 2)) {
      const { policy, attack, width, worlds, narrowed, wide, full, brief } = known(seed, insiders);
      // With some worlds at hand, and from nothing.
      const { kinds, unchecked, worlds: found } = await seekWorlds(attack, policy, width, seed % 2 === 0 ? [] : worlds.filter((_, w) => w % 5 === seed % 5).map(brief));
      const everybody = kinds.every((kind) => kind === 'safe');
      // Only because something else is open to strangers already.
      expect(unchecked.size === 0 || kinds.some((kind, t) => kind !== 'safe' && !unchecked.has(t))).toBe(true);
      if (everybody) {
        const again = new Witnesses(attack, policy, width);
        for (const world of found) again.add(world);
        expect(again.needed()).toEqual(found);
      }
      expect(found.every((world) => holds(attack.system, full(world)))).toBe(true);
      for (const [t, kind] of kinds.entries()) {
        tally[kind]++;
        const strangers = wide(t, new Map(), worlds);
        const open = strangers.high - strangers.low < strangers.needed;
        if (kind === 'safe') expect({ seed, t, narrow: narrowed(t, worlds) }).toEqual({ seed, t, narrow: [] });
        if (kind === 'exact' || kind === 'short') expect({ seed, t, narrow: narrowed(t, worlds).length > 0 }).toEqual({ seed, t, narrow: true });
        if (kind === 'unresolved') missed += Number(!unchecked.has(t) && narrowed(t, worlds).length === 0);
        if (unchecked.has(t)) expect([kind, open]).toEqual(['unresolved', false]);
        if (insiders === 0) expect(unchecked.has(t)).toBe(false);
        if (everybody) expect(narrowed(t, found.map(full))).toEqual([]);
      }
    }
    expect(missed).toBeLessThanOrEqual(tally.safe / 50);
    expect(Math.min(tally.safe, tally.exact + tally.short)).toBeGreaterThan(seeds.length / 20);
  });
});
