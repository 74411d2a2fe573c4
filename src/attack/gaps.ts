import { pseudoRandom } from './neighbourhood.ts';
import type { AttackSystem } from './system.ts';

/** What changes in the report when one person of an atom gives one answer for another, as a number: equal numbers, equal changes. */
export interface Gap {
  readonly of: Float64Array;
  /** The atoms of each number. */
  readonly atoms: ReadonlyMap<number, readonly number[]>;
}

/**
 * Every printed sum gets a large whole number drawn at random, and every answer of an atom the total of the sums it counts in. Exchanges of
 * answers whose totals cancel leave every printed sum as it is, so partners are found by looking a number up. That totals cancel by accident
 * is about as likely as drawing the same 44 bits twice, and harmless: worlds are added up exactly before they count. Bands are left
 * out: they leave room, and are looked at by themselves.
 */
export class Gaps {
  readonly #width: number;
  readonly #totals: Float64Array;
  readonly #known = new Map<number, Gap>();

  /** Unknowns are the answers of atom 0, then those of atom 1, and so on, `width` each. */
  constructor(system: AttackSystem, width: number) {
    this.#width = width;
    this.#totals = new Float64Array(system.unknowns);
    const random = pseudoRandom(0x6a9);
    for (const { index, value, low, high } of system.facts) {
      const mark = Math.floor(random() * 2 ** 20) * 2 ** 24 + Math.floor(random() * 2 ** 24);
      if (low < high) continue;
      for (let k = 0; k < index.length; k++) {
        const u = index[k] ?? 0;
        this.#totals[u] = (this.#totals[u] ?? 0) + mark * (value[k] ?? 0);
      }
    }
  }

  /** Of the answer `takes` in place of `gives`. */
  between(gives: number, takes: number): Gap {
    const key = gives * this.#width + takes;
    let gap = this.#known.get(key);
    if (gap === undefined) {
      const of = Float64Array.from({ length: this.#totals.length / this.#width }, (_, i) => (this.#totals[i * this.#width + takes] ?? 0) - (this.#totals[i * this.#width + gives] ?? 0));
      const atoms = new Map<number, number[]>();
      of.forEach((value, i) => {
        const list = atoms.get(value);
        if (list === undefined) atoms.set(value, [i]);
        else list.push(i);
      });
      gap = { of, atoms };
      this.#known.set(key, gap);
    }
    return gap;
  }
}
