import { canonicalJson, TuttiError } from '#core';
import { z } from 'zod';
import { entryHash, entrySchema, GENESIS, type LedgerEntry } from './entry.ts';

/** How far the ledger goes, kept beside it: without it, cutting off the last lines would leave a chain that still checks. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

const headSchema = z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }).readonly();

export const EMPTY: Head = { seq: 0, hash: GENESIS };

export function headOf(entries: readonly LedgerEntry[]): Head {
  const last = entries.at(-1);
  return last === undefined ? EMPTY : { seq: last.seq, hash: entryHash(last) };
}

export interface VerifiedChain {
  readonly entries: readonly LedgerEntry[];
  /** Bytes of the file that hold these entries; what follows was never acknowledged. */
  readonly length: number;
}

/**
 * Text of the ledger file and its head → entries. Every line must be canonical, numbered in order and carry the hash of the one
 * before; the head must name the last line, or the one before it (a crash between the two writes). An unfinished line after the
 * head was never acknowledged and does not count. Everything else is refused.
 */
export function verifyChain(path: string, text: string, headText: string | null): VerifiedChain {
  const head = headText === null ? EMPTY : parseHead(path, headText);
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = complete.split('\n').slice(0, -1);
  const entries: LedgerEntry[] = [];
  for (const line of lines) entries.push(next(path, line, headOf(entries.slice(-1))));

  const atHead = head.seq === 0 ? GENESIS : hashAt(entries, head.seq);
  if (atHead !== head.hash) throw broken(path, `does not contain entry ${String(head.seq)} as it was written`);
  if (entries.length > head.seq + 1) throw broken(path, 'has entries that were not written by this program');
  return { entries, length: Buffer.byteLength(complete) };
}

function next(path: string, line: string, before: Head): LedgerEntry {
  const at = `line ${String(before.seq + 1)}`;
  const parsed = entrySchema.safeParse(parseJson(path, line, at));
  if (!parsed.success || canonicalJson(parsed.data) !== line) throw broken(path, `has another format in ${at}`);
  if (parsed.data.seq !== before.seq + 1 || parsed.data.prev !== before.hash)
    throw broken(path, `is broken before ${at}`);
  return Object.freeze(parsed.data);
}

function hashAt(entries: readonly LedgerEntry[], seq: number): string | null {
  const entry = entries[seq - 1];
  return entry === undefined ? null : entryHash(entry);
}

function parseHead(path: string, text: string): Head {
  const parsed = headSchema.safeParse(parseJson(path, text, 'its head'));
  if (!parsed.success) throw broken(path, 'has a head of another format');
  return parsed.data;
}

function parseJson(path: string, text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw broken(path, `holds no JSON in ${at}`, cause);
  }
}

export function broken(path: string, what: string, cause?: unknown): TuttiError {
  return new TuttiError(
    'FILE_INVALID',
    {
      what: `The ledger ${path} ${what}.`,
      hint: 'Restore the state folder from its backup. Nothing is released without the record of what was released before.',
    },
    { cause },
  );
}
