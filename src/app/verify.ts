import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locale, LOCALES, TuttiError } from '#core';
import { type FolderFile, MANIFEST, openRelease, readFolder, sameFiles, SIGNATURE, TABLE } from '#release';
import { press } from './press-child.ts';

export interface Verified {
  readonly folder: string;
  readonly releaseId: string;
  readonly employer: string;
  readonly period: string;
  /** Report files printed again from the signed numbers and found equal, byte for byte; 0 for a bare bundle. */
  readonly files: number;
}

const BUNDLE: readonly string[] = [MANIFEST, SIGNATURE, TABLE];

/**
 * Checks a bundle or a delivered folder with nothing but the public key: signature, hashes, the arithmetic and floors of the tables; and
 * for delivered reports, that every file is exactly what the press prints from the signed numbers. Offline; needs no state.
 */
export async function verify(folder: string, publicKeyFile: string): Promise<Verified> {
  const publicKey = readKey(publicKeyFile);
  const files = readFolder(folder);
  if (files === null) throw new TuttiError('FILE_MISSING', { what: `There is no folder ${folder}.`, hint: 'Name the folder of a release: out/<employer>/<period>/<report>/<release-id>.' });
  const work = mkdtempSync(join(tmpdir(), 'tutti-verify-'));
  try {
    const bundle = join(work, 'bundle');
    mkdirSync(bundle);
    for (const file of files.filter((f) => BUNDLE.includes(f.name))) writeFileSync(join(bundle, file.name), file.bytes);
    const release = openRelease(bundle, publicKey);
    const reports = files.filter((f) => !BUNDLE.includes(f.name));
    if (reports.length > 0) await compareReports(folder, bundle, join(work, 'outbox'), publicKey, reports);
    return { folder, releaseId: release.id, employer: release.manifest.employer, period: release.manifest.period.id, files: reports.length };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compareReports(folder: string, bundle: string, outbox: string, publicKey: string, reports: readonly FolderFile[]): Promise<void> {
  mkdirSync(outbox);
  await press({ bundle, outbox, publicKey, locales: localesOf(reports) });
  if (!sameFiles(readFolder(outbox) ?? [], reports)) {
    throw new TuttiError('BUNDLE_TAMPERED', {
      what: `A report file in ${folder} is not what the signed numbers print.`,
      hint: 'Do not use the folder. Deliver the release again, and find out who changed it (another version of the program prints other bytes).',
    });
  }
}

/** English is `report.pdf` (and `.html`, `.xlsx`); others carry their language in the name. */
function localesOf(reports: readonly FolderFile[]): readonly Locale[] {
  const others = LOCALES.filter((locale) => locale !== 'en' && reports.some((f) => f.name === `report.${locale}.pdf`));
  return ['en', ...others];
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TuttiError('FILE_MISSING', { what: `The public key ${file} cannot be read.`, hint: 'Give --key FILE: the public-key.pem that the vendor handed out (state/keys/public-key.pem).' }, { cause });
  }
}
