import { describe, expect, test } from 'vitest';
import { indicator } from '../support/random-tabulation.ts';
import { by, employerOf, policy, rowOf, run, stateOf, whyOf } from './hand-made.ts';

const smoker = indicator('smoker', ['yes', 'no']);
const org = { total: ['V1', 'V2'], V1: ['A', 'B', 'C'], V2: ['D', 'E'] };

describe('withheld children are shown combined', () => {
  const tabulation = employerOf(
    { org },
    [smoker],
    [
      [['A'], null, [20, 20, 0]],
      [['B'], null, [2, 4, 0]],
      [['C'], null, [15, 15, 0]],
      [['D'], null, [30, 30, 0]],
      [['E'], null, [25, 25, 0]],
    ],
  );
  const result = run(tabulation);

  test('the small group takes one sibling with it, the smallest on the staff list', () => {
    expect([stateOf(result, 'smoker', 'B'), whyOf(result, 'smoker', 'B')]).toEqual(['withheld', 'group-size']);
    expect([stateOf(result, 'smoker', 'C'), whyOf(result, 'smoker', 'C')]).toEqual(['withheld', 'remainder']);
    expect(stateOf(result, 'smoker', 'A')).toBe('shown');
    expect(stateOf(result, 'smoker', 'D')).toBe('shown');
  });

  test('they stand after the last child, with the sum of both and nothing of either', () => {
    const table = result.tables.find((t) => t.id === 'smoker.org')!;
    expect(table.rows.map((row) => `${row.codes.join()} ${row.state === 'shown' ? row.base : row.state}`)).toEqual([
      'total 186',
      'V1 76',
      'A 40',
      'B withheld',
      'C withheld',
      '~V1 36',
      'V2 110',
      'D 60',
      'E 50',
    ]);
    expect(rowOf(result, 'smoker.org', '~V1')).toMatchObject({ kind: 'remainder', cells: [17, 19, 0] });
    expect(rowOf(result, 'smoker.org', 'B')).toEqual({ kind: 'group', codes: ['B'], state: 'withheld' });
  });

  test('primary and secondary look the same (A44)', () => {
    expect(Object.keys(rowOf(result, 'smoker.org', 'B'))).toEqual(Object.keys(rowOf(result, 'smoker.org', 'C')));
  });
});

describe('a remainder obeys the rules itself', () => {
  const flat = (atoms: Parameters<typeof employerOf>[2]) =>
    employerOf({ team: { total: ['A', 'B', 'C', 'D'] } }, [smoker], atoms);

  test('two small groups that make a small group take a third', () => {
    const result = run(
      flat([
        [['A'], null, [3, 2, 0]],
        [['B'], null, [2, 2, 0]],
        [['C'], null, [20, 20, 0]],
        [['D'], null, [30, 30, 0]],
      ]),
    );
    expect(['A', 'B', 'C', 'D'].map((c) => stateOf(result, 'smoker', c))).toEqual([
      'withheld',
      'withheld',
      'withheld',
      'shown',
    ]);
    expect(rowOf(result, 'smoker.team', '~total')).toMatchObject({ base: 49, cells: [25, 24, 0] });
  });

  test('two groups whose cells add up to a small cell take a third', () => {
    // A has 1 smoker, B none: the pair has 1 of 60. With C it has 21.
    const result = run(
      flat([
        [['A'], null, [1, 29, 0]],
        [['B'], null, [0, 30, 0]],
        [['C'], null, [20, 20, 0]],
        [['D'], null, [30, 30, 0]],
      ]),
    );
    expect(['A', 'B', 'C', 'D'].map((c) => stateOf(result, 'smoker', c))).toEqual([
      'withheld',
      'withheld',
      'withheld',
      'shown',
    ]);
  });

  test('two small groups that make a sound one need nobody else', () => {
    const result = run(
      flat([
        [['A'], null, [5, 4, 0]],
        [['B'], null, [5, 4, 0]],
        [['C'], null, [20, 20, 0]],
        [['D'], null, [30, 30, 0]],
      ]),
    );
    expect(['A', 'B', 'C', 'D'].map((c) => stateOf(result, 'smoker', c))).toEqual([
      'withheld',
      'withheld',
      'shown',
      'shown',
    ]);
  });

  test('empty groups hide nobody and give no cover', () => {
    const result = run(
      flat([
        [['A'], null, [3, 2, 0]],
        [['B'], 0, [0, 0, 0]],
        [['C'], null, [20, 20, 0]],
        [['D'], null, [30, 30, 0]],
      ]),
    );
    expect(stateOf(result, 'smoker', 'B')).toBe('shown');
    expect(rowOf(result, 'smoker.team', 'B')).toMatchObject({ base: 0, cells: [0, 0, 0] });
    expect(stateOf(result, 'smoker', 'C')).toBe('withheld');
  });

  test('where every child is withheld the remainder is the parent, and no cover is needed', () => {
    const result = run(
      flat([
        [['A'], null, [5, 4, 0]],
        [['B'], null, [5, 4, 0]],
        [['C'], null, [5, 4, 0]],
        [['D'], null, [5, 4, 0]],
      ]),
      { policy: { ...policy, minCompleters: 30 } },
    );
    expect(rowOf(result, 'smoker.team', '~total')).toMatchObject({ base: 36, cells: [20, 16, 0] });
    expect(stateOf(result, 'smoker', 'total')).toBe('shown');
  });
});

describe('inside a withheld group nothing is shown', () => {
  test('a withheld division closes its departments', () => {
    const result = run(
      employerOf(
        { org },
        [smoker],
        [
          [['A'], null, [40, 40, 0]],
          [['B'], null, [40, 40, 0]],
          [['C'], null, [40, 40, 0]],
          [['D'], null, [2, 18, 0]],
          [['E'], null, [0, 15, 0]],
        ],
      ),
    );
    // V2 has 2 smokers of 35; alone in its level it takes V1 along, and with the two divisions go all departments.
    expect(['V1', 'V2', 'A', 'D', 'E'].map((c) => stateOf(result, 'smoker', c))).toEqual([
      'withheld',
      'withheld',
      'withheld',
      'withheld',
      'withheld',
    ]);
    expect(rowOf(result, 'smoker.org', '~total')).toMatchObject({ base: 275 });
    expect(result.tables.flatMap((t) => t.rows).some((r) => r.codes[0] === '~V1')).toBe(false);
  });

  test('crossed tables have a remainder along each dimension and none of both', () => {
    const result = run(
      employerOf(
        { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y', 'Z'] } },
        [smoker],
        [
          [['A', 'X'], null, [20, 20, 0]],
          [['A', 'Y'], null, [20, 20, 0]],
          [['A', 'Z'], null, [25, 20, 0]],
          [['B', 'X'], null, [20, 20, 0]],
          [['B', 'Y'], null, [2, 30, 0]],
          [['B', 'Z'], null, [22, 20, 0]],
          [['C', 'X'], null, [20, 20, 0]],
          [['C', 'Y'], null, [20, 23, 0]],
          [['C', 'Z'], null, [20, 24, 0]],
        ],
      ),
      { breakdowns: [by(), by('team'), by('site'), by('team', 'site')] },
    );
    const crossed = result.tables.find((t) => t.id === 'smoker.team-site')!;
    const remainders = crossed.rows
      .filter((r) => r.kind === 'remainder')
      .map((r) => r.codes.filter((c) => c.startsWith('~')).length);
    // B × Y takes one in its row and one in its column, and these two a fourth: two rows and two columns have a remainder.
    expect(remainders).toEqual([1, 1, 1, 1]);
    expect(crossed.rows.filter((r) => r.state === 'withheld')).toHaveLength(4);
  });
});
