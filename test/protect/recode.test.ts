import { describe, expect, test } from 'vitest';
import { mergeUnstated } from '#protect';
import type { Dimension, Tabulation } from '#core';
import { indicator } from '../support/random-tabulation.ts';

/** People without a stated value are put with the largest group of the dimension, as far as the staff list tells; nothing else changes. */

const smoker = indicator('smoker', ['yes', 'no']);
const mood = indicator('mood', ['good', 'bad'], { population: 'eligible' });
const age: Dimension = { id: 'age', total: 'all', relations: [{ parent: 'all', children: ['young', 'old', 'unstated'] }, { parent: 'young', children: ['teens', 'twenties'] }] };
const sex: Dimension = { id: 'sex', total: 'any', relations: [{ parent: 'any', children: ['f', 'm', 'unstated'] }] };

type Kind = readonly [age: string, sex: string, eligible: number, smokers: readonly number[], moods: readonly number[]];

function employer(kinds: readonly Kind[], dimensions: readonly Dimension[] = [age, sex], followed?: readonly number[]): Tabulation {
  return {
    dimensions,
    codes: kinds.map(([a, s]) => [a, s]),
    heads: { eligible: kinds.map(([, , n]) => n), completers: kinds.map(([, , , [yes = 0, no = 0]]) => yes + no), ...(followed === undefined ? {} : { followed }) },
    indicators: [smoker, mood],
    counts: { smoker: Int32Array.from(kinds.flatMap(([, , , counts]) => counts)), mood: Int32Array.from(kinds.flatMap(([, , , , counts]) => counts)) },
  };
}

const KINDS: readonly Kind[] = [
  ['old', 'f', 10, [3, 4, 0], [6, 4]],
  ['unstated', 'f', 2, [1, 0, 0], [2, 0]],
  ['teens', 'unstated', 3, [0, 2, 1], [1, 2]],
  ['twenties', 'f', 9, [2, 2, 0], [5, 4]],
  ['old', 'm', 8, [1, 1, 0], [4, 4]],
  ['unstated', 'm', 1, [0, 1, 0], [1, 0]],
  ['unstated', 'unstated', 1, [1, 0, 0], [0, 1]],
];

/** Kinds by their codes: heads, then counts. */
function described({ codes, heads, counts }: Tabulation): Record<string, readonly number[]> {
  return Object.fromEntries(
    codes.map((own, a) => [own.join(' '), [heads.eligible[a] ?? NaN, heads.completers[a] ?? NaN, ...(heads.followed === undefined ? [] : [heads.followed[a] ?? NaN]), ...(counts['smoker']?.slice(3 * a, 3 * a + 3) ?? []), ...(counts['mood']?.slice(2 * a, 2 * a + 2) ?? [])]]),
  );
}

const childrenOf = ({ dimensions }: Tabulation, d: number) => dimensions[d]?.relations.map(({ children }) => children);

describe('people without a value', () => {
  test('go to the largest group on the staff list, and their leaf goes', () => {
    const { tabulation, merged } = mergeUnstated(employer(KINDS), 10);
    expect([...merged]).toEqual([['age', 'old'], ['sex', 'f']]);
    expect(childrenOf(tabulation, 0)).toEqual([['young', 'old'], ['teens', 'twenties']]);
    expect(childrenOf(tabulation, 1)).toEqual([['f', 'm']]);
    // Who has become alike is counted together, where the first of them stood.
    expect(tabulation.codes.map((own) => own.join(' '))).toEqual(['old f', 'teens f', 'twenties f', 'old m']);
    expect(described(tabulation)).toEqual({
      'old f': [13, 9, 5, 4, 0, 8, 5],
      'teens f': [3, 2, 0, 2, 1, 1, 2],
      'twenties f': [9, 4, 2, 2, 0, 5, 4],
      'old m': [9, 3, 1, 2, 0, 5, 4],
    });
    expect(tabulation.heads).not.toHaveProperty('followed');
    expect(tabulation.indicators).toEqual([smoker, mood]);
  });

  test('are counted among those followed, where somebody is', () => {
    const { tabulation } = mergeUnstated(employer(KINDS, [age, sex], [4, 1, 1, 2, 0, 1, 1]), 10);
    expect(tabulation.heads.followed).toEqual([6, 1, 2, 1]);
    expect(tabulation.heads.completers).toEqual([9, 2, 4, 3]);
  });

  test('stay by themselves where they are enough, in each dimension for itself', () => {
    const { tabulation, merged } = mergeUnstated(employer(KINDS), 4);
    expect([...merged]).toEqual([]);
    expect(described(tabulation)).toEqual(described(employer(KINDS)));
    expect(tabulation.dimensions).toEqual([age, sex]);
    const more: readonly Kind[] = [...KINDS, ['unstated', 'f', 1, [0, 0, 0], [1, 0]]];
    expect([...mergeUnstated(employer(more), 5).merged]).toEqual([['sex', 'f']]);
  });

  test('and where there is nobody, the leaf goes and no group is said to hold them', () => {
    const { tabulation, merged } = mergeUnstated(employer(KINDS.slice(0, 1)), 10);
    expect([...merged]).toEqual([['age', null], ['sex', null]]);
    expect(childrenOf(tabulation, 1)).toEqual([['f', 'm']]);
    expect(described(tabulation)).toEqual(described(employer(KINDS.slice(0, 1))));
  });

  test('of two groups of a size, the first by name; people decide, not kinds', () => {
    const two = (...sizes: (readonly [string, number])[]) => [...mergeUnstated(employer([...sizes, ['unstated', 1] as const].map(([s, n]): Kind => ['old', s, n, [0, 0, 0], [n, 0]]), [sex, sex].map((d, i) => ({ ...d, id: `sex${i}` })).with(0, age)), 5).merged];
    expect(two(['m', 7], ['f', 7])).toEqual([['age', null], ['sex1', 'f']]);
    expect(two(['f', 7], ['m', 7])).toEqual([['age', null], ['sex1', 'f']]);
    expect(two(['f', 7], ['m', 8])).toEqual([['age', null], ['sex1', 'm']]);
    expect(two(['f', 4], ['m', 6], ['f', 4])).toEqual([['age', null], ['sex1', 'f']]);
  });

  test('are alone: then they stay who they are', () => {
    const alone = employer([['old', 'unstated', 3, [1, 1, 0], [2, 1]]]);
    const { tabulation, merged } = mergeUnstated(alone, 10);
    expect([...merged]).toEqual([['age', null]]);
    expect(described(tabulation)).toEqual(described(alone));
    expect(tabulation.dimensions[1]).toEqual(sex);
  });

  test('a dimension without such a leaf, or in which that word names a group with others below, stays as it is', () => {
    const plain: Dimension = { ...sex, relations: [{ parent: 'any', children: ['f', 'm'] }] };
    const group: Dimension = { ...age, relations: [{ parent: 'all', children: ['old', 'unstated'] }, { parent: 'unstated', children: ['teens', 'twenties'] }] };
    const whole: Dimension = { id: 'sex', total: 'unstated', relations: [{ parent: 'unstated', children: ['f', 'm'] }] };
    const kinds = KINDS.filter(([a, s]) => a !== 'unstated' && s !== 'unstated');
    for (const dimensions of [[group, plain], [group, whole]]) {
      const { tabulation, merged } = mergeUnstated(employer(kinds, dimensions), 10);
      expect([...merged]).toEqual([]);
      expect(tabulation.dimensions).toEqual(dimensions);
      expect(described(tabulation)).toEqual(described(employer(kinds, dimensions)));
    }
  });

  test('codes that run into one another are kept apart', () => {
    const kinds: readonly Kind[] = [['a', 'bc', 5, [1, 1, 0], [3, 2]], ['ab', 'c', 4, [1, 0, 0], [2, 2]], ['ab', 'unstated', 1, [0, 1, 0], [1, 0]]];
    expect(described(mergeUnstated(employer(kinds), 3).tabulation)).toEqual({ 'a bc': [5, 2, 1, 1, 0, 3, 2], 'ab c': [4, 1, 1, 0, 0, 2, 2], 'ab bc': [1, 1, 0, 1, 0, 1, 0] });
  });

  test('an indicator without counts has none afterwards', () => {
    const { tabulation } = mergeUnstated({ ...employer(KINDS), counts: {} }, 10);
    expect([...tabulation.counts['smoker'] ?? []]).toEqual(new Array(12).fill(0));
  });
});
