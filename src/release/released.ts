import { canonicalJson } from '#core';
import type { KeyObject } from 'node:crypto';
import { EARLIER, MANIFEST, SIGNATURE, TABLE } from './bundle-files.ts';
import type { ReleaseContent } from './content.ts';
import type { FolderFile } from './folder.ts';
import type { Manifest } from './manifest.ts';
import { verifyAlone, verifyBundle, type VerifiedBundle } from './verify-bundle.ts';

/** Known to this file alone: `private` ends at the compiler, and `released.constructor` is in everybody's reach. */
const MINT = Symbol('mint');

let mint: (bundle: VerifiedBundle) => Released;

/**
 * The only thing that renderers and deliverers take. The class is not exported and its constructor is private to this file: the one
 * way to hold a `Released` is `openRelease`, that is, a signature that checks. A look-alike does not compile; a cast or a
 * `structuredClone` fails `isReleased`.
 */
class Released {
  readonly #manifest: Manifest;
  readonly #signature: string;
  readonly #content: ReleaseContent;
  readonly #earlier: Released | null;

  static {
    mint = (bundle) => new Released(MINT, bundle);
  }

  private constructor(token: symbol, { manifest, signature, content, earlier }: VerifiedBundle) {
    if (token !== MINT) throw new TypeError('a Released is made by openRelease only');
    this.#manifest = deepFreeze(manifest);
    this.#signature = signature;
    this.#content = deepFreeze(content);
    this.#earlier = earlier === null ? null : mint(earlier);
    Object.freeze(this);
  }

  static has(value: object): boolean {
    return #content in value;
  }

  get id(): string {
    return this.#manifest.release;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get content(): ReleaseContent {
    return this.#content;
  }

  /** The release of the year before that this one was made to be compared with; it was opened and checked like any other. */
  get earlier(): Released | null {
    return this.#earlier;
  }

  /** The bundle byte for byte as signed: it travels with what is delivered, so that anybody can check it offline. */
  get signedFiles(): readonly FolderFile[] {
    const before = this.#earlier?.ownFiles ?? [];
    return [...this.ownFiles, ...before.map(({ name, bytes }) => ({ name: `${EARLIER}${name}`, bytes }))];
  }

  /** The signed files without those of the earlier release. */
  get ownFiles(): readonly FolderFile[] {
    return [
      { name: MANIFEST, bytes: Buffer.from(canonicalJson(this.#manifest)) },
      { name: SIGNATURE, bytes: Buffer.from(this.#signature, 'base64') },
      { name: TABLE, bytes: Buffer.from(canonicalJson(this.#content)) },
    ];
  }
}

export type { Released };

/** True only for what `openRelease` gave out: renderers ask in their first line, because a cast gets past the compiler. */
export function isReleased(value: unknown): value is Released {
  return typeof value === 'object' && value !== null && Released.has(value);
}

/**
 * Opens a bundle folder, and the earlier release that it carries, or throws `BUNDLE_TAMPERED`. `publicKey` is a key object or PEM text. What comes out is
 * frozen to the last cell.
 */
export function openRelease(dir: string, publicKey: KeyObject | string): Released {
  return mint(verifyBundle(dir, publicKey));
}

/** Opens a bundle's own three files, whatever earlier release its manifest names: `earlier` is null. For the year before of a new report. */
export function openAlone(dir: string, publicKey: KeyObject | string): Released {
  return mint(verifyAlone(dir, publicKey));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
