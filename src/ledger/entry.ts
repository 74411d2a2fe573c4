import { canonicalJson, sha256 } from '#core';
import { z } from 'zod';

/**
 * One line of the ledger: what was decided about one employer's report, and how many. The lists are closed: there is no field in
 * which a group's numbers, a name of a person or a row's value could be put down.
 */

export const LEDGER_KINDS = ['release', 'refusal', 'delivery', 'run'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** What may be counted: things of the program (cells of a release, files, employers), never people in a group. */
export const LEDGER_COUNTS = [
  'shown',
  'banded',
  'withheld',
  'tables',
  'problems',
  'files',
  'bytes',
  'employers',
  'released',
  'refused',
  'failed',
] as const;

/** Ids are names of definitions and registries; the reason is a code. */
const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);
const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.int().nonnegative();

const event = {
  kind: z.enum(LEDGER_KINDS),
  /** Null for what concerns a whole run. */
  employer: id.nullable(),
  report: id,
  period: id,
  releaseId: z
    .string()
    .regex(/^[0-9a-f]{16}$/u)
    .nullable(),
  /** sha256 of the bundle's `table.json`. */
  contentHash: hash.nullable(),
  /** Why: a code such as `AUDIT_WIDTH` or `released`, never a sentence. */
  reason: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/u),
  counts: z.partialRecord(z.enum(LEDGER_COUNTS), count).readonly(),
};

export const eventSchema = z.strictObject(event).readonly();

/** `seq` counts from 1; `prev` is the hash of the entry before, or 64 zeros. */
export const entrySchema = z
  .strictObject({ ...event, seq: z.int().positive(), prev: hash, at: z.iso.datetime() })
  .readonly();

export type LedgerEvent = z.infer<typeof eventSchema>;
export type LedgerEntry = z.infer<typeof entrySchema>;

/** Hash of an entry, which the next entry and the head carry. */
export function entryHash(entry: LedgerEntry): string {
  return sha256(canonicalJson(entry));
}

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64);
