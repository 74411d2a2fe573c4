import { canonicalJson, type Clock } from '#core';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, headOf, verifyChain } from './chain.ts';
import { makePrivateFolder, readIfThere, stored, syncFolder, writeDurably } from './durable-file.ts';
import { entrySchema, eventSchema, type LedgerEntry, type LedgerEvent } from './entry.ts';
import { matches, type Ledger, type LedgerQuery } from './ledger.ts';

/**
 * The embedded ledger: `ledger.jsonl` in the state folder, one canonical JSON object a line, each with the hash of the line before,
 * and `ledger.head` naming the last one. One process at a time (`acquireLock`). The chain shows accidents and edits; it is no
 * defence against somebody who may write the whole folder.
 */
export async function openLedger(stateDir: string, clock: Clock): Promise<Ledger> {
  const path = join(stateDir, 'ledger.jsonl');
  const headPath = join(stateDir, 'ledger.head');
  await stored(stateDir, () => makePrivateFolder(stateDir));
  const text = (await readIfThere(path))?.toString('utf8') ?? '';
  const headText = (await readIfThere(headPath))?.toString('utf8') ?? null;
  const chain = verifyChain(path, text, headText);

  const entries = [...chain.entries];
  let length = chain.length;
  let last: Promise<unknown> = Promise.resolve();

  const append = async (event: LedgerEvent): Promise<LedgerEntry> => {
    const { seq, hash } = headOf(entries);
    const at = clock.now().toISOString();
    const entry = entrySchema.parse({ ...eventSchema.parse(event), seq: seq + 1, prev: hash, at });
    const line = `${canonicalJson(entry)}\n`;
    await stored(path, () => appendLine(path, line, length));
    length += Buffer.byteLength(line);
    entries.push(Object.freeze(entry));
    await writeDurably(headPath, canonicalJson(headOf(entries)));
    return entry;
  };

  return Object.freeze({
    // One after the other: two entries must not follow the same one.
    append: (event: LedgerEvent) => {
      const appended = last.then(() => append(event));
      last = appended.catch(() => undefined);
      return appended;
    },
    find: (query: LedgerQuery) => Promise.resolve(entries.filter((entry) => matches(entry, query))),
  });
}

/** Adds a line after the `length` bytes that are known; an unfinished line behind them is cut off, a finished one is somebody else's. */
async function appendLine(path: string, line: string, length: number): Promise<void> {
  await using file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  if (size < length || (size > length && (await endsLine(file, size))))
    throw broken(path, 'was changed by somebody else while it was open');
  await file.truncate(length);
  await file.appendFile(line);
  await file.sync();
  if (length === 0) await syncFolder(join(path, '..'));
}

async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}
