import { TuttiError } from '#core';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file so that a reader, and a restart after a power cut, finds the old bytes or the new ones: temporary sibling, fsync,
 * rename, fsync of the folder. Mode 0600: everything in the state folder is private.
 */
export async function writeDurably(path: string, bytes: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const part = join(folder, `.part-${randomUUID()}`);
  await stored(path, async () => {
    await makePrivateFolder(folder);
    try {
      await using file = await open(part, 'wx', 0o600);
      await file.writeFile(bytes);
      await file.sync();
      await rename(part, path);
      await syncFolder(folder);
    } finally {
      await rm(part, { force: true });
    }
  });
}

export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** The bytes of a file, or null if there is none. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  return stored(path, async () => {
    try {
      return await readFile(path);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  });
}

export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Runs an access to the state folder; what the operating system says stays in `cause`. */
export async function stored<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    if (cause instanceof TuttiError) throw cause;
    throw new TuttiError(
      'STORAGE_FAILED',
      {
        what: `The state file ${path} could not be read or written.`,
        hint: 'Check free space and permissions of the state folder.',
      },
      { cause },
    );
  }
}
