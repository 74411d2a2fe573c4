import { describe, expect, test } from 'vitest';
import { checkContent, type ReleasedBenchmark } from '#release';
import { BENCHMARK, benchmarkContent } from '../render/benchmark-content.ts';

const content = benchmarkContent();
const [smoking, sleep] = BENCHMARK.figures;
if (smoking === undefined || sleep === undefined) throw new Error('the survey has two figures');

function said(benchmark: object): readonly string[] {
  const checked = checkContent({ ...content, benchmark: { ...BENCHMARK, ...benchmark } });
  return checked.ok ? [] : checked.problems.map(({ what }) => what);
}

describe('figures of a survey in a release', () => {
  test('are accepted where they are cut like a table of everybody', () => {
    expect(checkContent(content).ok).toBe(true);
  });

  test.each<readonly [string, Partial<ReleasedBenchmark>]>([
    ['is by a dimension that the release does not have', { dimensions: ['age', 'shoe'] }],
    ['has not the answers of a table of everybody', { figures: [{ ...smoking, table: 'by-age-sex.smoking' }] }],
    ['has not the answers of a table of everybody', { figures: [{ ...smoking, categories: ['never', 'former', 'missing'] }] }],
    ['has a group without a code a dimension, or without people in its answers', { figures: [{ ...smoking, groups: [{ codes: ['a1'], people: [1, 2, 3] }] }] }],
    ['has a group without a code a dimension, or without people in its answers', { figures: [{ ...smoking, groups: [{ codes: ['a1', 'f'], people: [0, 0, 0] }] }] }],
    ['has a group twice', { figures: [{ ...smoking, groups: [...smoking.groups, ...smoking.groups] }] }],
    ['has a table twice', { figures: [smoking, smoking] }],
  ])('%s', (what, change) => {
    expect(said(change)).toContain(what);
  });

  test('a number of the employer’s own, such as a share, has no place among them', () => {
    expect(said({ figures: [{ ...smoking, share: 0.12 }] })).toEqual(['does not fit the format (unrecognized_keys)']);
    expect(said({ here: 0.14 })).toEqual(['does not fit the format (unrecognized_keys)']);
  });
});
