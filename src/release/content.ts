import type { Localised, Population } from '#core';

/** What one employer gets, and all of it: the signed payload `table.json` of a release bundle. Nothing here is about one person. */
export interface ReleaseContent {
  readonly format: 'tutti-release/1';
  readonly employer: { readonly id: string; readonly name: string };
  readonly report: { readonly id: string; readonly version: string; readonly title: Localised };
  /** Dates are ISO; `to` is the last day of the period. */
  readonly period: { readonly id: string; readonly from: string; readonly to: string };
  readonly source: Localised;
  readonly policy: ReleasedPolicy;
  /** `full`: everything; `participation`: too few completers for health results; `active`: only that the programme runs. */
  readonly tier: 'full' | 'participation' | 'active';
  readonly dimensions: readonly ReleasedDimension[];
  readonly indicators: readonly ReleasedIndicator[];
  readonly tables: readonly ReleasedTable[];
  /** The steps of the programme; left out where a report tells none. */
  readonly funnel?: readonly ReleasedStep[];
  /** Left out where a report is compared with nobody. */
  readonly benchmark?: ReleasedBenchmark;
  /** Left out where nothing is compared with other employers. */
  readonly book?: ReleasedBook;
}

/** Counts of a public survey, as the report's definition has them: the same for every employer, and nothing of an employer's. */
export interface ReleasedBenchmark {
  readonly id: string;
  /** Who the others are, with the year. */
  readonly label: Localised;
  readonly note: Localised;
  readonly source: string;
  /** Shares that differ by fewer percentage points are about the same. */
  readonly sameWithin: number;
  /** What the figures are by. */
  readonly dimensions: readonly string[];
  readonly figures: readonly ReleasedFigure[];
}

/** For a table of the employer as a whole: the survey's people by group, in the table's categories but "no answer". */
export interface ReleasedFigure {
  readonly table: string;
  readonly categories: readonly string[];
  readonly groups: readonly { readonly codes: readonly string[]; readonly people: readonly number[] }[];
}

/** The other employers, taken together, a year before: whole percentages and nothing that they were worked out from. */
export interface ReleasedBook {
  /** The others' period: the same days, one year earlier. */
  readonly period: { readonly id: string; readonly from: string; readonly to: string };
  /** Shares that differ by fewer percentage points are about the same. */
  readonly sameWithin: number;
  readonly figures: readonly ReleasedBookFigure[];
}

/** For a table of the employer as a whole whose numbers are printed: the others' share of some of its answers. */
export interface ReleasedBookFigure {
  readonly table: string;
  readonly categories: readonly string[];
  /** Whole, of those who answered. */
  readonly percent: number;
  /** The dimensions that the others were given this employer's mix of; empty: they are as they are. */
  readonly adjustedFor: readonly string[];
}

/** Everybody (`of` is null), or those of an earlier step who went on. Its people are sums of printed cells: it brings no number of its own. */
export interface ReleasedStep {
  readonly id: string;
  readonly label: Localised;
  readonly of: string | null;
  readonly cells: readonly ReleasedCells[];
}

/** Some categories of a table of the employer as a whole. */
export interface ReleasedCells {
  readonly table: string;
  readonly categories: readonly string[];
}

export interface ReleasedPolicy {
  readonly preset: string;
  readonly minCompleters: number;
  readonly minParticipation: number;
  readonly minGroup: number;
  readonly minGroupSensitive: number;
  readonly minCell: number;
  readonly homogeneity: number;
  readonly zeros: 'shown' | 'protected';
  readonly insiders: number;
  readonly percentDecimals: number;
}

/** Codes stand in registry order; the first is the total, `parent` is null there. */
export interface ReleasedDimension {
  readonly id: string;
  readonly label: Localised;
  readonly codes: readonly { readonly id: string; readonly label: Localised; readonly parent: string | null }[];
}

export type Direction = 'good' | 'bad' | 'neutral';

export interface ReleasedCategory {
  readonly code: string;
  readonly label: Localised;
  /** How a reader should take a high share of this category. */
  readonly direction: Direction;
  /** True for "no answer": left out of the base of percentages (people who answered = base − missing). */
  readonly missing: boolean;
}

export interface ReleasedIndicator {
  readonly id: string;
  readonly topic: string;
  readonly label: Localised;
  /** One sentence: what is counted, with cut-offs. */
  readonly definition: Localised;
  /** Where definition and cut-offs come from. */
  readonly source: string;
  readonly population: Population;
  readonly sensitive: boolean;
  /** The forms that occur in the tables, finest first. */
  readonly forms: readonly { readonly id: string; readonly categories: readonly ReleasedCategory[] }[];
}

/** One indicator in one breakdown: every group of the breakdown, its margins included, has its row, in registry order. */
export interface ReleasedTable {
  readonly id: string;
  readonly breakdown: string;
  readonly indicator: string;
  /** Dimensions crossed; empty for the employer as a whole. */
  readonly dimensions: readonly string[];
  readonly form: string;
  readonly rows: readonly ReleasedRow[];
}

/**
 * `codes` has one code per dimension of the table. In a remainder row one of them is `~PARENT`: the withheld children of PARENT
 * taken together. `base` is the number of people in the group; `cells` are counts in the order of the form's categories.
 * A withheld row has no base and no cells, and looks the same whatever the reason.
 */
export type ReleasedRow =
  | { readonly kind: 'group' | 'remainder'; readonly codes: readonly string[]; readonly state: 'shown'; readonly base: number; readonly cells: readonly number[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'banded'; readonly base: number; readonly cells: readonly Band[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'withheld' };

/** Whole numbers of people, both ends included: what is said instead of a count when nearly everybody gave the same answer. */
export interface Band {
  readonly low: number;
  readonly high: number;
}
