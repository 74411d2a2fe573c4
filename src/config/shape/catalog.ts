import * as z from 'zod';
import { COLUMN_CLASSES } from '../definitions.ts';
import { answer, columnRef, filter, name } from './words.ts';

const column = z.strictObject({
  class: z.enum(COLUMN_CLASSES),
  type: z.enum(['text', 'integer', 'number', 'boolean', 'date', 'timestamp']),
});

const equality = z.strictObject({ column: name, equals: columnRef });

const rowRule = z.union(
  [filter, z.strictObject({ column: name, atLeast: z.number() })],
  "needs a column and either 'in' (values) or 'atLeast' (a number)",
);

const join = z.strictObject({
  table: name,
  on: equality,
  where: z.array(rowRule).describe('Rows that do not meet all of these are passed over before the latest is picked.'),
  latest: name.nullable(),
  within: name.nullable(),
});

const consent = z.strictObject({
  table: name,
  on: equality,
  kind: z.strictObject({ column: name, value: answer }),
  granted: name,
  at: name,
  revokedAt: name,
});

const retention = z.strictObject({ table: name, employer: name, end: name, months: name, destroyRequested: name });

/** Who could know a colleague's answers at home: nobody but colleagues, or people whom these columns tie together. */
const household = z.union(
  [z.strictObject({ employees: filter }), z.strictObject({ sharing: z.array(name).min(1) })],
  "needs 'employees' (a column and its values that mean an employee) or 'sharing' (columns that people of one household have in common)",
);

/** Every rule that could let a person count is written out, `null` included: leaving one out by mistake is not a choice. */
const people = z.strictObject({
  from: name,
  person: z.array(name),
  employer: name,
  latest: name.nullable().describe('Of several rows per person, the one with the latest value counts.'),
  where: z.array(rowRule),
  household: household
    .nullable()
    .describe("employees: nobody else is counted, and 'where' says so. sharing: people with the same values are one household, and thresholds count households. null: a survey of people who were picked one by one."),
  employed: z.strictObject({ from: name, to: name }).nullable(),
  joins: z.array(join),
  completed: columnRef
    .nullable()
    .describe('Not null: the person completed an assessment. Null here: everybody counts.'),
  consent: consent.nullable(),
  erasure: z.strictObject({ table: name, on: equality }).nullable(),
  retention: retention.nullable(),
});
export type PeopleSpec = z.infer<typeof people>;

const employers = z.strictObject({
  registry: z.strictObject({ table: name, id: name, name, timeZone: name.nullable() }).nullable(),
  timeZone: z.string().min(1),
});

/** A database once for all jobs that read it: every column classified, and how its rows become people and employers. */
export const catalogShape = z.strictObject({
  tables: z
    .record(name, z.record(name, column))
    .describe(
      'Every column of the source. One that is not listed stops a run; identifiers, tokens and free text are never read.',
    ),
  employers,
  people,
});
export type CatalogSpec = z.infer<typeof catalogShape>;
