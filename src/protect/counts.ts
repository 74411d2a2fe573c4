import { type CountedIndicator, type Form, householdersOf, type Tabulation } from '#core';
import type { Group } from './groups.ts';

/** A head count and counts of the full categories. */
export interface Sums {
  readonly base: number;
  readonly full: readonly number[];
}

/** One indicator's counts of some people, and of one person of each of their households where those are counted. */
export interface Tally extends Sums {
  readonly householders: Sums | null;
}

/** One indicator's counts for any group, in any of its forms. Atoms are added up once per group and kept. */
export class Counts {
  readonly indicator: CountedIndicator;
  readonly #atoms: Int32Array;
  readonly #householders: { readonly heads: readonly number[]; readonly atoms: Int32Array } | null;
  readonly #known = new Map<string, Tally>();
  readonly #members: readonly (readonly (readonly number[])[])[];

  constructor(tabulation: Tabulation, indicator: CountedIndicator) {
    this.indicator = indicator;
    this.#atoms = countsOf(tabulation.counts, indicator);
    const heads = householdersOf(tabulation, indicator.population);
    this.#householders = heads === null ? null : { heads, atoms: countsOf(tabulation.householders?.counts ?? {}, indicator) };
    this.#members = indicator.forms.map((form) => formMembers(indicator, form));
  }

  base(group: Group): number {
    return group.heads[this.indicator.population];
  }

  /** Counts of the full categories. */
  full(group: Group): readonly number[] {
    return this.tally(group).full;
  }

  tally(group: Group): Tally {
    let tally = this.#known.get(group.key);
    if (tally === undefined) {
      const householders = this.#householders;
      tally = {
        base: this.base(group),
        full: this.#sum(group, this.#atoms),
        householders: householders === null ? null : { base: group.atoms.reduce((sum, a) => sum + (householders.heads[a] ?? 0), 0), full: this.#sum(group, householders.atoms) },
      };
      this.#known.set(group.key, tally);
    }
    return tally;
  }

  /** Counts of a form's categories; `form` is its place in the indicator's list. */
  inForm(full: readonly number[], form: number): readonly number[] {
    return (this.#members[form] ?? []).map((members) => members.reduce((sum, c) => sum + (full[c] ?? 0), 0));
  }

  get forms(): number {
    return this.#members.length;
  }

  #sum(group: Group, atoms: Int32Array): number[] {
    const width = this.indicator.categories.length;
    const sums = new Array<number>(width).fill(0);
    for (const atom of group.atoms) for (let c = 0; c < width; c++) sums[c] = (sums[c] ?? 0) + (atoms[atom * width + c] ?? 0);
    return sums;
  }
}

function countsOf(counts: Tabulation['counts'], { id }: CountedIndicator): Int32Array {
  const own = counts[id];
  if (own === undefined) throw new Error(`no counts for indicator ${id}`);
  return own;
}

function formMembers(indicator: CountedIndicator, form: Form): number[][] {
  return form.categories.map((category) => category.of.map((code) => indicator.categories.indexOf(code)));
}

export function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((v, i) => v + (b[i] ?? 0));
}

/** Everybody of groups that share nobody. */
export function together(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => combined(a, b, 1));
}

/** Those of the whole who are not of the part, who all are. */
export function without(whole: Tally, part: Tally): Tally {
  return combined(whole, part, -1);
}

function combined(a: Tally, b: Tally, sign: 1 | -1): Tally {
  const both = (x: Sums, y: Sums): Sums => ({ base: x.base + sign * y.base, full: x.full.map((v, i) => v + sign * (y.full[i] ?? 0)) });
  return { ...both(a, b), householders: a.householders === null || b.householders === null ? null : both(a.householders, b.householders) };
}
