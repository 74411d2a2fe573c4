import { sha256, TuttiError } from '#core';
import { isReleased, readFolder, sameFiles, writeFolder, type FolderFile, type Released } from '#release';
import { join } from 'node:path';
import { isDeliverable, placeOf } from './place.ts';

export interface FolderDelivery {
  /** The release that was rendered: names the place, and proves that the gate let it out. */
  readonly release: Released;
  /** The outbox: what was rendered and inspected. */
  readonly from: string;
  /** The folder that employers' releases go to. */
  readonly to: string;
}

export interface Receipt {
  readonly releaseId: string;
  readonly dir: string;
  /** `already-there`: the same files were delivered before, and nothing was written. */
  readonly outcome: 'delivered' | 'already-there';
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

/**
 * Delivers to `to/<employer>/<period>/<report>/<release-id>/`, whole or not at all. The signed bundle travels
 * with the files. Delivering again is harmless; other files under the same release id are never written over.
 */
export function deliverFolder({ release, from, to }: FolderDelivery): Promise<Receipt> {
  return Promise.resolve().then(() => deliver(release, from, to));
}

/** The folder that a release has below the folder of all. */
export function placeIn(to: string, release: Released): string {
  return join(to, ...placeOf(release.manifest));
}

function deliver(release: Released, from: string, to: string): Receipt {
  if (!isReleased(release)) throw new TypeError('only an opened release can be delivered');
  const files = [...outboxFiles(from), ...release.signedFiles];
  const dir = placeIn(to, release);
  const outcome = put(dir, files);
  const receipts = files.map(({ name, bytes }) => Object.freeze({ name, sha256: sha256(bytes), bytes: bytes.length }));
  return Object.freeze({ releaseId: release.id, dir, outcome, files: Object.freeze(receipts) });
}

function outboxFiles(from: string): readonly FolderFile[] {
  const files = storage(`The outbox ${from} could not be read.`, () => readFolder(from)) ?? [];
  if (files.length === 0)
    throw new TuttiError('DELIVERY_FAILED', {
      what: `The outbox ${from} is empty.`,
      hint: 'Run the report again: nothing was rendered.',
    });
  const others = files.filter(({ name }) => !isDeliverable(name)).length;
  if (others > 0)
    throw new TuttiError('DELIVERY_FAILED', {
      what: `The outbox ${from} holds ${String(others)} file(s) that are no part of a report.`,
      hint: 'Nothing was delivered. Empty the outbox, run the report again, and find out what wrote there.',
    });
  return files;
}

function put(dir: string, files: readonly FolderFile[]): Receipt['outcome'] {
  return storage(`The release could not be written to ${dir}.`, () => {
    const present = readFolder(dir);
    if (present === null) {
      writeFolder(dir, files);
      return 'delivered';
    }
    if (sameFiles(present, files)) return 'already-there';
    throw new TuttiError('DELIVERY_FAILED', {
      what: `${dir} holds other files under the same release id.`,
      hint: 'Nothing was changed. Move that folder away and find out who edited it, then deliver again.',
    });
  });
}

function storage<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof TuttiError) throw cause;
    const hint = 'Nothing was delivered. Check free space and permissions, then deliver again.';
    throw new TuttiError('STORAGE_FAILED', { what, hint }, { cause });
  }
}
