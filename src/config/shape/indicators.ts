import * as z from 'zod';
import { answer, code, columnRef, id, sentence, text, version } from './words.ts';

const gate = z.strictObject({ min: z.number(), max: z.number() });

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('column'), column: columnRef, gate: gate.nullable() }),
  z.strictObject({
    kind: z.literal('bmi'),
    weight: columnRef,
    height: columnRef,
    heightUnit: z.enum(['cm', 'm']),
    gates: z.strictObject({ weight: gate, height: gate }),
  }),
  z.strictObject({ kind: z.literal('sum'), columns: z.array(columnRef).min(2), item: gate }),
]);
export type MeasureSpec = z.infer<typeof measure>;

const bands = z.array(z.strictObject({ code, from: z.number().nullable() })).min(2);

const scoring = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    column: columnRef,
    values: z.array(z.strictObject({ code, of: z.array(answer).min(1) })).min(1),
  }),
  z.strictObject({ kind: z.literal('bands'), measure, bands }),
  z.strictObject({ kind: z.literal('highest'), measures: z.array(measure).min(2), bands: z.array(bands).min(2) }),
  z.strictObject({
    kind: z.literal('bands-by'),
    by: columnRef,
    measure,
    groups: z.array(z.strictObject({ of: z.array(answer).min(1), bands })).min(1),
  }),
  z.strictObject({ kind: z.literal('present'), column: columnRef, yes: code, no: code }),
]);
export type ScoringSpec = z.infer<typeof scoring>;

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
  population: z.enum(['eligible', 'completers']),
  sensitive: z.boolean().describe('Larger groups are asked for, and shares near 0 % and 100 % are shown as bands.'),
  scoring,
  categories: z.array(category).min(3),
  forms: z.array(form).describe('Shorter forms, finest first; the full form follows from the categories.'),
});
export type IndicatorSpec = z.infer<typeof indicator>;

/** One topic with its indicators. */
export const indicatorsShape = z.strictObject({ topic: id, indicators: z.array(indicator).min(1) });
