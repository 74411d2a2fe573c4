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
    // Two loops by place: a table is made for every pair of answers that rings are sought for.
    for (let i = 0, at = 0; i < first.length; i++) {
      const mine = gap[first[i] ?? 0] ?? 0;
      for (let j = 0; j < second.length; j++, at++) {
        const change = mine - (gap[second[j] ?? 0] ?? 0);
        const slot = this.#slot(change);
        this.#change[at] = change;
        this.#next[at] = this.#head[slot] ?? -1;
        this.#head[slot] = at;
      }
    }
  }

  get count(): number {
    return this.#change.length;
  }

  at(n: number): Couple {
    return { ...this.#atoms(n), change: this.#change[n] ?? 0 };
  }

  /** Is there any couple whose exchange changes just this? */
  has(change: number): boolean {
    let at = this.#head[this.#slot(change)] ?? -1;
    while (at >= 0 && this.#change[at] !== change) at = this.#next[at] ?? -1;
    return at >= 0;
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

  /** Both halves of the number's bits, mixed to the end (MurmurHash3): in large whole numbers most of them are nought. */
  #slot(change: number): number {
    // Nought has two forms.
    NUMBER[0] = change + 0;
    let mixed = (HALVES[0] ?? 0) ^ Math.imul(HALVES[1] ?? 0, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) & (this.#head.length - 1);
  }
}

/** One number and its two halves, to hash it by. */
const NUMBER = new Float64Array(1);
const HALVES = new Int32Array(NUMBER.buffer);
