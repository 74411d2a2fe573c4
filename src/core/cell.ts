/**
 * The vocabulary of tables that every room shares (see `docs/glossary.md`). Groups of people are named by one code per
 * dimension; what is counted inside a group is an indicator's categories, which add up to the group's base.
 */

/** A parent and the children that add up to it. */
export interface Relation {
  readonly parent: string;
  readonly children: readonly string[];
}

/** A way to group people. Codes form trees under `total`; `relations` lists every parent with its children, in registry order. */
export interface Dimension {
  readonly id: string;
  readonly total: string;
  readonly relations: readonly Relation[];
}

/**
 * Whom an indicator counts: everybody entitled to take part, those who completed an assessment in the period, all others, or of those who
 * completed the ones that are followed from an assessment about a year before.
 */
export type Population = 'eligible' | 'completers' | 'non-completers' | 'followed';

/** One form of an indicator: disjoint sets of the full categories, each shown under one code. */
export interface Form {
  readonly id: string;
  readonly categories: readonly { readonly code: string; readonly of: readonly string[] }[];
}

/** What is counted in a group: full categories (a missing answer is one of them), and shorter forms, finest first. */
export interface CountedIndicator {
  readonly id: string;
  readonly population: Population;
  readonly sensitive: boolean;
  readonly categories: readonly string[];
  /** Finest first; the first form is the full one. */
  readonly forms: readonly Form[];
}

/**
 * Counts of people at the finest cross-classification of one employer's people in one period ("atoms"): the only thing that
 * leaves `tabulate`. `codes[a][d]` is the leaf code of atom `a` in dimension `d`.
 */
export interface Tabulation {
  readonly dimensions: readonly Dimension[];
  readonly codes: readonly (readonly string[])[];
  /** Head counts per atom; those who did not complete are the difference (`headsOf`). `followed` is there where a report follows people. */
  readonly heads: Readonly<Record<'eligible' | 'completers', readonly number[]>> & { readonly followed?: readonly number[] };
  readonly indicators: readonly CountedIndicator[];
  /** `counts[indicator][atom * categories + category]`; each atom's counts add up to its head count. */
  readonly counts: Readonly<Record<string, Int32Array>>;
  /** There where people of one household are counted side by side; left out where everybody is a household of their own. */
  readonly householders?: Householders;
}

/**
 * The same counts with one person of each household only (attack A35). Of any people whatever there are at least as many households as
 * householders, and unlike numbers of households these add up and can be subtracted as people can: so every rule that asks for a number of
 * people can be held against them, in printed groups and in differences alike.
 */
export interface Householders {
  /** Chosen by population: a household has one among those who completed, and another one among those who did not. */
  readonly heads: Readonly<Record<'eligible' | 'completers' | 'non-completers', readonly number[]>>;
  /** As `Tabulation.counts`. */
  readonly counts: Readonly<Record<string, Int32Array>>;
  /** The most people entitled of one household. */
  readonly largest: number;
}

/** How many people of a population each atom has. */
export function headsOf({ heads }: Pick<Tabulation, 'heads'>, population: Population): readonly number[] {
  if (population === 'followed') {
    if (heads.followed === undefined) throw new RangeError('nobody is followed in this tabulation');
    return heads.followed;
  }
  if (population !== 'non-completers') return heads[population];
  return heads.eligible.map((eligible, a) => eligible - (heads.completers[a] ?? 0));
}

/** How many householders of a population each atom has; null where households are not counted. */
export function householdersOf({ householders }: Pick<Tabulation, 'householders'>, population: Population): readonly number[] | null {
  if (householders === undefined) return null;
  if (population === 'followed') throw new RangeError('people followed are not counted by household');
  return householders.heads[population];
}

/** One table of a report: the dimensions it crosses (none for the employer as a whole). All its margins are published with it. */
export interface Breakdown {
  readonly id: string;
  readonly dimensions: readonly string[];
}
