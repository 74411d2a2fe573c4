import type { CountedIndicator, Form, Tabulation } from '#core';
import type { Group } from './groups.ts';

/** One indicator's counts for any group, in any of its forms. Atoms are added up once per group and kept. */
export class Counts {
  readonly indicator: CountedIndicator;
  readonly #atoms: Int32Array;
  readonly #known = new Map<string, readonly number[]>();
  readonly #members: readonly (readonly (readonly number[])[])[];

  constructor(tabulation: Tabulation, indicator: CountedIndicator) {
    const atoms = tabulation.counts[indicator.id];
    if (atoms === undefined) throw new Error(`no counts for indicator ${indicator.id}`);
    this.indicator = indicator;
    this.#atoms = atoms;
    this.#members = indicator.forms.map((form) => formMembers(indicator, form));
  }

  base(group: Group): number {
    return group.heads[this.indicator.population];
  }

  /** Counts of the full categories. */
  full(group: Group): readonly number[] {
    let cells = this.#known.get(group.key);
    if (cells === undefined) {
      const width = this.indicator.categories.length;
      const sums = new Array<number>(width).fill(0);
      for (const atom of group.atoms) for (let c = 0; c < width; c++) sums[c] = (sums[c] ?? 0) + (this.#atoms[atom * width + c] ?? 0);
      cells = sums;
      this.#known.set(group.key, cells);
    }
    return cells;
  }

  /** Counts of a form's categories; `form` is its place in the indicator's list. */
  inForm(full: readonly number[], form: number): readonly number[] {
    return (this.#members[form] ?? []).map((members) => members.reduce((sum, c) => sum + (full[c] ?? 0), 0));
  }

  get forms(): number {
    return this.#members.length;
  }
}

function formMembers(indicator: CountedIndicator, form: Form): number[][] {
  return form.categories.map((category) => category.of.map((code) => indicator.categories.indexOf(code)));
}

export function add(a: readonly number[], b: readonly number[], sign: 1 | -1 = 1): number[] {
  return a.map((v, i) => v + sign * (b[i] ?? 0));
}
