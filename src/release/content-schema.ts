import { z } from 'zod';
import type { ReleaseContent } from './content.ts';

/**
 * The shape of `table.json`, every object strict: a field that is not listed here cannot leave in a bundle. What the fields mean
 * stands in `content.ts`; that they fit each other is checked by `well-formed.ts` and `adds-up.ts`.
 */

/** No control characters: they have no business in a label and could rewrite a terminal or split a line of a CSV. */
const text = z
  .string()
  .max(4000)
  .regex(/^\P{Cc}*$/u);
const name = text.min(1);
/** `~` is reserved for remainders. */
const code = name.regex(/^[^~]/u);
const people = z.int().nonnegative();
const day = z.iso.date();

const localised = z.strictObject({ en: name, es: name.exactOptional(), vi: name.exactOptional() });

const policy = z.strictObject({
  preset: name,
  minCompleters: people,
  minParticipation: people,
  minGroup: people,
  minGroupSensitive: people,
  minCell: people,
  homogeneity: z.number().min(0.5).max(1),
  zeros: z.enum(['shown', 'protected']),
  insiders: people,
  percentDecimals: z.int().min(0).max(2),
});

const dimension = z.strictObject({
  id: name,
  label: localised,
  codes: z.array(z.strictObject({ id: code, label: localised, parent: code.nullable() })).min(1),
});

const category = z.strictObject({
  code: name,
  label: localised,
  direction: z.enum(['good', 'bad', 'neutral']),
  missing: z.boolean(),
});

const indicator = z.strictObject({
  id: name,
  topic: name,
  label: localised,
  definition: localised,
  source: text,
  population: z.enum(['eligible', 'completers', 'non-completers', 'followed']),
  sensitive: z.boolean(),
  forms: z.array(z.strictObject({ id: name, categories: z.array(category).min(1) })).min(1),
});

const codes = z.array(name);
const band = z.strictObject({ low: people, high: people });

const row = z.discriminatedUnion('state', [
  z.strictObject({
    kind: z.enum(['group', 'remainder']),
    codes,
    state: z.literal('shown'),
    base: people,
    cells: z.array(people),
  }),
  z.strictObject({ kind: z.literal('group'), codes, state: z.literal('banded'), base: people, cells: z.array(band) }),
  z.strictObject({ kind: z.literal('group'), codes, state: z.literal('withheld') }),
]);

const table = z.strictObject({
  id: name,
  breakdown: name,
  indicator: name,
  dimensions: z.array(name),
  form: name,
  rows: z.array(row),
});

const step = z.strictObject({
  id: name,
  label: localised,
  of: name.nullable(),
  cells: z.array(z.strictObject({ table: name, categories: z.array(name).min(1) })).min(1),
});

const benchmark = z.strictObject({
  id: name,
  label: localised,
  note: localised,
  source: text,
  sameWithin: z.int().min(1).max(20),
  dimensions: z.array(name).min(1),
  figures: z
    .array(
      z.strictObject({
        table: name,
        categories: z.array(name).min(1),
        groups: z.array(z.strictObject({ codes: z.array(code), people: z.array(people) })).min(1),
      }),
    )
    .min(1),
});

export const policySchema = policy;
export const periodSchema = z.strictObject({ id: name, from: day, to: day });

const book = z.strictObject({
  period: periodSchema,
  sameWithin: z.int().min(1).max(20),
  figures: z
    .array(
      z.strictObject({
        table: name,
        categories: z.array(name).min(1),
        percent: z.int().min(0).max(100),
        adjustedFor: z.array(name),
      }),
    )
    .min(1),
});

export const contentSchema: z.ZodType<ReleaseContent> = z.strictObject({
  format: z.literal('tutti-release/1'),
  employer: z.strictObject({ id: name, name }),
  report: z.strictObject({ id: name, version: name, title: localised }),
  period: periodSchema,
  source: localised,
  policy,
  tier: z.enum(['full', 'participation', 'active']),
  dimensions: z.array(dimension),
  indicators: z.array(indicator),
  tables: z.array(table),
  funnel: z.array(step).exactOptional(),
  benchmark: benchmark.exactOptional(),
  book: book.exactOptional(),
});
