import type { AttackSystem } from './system.ts';

/**
 * Columns for a search among exchanges: people of some atoms swap one answer for another, all else stays. With two answers in play the
 * head-count facts leave one free number per atom, so these models are small and their solutions nearly always whole.
 */
export class Exchanges {
  readonly #byCategory = new Map<number, number[]>();
  readonly #atom: Int32Array;
  readonly #category: Int32Array;
  readonly #atoms: readonly number[];

  constructor(answers: NonNullable<AttackSystem['answers']>) {
    this.#atom = answers.atom;
    this.#category = answers.category;
    answers.category.forEach((c, i) => {
      const list = this.#byCategory.get(c);
      if (list === undefined) this.#byCategory.set(c, [i]);
      else list.push(i);
    });
    this.#atoms = [...new Set(answers.atom)];
  }

  get atoms(): number {
    return this.#atoms.length;
  }

  categoriesOf(index: Int32Array): readonly number[] {
    return [...new Set(Array.from(index, (i) => this.#category[i] ?? 0))];
  }

  /** Categories outside the given ones. */
  others(categories: readonly number[]): readonly number[] {
    return [...this.#byCategory.keys()].filter((c) => !categories.includes(c)).sort((a, b) => a - b);
  }

  /** All unknowns of these categories, of the seeds' atoms and of a sample of the other atoms. */
  columns(categories: readonly number[], seeds: readonly Int32Array[], sampled: number, random: () => number): Int32Array {
    const own = new Set<number>();
    for (const index of seeds) for (const i of index) own.add(this.#atom[i] ?? 0);
    const share = sampled / Math.max(1, this.#atoms.length);
    if (share < 1) for (const atom of this.#atoms) if (random() < share) own.add(atom);
    const all = categories.flatMap((c) => this.#byCategory.get(c) ?? []);
    return Int32Array.from(share >= 1 ? all : all.filter((i) => own.has(this.#atom[i] ?? 0))).sort();
  }
}
