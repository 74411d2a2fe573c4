import * as z from 'zod';
import { PAPERS } from '#core';
import { policyShape } from './policy.ts';
import { day, fileRef, id, name, text } from './words.ts';

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, never the password itself');

const source = z.discriminatedUnion('kind', [
  /** `path`: a folder or file, relative to the working directory; null: given at run time by `--source`. */
  z.strictObject({ kind: z.literal('files'), path: z.string().min(1).nullable() }),
  /** `urlFrom`: the *name* of the environment variable that holds the connection string. */
  z.strictObject({
    kind: z.literal('postgres'),
    urlFrom: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, never the connection string itself'),
    schema: name,
  }),
]);

const period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year') }),
  z.strictObject({ kind: z.literal('quarter') }),
  z.strictObject({
    kind: z.literal('fixed'),
    id: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{0,40}$/),
    from: day,
    to: day,
  }),
]);

export const pipelineShape = z.strictObject({
  id,
  title: text,
  source,
  catalog: fileRef.describe('The database: tables with every column classified, people, employers.'),
  period,
  policy: policyShape.describe('A preset by name, or a preset with overrides that only tighten it.'),
  report: fileRef.describe('What is counted, in which groups.'),
  /** What makes a report the employer's own; the numbers do not hang on it. */
  branding: z
    .strictObject({
      logos: z
        .record(z.string().min(1), z.string().regex(/\.(?:png|jpe?g)$/iu, 'must be a PNG or JPEG file'))
        .describe('By employer: a PNG or JPEG file, relative to this one.'),
    })
    .default({ logos: {} }),
  book: z
    .strictObject({
      sameWithin: z.int().min(1).max(20).describe('Shares that differ by fewer percentage points are about the same.'),
      adjustFor: z.array(id).max(2).describe("The report's dimensions whose mix the others are given: age and sex."),
      oneOwner: z.array(z.array(z.string().min(1)).min(2)).default([]).describe('Employers that belong together: they count as one, and none of them is compared with another.'),
      without: z.array(z.string().min(1)).default([]).describe('Employers whose results are not used for others.'),
    })
    .optional()
    .describe('Compare every employer with the others of the year before.'),
  /** Null: run by hand. */
  schedule: z.strictObject({ cron: z.string().min(1), timeZone: z.string().min(1) }).nullable(),
  delivery: z.strictObject({
    kind: z.literal('folder'),
    path: z.string().min(1),
    paper: z.enum(PAPERS).default('a4').describe('The paper of report.pdf: a4, or letter (8.5 × 11 in).'),
    encrypt: z
      .strictObject({ passwordFrom: variable })
      .nullable()
      .default(null)
      .describe('Encrypt report.pdf (AES-256) with the password that this environment variable holds; the other files stay as they are.'),
    alsoIn: z
      .array(z.enum(['es', 'vi']))
      .refine((languages) => new Set(languages).size === languages.length, 'names a language twice')
      .default([])
      .describe('Languages of the report beside English: report.es.pdf and report.es.html, report.vi.pdf …'),
  }),
});
export type PipelineSpec = z.infer<typeof pipelineShape>;
