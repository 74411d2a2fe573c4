import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/protect/groups.ts';
import { type Nesting, nestings } from '../../src/protect/nesting.ts';
import { indicator } from '../support/random-tabulation.ts';
import { by, employerOf } from './hand-made.ts';

/**
 * Which groups of different dimensions lie inside one another. The auditor asks for more cover where one is overlooked, so a mistake here costs rounds
 * and groups rather than people; mutation testing showed that nothing noticed one (docs/mutation.md).
 */
const smoker = indicator('smoker', ['yes', 'no']);
const TREES = { team: { total: ['A', 'B', 'C', 'D'] }, site: { total: ['X', 'Y', 'Z'] } };

/** Found nestings that are not about the whole employer, as `kind group: parts`. */
function found(atoms: readonly (readonly [team: string, site: string, completers: number, eligible?: number])[], population: 'eligible' | 'completers' = 'completers'): string[] {
  const tabulation = employerOf(
    TREES,
    [smoker],
    atoms.map(([team, site, n, eligible]) => [[team, site], eligible ?? n, [n, 0, 0]]),
  );
  const name = (g: Nesting['group']): string => g.codes.filter((c) => c !== 'total').join('×') || 'all';
  return nestings(structureOf(tabulation, [by(), by('team'), by('site')]), population)
    .filter(({ group }) => name(group) !== 'all')
    .map(({ group, parts, kind }) => `${kind} ${name(group)}: ${parts.map(name).join()}`)
    .sort();
}

describe('groups inside one another by accident', () => {
  test('a team that works at one site only lies inside it, and the site around the team', () => {
    expect(
      found([
        ['A', 'X', 10],
        ['B', 'X', 5],
        ['B', 'Y', 7],
        ['C', 'Y', 9],
        ['C', 'Z', 8],
        ['D', 'Z', 6],
        ['D', 'X', 4],
      ]),
    ).toEqual(['around A: X', 'around B: X,Y', 'around C: Y,Z', 'around D: X,Z', 'around X: A,B,D', 'around Y: B,C', 'around Z: C,D', 'inside X: A']);
  });

  test('several teams inside a site are found together', () => {
    const all = found([
      ['A', 'X', 10],
      ['B', 'X', 5],
      ['C', 'X', 3],
      ['C', 'Y', 9],
      ['D', 'Y', 20],
    ]);
    expect(all).toContain('inside X: A,B');
    expect(all).toContain('inside Y: D');
  });

  test('a site that is exactly its teams leaves nothing over, and is no nesting', () => {
    expect(
      found([
        ['A', 'X', 10],
        ['B', 'X', 5],
        ['C', 'Y', 9],
        ['D', 'Z', 6],
      ]),
    ).toEqual(['around A: X', 'around B: X']);
  });

  test('groups that only touch are around nothing unless a part is left out', () => {
    expect(
      found([
        ['A', 'X', 10],
        ['A', 'Y', 10],
        ['A', 'Z', 10],
        ['B', 'X', 10],
        ['B', 'Y', 10],
        ['B', 'Z', 10],
      ]),
    ).toEqual([]);
  });

  test('only people of the population count', () => {
    // The two of A who are entitled at Y did not take part: by who answered, A is inside X.
    const atoms = [
      ['A', 'X', 10, 12],
      ['A', 'Y', 0, 2],
      ['B', 'X', 5, 5],
      ['B', 'Y', 8, 8],
    ] as const;
    expect(found(atoms)).toContain('inside X: A');
    expect(found(atoms, 'eligible')).not.toContain('inside X: A');
  });

  test('empty groups are in nothing and around nothing', () => {
    const all = found([
      ['A', 'X', 10],
      ['B', 'X', 5],
      ['B', 'Y', 8],
      ['C', 'Z', 0, 3],
    ]);
    expect(all.filter((line) => /[CDZ]/u.test(line))).toEqual([]);
    expect(all).toContain('inside X: A');
  });

  test('departments of one division that cover only a part of a site are not around it', () => {
    const tabulation = employerOf({ org: { total: ['V', 'W'], V: ['A', 'B'], W: ['C', 'D'] }, site: { total: ['X', 'Y'] } }, [smoker], [
      [['A', 'X'], null, [5, 0, 0]],
      [['A', 'Y'], null, [6, 0, 0]],
      [['B', 'Y'], null, [7, 0, 0]],
      [['C', 'X'], null, [8, 0, 0]],
      [['D', 'Y'], null, [9, 0, 0]],
    ]);
    const around = nestings(structureOf(tabulation, [by(), by('org'), by('site')]), 'completers').filter(({ group, kind }) => kind === 'around' && group.codes[1] === 'X');
    expect(around.map(({ parts }) => parts.map((g) => g.codes[0]).join())).toEqual([]);
  });
});
