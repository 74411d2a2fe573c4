import { canonicalJson, TuttiError, type Clock } from '#core';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, makePrivateFolder, stored } from './durable-file.ts';
import { isGone, thisProcess } from './process-identity.ts';

const holderSchema = z.strictObject({
  host: z.string(),
  pid: z.int(),
  started: z.string().nullable(),
  since: z.iso.datetime(),
});

/**
 * One run at a time per state folder: `await using lock = await acquireLock(…)`. The file is created exclusively, names its holder
 * and is removed with the lock. A lock whose process is gone (`kill -9`, power cut) is taken over; one that cannot be judged stays.
 */
export async function acquireLock(stateDir: string, clock: Clock): Promise<AsyncDisposable> {
  const path = join(stateDir, 'run.lock');
  const mine = canonicalJson({ ...thisProcess(), since: clock.now().toISOString() });
  await stored(path, () => makePrivateFolder(stateDir));
  if (!(await create(path, mine))) {
    await clearStale(path);
    if (!(await create(path, mine))) throw locked(path);
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await contentOf(path)) === mine) await stored(path, () => rm(path, { force: true }));
    },
  };
}

/**
 * Two processes may find the same dead lock. Removing is guarded by a second exclusive file and judged again inside it: otherwise
 * the slower one would remove the lock that the faster one has just made.
 */
async function clearStale(path: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await create(guard, canonicalJson(thisProcess())))) throw locked(path, guard);
  try {
    const holder = holderSchema.safeParse(parseJson(await contentOf(path)));
    if (holder.success && isGone(holder.data)) await stored(path, () => rm(path, { force: true }));
  } finally {
    await rm(guard, { force: true });
  }
}

/** False if the file is there already. */
async function create(path: string, content: string): Promise<boolean> {
  return stored(path, async () => {
    try {
      await using file = await open(path, 'wx', 0o600);
      await file.writeFile(content);
      await file.sync();
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw error;
    }
  });
}

async function contentOf(path: string): Promise<string> {
  return stored(path, async () => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return '';
      throw error;
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function locked(path: string, guard?: string): TuttiError {
  const rest = guard === undefined ? '' : ` and ${guard}`;
  return new TuttiError('LOCKED', {
    what: `Another run holds ${path}.`,
    hint: `Wait for it. If no run is going on (the file names machine and process), remove ${path}${rest}.`,
  });
}
