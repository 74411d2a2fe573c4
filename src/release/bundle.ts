import { canonicalJson, TuttiError } from '#core';
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { EARLIER, MANIFEST, SIGNATURE, TABLE } from './bundle-files.ts';
import { checkContent } from './check-content.ts';
import type { ReleaseContent } from './content.ts';
import { readFolder, sameFiles, writeFolder } from './folder.ts';
import { manifestFor, type Manifest, type ManifestFacts } from './manifest.ts';
import { isReleased, type Released } from './released.ts';

export interface WrittenBundle {
  readonly id: string;
  readonly dir: string;
  readonly manifest: Manifest;
  /** sha256 of `table.json`. */
  readonly contentHash: string;
}

/**
 * Signs `content` and writes the bundle folder `dir`, whole or not at all. Writing the same release again changes nothing. Content
 * that `openRelease` would turn away is a bug of the caller and is never signed: the gate runs `checkContent` before it decides.
 * `earlier`, the opened release of the year before, is named in the signed manifest and travels in the bundle as it was signed then.
 */
export function writeBundle(
  dir: string,
  content: ReleaseContent,
  facts: Omit<ManifestFacts, 'earlier'>,
  privateKey: KeyObject,
  earlier: Released | null = null,
): WrittenBundle {
  if (earlier !== null && !isReleased(earlier)) throw new TypeError('only an opened release can be an earlier one');
  const checked = checkContent(content);
  if (!checked.ok) {
    const [problem] = checked.problems;
    throw new Error(`content may not be signed: ${problem?.where ?? ''} ${problem?.what ?? ''}`);
  }
  const manifest = manifestFor(checked.content, {
    ...facts,
    ...(earlier === null ? {} : { earlier: nameOf(earlier) }),
  });
  const signed = Buffer.from(canonicalJson(manifest));
  const signature = sign(null, signed, privateKey);
  if (!verify(null, signed, createPublicKey(privateKey), signature) || signature.length !== 64)
    throw new Error('a bundle is signed with ed25519');
  const files = [
    { name: MANIFEST, bytes: signed },
    { name: SIGNATURE, bytes: signature },
    { name: TABLE, bytes: Buffer.from(canonicalJson(checked.content)) },
    ...(earlier?.ownFiles ?? []).map(({ name, bytes }) => ({ name: `${EARLIER}${name}`, bytes })),
  ];
  put(dir, files);
  return Object.freeze({ id: manifest.release, dir, manifest, contentHash: manifest.files[TABLE].sha256 });
}

function nameOf({ id, manifest }: Released): NonNullable<ManifestFacts['earlier']> {
  return { release: id, sha256: manifest.files[TABLE].sha256 };
}

function put(dir: string, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): void {
  try {
    const present = readFolder(dir);
    if (present === null) writeFolder(dir, files);
    else if (!sameFiles(present, files)) throw new Error('the folder holds something else');
  } catch (cause) {
    throw new TuttiError(
      'STORAGE_FAILED',
      {
        what: `The release bundle could not be written to ${dir}.`,
        hint: 'Check free space and permissions, and that the folder does not hold another release.',
      },
      { cause },
    );
  }
}
