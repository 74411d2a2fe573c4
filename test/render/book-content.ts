import type { ReleaseContent } from '#release';
import { benchmarkContent } from './benchmark-content.ts';

/** The same employer beside other employers instead of a survey: two of its results, one adjusted for ages, one as it is. */
export function bookContent(): ReleaseContent {
  const { benchmark: _, ...content } = benchmarkContent();
  const before = String(Number(content.period.from.slice(0, 4)) - 1);
  return {
    ...content,
    book: {
      period: { id: before, from: `${before}${content.period.from.slice(4)}`, to: `${before}${content.period.to.slice(4)}` },
      sameWithin: 5,
      figures: [
        { table: 'company.smoking', categories: ['current'], percent: 57, adjustedFor: ['age', 'sex'] },
        { table: 'company.sleep', categories: ['short'], percent: 3, adjustedFor: [] },
      ],
    },
  };
}
