import { TuttiError } from '#core';
import { createPublicKey, type KeyObject } from 'node:crypto';

/** PEM text or a key object → an ed25519 public key. A private key is refused: who only reads must not be able to sign. */
export function publicKeyFrom(key: KeyObject | string): KeyObject {
  const publicKey = typeof key === 'string' ? parse(key) : key;
  if (publicKey.type !== 'public' || publicKey.asymmetricKeyType !== 'ed25519') throw unusable();
  return publicKey;
}

function parse(pem: string): KeyObject {
  // `createPublicKey` would also derive the public half of a private key.
  if (!pem.includes('BEGIN PUBLIC KEY')) throw unusable();
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw unusable(cause);
  }
}

function unusable(cause?: unknown): TuttiError {
  return new TuttiError(
    'FILE_INVALID',
    {
      what: 'The key to check releases with is not an ed25519 public key.',
      hint: 'Give the public key file of the instance that made the release.',
    },
    { cause },
  );
}
