import { describe, expect, test } from 'vitest';
import { judge } from '#gate';
import { type Policy, silent, type Tabulation } from '#core';
import type { ReleaseContent } from '#release';
import { protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import { employerOf, policy as wellness, request } from '../protect/hand-made.ts';
import { asStrangers, habit, members, tabulated } from '../support/households.ts';
import { yearContent } from '../support/two-years.ts';

/** The gate's own check on people of one household: from what would be signed, and the householders that the vault counted. */

type Answers = readonly [number, number, number];
type Teams = Readonly<Record<string, readonly [people: Answers, householders: Answers]>>;
const policy: Policy = { ...wellness, insiders: 2 };
const LARGE: Teams[string] = [[30, 30, 0], [25, 25, 0]];
/** In registry order. */
const ORG = ['total', 'A', 'A1', 'A2', 'A3', 'B', 'B1', 'B2', 'B3'];
const up = { ...habit, id: 'up' };

/** What would be signed about some teams, and the truth behind it. */
function given(teams: Teams, { hidden = [], sensitive = false }: { hidden?: readonly string[]; sensitive?: boolean } = {}): { content: ReleaseContent; tabulation: Tabulation } {
  const names = Object.keys(teams);
  const counts = Object.fromEntries(names.map((name): [string, Answers] => [name, teams[name]?.[0] ?? [0, 0, 0]]));
  const own = names.map((name) => teams[name]?.[1] ?? [0, 0, 0]);
  const heads = own.map((answers) => answers.reduce((a, b) => a + b, 0));
  const content = yearContent(2026, [{ id: 'up', counts, hidden, sensitive }], Object.fromEntries(names.map((name) => [name, name])));
  const of = { ...up, sensitive };
  const tabulation = employerOf({ dept: { all: names } }, [of], names.map((name) => [[name], null, counts[name] ?? []]));
  return { content, tabulation: { ...tabulation, householders: { heads: { eligible: heads, completers: heads, 'non-completers': heads.map(() => 0) }, counts: { up: Int32Array.from(own.flat()) }, largest: 2 } } };
}

const refusal = ({ content, tabulation }: { content: ReleaseContent; tabulation: Tabulation }, change: Partial<Policy> = {}) => {
  const judged = judge({ content, tabulation, policy: { ...policy, ...change }, attacks: [], earlier: [], before: null });
  return judged.kind === 'refused' ? [judged.reason, ...judged.details] : [];
};
/** The next thing that the gate asks for: what came before it holds. */
const HOLDS = ['NOT_ALL_ATTACKED'];

describe('too few households', () => {
  test.each([
    ['a group', { A: [[10, 12, 0], [5, 5, 0]] }, ['FEW_HOUSEHOLDS', 'up.by-dept A']],
    ['a group of just enough', { A: [[10, 12, 0], [5, 6, 0]] }, HOLDS],
    ['an answer', { A: [[6, 30, 0], [4, 30, 0]] }, ['FEW_HOUSEHOLDS', 'up.by-dept A']],
    ['an answer of spouses only', { A: [[6, 30, 0], [0, 30, 0]] }, ['FEW_HOUSEHOLDS', 'up.by-dept A']],
    ['an answer of just enough', { A: [[6, 30, 0], [5, 20, 0]] }, HOLDS],
    ['a rest', { A: [[30, 6, 0], [30, 4, 0]] }, ['FEW_HOUSEHOLDS', 'up.by-dept A']],
    ['an answer that nobody gave', { A: [[0, 30, 0], [0, 20, 0]] }, HOLDS],
  ] as const)('%s', (_, teams, expected) => {
    expect(refusal(given({ ...teams, B: LARGE, C: LARGE }))).toEqual(expected);
  });

  test('a sensitive group needs more', () => {
    expect(refusal(given({ A: [[15, 15, 0], [10, 9, 0]], B: LARGE }, { sensitive: true }))).toEqual(['FEW_HOUSEHOLDS', 'up.by-dept A']);
    expect(refusal(given({ A: [[15, 15, 0], [10, 10, 0]], B: LARGE }, { sensitive: true }))).toEqual(HOLDS);
  });

  test('the groups withheld together', () => {
    const hidden = { hidden: ['A', 'B'] };
    expect(refusal(given({ A: [[9, 9, 0], [3, 3, 0]], B: [[9, 9, 0], [2, 2, 0]], C: LARGE }, hidden))).toEqual(['FEW_HOUSEHOLDS', 'up.by-dept ~all']);
    expect(refusal(given({ A: [[9, 9, 0], [3, 3, 0]], B: [[9, 9, 0], [3, 2, 0]], C: LARGE }, hidden))).toEqual(HOLDS);
  });

  test('a report that says more than so many households allow', () => {
    expect(refusal(given({ A: LARGE, B: LARGE }), { minCompleters: 100 })).toEqual(HOLDS);
    expect(refusal(given({ A: LARGE, B: LARGE }), { minCompleters: 101 })).toEqual(['FEW_HOUSEHOLDS', 'full']);
  });
});

test('a household larger than the coalitions of the proof is refused, and the hint says what to set', () => {
  const { content, tabulation } = given({ A: LARGE, B: LARGE });
  const largest = (n: number): Tabulation => ({ ...tabulation, householders: { ...tabulation.householders!, largest: n } });
  expect(refusal({ content, tabulation: largest(3) })).toEqual(['HOUSEHOLD_OF_INSIDERS', expect.stringContaining('Set insiders to 3')]);
  expect(refusal({ content, tabulation: largest(3) }, { insiders: 3 })).toEqual(HOLDS);
  expect(refusal({ content, tabulation: largest(2) }, { insiders: 1 })[0]).toBe('HOUSEHOLD_OF_INSIDERS');
});

test('a row about other people than it says is refused', () => {
  const { content, tabulation } = given({ A: LARGE, B: LARGE });
  const moved = { ...tabulation, codes: tabulation.codes.toReversed(), heads: { eligible: [60, 61], completers: [60, 61] } };
  expect(refusal({ content, tabulation: moved })).toEqual(['FEW_HOUSEHOLDS', 'up.company ', 'up.by-dept all', 'up.by-dept A']);
});

test('householders who are not some of the people are refused', () => {
  const { content, tabulation } = given({ A: LARGE, B: LARGE });
  const own = tabulation.householders!;
  const changed = (change: Partial<typeof own>) => refusal({ content, tabulation: { ...tabulation, householders: { ...own, ...change } } });
  expect(changed({})).toEqual(HOLDS);
  expect(changed({ heads: { ...own.heads, completers: [61, 50] } })).toEqual(['HOUSEHOLDERS_NOT_PEOPLE']);
  expect(changed({ heads: { ...own.heads, eligible: [50] } })).toEqual(['HOUSEHOLDERS_NOT_PEOPLE']);
  expect(changed({ counts: {} })).toEqual(['HOUSEHOLDERS_NOT_PEOPLE']);
  expect(changed({ counts: { up: Int32Array.from([31, 25, 0, 25, 25, 0]) } })).toEqual(['HOUSEHOLDERS_NOT_PEOPLE']);
});

test('where everybody is a household of their own, nothing is asked', () => {
  const { content, tabulation } = given({ A: [[10, 12, 0], [5, 5, 0]], B: LARGE });
  expect(refusal({ content, tabulation: asStrangers(tabulation) })).toEqual(HOLDS);
});

test('passes what the engine makes of households, in two tiers of a tree, and not what it makes of strangers', async () => {
  const breakdowns = [{ id: 'all', dimensions: [] }, { id: 'by-org', dimensions: ['org'] }, { id: 'by-both', dimensions: ['org', 'sex'] }];
  const tabulation = tabulated(members(2, 150, habit), habit);
  const text = (en: string) => ({ en });
  const frame = yearContent(2026, []);
  const contentOf = async (of: Tabulation) => {
    const outcome = await protectUntilSafe({ ...request(of), breakdowns, policy: { ...policy, minCompleters: 0, minParticipation: 0 } }, silent);
    if (outcome.kind !== 'safe') throw new Error('refused');
    const content: ReleaseContent = {
      ...frame,
      dimensions: [
        { id: 'org', label: text('org'), codes: ORG.map((id) => ({ id, label: text(id), parent: id === 'total' ? null : id.length === 1 ? 'total' : id.slice(0, 1) })) },
        { id: 'sex', label: text('sex'), codes: ['total', 'F', 'M'].map((id) => ({ id, label: text(id), parent: id === 'total' ? null : 'total' })) },
      ],
      indicators: [{ id: habit.id, topic: 't', label: text('h'), definition: text('h'), source: 's', population: 'completers', sensitive: false, forms: habit.forms.map((form) => ({ id: form.id, categories: form.categories.map(({ code }) => ({ code, label: text(code), direction: 'neutral', missing: code === 'missing' })) })) }],
      tables: outcome.tables.tables,
    };
    return { content, attacks: outcome.attacks };
  };
  const verdict = async (of: Tabulation) => {
    const { content, attacks } = await contentOf(of);
    const judged = judge({ content, tabulation, policy, attacks, earlier: [], before: null });
    return judged.kind === 'pass' ? 'pass' : judged.reason;
  };
  expect(await verdict(tabulation)).toBe('pass');
  expect(await verdict(asStrangers(tabulation))).toBe('FEW_HOUSEHOLDS');
});
