/** Two atoms: a person of the first takes the answer that a person of the second gives up, and the other way round. */
export interface Couple {
  readonly first: number;
  readonly second: number;
  /** What their exchange changes in the report, as a number (see `gaps.ts`). */
  readonly change: number;
}

/** Couples with the same change that are tried before giving up. */
const LOOKS = 64;

/** All couples of some atoms by what their exchange changes: a hash table over typed arrays, since there are up to a hundred thousand. */
export class Couples {
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #change: Float64Array;
  readonly #head: Int32Array;
  readonly #next: Int32Array;

  constructor(gap: Float64Array, first: Int32Array, second: Int32Array) {
    this.#first = first;
    this.#second = second;
    const count = first.length * second.length;
    this.#change = new Float64Array(count);
    this.#head = new Int32Array(2 ** Math.ceil(Math.log2(count + 2))).fill(-1);
    this.#next = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const { first: a, second: b } = this.#atoms(at);
      const change = (gap[a] ?? 0) - (gap[b] ?? 0);
      const slot = this.#slot(change);
      this.#change[at] = change;
      this.#next[at] = this.#head[slot] ?? -1;
      this.#head[slot] = at;
    }
  }

  get count(): number {
    return this.#change.length;
  }

  at(n: number): Couple {
    return { ...this.#atoms(n), change: this.#change[n] ?? 0 };
  }

  /** A couple that fits and whose exchange changes just this; not all are looked at where there are very many. */
  find(change: number, fits: (first: number, second: number) => boolean): Couple | null {
    let looked = 0;
    for (let at = this.#head[this.#slot(change)] ?? -1; at >= 0 && looked < LOOKS; at = this.#next[at] ?? -1) {
      if (this.#change[at] !== change) continue;
      looked++;
      const { first, second } = this.#atoms(at);
      if (fits(first, second)) return { first, second, change };
    }
    return null;
  }

  #atoms(n: number): { readonly first: number; readonly second: number } {
    const width = this.#second.length;
    return { first: this.#first[Math.floor(n / width)] ?? 0, second: this.#second[n % width] ?? 0 };
  }

  /** Both halves of the number are mixed (multipliers of Knuth and of MurmurHash3). */
  #slot(change: number): number {
    const mixed = Math.imul((change % 2 ** 32 | 0) ^ (Math.floor(change / 2 ** 32) << 7), 0x9e3779b1);
    return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 3 & (this.#head.length - 1);
  }
}
