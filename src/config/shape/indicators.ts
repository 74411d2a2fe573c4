import * as z from 'zod';
import { scoring } from './scoring.ts';
import { code, id, sentence, text, version } from './words.ts';

const direction = z.enum(['good', 'bad', 'neutral']);

/** Label and direction may be left out for `missing` only, which then reads "No answer". */
const category = z.strictObject({ code, label: text.optional(), direction: direction.optional() });
export type CategorySpec = z.infer<typeof category>;

/** Label and direction are left out where the code is one of the full categories or of an earlier form. */
const formCategory = z.strictObject({
  code,
  of: z.array(code).min(1),
  label: text.optional(),
  direction: direction.optional(),
});
export type FormCategorySpec = z.infer<typeof formCategory>;

/** Shorter forms only; the full form follows from the categories. */
const form = z.strictObject({ id, categories: z.array(formCategory).min(2) });

const indicator = z.strictObject({
  id,
  version,
  label: text,
  definition: text,
  source: sentence,
  population: z.enum(['eligible', 'completers', 'non-completers']),
  sensitive: z.boolean().describe('Larger groups are asked for, and shares near 0 % and 100 % are shown as bands.'),
  scoring,
  order: z
    .array(code)
    .min(3)
    .optional()
    .describe('All categories but missing, best first. Left out where more is neither better nor worse all the way.'),
  categories: z.array(category).min(3),
  forms: z.array(form).describe('Shorter forms, finest first; the full form follows from the categories.'),
});
export type IndicatorSpec = z.infer<typeof indicator>;

/**
 * People followed from one year to the next in an indicator of this file. What is counted of them is not written: whoever could write
 * the categories could write some that not everybody can reach (docs/year-over-year.md, "People followed").
 */
const followed = z.strictObject({ id, version, label: text, follows: id.describe('An indicator above with an order of at least three levels.') });
export type FollowedSpec = z.infer<typeof followed>;

/** One topic with its indicators. */
export const indicatorsShape = z.strictObject({
  topic: id,
  indicators: z.array(indicator).min(1),
  followed: z.array(followed).optional().describe('People followed from one year to the next.'),
});
