import { randomBytes } from 'node:crypto';
import { sql } from '#vault';
import type { Sql } from '#vault';

const BLOCK_BYTES = 64;

/**
 * Keyed pseudonyms for one run: HMAC-SHA-256 (RFC 2104) under a random key that lives only while rows are loaded, so that nobody
 * can recompute a pseudonym from a participant's number afterwards. DuckDB has SHA-256 but no HMAC, hence the two nested hashes;
 * a test compares them with `node:crypto`. Disposal overwrites the key.
 */
export class Pseudonyms implements Disposable {
  readonly #inner: Uint8Array;
  readonly #outer: Uint8Array;

  constructor(key: Uint8Array = randomBytes(32)) {
    if (key.length < 32 || key.length > BLOCK_BYTES) throw new RangeError('a pseudonym key has 32 to 64 bytes');
    this.#inner = padded(key, 0x36);
    this.#outer = padded(key, 0x5c);
    key.fill(0);
  }

  /**
   * The pseudonym of a text; null stays null. The first 128 bits of the HMAC, kept as DuckDB's UUID type: compact to join on, and a type
   * that nothing else in the vault has, so that a pseudonym can be told from a value.
   */
  of(text: Sql): Sql {
    return sql`left(sha256(${this.#outer}::blob || unhex(sha256(${this.#inner}::blob || encode(${text})))), 32)::uuid`;
  }

  [Symbol.dispose](): void {
    this.#inner.fill(0);
    this.#outer.fill(0);
  }
}

function padded(key: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES).fill(pad);
  key.forEach((byte, i) => (block[i] = byte ^ pad));
  return block;
}
