import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Locale, LOCALES, TuttiError } from '#core';
import { BUNDLE_FILES, type FolderFile, LOGO_FILES, openRelease, readFolder, sameFiles } from '#release';
import { press } from './press-child.ts';
import { opensTo, type Seal } from './seal.ts';

export interface Verified {
  readonly folder: string;
  readonly releaseId: string;
  readonly employer: string;
  readonly period: string;
  /** Report files printed again from the signed numbers and found equal, byte for byte; 0 for a bare bundle. */
  readonly files: number;
  /** Encrypted PDFs that were not looked into, because no password was given. */
  readonly unopened: number;
}

/**
 * Checks a bundle or a delivered folder with nothing but the public key: signature, hashes, the arithmetic and floors of the tables; and
 * for delivered reports, that every file is exactly what the press prints from the signed numbers. Encrypted PDFs are opened with `seal`;
 * without it they must be encrypted, and are counted. Offline; needs no state.
 */
export async function verify(folder: string, publicKeyFile: string, seal: Seal | null = null): Promise<Verified> {
  const publicKey = readKey(publicKeyFile);
  const files = readFolder(folder);
  if (files === null) throw new TuttiError('FILE_MISSING', { what: `There is no folder ${folder}.`, hint: 'Name the folder of a release: out/<employer>/<period>/<report>/<release-id>.' });
  const work = mkdtempSync(join(tmpdir(), 'tutti-verify-'));
  try {
    const bundle = join(work, 'bundle');
    for (const file of files.filter((f) => BUNDLE_FILES.includes(f.name))) {
      mkdirSync(dirname(join(bundle, file.name)), { recursive: true });
      writeFileSync(join(bundle, file.name), file.bytes);
    }
    const release = openRelease(bundle, publicKey);
    const reports = files.filter((f) => !BUNDLE_FILES.includes(f.name));
    const outbox = join(work, 'outbox');
    if (reports.length > 0) await print(bundle, outbox, publicKey, reports);
    const printed = readFolder(outbox) ?? [];
    const isSealed = ({ name }: FolderFile): boolean => release.manifest.print?.encrypted === true && name.endsWith('.pdf');
    const unopened = await compare(folder, outbox, printed, reports, isSealed, seal);
    return { folder, releaseId: release.id, employer: release.manifest.employer, period: release.manifest.period.id, files: reports.length - unopened, unopened };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function print(bundle: string, outbox: string, publicKey: string, reports: readonly FolderFile[]): Promise<void> {
  mkdirSync(outbox);
  // Printed with the logo that was delivered, if it is the one that was signed.
  for (const { name, bytes } of reports.filter((f) => LOGO_FILES.some((logo) => logo === f.name))) writeFileSync(join(outbox, name), bytes);
  await press({ bundle, outbox, publicKey, locales: localesOf(reports) });
}

/** Every file against its print; gives back how many encrypted ones could not be compared. */
async function compare(
  folder: string,
  outbox: string,
  printed: readonly FolderFile[],
  reports: readonly FolderFile[],
  isSealed: (file: FolderFile) => boolean,
  seal: Seal | null,
): Promise<number> {
  const open = (files: readonly FolderFile[]): readonly FolderFile[] => files.filter((file) => !isSealed(file));
  const sealed = reports.filter(isSealed);
  const names = (files: readonly FolderFile[]): string => files.map(({ name }) => name).toSorted().join('\n');
  let same = sameFiles(open(printed), open(reports)) && names(printed) === names(reports);
  for (const { name, bytes } of sealed) same &&= seal === null ? saysEncrypted(bytes) : await opensTo(seal, join(folder, name), join(outbox, name));
  if (same) return seal === null ? sealed.length : 0;
  throw new TuttiError('BUNDLE_TAMPERED', {
    what: `A report file in ${folder} is not what the signed numbers print${seal === null ? '' : ', or does not open with the password'}.`,
    hint: 'Do not use the folder. Deliver the release again, and find out who changed it (another version of the program prints other bytes).',
  });
}

/** A trailer that names an encryption dictionary. What it hides is not known without the password. */
function saysEncrypted(bytes: Uint8Array): boolean {
  return /\/Encrypt \d+ 0 R/u.test(Buffer.from(bytes).toString('latin1'));
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
