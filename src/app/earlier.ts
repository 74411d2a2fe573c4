import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Period, type Pipeline, yearBefore } from '#config';
import { TuttiError } from '#core';
import type { Ledger, LedgerEntry, PrivateStore } from '#ledger';
import { type Keys, MANIFEST, openAlone, type Released, SIGNATURE, TABLE } from '#release';

/** The three signed files of a release, kept beside its certificate: next year's report is compared with them and with nothing else. */
const KEPT = [MANIFEST, SIGNATURE, TABLE] as const;

export interface Archive {
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly store: PrivateStore;
}

/** Keeps what was signed. Before the ledger has the release: whatever is on record can be compared with. */
export async function keepBundle(release: Released, store: PrivateStore): Promise<void> {
  for (const { name, bytes } of release.ownFiles) await store.savePrivate(release.id, name, bytes);
}

/**
 * The employer's release of the same report for the period a year before, opened from the state folder; null where the ledger has none.
 * What is kept must be what the ledger says left, under this instance's signature: anything else ends the employer's run, because a
 * report compared with other numbers than the employer holds would be worse than none.
 */
export async function earlierRelease(
  { pipeline, period, employer }: { readonly pipeline: Pipeline; readonly period: Period; readonly employer: string },
  { keys, ledger, store }: Archive,
  folder: string,
): Promise<Released | null> {
  const before = yearBefore(pipeline.period, period);
  if (before === null) return null;
  const [entry] = await ledger.find({ kind: 'release', employer, report: pipeline.report.id, period: before.id });
  if (entry === undefined) return null;
  return openKept(entry, { keys, store }, folder);
}

/** What was kept of a release on record, opened: it must be what the ledger says left, of that employer. `folder` is filled on the way. */
export async function openKept(entry: LedgerEntry, { keys, store }: Pick<Archive, 'keys' | 'store'>, folder: string): Promise<Released> {
  mkdirSync(folder, { recursive: true });
  for (const name of KEPT) writeFileSync(join(folder, name), await kept(entry, name, store));
  const release = openAlone(folder, keys.publicKey);
  if (release.id !== entry.releaseId || release.manifest.files[TABLE].sha256 !== entry.contentHash || release.manifest.employer !== entry.employer) {
    throw new TuttiError('BUNDLE_TAMPERED', {
      what: `What is kept of the release ${entry.releaseId ?? ''} for ${entry.period} is not what the ledger has on record.`,
      hint: `Nothing was sent. Put ${KEPT.join(', ')} of the delivered folder back into the state folder under private/${entry.releaseId ?? ''}, and find out who changed them.`,
    });
  }
  return release;
}

async function kept({ releaseId, period }: LedgerEntry, name: string, store: PrivateStore): Promise<Uint8Array> {
  const bytes = releaseId === null ? null : await store.readPrivate(releaseId, name);
  if (bytes !== null) return bytes;
  throw new TuttiError('FILE_MISSING', {
    what: `The release ${releaseId ?? ''} for ${period} is on record, but its ${name} is not in the state folder, so the new report cannot be compared with it.`,
    hint: `Copy ${KEPT.join(', ')} from the delivered folder of that release into the state folder under private/${releaseId ?? ''}, then run again.`,
  });
}
