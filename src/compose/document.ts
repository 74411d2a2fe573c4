import type { Direction, ReleasedCells } from '#release';
import type { Locale } from '#core';

/**
 * The report before it has a format: what is said, in which order, in one language. Every number is already text; `ratio`, where it
 * stands, is only for drawing a bar and is computed from the same published counts as the text beside it.
 */
export interface ReportDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly programme: string;
  readonly employer: string;
  readonly period: string;
  readonly contentsTitle: string;
  readonly cover: { readonly facts: readonly Fact[]; readonly promise: string };
  readonly sections: readonly Section[];
  /** The running foot: page numbers are known to the renderer alone. */
  readonly pageLabel: (page: string, pages: string) => string;
  readonly numberOf: (n: number) => string;
}

export interface Fact {
  readonly term: string;
  readonly value: string;
}

/** A chapter, in the outline and in the contents. `opens` says whether it starts a page or follows on. */
export interface Section {
  readonly id: string;
  readonly opens: 'page' | 'flow';
  readonly title: string;
  readonly lead: string | null;
  readonly blocks: readonly Block[];
}

export type Block =
  | HeadingBlock
  | TextBlock
  | FiguresBlock
  | PointsBlock
  | ListBlock
  | BarsBlock
  | ComparisonBlock
  | DefinitionsBlock
  | LegendBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly text: string;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly tone: 'body' | 'note';
  readonly text: string;
}

/** The large numbers of the summary. */
export interface FiguresBlock {
  readonly kind: 'figures';
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

/** Strengths or opportunities, with a bar for each. */
export interface PointsBlock {
  readonly kind: 'points';
  readonly direction: Direction;
  readonly title: string;
  readonly note: string;
  readonly items: readonly {
    readonly title: string;
    readonly value: string;
    readonly text: string;
    readonly ratio: number;
  }[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly title: string;
  readonly items: readonly string[];
}

/** A table of counts and shares with bars beside it: one indicator for the employer as a whole, or the steps of the programme. */
export interface BarsBlock {
  readonly kind: 'bars';
  readonly title: string;
  readonly sentence: string;
  readonly columns: { readonly label: string; readonly people: string; readonly share: string };
  readonly rows: readonly BarRow[];
  readonly alt: string;
  readonly note: string | null;
}

export interface BarRow {
  readonly label: string;
  readonly direction: Direction | 'missing';
  readonly people: string;
  /** Empty for "no answer", which has no share. */
  readonly share: string;
  readonly span: Span | null;
  readonly source: CellSource;
}

/** What a bar covers, as parts of 1: `from` equals `to` for an exact share; a range is drawn as a range. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a number comes from, so that it can be checked: the table, the row's codes and the categories added up. */
export interface CellSource {
  readonly table: string;
  readonly codes: readonly string[];
  readonly categories: readonly string[];
  /** A step of the programme: cells of everybody added up, as a part of other such cells. `codes` and `categories` are empty then. */
  readonly ratio?: { readonly of: readonly ReleasedCells[]; readonly over: readonly ReleasedCells[] };
  /** The number is of the release of the year before, of the survey's figures, or of the other employers; left out for those of the report's own period. */
  readonly of?: 'earlier' | 'benchmark' | 'book';
}

/** Groups down the page, one column per indicator. */
export interface ComparisonBlock {
  readonly kind: 'comparison';
  readonly title: string;
  readonly group: string;
  /** Over the number of people who answered. */
  readonly people: string;
  /** Over the shares: a sign, as lanes are narrow. */
  readonly share: string;
  readonly columns: readonly ComparisonColumn[];
  readonly rows: readonly ComparisonRow[];
  /** The marks that occur in this table, in words: for formats in which a table is read without its chapter's beginning. */
  readonly notes: readonly string[];
}

export interface ComparisonColumn {
  readonly title: string;
  /** Empty where the rows name the answers. */
  readonly category: string;
  readonly direction: Direction;
  /** What stands over the column's two parts, where that is another than over the others. */
  readonly over?: { readonly share: string; readonly people: string };
}

export interface ComparisonRow {
  readonly label: string;
  readonly depth: number;
  /** A group that has groups of its own below it. */
  readonly parent: boolean;
  /** A heading names the dimension of the rows that follow and has no cells. */
  readonly kind: 'total' | 'group' | 'remainder' | 'heading';
  readonly cells: readonly ComparisonCell[];
}

export type ComparisonCell =
  | {
      readonly state: 'shown';
      readonly share: string;
      readonly spoken: string;
      readonly people: string;
      readonly span: Span;
      readonly source: CellSource;
    }
  | { readonly state: 'withheld'; readonly mark: string; readonly spoken: string; readonly source: CellSource }
  | ChangeCell
  /** Something that cannot be said, and why, where the reason is not this release's withholding. */
  | { readonly state: 'marked'; readonly mark: string; readonly spoken: string }
  | { readonly state: 'absent' };

/** This year's share less last year's, of the same cell of both releases; or the share of others, and how the cell stands to it. */
export interface ChangeCell {
  readonly state: 'change';
  readonly points: string;
  readonly spoken: string;
  readonly words: string;
  readonly spokenWords: string;
  /** Whether the change is for the better. */
  readonly direction: Direction;
  readonly source: CellSource;
}

export interface DefinitionsBlock {
  readonly kind: 'definitions';
  readonly title: string | null;
  readonly items: readonly { readonly term: string; readonly meaning: string; readonly source: string | null }[];
}

export interface LegendBlock {
  readonly kind: 'legend';
  readonly items: readonly { readonly direction: Direction | 'missing'; readonly text: string }[];
}
