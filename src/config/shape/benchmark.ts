import * as z from 'zod';
import { code, groupCode, id, sentence, text, version } from './words.ts';

const people = z.int().nonnegative();

/** Counts of a public survey, by age and sex, that the employer as a whole is compared with. */
export const benchmarkShape = z.strictObject({
  id,
  label: text.describe('Who the others are, with the year.'),
  note: text,
  source: sentence,
  sameWithin: z.int().min(1).max(20).describe('Shares that differ by fewer percentage points are about the same.'),
  dimensions: z.strictObject({ age: id, sex: id }).describe("The report's dimensions whose codes the figures are by."),
  figures: z
    .array(
      z.strictObject({
        indicator: id,
        version: version.describe('Of the indicator whose definition the figures have.'),
        categories: z.array(code).min(2),
        people: z.array(z.strictObject({ age: groupCode, sex: groupCode, counts: z.array(people).min(2) })).min(1),
      }),
    )
    .min(1),
});
export type BenchmarkSpec = z.infer<typeof benchmarkShape>;
