import { describe, expect, test } from 'vitest';
import { certificateFlaws } from '#attack';
import { type CountedIndicator, type Policy, silent, type Tabulation } from '#core';
import { groupKey, mergeUnstated, type ProtectedTable } from '#protect';
import { protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import { asStrangers, habit, householdsAmong, members, type Member, mood, tabulated } from '../support/households.ts';
import { by, employerOf, policy as wellness, request, run, stateOf, whyOf } from './hand-made.ts';

/** People of one household count once wherever a number could be too small (attack A35). */

const policy: Policy = { ...wellness, minCompleters: 0, minParticipation: 0, insiders: 2 };
const yes: CountedIndicator = { ...habit, categories: ['yes', 'no'], forms: [{ id: 'full', categories: ['yes', 'no'].map((code) => ({ code, of: [code] })) }] };

/** Teams by hand: per team the answers of its people and of its householders. */
function teams(of: CountedIndicator, groups: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>, change: Partial<Tabulation> = {}): Tabulation {
  const names = Object.keys(groups);
  const tabulation = employerOf({ team: { total: names } }, [of], names.map((name) => [[name], null, groups[name]?.[0] ?? []]));
  const own = names.map((name) => groups[name]?.[1] ?? []);
  const heads = own.map((counts) => counts.reduce((a, b) => a + b, 0));
  return { ...tabulation, householders: { heads: { eligible: heads, completers: heads, 'non-completers': heads.map(() => 0) }, counts: { [of.id]: Int32Array.from(own.flat()) }, largest: 2 }, ...change };
}

const LARGE = [[30, 30], [30, 30]] as const;
const decided = (tabulation: Tabulation, of: CountedIndicator, group: string) => {
  const result = run(tabulation, { policy });
  return `${stateOf(result, of.id, group)} ${whyOf(result, of.id, group)}`.trim();
};

describe('a group', () => {
  test.each([
    [[10, 12], [5, 6], 'shown'],
    [[10, 12], [5, 5], 'withheld household-group'],
    [[10, 10], [10, 10], 'shown'],
    [[6, 4], [6, 4], 'withheld group-size'],
    // 6 yes of 4 households; 6 others of 4; an answer of spouses alone.
    [[6, 30], [4, 20], 'withheld household-cell'],
    [[30, 6], [20, 4], 'withheld household-cell'],
    [[6, 30], [0, 30], 'withheld household-cell'],
    [[0, 30], [0, 20], 'shown'],
  ])('of answers %j by householders %j: %s', (people, householders, expected) => {
    expect(decided(teams(yes, { A: [people, householders], B: LARGE, C: LARGE }), yes, 'A')).toBe(expected);
  });

  test('is as large as a sensitive one has to be', () => {
    const sensitive = { ...yes, sensitive: true };
    expect(decided(teams(sensitive, { A: [[20, 20], [10, 9]], B: LARGE, C: LARGE }), sensitive, 'A')).toBe('withheld household-group');
    expect(decided(teams(sensitive, { A: [[20, 20], [10, 10]], B: LARGE, C: LARGE }), sensitive, 'A')).toBe('shown');
  });

  test('is banded only where there are households enough', () => {
    const sensitive = { ...yes, sensitive: true };
    const nearly = (householders: readonly number[]) => decided(teams(sensitive, { A: [[198, 2], householders], B: LARGE, C: LARGE }), sensitive, 'A');
    expect(nearly([108, 2])).toBe('banded small-cell');
    expect(nearly([17, 2])).toBe('withheld household-group');
    expect(nearly([58, 2])).toBe('withheld small-cell');
  });
});

test('groups withheld together are as many households, and so are those between two printed groups', () => {
  // A and B have 10 households together, of 18 people: a third goes with them.
  const shown = (householders: readonly number[]) => stateOf(run(teams(yes, { A: [[5, 5], householders], B: [[5, 5], householders], C: LARGE, D: LARGE }), { policy }), yes.id, 'C');
  expect(shown([3, 3])).toBe('shown');
  expect(shown([3, 2])).toBe('withheld');
  // Site X is department A and 12 more people, of 6 households.
  const nested = (few: number) => {
    const atoms: [string[], number[], number[]][] = [[['A', 'X'], [20, 20], [20, 20]], [['B', 'X'], [6, 6], [few, few]], [['B', 'Y'], [30, 30], [30, 30]], [['C', 'Y'], [30, 30], [30, 30]]];
    const tabulation = employerOf({ dept: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y'] } }, [yes], atoms.map(([codes, answers]) => [codes, null, answers]));
    const heads = atoms.map(([, , own]) => (own[0] ?? 0) + (own[1] ?? 0));
    const householders = { heads: { eligible: heads, completers: heads, 'non-completers': heads.map(() => 0) }, counts: { [yes.id]: Int32Array.from(atoms.flatMap(([, , own]) => own)) }, largest: 2 };
    const result = run({ ...tabulation, householders }, { policy });
    return [stateOf(result, yes.id, 'A', 'total'), stateOf(result, yes.id, 'total', 'X')];
  };
  expect(nested(6)).toEqual(['shown', 'shown']);
  expect(nested(3)).toContain('withheld');
});

test('the report as a whole asks for households who completed', () => {
  const of = (householders: readonly number[]) => run(teams(yes, { A: [[30, 30], householders], B: LARGE }), { policy: { ...policy, minCompleters: 100, minParticipation: 80 } }).tier;
  expect([of([30, 30]), of([20, 20]), of([19, 20]), of([10, 9])]).toEqual(['full', 'full', 'participation', 'active']);
});

test('a group that last year hid appears from five households over the smallest group on', () => {
  const now = (householders: readonly number[]) => stateOf(run(teams(yes, { A: [[15, 15], householders], B: LARGE, C: LARGE }), { policy, hiddenBefore: () => new Set([groupKey(['A'])]) }), yes.id, 'A');
  expect([now([8, 8]), now([8, 7])]).toEqual(['shown', 'withheld']);
});

test('householders without a stated value go where the people go', () => {
  const tabulation = teams(yes, { A: [[20, 20], [15, 16]], B: LARGE, unstated: [[2, 1], [1, 1]] });
  const { tabulation: merged } = mergeUnstated(tabulation, 20);
  expect(merged.codes).toEqual([['A'], ['B']]);
  expect(merged.householders).toEqual({ heads: { eligible: [31, 62], completers: [31, 62], 'non-completers': [0, 0] }, counts: { [yes.id]: Int32Array.from([15, 16, 31, 31]) }, largest: 2 });
});

/** Printed rows, and what is left of one when another inside it is taken away, whose people are of too few households. */
function few(people: readonly Member[], tables: readonly ProtectedTable[], of: CountedIndicator): string[] {
  const least = of.sensitive ? policy.minGroupSensitive : policy.minGroup;
  const above = (code: string): readonly string[] => (code.length === 2 ? [code, code.slice(0, 1), 'total'] : [code, 'total']);
  const rows = tables.flatMap((table) => {
    const shown = table.rows.filter((row) => row.state === 'shown');
    const inside = (codes: readonly string[]) => people.filter(({ codes: own }) => codes.every((code, i) => above(own[table.dimensions[i] === 'org' ? 0 : 1] ?? '').includes(code)));
    const form = of.forms.find(({ id }) => id === table.form)!;
    return shown.filter(({ kind }) => kind === 'group').map((row) => ({ name: `${table.id} ${row.codes.join()}`, people: new Set(inside(row.codes)), form }));
  });
  const breaks = (some: readonly Member[], form: (typeof rows)[number]['form']): boolean =>
    some.length > 0 &&
    (householdsAmong(some) < least ||
      form.categories.some(({ of: codes }) => {
        const own = some.filter(({ answer }) => codes.includes(of.categories[answer] ?? ''));
        const others = some.filter((member) => !own.includes(member));
        return [own, others].some((part) => part.length > 0 && householdsAmong(part) < policy.minCell);
      }));
  const last = of.forms.at(-1)!;
  return rows.flatMap((row) => [
    ...(breaks([...row.people], row.form) ? [row.name] : []),
    ...rows.flatMap((other) => {
      const rest = [...row.people].filter((member) => !other.people.has(member));
      return other.people.size < row.people.size && other.people.size + rest.length === row.people.size && breaks(rest, last) ? [`${row.name} less ${other.name}`] : [];
    }),
  ]);
}

describe.each([habit, mood])('employers of couples, $id', (of) => {
  const breakdowns = [by(), by('org'), by('sex'), by('org', 'sex')];

  test('nothing printed, and no difference of it, is of too few households; without the rules much is', async () => {
    let careless = 0;
    let printed = 0;
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const people = members(seed, 150, of);
      const tabulation = tabulated(people, of);
      const outcome = await protectUntilSafe({ ...request(tabulation), breakdowns, policy }, silent);
      if (outcome.kind !== 'safe') continue;
      expect(few(people, outcome.tables.tables, of)).toEqual([]);
      printed += outcome.tables.tables.flatMap((t) => t.rows.filter((row) => row.state !== 'withheld')).length;
      const [attack] = outcome.attacks;
      expect(certificateFlaws(tabulation, of, outcome.tables.tables, policy, attack?.worlds ?? [])).toEqual([]);
      const blind = await protectUntilSafe({ ...request(asStrangers(tabulation)), breakdowns, policy }, silent);
      if (blind.kind !== 'safe') continue;
      const found = few(people, blind.tables.tables, of);
      careless += found.length;
      // The auditor finds it too, whoever made the tables.
      if (found.length > 0) expect(certificateFlaws(tabulation, of, blind.tables.tables, policy, blind.attacks[0]?.worlds ?? [])).toContain('DERIVED_GROUP_UNSAFE');
    }
    expect(careless).toBeGreaterThan(0);
    expect(printed).toBeGreaterThan(4);
  });
});
