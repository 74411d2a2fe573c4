import type { Guarded } from './primary.ts';

/** A world of one block that publishes the same numbers as the true one. */
export interface Witness {
  readonly values: Int32Array;
}

export function sumAt(cells: Int32Array, world: Int32Array): number {
  let sum = 0;
  for (const cell of cells) sum += world[cell] ?? Number.NaN;
  return sum;
}

/** A guarded sum with the two worlds found for it that are furthest apart. */
export class Watch {
  readonly guarded: Guarded;
  #low: Witness | null = null;
  #high: Witness | null = null;

  constructor(guarded: Guarded) {
    this.guarded = guarded;
  }

  get low(): number {
    return this.#low === null ? Infinity : sumAt(this.guarded.cells, this.#low.values);
  }

  get high(): number {
    return this.#high === null ? -Infinity : sumAt(this.guarded.cells, this.#high.values);
  }

  get covered(): boolean {
    const { width, reach } = this.guarded;
    return this.high - this.low >= width && this.high >= reach;
  }

  see(witness: Witness): void {
    const v = sumAt(this.guarded.cells, witness.values);
    if (v < this.low) this.#low = witness;
    if (v > this.high) this.#high = witness;
  }

  rests(on: ReadonlySet<Witness>): boolean {
    return (this.#low !== null && on.has(this.#low)) || (this.#high !== null && on.has(this.#high));
  }

  lookAgain(witnesses: Iterable<Witness>): void {
    this.#low = null;
    this.#high = null;
    for (const witness of witnesses) this.see(witness);
  }

  ends(): Witness[] {
    return [this.#low, this.#high].filter((w) => w !== null);
  }
}

/** Worlds found so far, and what they show about every sum that must stay uncertain. */
export class Pool {
  readonly witnesses = new Set<Witness>();
  readonly #watches = new Set<Watch>();
  readonly #ofCell = new Map<number, Watch>();

  /** Guards a sum. A single cell is guarded once only. */
  guard(guarded: Guarded): void {
    const [cell] = guarded.cells;
    if (guarded.cells.length === 1 && cell !== undefined) {
      if (this.#ofCell.has(cell)) return;
      const watch = this.#watch(guarded);
      this.#ofCell.set(cell, watch);
    } else this.#watch(guarded);
  }

  /** A cell that is published again needs no guard. */
  release(cell: number): void {
    const watch = this.#ofCell.get(cell);
    if (watch === undefined) return;
    this.#watches.delete(watch);
    this.#ofCell.delete(cell);
  }

  open(): Watch[] {
    return [...this.#watches].filter((w) => !w.covered);
  }

  add(witness: Witness): void {
    this.witnesses.add(witness);
    for (const watch of this.#watches) watch.see(witness);
  }

  /** Forgets worlds; gives back the sums that are not covered any more. */
  drop(gone: ReadonlySet<Witness>): Watch[] {
    for (const witness of gone) this.witnesses.delete(witness);
    return [...this.#watches].filter((watch) => {
      if (!watch.rests(gone)) return false;
      watch.lookAgain(this.witnesses);
      return !watch.covered;
    });
  }

  /** Only worlds that some sum needs: each sum's two ends. */
  needed(): ReadonlySet<Witness> {
    return new Set([...this.#watches].flatMap((w) => w.ends()));
  }

  #watch(guarded: Guarded): Watch {
    const watch = new Watch(guarded);
    watch.lookAgain(this.witnesses);
    this.#watches.add(watch);
    return watch;
  }
}
