import { describe, expect, test } from 'vitest';
import type { ProtectedRow } from '#protect';
import { indicator } from '../support/random-tabulation.ts';
import { by, employerOf, rowOf, run } from './hand-made.ts';

/** Rows as they leave: what mutation testing showed that no other test would have noticed (docs/mutation.md). */

const smoker = indicator('smoker', ['yes', 'no']);
const teams = { team: { total: ['A', 'B', 'C', 'D'] } };
const counted = (answers: readonly [number, number, number][]) => employerOf(teams, [smoker], (['A', 'B', 'C', 'D'] as const).map((code, i) => [[code], null, answers[i] ?? [20, 20, 0]]));

test('a withheld row of a table with two answers holds its name and nothing else', () => {
  // A missing answer in every team: the table is in its form of two answers.
  const result = run(
    counted([
      [2, 3, 1],
      [20, 20, 1],
      [22, 20, 1],
      [25, 25, 1],
    ]),
  );
  const table = result.tables.find((t) => t.id === 'smoker.team');
  expect(table?.form).toBe('yesno');
  const withheld = (table?.rows ?? []).filter((row) => row.state === 'withheld');
  expect(withheld.map((row) => row.codes.join())).toEqual(['A', 'B']);
  for (const row of withheld) expect(Object.keys(row).sort()).toEqual(['codes', 'kind', 'state']);
});

test('a count on the edge of a band lies in the band', () => {
  const stress = indicator('stress', ['high', 'low'], { sensitive: true });
  const result = run(
    employerOf(teams, [stress], [
      [['A'], null, [5, 95, 0]],
      [['B'], null, [50, 50, 0]],
      [['C'], null, [60, 50, 0]],
      [['D'], null, [70, 50, 0]],
    ]),
  );
  expect(rowOf(result, 'stress.team', 'A')).toMatchObject({
    state: 'banded',
    cells: [
      { low: 0, high: 5 },
      { low: 95, high: 100 },
    ],
  });
});

describe('two dimensions', () => {
  const small: readonly (readonly [string, string, number])[] = [
    ['A', 'X', 3],
    ['A', 'Y', 30],
    ['B', 'X', 30],
    ['B', 'Y', 4],
    ['C', 'X', 30],
    ['C', 'Y', 30],
  ];
  const crossed = employerOf(
    { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y'] } },
    [smoker],
    small.map(([team, site, n]) => [[team, site], null, [n, n, 0]]),
  );
  const rows = run(crossed, { breakdowns: [by(), by('team'), by('site'), by('team', 'site')] }).tables.find((t) => t.id === 'smoker.team-site')?.rows ?? [];
  const named = (row: ProtectedRow): string => row.codes.join();

  test('no row is combined along both', () => {
    expect(rows.filter((row) => row.kind === 'remainder').length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.codes.filter((code) => code.startsWith('~')).length > 1).map(named)).toEqual([]);
  });

  test('every name stands once', () => {
    expect(new Set(rows.map(named)).size).toBe(rows.length);
  });
});
