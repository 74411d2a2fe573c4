import { expect, test } from 'vitest';
import { holds } from '#attack';
import { releaseAttack } from '../../src/attack/release-system.ts';
import { type Effort, Swaps } from '../../src/attack/swaps.ts';
import { countsOf, worldOf } from '../../src/attack/world.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { agrees, everyAnswer, smallRelease } from './small-releases.ts';

/** Exchanges of answers, against the list of all workforces: what they lead to is one, as many steps on as it says, and where there is one they mostly find the way. */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 120 : 2000 }, (_, i) => i + 1);

test.each<Effort>(['rings', 'third answers', 'long rings'])('%s lead from workforce to workforce', (effort) => {
  const tally = { found: 0, missed: 0, steps: 0 };
  for (const seed of seeds) {
    const release = smallRelease(seed, 7, 0.3);
    const attack = releaseAttack(release.tabulation, release.indicator, release.tables, release.policy);
    const width = release.indicator.categories.length;
    const worlds = everyAnswer(release)
      .filter((counts) => agrees(release, counts))
      .map((counts) => Int32Array.from(attack.atoms.flatMap((atom) => [...counts.subarray(atom * width, (atom + 1) * width)])));
    const random = mulberry(seed * 5);
    const swaps = new Swaps(attack.system, attack.truth, width);
    for (const { index } of attack.system.targets.slice(0, 6)) {
      const value = (world: ArrayLike<number>): number => index.reduce((sum, u) => sum + world[u]!, 0);
      const start = random() < 0.5 ? attack.truth : worlds[Math.floor(random() * worlds.length)]!;
      // Some keep their answers, of those who gave them in the workforce that one starts from.
      const floor = start.map((n) => (random() < 0.2 ? n : 0));
      for (const direction of [1, -1] as const) {
        const steps = 1 + Math.floor(3 * random());
        const found = swaps.go({ index, direction, steps, start: worldOf(start, attack.truth), floor: new Map(floor.entries()), effort });
        const there = worlds.some((world) => direction * (value(world) - value(start)) >= 1 && world.every((n, u) => n >= Math.min(floor[u]!, start[u]!)));
        if (found === null) {
          tally.missed += Number(there);
          continue;
        }
        const world = countsOf(found.world, attack.truth);
        // In rising order, and nothing that is as it is.
        expect(worldOf(world, attack.truth)).toEqual(found.world);
        expect({ seed, holds: holds(attack.system, world), there }).toEqual({ seed, holds: true, there: true });
        expect(found.steps).toBeGreaterThan(0);
        expect(found.steps).toBeLessThanOrEqual(steps);
        expect(direction * (value(world) - value(start))).toBeGreaterThanOrEqual(found.steps);
        expect(world.every((n, u) => n >= floor[u]!)).toBe(true);
        tally.found++;
        tally.steps += found.steps;
      }
    }
  }
  expect(tally.found).toBeGreaterThan(seeds.length);
  expect(tally.steps).toBeGreaterThan(1.1 * tally.found);
  expect(tally.found / (tally.found + tally.missed)).toBeGreaterThan(0.95);
});
