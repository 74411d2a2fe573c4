import { describe, expect, test } from 'vitest';
import { certainCrossings, openCrossings, uncertainCrossings } from '../../src/attack/crossings.ts';
import { derivedGroups } from '../../src/attack/derived.ts';
import { propagate } from '../../src/attack/propagate.ts';
import { releaseAttack } from '../../src/attack/release-system.ts';
import { countsOf, TRUTH, worldOf } from '../../src/attack/world.ts';
import { headsOf } from '#core';
import { by } from './employers.ts';
import { publish } from './publisher.ts';
import { breaksARule } from './rules.ts';
import { agrees, everyAnswer, groupsBehind, type SmallRelease, smallRelease } from './small-releases.ts';
import { atomsOf, keyOf, plus, wide } from './staff-list.ts';

/** Groups that no table names and that follow from printed ones, against a plain reading: every subtraction of rows, and every pair of groups that share people. */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 250 : 4000 }, (_, i) => i + 1);

interface Row {
  readonly key: string;
  readonly table: string;
  readonly form: number;
  readonly atoms: readonly number[];
  readonly people: number;
}

/** Rows whose numbers are printed, of groups with people in them. */
function rowsOf(release: SmallRelease, states: readonly string[]): Row[] {
  const { tabulation, indicator: of, tables } = release;
  const heads = headsOf(tabulation, of.population);
  return tables.flatMap((table) =>
    table.rows.flatMap((row) => {
      const atoms = groupsBehind(release, table, row).flatMap((codes) => atomsOf(tabulation, codes)).filter((atom) => heads[atom]! > 0);
      const people = atoms.reduce((sum, atom) => sum + heads[atom]!, 0);
      return states.includes(row.state) && people > 0 ? [{ key: keyOf(wide(tabulation, table.dimensions, row.codes)), table: table.id, form: of.forms.findIndex((f) => f.id === table.form), atoms, people }] : [];
    }),
  );
}

function bad({ tabulation, indicator: of, policy }: SmallRelease, plusRow: Row, less: readonly Row[]): boolean {
  const counts = tabulation.counts[of.id]!;
  const width = of.categories.length;
  const left = plusRow.atoms.filter((atom) => !less.some((row) => row.atoms.includes(atom)));
  const full = left.map((atom) => [...counts.subarray(atom * width, (atom + 1) * width)]).reduce(plus, of.categories.map(() => 0));
  return breaksARule(of, full, of.forms[Math.max(...[plusRow, ...less].map((row) => row.form))]!.id, policy);
}

const inside = (inner: Row, outer: Row): boolean => inner.people < outer.people && inner.atoms.every((atom) => outer.atoms.includes(atom));

describe('what follows by subtraction', () => {
  test('is every row by itself, every row less one inside it, and every row less all of one table inside it', () => {
    const tally = { published: 0, difference: 0, several: 0, none: 0 };
    for (const seed of seeds) {
      const release = smallRelease(seed, 40, 0.2);
      const { tabulation, indicator: of, tables, policy } = release;
      const { located } = releaseAttack(tabulation, of, tables, policy);
      const found = derivedGroups(tabulation, of, located, policy);
      const rows = rowsOf(release, ['shown']);
      expect(found.filter((e) => e.what === 'published').map((e) => e.subject)).toEqual(rows.filter((row) => bad(release, row, [])).map((row) => row.key));
      const singles: string[] = [];
      const several: (readonly string[])[] = [];
      for (const outer of rows) {
        const parts = rows.filter((row) => inside(row, outer));
        singles.push(...parts.filter((part) => bad(release, outer, [part])).map((part) => part.key));
        for (const own of Map.groupBy(parts, (row) => row.table).values()) {
          // The smallest first, whatever shares people with one that was taken left out.
          const used: Row[] = [];
          for (const part of own.toSorted((a, b) => a.people - b.people)) if (!used.some((row) => row.atoms.some((atom) => part.atoms.includes(atom)))) used.push(part);
          if (used.length > 1 && bad(release, outer, used)) several.push(used.filter((row) => row.people === used[0]!.people).map((row) => row.key));
        }
      }
      const differences = found.filter((e) => e.what === 'difference').map((e) => e.subject);
      expect(differences).toHaveLength(singles.length + several.length);
      // Whatever order they are named in: the singles, and for every table one of its smallest.
      for (const single of singles) expect(differences).toContain(single);
      for (const names of several) expect(names.some((name) => differences.includes(name))).toBe(true);
      tally.published += found.length - differences.length;
      tally.difference += singles.length;
      tally.several += several.length;
      tally.none += Number(found.length === 0);
    }
    for (const n of Object.values(tally)) expect(n).toBeGreaterThan(seeds.length / 20);
  });
});

test('an answer that exactly the homogeneity’s share gave is too common, one less is not', () => {
  const release = smallRelease(1, 6, 1);
  const of = { ...release.indicator, population: 'completers', sensitive: true } as const;
  const found = (yes: number) => {
    const counts = of.categories.map((_, c) => (c === 0 ? yes : c === 1 ? 80 - yes : 0));
    const tabulation = { ...release.tabulation, codes: [['A', 'X']], heads: { completers: [80], eligible: [80] }, counts: { [of.id]: Int32Array.from(counts) } };
    const row = { kind: 'group', codes: [], state: 'shown', base: 80, cells: counts } as const;
    const { located } = releaseAttack(tabulation, of, [{ id: 't', indicator: of.id, dimensions: [], form: 'full', rows: [row] }], { ...release.policy, homogeneity: 0.75, zeros: 'shown' });
    return derivedGroups(tabulation, of, located, { ...release.policy, homogeneity: 0.75, zeros: 'shown' }).map(({ what }) => what);
  };
  expect(found(60)).toEqual(['published']);
  expect(found(59)).toEqual([]);
});

describe('what two printed groups have in common', () => {
  /** Few people whom two printed groups share and no row names, with those groups; and per answer whether the printed rows settle it. */
  function certain(release: SmallRelease): { readonly subjects: readonly string[]; readonly index: Int32Array; readonly truth: number }[] {
    const { tabulation, indicator: of, tables, policy } = release;
    const attack = releaseAttack(tabulation, of, tables, policy);
    const { lower, upper } = propagate(attack.system);
    const width = of.categories.length;
    const shown = [...new Map(rowsOf(release, ['shown', 'banded']).map((row) => [row.key, row])).values()];
    const named = new Set(tables.flatMap((table) => table.rows.map((row) => groupsBehind(release, table, row).flatMap((codes) => atomsOf(tabulation, codes)).filter((a) => attack.atoms.includes(a)).toSorted((a, b) => a - b).join())));
    const heads = headsOf(tabulation, of.population);
    const pairs = shown.flatMap((a) =>
      shown.flatMap((b) => {
        const atoms = a.atoms.filter((atom) => b.atoms.includes(atom)).toSorted((x, y) => x - y);
        const people = atoms.reduce((sum, atom) => sum + heads[atom]!, 0);
        if (a.key >= b.key || people === 0 || people >= (of.sensitive ? policy.minGroupSensitive : policy.minGroup) || named.has(atoms.join())) return [];
        return [{ atoms, subject: a.people === b.people ? [a.key, b.key] : [a.people < b.people ? a.key : b.key] }];
      }),
    );
    return [...Map.groupBy(pairs, ({ atoms }) => atoms.join()).values()].flatMap((same) => {
      const atoms = same[0]!.atoms;
      const told = new Map(of.forms.flatMap((form) => form.categories.map(({ of: codes }) => [codes.toSorted().join(), codes] as const)));
      return [...told.values()].flatMap((codes) => {
        const index = Int32Array.from(atoms.flatMap((atom) => codes.map((code) => attack.atoms.indexOf(atom) * width + of.categories.indexOf(code))));
        const sum = (values: ArrayLike<number>) => index.reduce((total, u) => total + values[u]!, 0);
        const nought = tables.some((table) =>
          table.rows.some((row) => {
            const printed = of.forms.find((f) => f.id === table.form)!.categories;
            const around = groupsBehind(release, table, row).flatMap((codes) => atomsOf(tabulation, codes));
            return row.state === 'shown' && codes.every((code) => row.cells[printed.findIndex((category) => category.of.includes(code))] === 0) && atoms.every((atom) => around.includes(atom));
          }),
        );
        const meant = policy.zeros === 'shown' && (nought || sum(attack.truth) === 0);
        return !meant && sum(lower) === sum(upper) ? [{ subjects: same.flatMap(({ subject }) => subject), index, truth: sum(attack.truth) }] : [];
      });
    });
  }

  test('is exposed where the printed rows leave one possibility, and only there', () => {
    let known = 0;
    for (const seed of seeds) {
      const release = smallRelease(seed, 14, 0.6);
      const attack = releaseAttack(release.tabulation, release.indicator, release.tables, release.policy);
      const expected = certain(release);
      const found = certainCrossings(attack, release.indicator, release.policy, []);
      expect(found).toHaveLength(expected.length);
      const allowed = new Set(expected.flatMap(({ subjects }) => subjects));
      expect(found.filter((subject) => !allowed.has(subject))).toEqual([]);
      for (const { subjects } of expected) expect(found.some((subject) => subjects.includes(subject))).toBe(true);
      // Worlds that have been found can only agree.
      expect(certainCrossings(attack, release.indicator, release.policy, [TRUTH])).toEqual(found);
      known += found.length;
    }
    expect(known).toBeGreaterThan(seeds.length / 10);
  });

  test('and never where some workforce has it otherwise', () => {
    let known = 0;
    for (const seed of seeds.slice(0, seeds.length / 3)) {
      const release = smallRelease(seed, 6, 0.7);
      const width = release.indicator.categories.length;
      const attack = releaseAttack(release.tabulation, release.indicator, release.tables, release.policy);
      const worlds = everyAnswer(release).filter((counts) => agrees(release, counts)).map((counts) => Int32Array.from(attack.atoms.flatMap((atom) => [...counts.subarray(atom * width, (atom + 1) * width)])));
      for (const { index, truth } of certain(release)) {
        known++;
        for (const world of worlds) expect(index.reduce((sum, u) => sum + world[u]!, 0)).toBe(truth);
      }
      expect(certainCrossings(attack, release.indicator, release.policy, worlds.map((world) => worldOf(world, attack.truth)))).toEqual(certainCrossings(attack, release.indicator, release.policy, []));
    }
    expect(known).toBeGreaterThan(0);
  });

  test('a workforce that has it otherwise is enough, whatever the others say', () => {
    let open = 0;
    for (const seed of seeds) {
      const release = smallRelease(seed, 14, 0.6);
      const attack = releaseAttack(release.tabulation, release.indicator, release.tables, release.policy);
      const [first] = certain(release);
      if (first === undefined) continue;
      open++;
      const at = first.index[0]!;
      const other = attack.truth.map((n, u) => (u === at ? n + 1 : n));
      expect(certainCrossings(attack, release.indicator, release.policy, [TRUTH, worldOf(other, attack.truth)]).length).toBeLessThan(certainCrossings(attack, release.indicator, release.policy, [TRUTH]).length);
    }
    expect(open).toBeGreaterThan(seeds.length / 20);
  });

  test('has a workforce in which it is otherwise, or counts as certain', () => {
    let beyond = 0;
    let shown = 0;
    for (const seed of seeds.slice(0, seeds.length / 3)) {
      const release = smallRelease(seed, 6, 0.7);
      const { tabulation, indicator: of, tables, policy } = release;
      const width = of.categories.length;
      const attack = releaseAttack(tabulation, of, tables, policy);
      const all = everyAnswer(release).filter((counts) => agrees(release, counts)).map((counts) => Int32Array.from(attack.atoms.flatMap((atom) => [...counts.subarray(atom * width, (atom + 1) * width)])));
      const names = new Set(all.map((counts) => counts.join()));
      const { certain: blamed, worlds } = uncertainCrossings(attack, of, policy, []);
      for (const world of worlds) expect(names.has(countsOf(world, attack.truth).join())).toBe(true);
      // With every workforce at hand, what is left is certain, and its group is blamed.
      const settled = openCrossings(attack, of, policy, all.map((counts) => worldOf(counts, attack.truth)));
      for (const { subject } of settled) expect(blamed).toContain(subject);
      beyond += settled.length - certainCrossings(attack, of, policy, []).length;
      shown += worlds.length;
    }
    // Some that limits of single sums do not show.
    expect(beyond).toBeGreaterThan(0);
    expect(shown).toBeGreaterThan(0);
  });

  test('people of kinds 1 and 2 are not those of kind 12', () => {
    const { indicator: like, policy } = smallRelease(1, 6, 1);
    const of = { ...like, id: 'level', population: 'completers', sensitive: false } as const;
    const kinds: readonly (readonly [team: string, site: string, age: string, people: number])[] = [
      ['B', 'Y', 'young', 5], ['A', 'X', 'young', 1], ['A', 'X', 'old', 1], ['A', 'Y', 'young', 6], ['B', 'Y', 'old', 5], ['B', 'Z', 'young', 5], ['B', 'Z', 'old', 5],
      ['C', 'Y', 'young', 5], ['C', 'Y', 'old', 5], ['C', 'Z', 'young', 5], ['C', 'Z', 'old', 5], ['C', 'X', 'young', 6], ['D', 'Z', 'young', 5],
    ];
    // All of A gave one answer, so both of A at X did.
    const counts = kinds.flatMap(([team, , , n]) => of.categories.map((_, c) => (c === 0 ? (team === 'A' ? n : 3) : c === 1 && team !== 'A' ? n - 3 : 0)));
    const people = kinds.map(([, , , n]) => n);
    const tabulation = {
      dimensions: Object.entries({ team: ['A', 'B', 'C', 'D'], site: ['X', 'Y', 'Z'], age: ['young', 'old'] }).map(([id, children]) => ({ id, total: 'total', relations: [{ parent: 'total', children }] })),
      codes: kinds.map(([team, site, age]) => [team, site, age]),
      heads: { eligible: people, completers: people },
      indicators: [of],
      counts: { [of.id]: Int32Array.from(counts) },
    };
    const strict = { ...policy, minGroup: 5, zeros: 'protected' } as const;
    const tables = publish(tabulation, of, { breakdowns: [by('team'), by('site')], form: () => 'full', state: () => 'shown', remainders: false, policy: strict });
    expect(certainCrossings(releaseAttack(tabulation, of, tables, strict), of, strict, [])).toContain(keyOf(['A', 'total', 'total']));
  });
});
