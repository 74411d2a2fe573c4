import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TuttiError } from '#core';

/** Writes a file whole or not at all: a sibling first, on disk, then its name. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.part-${randomUUID()}`);
  try {
    await using file = await open(part, 'wx');
    await file.writeFile(text);
    await file.sync();
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw new TuttiError('STORAGE_FAILED', { what: `${path} could not be written.`, hint: 'Check that its folder exists, has room and can be written to.' }, { cause });
  }
}
