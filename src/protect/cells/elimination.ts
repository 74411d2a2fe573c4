import { addScaled, inverse, multiply, PRIME, type Sparse } from './expansion.ts';

/**
 * Which cells may be published so that no protected sum is a linear combination of published cells (algorithms.md 3.3). Exact modulo
 * the prime: two columns that are proportional modulo the published span are found by the hash of their normal form and compared.
 * What is refused stays unsafe whatever is accepted later, so the result is maximal.
 */
export class Elimination {
  /** Published columns: pivot row and vector, in the order of acceptance. A vector has no rows of earlier pivots. */
  readonly #order = new Map<number, number>();
  readonly #basis: { readonly row: number; readonly vector: Sparse }[] = [];
  readonly #primaries: Sparse[];
  readonly #holders = new Map<number, Set<number>>();
  readonly #forms = new Map<number, Set<number>>();
  readonly #hashes: number[];

  constructor(primaries: readonly Sparse[]) {
    this.#primaries = primaries.map((p) => new Map(p));
    this.#hashes = this.#primaries.map((p, i) => {
      for (const row of p.keys()) this.#hold(row, i);
      const hash = hashOf(p);
      this.#file(hash, i);
      return hash;
    });
  }

  /** Publishes the column unless a primary would follow from it; `forced` columns are published whatever follows. */
  offer(column: Sparse, forced = false): boolean {
    const vector = this.#reduce(column);
    if (vector.size === 0) return true;
    if (!forced && this.#reveals(vector)) return false;
    this.#accept(vector);
    return true;
  }

  #reduce(column: Sparse): Sparse {
    const vector = new Map(column);
    const due = new Set<number>();
    const note = (row: number) => {
      const at = this.#order.get(row);
      if (at !== undefined) due.add(at);
    };
    for (const row of vector.keys()) note(row);
    while (due.size > 0) {
      let at = Infinity;
      for (const candidate of due) at = Math.min(at, candidate);
      due.delete(at);
      const pivot = this.#basis[at];
      if (pivot === undefined) throw new Error('a pivot was lost');
      const factor = vector.get(pivot.row);
      if (factor === undefined) continue;
      addScaled(vector, pivot.vector, PRIME - factor);
      for (const row of pivot.vector.keys()) if (vector.has(row)) note(row);
    }
    return vector;
  }

  #reveals(vector: Sparse): boolean {
    for (const i of this.#forms.get(hashOf(vector)) ?? []) {
      const primary = this.#primaries[i];
      if (primary !== undefined && proportional(primary, vector)) return true;
    }
    return false;
  }

  #accept(vector: Sparse): void {
    let row = -1;
    let fewest = Infinity;
    for (const candidate of vector.keys()) {
      const size = this.#holders.get(candidate)?.size ?? 0;
      if (size < fewest) [row, fewest] = [candidate, size];
    }
    const scale = inverse(vector.get(row) ?? 1);
    for (const [r, value] of vector) vector.set(r, multiply(value, scale));
    this.#order.set(row, this.#basis.length);
    this.#basis.push({ row, vector });
    for (const i of [...(this.#holders.get(row) ?? [])]) this.#update(i, row, vector);
    this.#holders.delete(row);
  }

  #update(i: number, row: number, vector: Sparse): void {
    const primary = this.#primaries[i];
    const factor = primary?.get(row);
    if (primary === undefined || factor === undefined) return;
    this.#forms.get(this.#hashes[i] ?? 0)?.delete(i);
    addScaled(primary, vector, PRIME - factor);
    for (const r of vector.keys()) {
      if (primary.has(r)) this.#hold(r, i);
      else this.#holders.get(r)?.delete(i);
    }
    const hash = hashOf(primary);
    this.#hashes[i] = hash;
    this.#file(hash, i);
  }

  #hold(row: number, primary: number): void {
    const holders = this.#holders.get(row);
    if (holders === undefined) this.#holders.set(row, new Set([primary]));
    else holders.add(primary);
  }

  #file(hash: number, primary: number): void {
    const set = this.#forms.get(hash);
    if (set === undefined) this.#forms.set(hash, new Set([primary]));
    else set.add(primary);
  }
}

/** Equal for proportional vectors: scaled to 1 at the smallest row, then summed in any order. */
function hashOf(vector: Sparse): number {
  const scale = scaleOf(vector);
  let hash = 0;
  for (const [row, value] of vector) {
    const mixed = Math.imul(row ^ (row >>> 15), 0x85ebca6b) ^ Math.imul(multiply(value, scale), 0xc2b2ae35);
    hash = (hash + Math.imul(mixed ^ (mixed >>> 13), 0x27d4eb2f)) | 0;
  }
  return hash;
}

function scaleOf(vector: Sparse): number {
  let first = Infinity;
  for (const row of vector.keys()) if (row < first) first = row;
  return first === Infinity ? 0 : inverse(vector.get(first) ?? 1);
}

function proportional(a: Sparse, b: Sparse): boolean {
  if (a.size !== b.size) return false;
  const [p, q] = [scaleOf(a), scaleOf(b)];
  for (const [row, value] of a) if (multiply(value, p) !== multiply(b.get(row) ?? 0, q)) return false;
  return true;
}
