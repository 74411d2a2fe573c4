import { describe, expect, test } from 'vitest';
import { attackIndicator, type AttackedTable } from '#attack';
import { canonicalJson, type CountedIndicator, type Policy, silent, type Tabulation } from '#core';
import { protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import { indicator, mulberry } from '../support/random-tabulation.ts';
import { by, policy as wellness, secret } from './employers.ts';
import { type Edition, editionOf, publish } from './publisher.ts';
import { mustStayUncertain } from './rules.ts';
import { countsOf, groupsOf, keyOf, total } from './staff-list.ts';

/**
 * Employers of at most eight people, where every workforce can be listed: the answers of each person in all combinations. Those that print the
 * same report are what the attacker has to choose from, and every unsafe number that is not printed must vary among them by the width claimed.
 */

const policy: Policy = {
  ...wellness,
  minCompleters: 0,
  minParticipation: 0,
  minGroup: 2,
  minGroupSensitive: 2,
  minCell: 2,
};
const breakdowns = [by(), by('team'), by('site'), by('team', 'site')];
const deep = process.env['TUTTI_DEEP'] !== undefined;
const seeds = Array.from({ length: deep ? 600 : 24 }, (_, i) => i + 1);
const habit = (sensitive: boolean) => indicator('habit', ['yes', 'no'], { sensitive, population: 'eligible' });
const level = (sensitive: boolean) => indicator('level', ['high', 'low'], { sensitive });

function tinyEmployer(seed: number, of: CountedIndicator): Tabulation {
  const random = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const atoms = new Map<string, { codes: string[]; counts: number[] }>();
  const people = 4 + Math.floor(random() * 5);
  for (let p = 0; p < people; p++) {
    const codes = [pick(['A', 'B', 'C']), pick(['X', 'Y'])];
    const atom = atoms.get(codes.join()) ?? { codes, counts: of.categories.map(() => 0) };
    atoms.set(codes.join(), atom);
    const answer = random() < 0.1 ? of.categories.length - 1 : Math.floor(random() * 2);
    atom.counts[answer] = (atom.counts[answer] ?? 0) + 1;
  }
  const list = [...atoms.values()];
  const heads = list.map((a) => total(a.counts));
  return {
    dimensions: [
      { id: 'team', total: 'total', relations: [{ parent: 'total', children: ['A', 'B', 'C'] }] },
      { id: 'site', total: 'total', relations: [{ parent: 'total', children: ['X', 'Y'] }] },
    ],
    codes: list.map((a) => a.codes),
    heads: { eligible: heads, completers: heads },
    indicators: [of],
    counts: { [of.id]: Int32Array.from(list.flatMap((a) => a.counts)) },
  };
}

/** Ways in which `people` can give `answers` different answers. */
function splits(people: number, answers: number): number[][] {
  if (answers === 1) return [[people]];
  return Array.from({ length: people + 1 }, (_, first) =>
    splits(people - first, answers - 1).map((rest) => [first, ...rest]),
  ).flat();
}

/** Every tabulation of the same people that prints the same report. */
function workforces(tabulation: Tabulation, of: CountedIndicator, edition: Edition): Tabulation[] {
  const report = canonicalJson(publish(tabulation, of, edition));
  const choices = tabulation.heads[of.population].map((n) => splits(n, of.categories.length));
  const all = choices.reduce<number[][]>(
    (heads, own) => heads.flatMap((head) => own.map((tail) => [...head, ...tail])),
    [[]],
  );
  return all
    .map((counts) => ({ ...tabulation, counts: { [of.id]: Int32Array.from(counts) } }))
    .filter((other) => canonicalJson(publish(other, of, edition)) === report);
}

/** Numbers that vary too little over all workforces. */
function tooNarrow(tabulation: Tabulation, of: CountedIndicator, edition: Edition): string[] {
  const possible = workforces(tabulation, of, edition);
  return breakdowns.flatMap((breakdown) =>
    groupsOf(tabulation, breakdown).flatMap((codes) => {
      if (edition.state(keyOf(codes)) === 'shown') return [];
      const truth = countsOf(tabulation, of, codes);
      const cells = of.forms.flatMap((form) =>
        form.categories.map((c) => c.of.map((code) => of.categories.indexOf(code))),
      );
      return cells.flatMap((categories) => {
        const count = (full: readonly number[]) => categories.reduce((sum, c) => sum + (full[c] ?? 0), 0);
        if (!mustStayUncertain(of, count(truth), total(truth), policy)) return [];
        const values = possible.map((other) => count(countsOf(other, of, codes)));
        const width = Math.max(...values) - Math.min(...values);
        return width >= Math.min(policy.minCell, total(truth))
          ? []
          : [`${codes.join()} ${categories.join()} varies by ${width}`];
      });
    }),
  );
}

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
