import { describe, expect, test } from 'vitest';
import { attackIndicator, type AttackedTable } from '#attack';
import { silent } from '#core';
import { protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { secret } from './employers.ts';
import { type Edition, editionOf, publish } from './publisher.ts';
import { groupsOf, keyOf } from './staff-list.ts';
import { breakdowns, habit, level, policy, tinyEmployer, tooNarrow } from './tiny-employers.ts';

/**
 * Employers of at most eight people, where every workforce can be listed: the answers of each person in all combinations. Those that print the
 * same report are what the attacker has to choose from, and every unsafe number that is not printed must vary among them by the width claimed.
 */

const deep = process.env['TUTTI_DEEP'] !== undefined;
const seeds = Array.from({ length: deep ? 600 : 24 }, (_, i) => i + 1);
describe.each([habit(false), habit(true), level(false), level(true)])(
  '$id, sensitive: $sensitive',
  { timeout: 600_000 },
  (of) => {
    test('every unsafe number varies over all workforces by the width claimed', async () => {
      const tally = { shown: 0, withheld: 0, refused: 0 };
      for (const seed of seeds) {
        const tabulation = tinyEmployer(seed, of);
        const outcome = await protectUntilSafe({ tabulation, breakdowns, policy, secret, participation: null }, silent);
        if (outcome.kind === 'refused') {
          tally.refused++;
          continue;
        }
        const edition = editionOf(tabulation, breakdowns, outcome.tables.tables, policy);
        expect({ seed, narrow: tooNarrow(tabulation, of, edition) }).toEqual({ seed, narrow: [] });
        for (const codes of groupsOf(tabulation, breakdowns[3]!))
          tally[edition.state(keyOf(codes)) === 'shown' ? 'shown' : 'withheld']++;
      }
      expect(tally.refused).toBeLessThan(seeds.length / 4);
      expect(tally.withheld).toBeGreaterThan(0);
      if (!of.sensitive) expect(tally.shown).toBeGreaterThan(0);
    });

    test('the attacker misses nothing that listing all workforces finds', async () => {
      let leaks = 0;
      for (const seed of seeds.slice(0, seeds.length / 3)) {
        const tabulation = tinyEmployer(seed, of);
        // Foolish editions: a random half of the groups is shown, whatever they hold.
        const random = mulberry(seed * 7919);
        const shown = new Set(
          breakdowns
            .flatMap((b) => groupsOf(tabulation, b))
            .map(keyOf)
            .filter(() => random() < 0.6),
        );
        const edition: Edition = {
          breakdowns,
          form: () => 'full',
          state: (key) => (shown.has(key) ? 'shown' : 'withheld'),
          remainders: false,
          policy,
        };
        const narrow = tooNarrow(tabulation, of, edition);
        const tables: readonly AttackedTable[] = publish(tabulation, of, edition);
        const attack = await attackIndicator(tabulation, of, tables, policy);
        if (narrow.length > 0) {
          leaks++;
          expect({ seed, narrow, caught: attack.exposed.length > 0 }).toEqual({ seed, narrow, caught: true });
        }
        // And it claims no proof that does not hold.
        expect(attack.verdicts.safe).toBeLessThanOrEqual(attack.targets - (narrow.length > 0 ? 1 : 0));
      }
      expect(leaks).toBeGreaterThan(3);
    });
  },
);
