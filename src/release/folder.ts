import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folders that exist whole or not at all: written beside their place, forced to disk, then renamed. A reader never meets half a
 * release, and a crash leaves at most a hidden `.part-…` sibling that no reader opens.
 */
export interface FolderFile {
  /** Path inside the folder, `/` between parts. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Fails if `dir` exists with anything in it: what was published is never written over. */
export function writeFolder(dir: string, files: readonly FolderFile[], mode = 0o644): void {
  const parent = dirname(dir);
  mkdirSync(parent, { recursive: true });
  const part = join(parent, `.part-${randomUUID()}`);
  try {
    mkdirSync(part);
    const folders = new Set([part]);
    for (const { name, bytes } of files) {
      const path = join(part, ...name.split('/'));
      mkdirSync(dirname(path), { recursive: true });
      for (let folder = dirname(path); folder !== part; folder = dirname(folder)) folders.add(folder);
      writeFileSync(path, bytes, { flag: 'wx', mode, flush: true });
    }
    for (const folder of folders) syncFolder(folder);
    renameSync(part, dir);
    syncFolder(parent);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** The files of a folder and its sub-folders by name, sorted; null if there is no such folder. Links and devices are refused. */
export function readFolder(dir: string): readonly FolderFile[] | null {
  if (!existsSync(dir)) return null;
  return namesIn(dir, '').map((name) => ({ name, bytes: readFileSync(join(dir, ...name.split('/'))) }));
}

function namesIn(dir: string, prefix: string): readonly string[] {
  const entries = readdirSync(join(dir, prefix), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const name = `${prefix}${entry.name}`;
      if (entry.isDirectory()) return namesIn(dir, `${name}/`);
      if (!entry.isFile()) throw new Error('neither a file nor a folder');
      return [name];
    })
    .toSorted();
}

/** Equal names and equal bytes. */
export function sameFiles(a: readonly FolderFile[], b: readonly FolderFile[]): boolean {
  if (a.length !== b.length) return false;
  const byName = new Map(a.map(({ name, bytes }) => [name, bytes]));
  return b.every(({ name, bytes }) => {
    const other = byName.get(name);
    return other !== undefined && Buffer.compare(other, bytes) === 0;
  });
}

/** Makes the names in a folder survive a power cut, as `flush` does for a file's bytes. */
export function syncFolder(dir: string): void {
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
