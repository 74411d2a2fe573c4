import type { Problem } from '#core';
import type { ReleaseContent } from './content.ts';

/**
 * Figures of a public survey stand beside tables of everybody, cut into the same answers, by dimensions that the release has. They are
 * the definition's own: nothing in them comes from the employer. Expects well-formed tables.
 */
export function benchmarkFits({ benchmark, dimensions, tables, indicators }: ReleaseContent): readonly Problem[] {
  if (benchmark === undefined) return [];
  const problems: Problem[] = [];
  if (benchmark.dimensions.some((id) => !dimensions.some((d) => d.id === id)))
    problems.push({ where: 'benchmark', what: 'is by a dimension that the release does not have' });
  for (const { table: id, categories, groups } of benchmark.figures) {
    const say = (what: string): void => void problems.push({ where: `benchmark, table ${id}`, what });
    const table = tables.find((t) => t.id === id && t.dimensions.length === 0);
    const form = indicators.find((i) => i.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
    const answers = form?.categories.filter(({ missing }) => !missing).map(({ code }) => code) ?? [];
    if (form === undefined || answers.join('\n') !== categories.join('\n')) say('has not the answers of a table of everybody');
    if (groups.some(({ codes, people }) => codes.length !== benchmark.dimensions.length || people.length !== categories.length || people.every((n) => n === 0)))
      say('has a group without a code a dimension, or without people in its answers');
    if (new Set(groups.map(({ codes }) => codes.join('\n'))).size !== groups.length) say('has a group twice');
  }
  if (new Set(benchmark.figures.map(({ table }) => table)).size !== benchmark.figures.length) problems.push({ where: 'benchmark', what: 'has a table twice' });
  return problems;
}
