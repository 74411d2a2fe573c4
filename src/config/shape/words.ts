import * as z from 'zod';

/** One line of text for readers: no control characters, not blank at either end. */
const line = z
  .string()
  .max(600)
  .regex(/^(?!\s)[^\p{Cc}]+(?<!\s)$/u, 'must be one line of text that neither begins nor ends with a blank');

/** A text in the languages of a report; English is the one that must exist. */
export const text = z.strictObject({ en: line, es: line.optional(), vi: line.optional() });
export type TextSpec = z.infer<typeof text>;

export const sentence = line;

/** Names files and table columns after itself, so lower case only. */
export const id = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/, 'must be lower-case words joined by - or _, beginning with a letter');

/** A category. Begins with a letter: JavaScript would reorder keys that look like numbers. */
export const code = z
  .string()
  .max(60)
  .regex(
    /^[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$/,
    'must be letters and digits joined by - or _, beginning with a letter',
  );

export const version = z.string().regex(/^\d+(\.\d+){0,2}$/, "must be a version in quotes such as '1.2'");

/** A group of a `values` dimension: bands such as `18-34` and `65+` may begin with a digit. */
export const groupCode = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_+-]*$/, "must be letters, digits, '-', '_' and '+' only");

/** A table or column of the source. */
export const name = z
  .string()
  .max(63)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a plain SQL name (letters, digits, _)');

export const columnRef = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$/, "must be written 'table.column'");

export const fileRef = z.string().regex(/\.yaml$/, 'must be the path of a .yaml file, relative to this file');

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day in quotes such as '2026-01-31'");

/** A text of the source that an answer is compared with. `true`, `false` and whole numbers may stand without quotes. */
export const answer = z.union(
  [z.string().min(1), z.boolean(), z.int()],
  'must be a text, true, false or a whole number',
);

/** Rows of a table whose column has one of these values. */
export const filter = z.strictObject({ column: name, in: z.array(answer).min(1) });
