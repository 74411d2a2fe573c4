import { TuttiError } from '#core';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';

/**
 * What an auditor may see and an employer must not: certificates and explanations, with what was signed beside them, one folder per release
 * in the state folder, mode 0600. Replaced whole (an erasure rewrites a snapshot), never in part.
 */
export interface PrivateStore {
  savePrivate(releaseId: string, name: string, bytes: string | Uint8Array): Promise<void>;
  /** Null if nothing was saved under that name. */
  readPrivate(releaseId: string, name: string): Promise<Uint8Array | null>;
}

export function openPrivateStore(stateDir: string): PrivateStore {
  const folder = join(stateDir, 'private');
  const pathOf = (releaseId: string, name: string) => join(folder, plain(releaseId), plain(name));
  return Object.freeze({
    savePrivate: (releaseId: string, name: string, bytes: string | Uint8Array) =>
      writeDurably(pathOf(releaseId, name), bytes),
    readPrivate: (releaseId: string, name: string) => readIfThere(pathOf(releaseId, name)),
  });
}

/** A name that is one folder entry and nothing else. `tutti explain ../x` ends here. */
function plain(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u.test(name)) return name;
  throw new TuttiError('USAGE', {
    what: 'A release or file is named by something that is no id.',
    hint: 'Use the 16 hexadecimal digits that name the release folder.',
  });
}
