import type { Breakdown, Form, Locale, Localised, Paper, Policy, Population } from '#core';

/**
 * Definitions after parsing: normalised, complete, deeply frozen. Nothing here is optional that a stage would have to guess.
 * A column reference `table.column` names a column of the catalog; `validate` has checked that it exists and may be used so.
 */

/**
 * What a source column is. Only `key`, `quasi-identifier`, `sensitive-answer`, `consent`, `timing` and `operational` columns can be
 * selected; identifiers, tokens and free text are never selected at the source.
 */
export const COLUMN_CLASSES = ['key', 'direct-identifier', 'token', 'quasi-identifier', 'sensitive-answer', 'free-text', 'consent', 'timing', 'operational'] as const;
export type ColumnClass = (typeof COLUMN_CLASSES)[number];
export const NEVER_SELECTED: readonly ColumnClass[] = ['direct-identifier', 'token', 'free-text'];

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp';

export interface CatalogColumn {
  readonly name: string;
  readonly class: ColumnClass;
  readonly type: ColumnType;
}

export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

export type Source =
  /** A folder with one `NAME.csv` or `NAME.parquet` per table, or (single-table catalogs) one file. `path` may be given at run time by `--source`. */
  | { readonly kind: 'files'; readonly path: string | null; readonly tables: readonly CatalogTable[] }
  /** `urlFrom` names the environment variable that holds the connection string; it is never in a definition. */
  | { readonly kind: 'postgres'; readonly urlFrom: string; readonly schema: string; readonly tables: readonly CatalogTable[] };

export interface ColumnRef {
  readonly table: string;
  readonly column: string;
}

/** Who counts, and how rows of several tables become one row a person. */
export interface People {
  /** The table with one or more rows per entitled person. */
  readonly from: string;
  /** Columns of `from` that together name a person; empty: every row is a person (surveys). */
  readonly person: readonly string[];
  /** Column of `from` that names the employer (the client of a report). */
  readonly employer: string;
  /** With several rows of `from` per person, the one with the latest value of this column counts (null sorts first, then by row content). */
  readonly latest: string | null;
  /** Rows of `from` that do not meet every one of these are not counted. */
  readonly where: readonly RowRule[];
  /** Columns of `from` that people of one household have in common (the employee's number); left out where everybody is a household of their own. */
  readonly household?: readonly string[];
  /** Present at the reference day: `from` on or before it, `to` null or after it. The reference day is the completion, else the period's end. */
  readonly employed: { readonly from: string; readonly to: string } | null;
  readonly joins: readonly Join[];
  /** Not null: the person completed an assessment in the period. Null here: every person is a completer (surveys). */
  readonly completed: ColumnRef | null;
  readonly consent: ConsentRule | null;
  readonly erasure: ErasureRule | null;
  readonly retention: RetentionRule | null;
}

/** At most one row of `table` per person: equality of `table.column` with a column reached before, the latest row that may count (optionally within the period). */
export interface Join {
  readonly table: string;
  readonly on: { readonly column: string; readonly equals: ColumnRef };
  /** Rows that do not meet every one of these are passed over before the latest is picked (months with too few valid days). */
  readonly where: readonly RowRule[];
  readonly latest: string | null;
  /** Timing column that must fall inside the period in the employer's time zone. */
  readonly within: string | null;
}

/** One of these values, or at least this number. A row without the value does not meet the rule. */
export type RowRule = { readonly column: string; readonly in: readonly string[] } | { readonly column: string; readonly atLeast: number };

/** The person's latest row of this kind must be granted and not revoked by the end of the run's as-of day; else the person is not a completer. */
export interface ConsentRule {
  readonly table: string;
  readonly on: { readonly column: string; readonly equals: ColumnRef };
  readonly kind: { readonly column: string; readonly value: string };
  readonly granted: string;
  readonly at: string;
  readonly revokedAt: string;
}

/** A person with a row here is out altogether, from the day it was received. */
export interface ErasureRule {
  readonly table: string;
  readonly on: { readonly column: string; readonly equals: ColumnRef };
}

/** The employer's data may be used until `end` plus `months`; after it, or once destruction was requested, nothing of the employer is read further. */
export interface RetentionRule {
  readonly table: string;
  readonly employer: string;
  readonly end: string;
  readonly months: string;
  readonly destroyRequested: string;
}

/** One employer of a run: where its display name and time zone come from. */
export interface Employers {
  /** Null: the employer's code is its name. */
  readonly registry: { readonly table: string; readonly id: string; readonly name: string; readonly timeZone: string | null } | null;
  readonly timeZone: string;
}

export interface DimensionDef {
  readonly id: string;
  readonly label: Localised;
  readonly total: Localised;
  readonly column: ColumnRef;
  readonly kind: DimensionKind;
}

export type DimensionKind =
  /** Codes from a table of the source, a tree when `parent` is given. Labels are scanned for residue before they are used. */
  | { readonly kind: 'registry'; readonly table: string; readonly code: string; readonly parent: string | null; readonly name: string; readonly employer: string; readonly where: { readonly column: string; readonly in: readonly string[] } | null }
  /** Fixed values; null or anything else becomes the code `unstated`, which always exists. */
  | { readonly kind: 'values'; readonly values: readonly { readonly code: string; readonly of: readonly string[]; readonly label: Localised }[] }
  /** Age at the period's end from a birth date, or an age in years: `from` are the lower edges; under the first is `unstated`. The top band is open. */
  | { readonly kind: 'age'; readonly from: readonly number[] }
  /** Whole years since a hire date at the period's end. */
  | { readonly kind: 'tenure'; readonly from: readonly number[] }
  /** First three digits of a ZIP code, by the allow-list; all else `000`. */
  | { readonly kind: 'zip3' };

export interface CategoryDef {
  readonly code: string;
  readonly label: Localised;
  readonly direction: 'good' | 'bad' | 'neutral';
}

/** An indicator: how a person's columns become one category. A missing or implausible answer is the category `missing`, which always exists and stands last. */
export interface IndicatorDef {
  readonly id: string;
  readonly version: string;
  readonly topic: string;
  readonly label: Localised;
  readonly definition: Localised;
  readonly source: string;
  readonly population: Population;
  readonly sensitive: boolean;
  readonly scoring: Scoring;
  /** Every category but `missing`, best first, where they have such an order; only then can people be followed in it. */
  readonly order?: readonly string[];
  /** Full form, `missing` last. */
  readonly categories: readonly CategoryDef[];
  /** Finest first; the first is `full`. Labels of merged categories stand in `formCategories`. */
  readonly forms: readonly Form[];
  readonly formCategories: Readonly<Record<string, CategoryDef>>;
}

export interface Band {
  readonly code: string;
  /** Lower edge, included; null = no lower edge. Bands are listed upwards; each ends where the next begins. */
  readonly from: number | null;
}

export interface Gate {
  readonly min: number;
  readonly max: number;
}

/**
 * A number computed from a person's columns; nothing where it cannot be known. A `gate` (both ends included) makes an implausible
 * answer missing, and quality facts count it.
 */
export type Measure =
  | { readonly kind: 'column'; readonly column: ColumnRef; readonly gate: Gate | null }
  /** kg / m². `heightUnit` says what the height column holds. */
  | { readonly kind: 'bmi'; readonly weight: ColumnRef; readonly height: ColumnRef; readonly heightUnit: 'cm' | 'm'; readonly gates: { readonly weight: Gate; readonly height: Gate } }
  /** Sum of the items of a scale. Up to `unanswered` of them may lack: the mean of the others stands in for each, and the sum is rounded to a whole number. */
  | { readonly kind: 'sum'; readonly columns: readonly ColumnRef[]; readonly item: Gate; readonly unanswered: number }
  /** `plus` and the terms, each `times` its measure: other units, vigorous minutes counted twice. */
  | { readonly kind: 'weighted'; readonly terms: readonly { readonly measure: Measure; readonly times: number }[]; readonly plus: number; readonly gate: Gate | null }
  | { readonly kind: 'product'; readonly measures: readonly Measure[] }
  /** Nothing where the divisor is 0. */
  | { readonly kind: 'ratio'; readonly measure: Measure; readonly over: Measure }
  /** Mean of those that are known, which must be `answered` at least. */
  | { readonly kind: 'mean'; readonly measures: readonly Measure[]; readonly answered: number }
  /** The first that is known. */
  | { readonly kind: 'first'; readonly measures: readonly Measure[] }
  /** How many of the conditions hold, where at least `answered` of them are known. */
  | { readonly kind: 'count'; readonly conditions: readonly Condition[]; readonly answered: number }
  /** The measure where the condition is known to hold; where it does not, the value is `implausible` or does not count (`missing`). */
  | { readonly kind: 'if'; readonly when: Condition; readonly measure: Measure; readonly otherwise: 'implausible' | 'missing' };

/**
 * Something that is true of a person, false, or not known. Parts are joined by Kleene's three-valued logic: what is not known matters only
 * where it could change the result.
 */
export type Condition =
  /** The answer is one of `yes`, or one of `no`; any other is not known. */
  | { readonly kind: 'answer'; readonly column: ColumnRef; readonly yes: readonly string[]; readonly no: readonly string[] }
  /** `from` included, `below` not. */
  | { readonly kind: 'between'; readonly measure: Measure; readonly from: number | null; readonly below: number | null }
  | { readonly kind: 'above'; readonly measure: Measure; readonly than: Measure }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'at-least'; readonly number: number; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  /** The category that another indicator gives, its scoring written out here: `missing` is not known. */
  | { readonly kind: 'indicator'; readonly scoring: Scoring; readonly yes: readonly string[]; readonly no: readonly string[] };

export type Scoring =
  /** Answer texts (booleans are `true`/`false`) to category codes; anything unlisted is missing, and counted as implausible. */
  | { readonly kind: 'choice'; readonly column: ColumnRef; readonly values: readonly { readonly code: string; readonly of: readonly string[] }[] }
  | { readonly kind: 'bands'; readonly measure: Measure; readonly bands: readonly Band[] }
  /** Several measures banded alike; the highest band counts (blood pressure); missing if any is missing. `bands[i]` belong to `measures[i]`. */
  | { readonly kind: 'highest'; readonly measures: readonly Measure[]; readonly bands: readonly (readonly Band[])[] }
  /** Different cut-offs by the value of a column (AUDIT-C, HDL): the first group whose values hold the column's; else missing. */
  | { readonly kind: 'bands-by'; readonly by: ColumnRef; readonly measure: Measure; readonly groups: readonly { readonly of: readonly string[]; readonly bands: readonly Band[] }[] }
  /** The first case that holds, `otherwise` where none does; missing as soon as a case that comes first is not known. */
  | { readonly kind: 'cases'; readonly cases: readonly { readonly code: string; readonly when: Condition }[]; readonly otherwise: string }
  /** Not null: `yes`, else `no`. Never missing (participation steps). */
  | { readonly kind: 'present'; readonly column: ColumnRef; readonly yes: string; readonly no: string }
  /** Whether the person is followed: completed an assessment 9 to 15 months before this one as well. Never missing. */
  | { readonly kind: 'followed'; readonly yes: string; readonly no: string }
  /** Of people followed: a better level than a year before, or still the best one (`yes`), else `no`. Made by `follows`, never written. */
  | { readonly kind: 'kept'; readonly of: Scoring; readonly order: readonly string[]; readonly yes: string; readonly no: string };

/** A step of the programme: how many people took it, added up from the answers of indicators that count different people. */
export interface FunnelStep {
  readonly id: string;
  readonly label: Localised;
  /** The step that this one is a part of; null for the first, which is everybody. */
  readonly of: string | null;
  /** `everybody`: all categories; `answered`: all but the missing answer. */
  readonly count: readonly { readonly indicator: string; readonly categories: readonly string[] | 'everybody' | 'answered' }[];
}

/** Counts of a public survey by age and sex, for indicators that it asks alike. */
export interface BenchmarkDef {
  readonly id: string;
  readonly label: Localised;
  readonly note: Localised;
  readonly source: string;
  /** Percentage points. */
  readonly sameWithin: number;
  /** Dimensions of the report that the figures are by: age and sex. */
  readonly dimensions: readonly string[];
  readonly figures: readonly BenchmarkFigure[];
}

export interface BenchmarkFigure {
  readonly indicator: string;
  readonly version: string;
  /** Those of the indicator but the missing answer, in its order. */
  readonly categories: readonly string[];
  readonly groups: readonly { readonly codes: readonly string[]; readonly people: readonly number[] }[];
}

export interface Report {
  readonly id: string;
  readonly version: string;
  readonly title: Localised;
  readonly source: Localised;
  readonly dimensions: readonly DimensionDef[];
  readonly breakdowns: readonly (Breakdown & { readonly label: Localised })[];
  readonly indicators: readonly IndicatorDef[];
  /** The steps of the programme in order; empty where a report has none. */
  readonly funnel: readonly FunnelStep[];
  readonly benchmark: BenchmarkDef | null;
}

/** The book of business: the other employers' reports of the year before, taken together. */
export interface BookDef {
  /** Percentage points. */
  readonly sameWithin: number;
  /** Dimensions of the report that the others are standardised for, as far as they are printed. */
  readonly adjustFor: readonly string[];
  /** Employers of one owner, by id. */
  readonly oneOwner: readonly (readonly string[])[];
  /** Employers that no other one is compared with. */
  readonly without: readonly string[];
}

export interface Pipeline {
  readonly id: string;
  readonly title: Localised;
  readonly file: string;
  readonly source: Source;
  readonly employers: Employers;
  readonly people: People;
  readonly period: PeriodRule;
  readonly policy: Policy;
  readonly report: Report;
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  /** Left out where no employer is compared with the others. */
  readonly book?: BookDef;
  /** Logos by employer: paths relative to the definition. */
  readonly branding: { readonly logos: Readonly<Record<string, string>> };
  readonly delivery: {
    readonly kind: 'folder';
    readonly path: string;
    readonly paper: Paper;
    /** The environment variable that holds the password of the PDFs; null: they leave unencrypted. */
    readonly encrypt: { readonly passwordFrom: string } | null;
    /** Languages of the printed report beside English. */
    readonly alsoIn: readonly Locale[];
  };
  /** sha256 of the normalised definition, the file's own path left out. */
  readonly fingerprint: string;
}

/** `year`: calendar years `2026`; `quarter`: `2026-Q3`; `fixed`: one named period (surveys). Without `--period`, the last one that had ended at the as-of day. */
export type PeriodRule =
  | { readonly kind: 'year' | 'quarter' }
  | { readonly kind: 'fixed'; readonly id: string; readonly from: string; readonly to: string };

/** First and last day, ISO. */
export interface Period {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
