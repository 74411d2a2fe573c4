import { canonicalJson, sha256, TuttiError, type Problem } from '#core';
import { verify, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { EARLIER, MANIFEST, SIGNATURE, TABLE } from './bundle-files.ts';
import { checkContent } from './check-content.ts';
import type { ReleaseContent } from './content.ts';
import { readFolder, sameFiles, type FolderFile } from './folder.ts';
import { manifestFor, manifestSchema, releaseIdFor, type Manifest } from './manifest.ts';
import { publicKeyFrom } from './public-key.ts';
import { isYearBefore } from './year-before.ts';

/** What `Released` is made of. */
export interface VerifiedBundle {
  readonly manifest: Manifest;
  /** Base64. */
  readonly signature: string;
  readonly content: ReleaseContent;
  /** The earlier release that the manifest names and the bundle carries. */
  readonly earlier: VerifiedBundle | null;
}

/**
 * Signature → manifest → hashes → content → arithmetic, or `BUNDLE_TAMPERED` at the first step that fails. Nothing is parsed before
 * its signature or hash was checked.
 */
export function verifyBundle(dir: string, publicKey: KeyObject | string): VerifiedBundle {
  const files = folderOf(dir);
  const key = publicKeyFrom(publicKey);
  const own = verifyFiles(
    dir,
    files.filter(({ name }) => !name.startsWith(EARLIER)),
    key,
  );
  const carried = files
    .filter(({ name }) => name.startsWith(EARLIER))
    .map(({ name, bytes }) => ({ name: name.slice(EARLIER.length), bytes }));
  const named = own.manifest.earlier;
  if (named === undefined && carried.length > 0) throw tampered(dir, 'holds a file that was not signed');
  if (named === undefined) return own;
  const earlier = verifyFiles(join(dir, EARLIER), carried, key);
  if (!isTheOneNamed(own.manifest, earlier.manifest))
    throw tampered(dir, 'carries another earlier release than it names');
  return { ...own, earlier };
}

/** A folder with a bundle's own three files, whatever earlier release its manifest names. */
export function verifyAlone(dir: string, publicKey: KeyObject | string): VerifiedBundle {
  return verifyFiles(dir, folderOf(dir), publicKeyFrom(publicKey));
}

function verifyFiles(dir: string, all: readonly FolderFile[], publicKey: KeyObject): VerifiedBundle {
  const files = filesOf(dir, all);
  verifySignature(dir, files, publicKey);
  const manifest = manifestOf(dir, files.manifest);
  const content = contentOf(dir, files.table, manifest);
  verifyAgreement(dir, content, manifest);
  return { manifest, signature: Buffer.from(files.signature).toString('base64'), content, earlier: null };
}

/** The named release, and one that may be compared: the same report to the same employer, a year before. */
function isTheOneNamed({ earlier: named, employer, report, period }: Manifest, earlier: Manifest): boolean {
  return (
    earlier.release === named?.release &&
    earlier.files[TABLE].sha256 === named.sha256 &&
    earlier.employer === employer &&
    earlier.report.id === report.id &&
    isYearBefore(earlier.period, period)
  );
}

interface BundleFiles {
  readonly manifest: Uint8Array;
  readonly signature: Uint8Array;
  readonly table: Uint8Array;
}

function folderOf(dir: string): readonly FolderFile[] {
  return attempt(dir, 'cannot be read', () => readFolder(dir)) ?? [];
}

function filesOf(dir: string, files: readonly FolderFile[]): BundleFiles {
  const bytesOf = (name: string) => files.find((file) => file.name === name)?.bytes;
  const [manifest, signature, table] = [bytesOf(MANIFEST), bytesOf(SIGNATURE), bytesOf(TABLE)];
  if (manifest === undefined || signature === undefined || table === undefined) throw tampered(dir, 'is not complete');
  if (files.length !== 3) throw tampered(dir, 'holds a file that was not signed');
  return { manifest, signature, table };
}

function verifySignature(dir: string, { manifest, signature }: BundleFiles, publicKey: KeyObject): void {
  const valid = attempt(dir, 'has no valid signature', () => verify(null, manifest, publicKey, signature));
  if (!valid) throw tampered(dir, 'has no valid signature');
}

function manifestOf(dir: string, bytes: Uint8Array): Manifest {
  const parsed = manifestSchema.safeParse(canonicalValue(dir, MANIFEST, bytes));
  if (!parsed.success) throw tampered(dir, 'has a manifest of another format');
  const { release, ...unnamed } = parsed.data;
  if (release !== releaseIdFor(unnamed)) throw tampered(dir, 'has a manifest with a wrong release id');
  return parsed.data;
}

function contentOf(dir: string, bytes: Uint8Array, manifest: Manifest): ReleaseContent {
  const promised = manifest.files[TABLE];
  if (bytes.length !== promised.bytes || sha256(bytes) !== promised.sha256)
    throw tampered(dir, 'has a table that is not the signed one');
  const checked = checkContent(canonicalValue(dir, TABLE, bytes));
  if (!checked.ok) throw tampered(dir, 'has a table that contradicts itself', checked.problems);
  return checked.content;
}

/** The manifest says of the content what the content says of itself. */
function verifyAgreement(dir: string, content: ReleaseContent, manifest: Manifest): void {
  const expected = manifestFor(content, manifest);
  if (canonicalJson(expected) !== canonicalJson(manifest)) throw tampered(dir, 'has a manifest about something else');
}

/** JSON in its canonical bytes and no others: no duplicate keys, no second spelling of the same value. */
function canonicalValue(dir: string, name: string, bytes: Uint8Array): unknown {
  const value = attempt(dir, `holds no JSON in ${name}`, () =>
    parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  );
  const canonical = [{ name, bytes: Buffer.from(canonicalJson(value)) }];
  if (!sameFiles(canonical, [{ name, bytes }])) throw tampered(dir, `holds JSON in ${name} that is not canonical`);
  return value;
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

function attempt<T>(dir: string, what: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw tampered(dir, what, [], cause);
  }
}

function tampered(dir: string, what: string, problems: readonly Problem[] = [], cause?: unknown): TuttiError {
  const detail = {
    what: `The release bundle ${dir} ${what}.`,
    hint: 'Nothing of it was used. Make the release again, and find out who changed the folder.',
  };
  return new TuttiError('BUNDLE_TAMPERED', { ...detail, problems: problems.slice(0, 20) }, { cause });
}
