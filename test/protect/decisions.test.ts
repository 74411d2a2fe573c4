import { describe, expect, test } from 'vitest';
import { groupKey, type Protected, type ProtectRequest } from '#protect';
import { indicator } from '../support/random-tabulation.ts';
import { type Atom, by, employerOf, run } from './hand-made.ts';

/** Small employers in which every decision can be reckoned by hand: which groups go, which stay, and why. Whole patterns are compared, so that a group too many counts as well. */

const smoker = indicator('smoker', ['yes', 'no']);
const alike = indicator('alike', ['yes', 'no'], { sensitive: true });
const flat = { ...alike, categories: ['yes', 'no'], forms: [{ id: 'full', categories: [{ code: 'yes', of: ['yes'] }, { code: 'no', of: ['no'] }] }] };

/** Groups that are not shown, as `name: state, reason`. */
function hidden(result: Protected, of = 'smoker'): string[] {
  const { state, why } = result.decisions.get(of) ?? { state: new Map<string, string>(), why: new Map<string, string>() };
  const name = (key: string): string => key.split('\u001f').filter((code) => code !== 'total').join('×') || 'all';
  return [...state].flatMap(([key, s]) => (s === 'shown' ? [] : [`${name(key)}: ${s}, ${why.get(key) ?? ''}`])).toSorted();
}

describe('a group and others of another dimension inside it, or around it', () => {
  const TREES = { team: { total: ['A', 'B', 'C', 'D'] }, site: { total: ['X', 'Y', 'Z'] } };
  const others: readonly Atom[] = [
    [['C', 'Y'], null, [50, 50, 0]],
    [['C', 'Z'], null, [50, 50, 0]],
    [['D', 'Y'], null, [50, 50, 0]],
    [['D', 'Z'], null, [50, 60, 0]],
  ];
  const decided = (...atoms: Atom[]) => hidden(run(employerOf(TREES, [smoker], [...atoms, ...others])));
  /** Team A is at X only, beside some people of B. */
  const inside = (yes: number, no: number) => decided([['A', 'X'], null, [20, 20, 0]], [['B', 'X'], null, [yes, no, 0]], [['B', 'Y'], null, [40, 40, 0]]);
  /** Teams A and B are all of X, and have some people at Y besides. */
  const around = (yes: number, no: number) =>
    decided([['A', 'X'], null, [20, 20, 0]], [['B', 'X'], null, [25, 20, 0]], [['A', 'Y'], null, [yes, 0, 0]], [['B', 'Y'], null, [0, no, 0]]);

  test('where what is left over is sound, all are shown', () => {
    expect(inside(10, 10)).toEqual([]);
    expect(around(10, 10)).toEqual([]);
    expect(inside(5, 6)).toEqual([]);
    expect(around(5, 6)).toEqual([]);
  });

  test.each([
    ['too few people', 5, 5],
    ['enough people, too few of one answer', 2, 18],
  ])('%s: the smallest goes, and a sibling of it', (_, yes, no) => {
    expect(inside(yes, no)).toEqual(['A: withheld, nesting', 'B: withheld, remainder']);
    expect(around(yes, no)).toEqual(['A: withheld, nesting', 'B: withheld, remainder']);
  });

  const small: readonly Atom[] = [[['B', 'X'], null, [2, 2, 0]], [['D', 'X'], null, [0, 0, 0]]];

  test('of several inside, those that are shown count', () => {
    // X less A is 7 people: the 4 of B, who are withheld, and 3 of C.
    expect(decided([['A', 'X'], null, [100, 120, 0]], ...small, [['C', 'X'], null, [2, 1, 0]])).toEqual(['A: withheld, nesting', 'B: withheld, group-size', 'C: withheld, remainder']);
  });

  test('and all of those together', () => {
    // X less A is large; less A and E it is 7 people: the 4 of B, who are withheld, and 3 of C.
    const five = { ...TREES, team: { total: ['A', 'B', 'C', 'D', 'E'] } };
    const atoms: readonly Atom[] = [[['A', 'X'], null, [100, 120, 0]], [['E', 'X'], null, [110, 120, 0]], ...small, [['C', 'X'], null, [2, 1, 0]], ...others];
    expect(hidden(run(employerOf(five, [smoker], atoms)))).toEqual(['A: withheld, nesting', 'B: withheld, group-size', 'C: withheld, remainder']);
  });

  test('of those around, one that is withheld is enough', () => {
    // A and B less X is 2 people of A, which nobody can work out who does not know B.
    expect(decided([['A', 'X'], null, [110, 120, 0]], [['A', 'Y'], null, [1, 1, 0]], ...small)).toEqual(['B: withheld, group-size', 'C: withheld, remainder']);
  });
});

test('what cover for one sum hides may leave another with a single hidden part, which is covered in turn', () => {
  const trees = { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y', 'Z'] } };
  const halves: Readonly<Record<string, readonly [number, number, number]>> = { A: [25, 35, 25], B: [15, 3, 30], C: [30, 20, 15] };
  const atoms = Object.entries(halves).flatMap(([team, sizes]) => sizes.map((half, i): Atom => [[team, 'XYZ'[i] ?? ''], null, [half, half, 0]]));
  expect(hidden(run(employerOf(trees, [smoker], atoms), { breakdowns: [by(), by('team', 'site')] }))).toEqual(
    ['B×Y: withheld, group-size', ...['C×Y', 'B×X', 'C×Z', 'A×X', 'A×Z'].map((cell) => `${cell}: withheld, remainder`)].toSorted(),
  );
});

test('a group that stands in two tables is held against the rules in the finer of their forms', () => {
  const mood = indicator('mood', ['low', 'fair', 'good']);
  const trees = { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y'] } };
  const sizes: Readonly<Record<string, readonly [number, number, number]>> = { A: [10, 2, 10], B: [200, 4, 150], C: [210, 4, 150] };
  const atoms = Object.entries(sizes).flatMap(([team, [low, fair, good]]) => ['X', 'Y'].map((site): Atom => [[team, site], null, [low, fair, good, 0]]));
  const result = run(employerOf(trees, [mood], atoms), { breakdowns: [by(), by('team'), by('team', 'site')] });
  expect(result.tables.map(({ form }) => form)).toEqual(['full', 'full', 'yesno']);
  // 4 people of A are "fair": too few to be printed among the teams, where this answer is named; in the crossed table it is not.
  expect(hidden(result, 'mood').filter((line) => !line.includes('×'))).toEqual(['A: withheld, small-cell', 'B: withheld, remainder']);
});

describe('a group whose answers are nearly all alike', () => {
  const org = { total: ['V1', 'V2'], V1: ['A', 'B', 'C'], V2: ['D', 'E'] };
  const decided = (...counts: (readonly [number, number])[]) =>
    hidden(run(employerOf({ org }, [flat], counts.map((cells, i) => [['ABCDE'[i] ?? ''], null, cells]))), 'alike');
  const SOUND = [[60, 60], [50, 60]] as const;

  test('is no sum of what is shown below it: two at least are not', () => {
    // V1 is 97 % one answer, as is A; B and C are mixed.
    expect(decided([300, 0], [100, 9], [101, 9], ...SOUND)).toEqual(['A: banded, homogeneity', 'B: withheld, remainder', 'V1: banded, homogeneity', 'V2: withheld, remainder', 'D: withheld, inside-withheld', 'E: withheld, inside-withheld'].toSorted());
  });

  test('and two are enough', () => {
    expect(decided([300, 0], [310, 0], [101, 9], ...SOUND)).toEqual(['A: banded, homogeneity', 'B: banded, homogeneity', 'V1: banded, homogeneity', 'V2: withheld, remainder', 'D: withheld, inside-withheld', 'E: withheld, inside-withheld'].toSorted());
  });

  test('an only child with people in it is enough where it is the group itself', () => {
    const people = (a: readonly [number, number]) => hidden(run(employerOf({ org }, [flat], [[['A'], null, a], [['B'], 0, [0, 0]], [['C'], 0, [0, 0]], [['D'], null, [60, 60]], [['E'], null, [50, 60]]])), 'alike');
    expect(people([300, 0])).toEqual(['A: banded, homogeneity', 'D: withheld, inside-withheld', 'E: withheld, inside-withheld', 'V1: banded, homogeneity', 'V2: withheld, remainder']);
  });
});

test('a withheld group of nobody hides nobody: who is withheld beside it needs another beside', () => {
  const tookPart = indicator('took-part', ['yes', 'no'], { population: 'eligible' });
  // 4 are entitled in A and none took part; with A goes B, the next smallest, in every indicator.
  const tabulation = employerOf({ team: { total: ['A', 'B', 'C', 'D'] } }, [tookPart, smoker], [
    [['A'], null, [0, 4], [0, 0, 0]],
    [['B'], null, [30, 20], [15, 15, 0]],
    [['C'], null, [40, 20], [20, 20, 0]],
    [['D'], null, [50, 20], [25, 25, 0]],
  ]);
  const result = run(tabulation, { participation: 'took-part' });
  expect(hidden(result, 'took-part')).toEqual(['A: withheld, group-size', 'B: withheld, remainder']);
  expect(hidden(result)).toEqual(['A: withheld, head-count', 'B: withheld, head-count', 'C: withheld, remainder']);
});

describe('what an auditor asks for', () => {
  const trees = { org: { total: ['V1', 'V2'], V1: ['A', 'B', 'C', 'D'], V2: ['E', 'F'] }, site: { total: ['X', 'Y'] } };
  const atoms: readonly Atom[] = [
    [['A', 'X'], null, [60, 60, 0]],
    [['B', 'X'], null, [2, 4, 0]],
    [['C', 'X'], null, [15, 15, 0]],
    [['D', 'X'], null, [70, 70, 0]],
    [['E', 'Y'], null, [30, 30, 0]],
    [['F', 'Y'], null, [25, 25, 0]],
    [['E', 'X'], null, [30, 30, 0]],
    [['D', 'Y'], null, [30, 30, 0]],
  ];
  const asking = (keys: readonly (readonly string[])[], more: Partial<ProtectRequest> = {}) =>
    hidden(run(employerOf(trees, [smoker], atoms), { breakdowns: [by(), by('org'), by('site')], exposed: { smoker: keys.map(groupKey) }, ...more }));
  const AT_FIRST = ['B: withheld, group-size', 'C: withheld, remainder'];

  test('nothing: what the rules ask for', () => {
    expect(asking([])).toEqual(AT_FIRST);
  });

  test('a remainder: the next of its own siblings, though smaller groups are elsewhere', () => {
    expect(asking([['~V1', 'total']])).toEqual(['A: withheld, audit', ...AT_FIRST]);
  });

  test('the remainder of a crossed table: one beside those that it stands for', () => {
    const crossed = { breakdowns: [by(), by('org', 'site')] };
    const before = asking([], crossed);
    const after = asking([['~V1', 'X']], crossed);
    const inside = ['B×X: withheld, group-size', 'B×Y: withheld, inside-withheld', 'C×X: withheld, inside-withheld', 'C×Y: withheld, inside-withheld'];
    expect(before).toEqual([...AT_FIRST, ...inside].toSorted());
    expect(after.filter((line) => !before.includes(line))).toEqual(['A×X: withheld, audit']);
  });

  test('the remainder along the other dimension: one beside those, not a part of the group', () => {
    const after = asking([['V2', '~total']], { breakdowns: [by(), by('org', 'site')] });
    expect(after.filter((line) => line.includes('audit'))).toEqual(['V2×X: withheld, audit']);
  });

  test('the whole: not itself, the smallest group inside', () => {
    expect(asking([['total', 'total']])).toEqual([...AT_FIRST, 'F: withheld, audit', 'E: withheld, remainder'].toSorted());
  });

  test('a name that nobody knows: all that is shown goes, and what was withheld keeps its reason', () => {
    const all = asking([['nowhere', 'total']]);
    expect(all).toHaveLength(11);
    expect(all).toContain('B: withheld, group-size');
    expect(all).toContain('all: withheld, audit');
  });

  test('a group whose siblings are all withheld already: its neighbours, then the group around it, and no more', () => {
    const teams = { team: { total: ['A', 'B'] } };
    const two: readonly Atom[] = [[['A'], null, [3, 3, 0]], [['B'], null, [40, 40, 0]]];
    expect(hidden(run(employerOf(teams, [smoker], two), { exposed: { smoker: [groupKey(['A'])] } }))).toEqual(['A: withheld, group-size', 'B: withheld, remainder', 'all: withheld, audit']);
  });

  const nearlyAll = (counts: Readonly<Record<string, readonly [number, number]>>, keys: readonly string[]) =>
    hidden(run(employerOf({ org: { total: ['V1', 'V2'], V1: ['A', 'B', 'C'] } }, [flat], Object.entries(counts).map(([code, cells]) => [[code], null, cells])), { exposed: { alike: keys } }), 'alike');

  test('a group whose answers are alike: one inside it, though smaller groups share people with it', () => {
    const bands: readonly Atom[] = [[['A', 'Y'], null, [300, 0]], [['B', 'Y'], null, [310, 0]], [['C', 'X'], null, [20, 10]], [['C', 'Y'], null, [100, 10]], [['V2', 'Y'], null, [60, 60]]];
    const tabulation = employerOf({ org: { total: ['V1', 'V2'], V1: ['A', 'B', 'C'] }, site: { total: ['X', 'Y'] } }, [flat], bands);
    const before = ['A: banded, homogeneity', 'B: banded, homogeneity', 'V1: banded, homogeneity', 'V2: withheld, remainder'];
    expect(hidden(run(tabulation), 'alike')).toEqual(before);
    expect(hidden(run(tabulation, { exposed: { alike: [groupKey(['V1', 'total'])] } }), 'alike')).toEqual([...before, 'C: withheld, audit'].toSorted());
  });

  test('where nothing else is left, a band goes as well', () => {
    const counts = { A: [300, 0], B: [310, 0], C: [320, 0], V2: [300, 0] } as const;
    const bands = ['A', 'B', 'C', 'V1', 'V2', 'all'];
    expect(nearlyAll(counts, [])).toEqual(bands.map((name) => `${name}: banded, homogeneity`));
    expect(nearlyAll(counts, ['V2'])).toEqual([...bands.slice(0, 4).map((name) => `${name}: banded, homogeneity`), 'V2: withheld, audit', 'all: banded, homogeneity']);
    expect(nearlyAll(counts, ['total'])).toEqual([...bands.slice(0, 5).map((name) => `${name}: withheld, inside-withheld`), 'all: withheld, audit']);
  });
});
