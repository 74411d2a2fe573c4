import { TuttiError } from '#core';
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { syncFolder } from './folder.ts';

/** An instance's own secrets: made on first use, never configured, never in `out/`. */
export interface Keys {
  /** Signs releases. Only the vault process holds it. */
  readonly privateKey: KeyObject;
  /** Opens releases. */
  readonly publicKey: KeyObject;
  /** PEM text of the public key, for the press's arguments and for clients who want to check. */
  readonly publicPem: string;
  /** 32 bytes for keyed hashes: pseudonyms, and the order in which cells are considered. */
  readonly secret: Uint8Array;
}

const SIGNING_KEY = 'signing-key.pem';
const PUBLIC_KEY = 'public-key.pem';
const SECRET = 'instance-secret';

/** The keys of a state folder. A key file that others can read is refused, not repaired: it must be taken as known. */
export function loadOrCreateKeys(stateDir: string): Keys {
  const folder = join(stateDir, 'keys');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const privatePem = readOrCreate(folder, SIGNING_KEY, 0o600, newSigningKey);
    const secret = readOrCreate(folder, SECRET, 0o600, () => randomBytes(32));
    const privateKey = createPrivateKey(Buffer.from(privatePem));
    const publicKey = createPublicKey(privateKey);
    const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const stored = readOrCreate(folder, PUBLIC_KEY, 0o644, () => Buffer.from(publicPem));
    if (
      privateKey.asymmetricKeyType !== 'ed25519' ||
      secret.length !== 32 ||
      Buffer.compare(stored, Buffer.from(publicPem)) !== 0
    )
      throw new Error('the files are not a set of keys');
    return Object.freeze({ privateKey, publicKey, publicPem, secret: Uint8Array.from(secret) });
  } catch (cause) {
    if (cause instanceof TuttiError) throw cause;
    throw new TuttiError(
      'FILE_INVALID',
      {
        what: `The keys in ${folder} cannot be used.`,
        hint: 'Restore the folder from its backup. With new keys, earlier releases cannot be compared or checked.',
      },
      { cause },
    );
  }
}

function newSigningKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** Whoever links first wins, and the loser reads the winner's file: two first runs at once end with one key. */
function readOrCreate(folder: string, name: string, mode: number, make: () => Uint8Array): Uint8Array {
  const path = join(folder, name);
  if (!existsSync(path)) {
    const part = join(folder, `.part-${randomUUID()}`);
    try {
      writeFileSync(part, make(), { flag: 'wx', mode, flush: true });
      linkIfAbsent(part, path);
      syncFolder(folder);
    } finally {
      rmSync(part, { force: true });
    }
  }
  if (mode === 0o600 && (statSync(path).mode & 0o077) !== 0) throw exposed(path);
  return readFileSync(path);
}

function linkIfAbsent(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function exposed(path: string): TuttiError {
  return new TuttiError('FILE_INVALID', {
    what: `The key file ${path} can be read by other users.`,
    hint: 'Decide whether it may have been copied. If not, set its mode to 0600; if so, start with new keys.',
  });
}
