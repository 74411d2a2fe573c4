import { describe, expect, test } from 'vitest';
import { attackIndicator, certificateFlaws } from '#attack';
import { type CountedIndicator, silent, type Tabulation } from '#core';
import { protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import { requiredWidth } from '../../src/attack/release-system.ts';
import { mulberry } from '../support/random-tabulation.ts';
import { employer, policy as wellness, request, secret, stress, tablesOf, untilSafe } from './employers.ts';
import { type Edition, editionOf, publish } from './publisher.ts';
import { atomsOf, groupsOf, keyOf } from './staff-list.ts';
import { breakdowns, habit, level, policy as tiny, tinyEmployer, tooNarrow, workforces } from './tiny-employers.ts';

/**
 * Colleagues who tell the employer their own answers (attacks A10, A11). Whoever knows that an answer was given rules out every workforce in which it
 * was not, and what is left must still be uncertain: less wide by the number of tellers, as a report on everybody else would be.
 */

const deep = process.env['TUTTI_DEEP'] !== undefined;
const seeds = Array.from({ length: deep ? 200 : 8 }, (_, i) => i + 1);

/** So many people, each named by the place of its kind and answer in the counts: all ways to choose them. */
function coalitions(counts: Int32Array, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return [...counts.keys()].slice(from).flatMap((place) => {
    if ((counts[place] ?? 0) === 0) return [];
    const less = counts.with(place, (counts[place] ?? 0) - 1);
    return coalitions(less, size - 1, place).map((others) => [place, ...others]);
  });
}

/** Numbers that vary too little over the workforces that print the same report and in which all tellers gave the answers they gave. */
function narrowToTellers(tabulation: Tabulation, of: CountedIndicator, edition: Edition, size: number): string[] {
  const possible = workforces(tabulation, of, edition);
  const counts = (other: Tabulation) => other.counts[of.id]!;
  return coalitions(counts(tabulation), size).flatMap((tellers) => {
    const left = possible.filter((other) =>
      tellers.every((place) => (counts(other)[place] ?? 0) >= tellers.filter((p) => p === place).length),
    );
    return tooNarrow(tabulation, of, edition, left, (people, codes) => {
      const own = atomsOf(tabulation, codes);
      const inside = tellers.filter((place) => own.includes(Math.floor(place / of.categories.length))).length;
      return Math.min(people - inside, Math.max(1, tiny.minCell - size));
    }).map((what) => `${tellers.join()}: ${what}`);
  });
}

describe.each([1, 2])('tellers: %d', { timeout: 600_000 }, (insiders) => {
  const policy = { ...tiny, insiders };

  test.each([habit(false), level(true)])('$id: every unsafe number still varies over all workforces', async (of) => {
    let settled = 0;
    for (const seed of seeds) {
      const tabulation = tinyEmployer(seed, of);
      const outcome = await protectUntilSafe({ tabulation, breakdowns, policy, secret, participation: null }, silent);
      if (outcome.kind === 'refused') continue;
      settled++;
      const edition = editionOf(tabulation, breakdowns, outcome.tables.tables, policy);
      expect({ seed, narrow: narrowToTellers(tabulation, of, edition, insiders) }).toEqual({ seed, narrow: [] });
    }
    expect(settled).toBeGreaterThan(seeds.length / 2);
  });
});

/** Safe to outsiders and not to tellers: the attacker has to find it, and a proof made without thinking of tellers must not pass for one. */
async function expectOnlyTellersToKnow(tabulation: Tabulation, of: CountedIndicator, edition: Edition, insiders: number): Promise<void> {
  const policy = { ...tiny, insiders };
  const tables = publish(tabulation, of, edition);
  expect((await attackIndicator(tabulation, of, tables, policy)).exposed).not.toEqual([]);
  const { worlds, verdicts, targets } = await attackIndicator(tabulation, of, tables, { ...policy, insiders: 0 });
  expect(verdicts.safe).toBe(targets);
  expect(certificateFlaws(tabulation, of, tables, policy, worlds)).toContain('INSIDER_TOO_NEAR');
  expect(certificateFlaws(tabulation, of, tables, { ...policy, insiders: 0 }, worlds)).not.toContain('INSIDER_TOO_NEAR');
}

const onlyTheWhole = (shown: ReadonlySet<string>): Edition => ({
  breakdowns,
  form: () => 'full',
  state: (key) => (shown.has(key) ? 'shown' : 'withheld'),
  remainders: false,
  policy: tiny,
});

describe('what only tellers can know', { timeout: 600_000 }, () => {
  const of = habit(false);
  const whole = keyOf(['total', 'total']);

  test('one yes and one no in two teams of one: who said yes knows the other', async () => {
    const [first] = seeds.map((seed) => tinyEmployer(seed, of));
    const two: Tabulation = {
      ...first!,
      codes: [['A', 'X'], ['B', 'X']],
      heads: { eligible: [1, 1], completers: [1, 1] },
      counts: { [of.id]: Int32Array.from([0, 1].flatMap((answer) => of.categories.map((_, c) => (c === answer ? 1 : 0)))) },
    };
    const edition = onlyTheWhole(new Set([whole, keyOf(['total', 'X'])]));
    expect(tooNarrow(two, of, edition)).toEqual([]);
    expect(narrowToTellers(two, of, edition, 1)).not.toEqual([]);
    await expectOnlyTellersToKnow(two, of, edition, 1);
  });

  test('foolish editions: two tellers find what listing all workforces finds', async () => {
    let found = 0;
    for (let seed = 1; seed <= 8 * seeds.length; seed++) {
      const tabulation = tinyEmployer(seed, of);
      const random = mulberry(seed * 104_729);
      const some = breakdowns.flatMap((b) => groupsOf(tabulation, b)).map(keyOf).filter(() => random() < 0.1);
      const edition = onlyTheWhole(new Set([whole, ...some]));
      if (tooNarrow(tabulation, of, edition).length > 0 || narrowToTellers(tabulation, of, edition, 2).length === 0) continue;
      await expectOnlyTellersToKnow(tabulation, of, edition, 2);
      found++;
    }
    expect(found).toBeGreaterThan(3);
  });
});

describe('an employer of 200 people', async () => {
  const tabulation = employer(3, 200);
  const given = { ...request(tabulation), tabulation: { ...tabulation, indicators: tabulation.indicators.filter((i) => i.id !== 'sleep') } };
  const { tables, attacks } = await untilSafe(given);

  test('its proof holds for every single colleague, and not without some of its worlds', () => {
    const attack = attacks.find((a) => a.indicator === stress.id)!;
    const own = tablesOf(tables.tables, stress);
    expect(certificateFlaws(tabulation, stress, own, wellness, attack.worlds)).toEqual([]);
    // Every world rules out that certain people gave the answers they gave; keeping only one such kind of world is no proof.
    const few = attack.worlds.filter((_, w) => w % 4 === 0);
    expect(certificateFlaws(tabulation, stress, own, wellness, few)).not.toEqual([]);
  });

  test('covering for one colleague costs no more than covering for none', async () => {
    const without = await untilSafe({ ...given, policy: { ...wellness, insiders: 0 } });
    const hidden = (all: typeof tables.tables) => all.flatMap((t) => t.rows).filter((row) => row.state === 'withheld').length;
    expect(hidden(tables.tables)).toBeLessThanOrEqual(1.05 * hidden(without.tables.tables));
    expect(hidden(tables.tables)).toBeGreaterThan(0);
  });
});

test('the width that tellers leave', () => {
  expect(requiredWidth(40, wellness)).toBe(5);
  expect(requiredWidth(40, wellness, 1, 1)).toBe(4);
  expect(requiredWidth(3, wellness, 1, 0)).toBe(3);
  expect(requiredWidth(3, wellness, 1, 1)).toBe(2);
  expect(requiredWidth(1, wellness, 1, 1)).toBe(0);
  expect(requiredWidth(40, { ...wellness, minCell: 1 }, 2, 0)).toBe(1);
});
