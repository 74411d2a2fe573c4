import type { Locale } from '#core';
import type { ReleaseContent, ReleasedDimension, ReleasedRow, ReleasedTable } from '#release';
import { funnelLines } from './funnel.ts';
import { codeLabel, dimensionOf } from './labels.ts';
import { protectionRules } from './method.ts';
import { percent, WITHHELD_MARK } from './numbers.ts';
import { voice, type Voice } from './voice.ts';
import { sheetNames } from './workbook-names.ts';

/** A release as a spreadsheet: what stands in which cell. Texts are texts and numbers are numbers; there is nothing to compute. */
export interface Workbook {
  readonly locale: Locale;
  readonly title: string;
  readonly sheets: readonly Sheet[];
}

export type Sheet = PageSheet | TableSheet;

/** Sentences to read: a term and what is said of it, either of which may be empty. */
export interface PageSheet {
  readonly kind: 'page';
  readonly name: string;
  readonly lines: readonly PageLine[];
}

export interface PageLine {
  readonly style: 'title' | 'heading' | 'text';
  readonly term: string;
  readonly text: string;
}

/** A header and rows of the same length. */
export interface TableSheet {
  readonly kind: 'table';
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** Digits of a share after the point, in per cent. */
  readonly decimals: number;
}

/** A text, a count of people, a share between 0 and 1 already rounded as published, a mark in place of a number, or nothing. */
export type WorkbookCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'none' };

/** A number that does not exist here by its meaning; a hidden one has the report's own mark. */
const NO_SHARE = '–';

/** A cover, a sheet per breakdown in the order of the report, and the definitions. Null for a release without tables. */
export function composeWorkbook(content: ReleaseContent, locale: Locale): Workbook | null {
  if (content.tables.length === 0) return null;
  const v = voice(content, locale);
  const breakdowns = [...new Set(content.tables.map((t) => t.breakdown))];
  const [about = '', ...names] = sheetNames([
    v.texts.workbook.about,
    ...breakdowns.map((breakdown) => groupingOf(v, breakdown)),
    v.texts.dictionary.title,
  ]);
  const tables = breakdowns.map((breakdown, i) => tableSheet(v, names[i] ?? '', breakdown));
  const definitions = definitionSheet(v, names.at(-1) ?? '');
  return Object.freeze({
    locale,
    title: `${v.p.text(content.report.title)}: ${content.employer.name.normalize('NFC')}`,
    sheets: [aboutSheet(v, about, [...tables, definitions]), ...tables, definitions],
  });
}

function groupingOf(v: Voice, breakdown: string): string {
  const ids = v.p.content.tables.find((t) => t.breakdown === breakdown)?.dimensions ?? [];
  if (ids.length === 0) return v.texts.table.everybody;
  return v.texts.table.by({ dimensions: ids.map((id) => v.p.text(dimensionOf(v.p, id).label)) });
}

function aboutSheet(v: Voice, name: string, others: readonly Sheet[]): PageSheet {
  const { texts, numbers, p } = v;
  const { content } = p;
  const { coverFacts: facts, workbook: words, table } = texts;
  const period = texts.periodRange({ from: numbers.day(content.period.from), to: numbers.day(content.period.to) });
  const steps = funnelLines(v);
  return {
    kind: 'page',
    name,
    lines: [
      title(p.text(content.report.title)),
      line(facts.employer, content.employer.name.normalize('NFC')),
      line(facts.period, period),
      line(facts.source, p.text(content.source)),
      line(facts.definition, `${content.report.id} ${content.report.version}`),
      line('', texts.coverPromise({ minGroup: numbers.count(content.policy.minGroup) })),
      ...(steps.length === 0 ? [] : [heading(texts.participation.steps), ...steps.map(({ term, text }) => line(term, text))]),
      heading(words.marks),
      line(WITHHELD_MARK, words.hiddenMark),
      line(words.range, words.rangeMark),
      line(NO_SHARE, words.noShareMark),
      line('', table.remainderNote),
      heading(words.sheets),
      line('', words.addingUp),
      ...others.map((sheet) => line('', sheet.name)),
      heading(texts.method.protection.title),
      ...protectionRules(v).map((rule) => line('', rule)),
    ],
  };
}

function definitionSheet(v: Voice, name: string): PageSheet {
  const { dictionary } = v.texts;
  return {
    kind: 'page',
    name,
    lines: [
      title(dictionary.title),
      ...v.p.content.indicators.flatMap((i) => [
        line(v.p.text(i.label), v.p.text(i.definition)),
        line('', dictionary.counts[i.population]),
        line('', dictionary.source({ source: i.source.normalize('NFC') })),
      ]),
    ],
  };
}

function title(term: string): PageLine {
  return { style: 'title', term, text: '' };
}

function heading(term: string): PageLine {
  return { style: 'heading', term, text: '' };
}

function line(term: string, text: string): PageLine {
  return { style: 'text', term, text };
}

function tableSheet(v: Voice, name: string, breakdown: string): TableSheet {
  const { texts, p } = v;
  const tables = p.content.tables.filter((t) => t.breakdown === breakdown);
  const dimensions = (tables[0]?.dimensions ?? []).map((id) => dimensionOf(p, id));
  const { workbook: words, table } = texts;
  return {
    kind: 'table',
    name,
    header: [
      ...dimensions.map((d) => p.text(d.label)),
      words.topic,
      words.indicator,
      table.category,
      table.people,
      words.inGroup,
      table.share,
      words.atLeast,
      words.atMost,
    ],
    rows: tables.flatMap((t) => t.rows.flatMap((row) => rowsOf(v, t, dimensions, row))),
    decimals: p.content.policy.percentDecimals,
  };
}

function rowsOf(
  v: Voice,
  table: ReleasedTable,
  dimensions: readonly ReleasedDimension[],
  row: ReleasedRow,
): readonly (readonly WorkbookCell[])[] {
  const { p, texts } = v;
  const indicator = p.content.indicators.find((i) => i.id === table.indicator);
  if (indicator === undefined) throw new Error(`table ${table.id} names no known indicator`);
  const categories = p.categoriesOf(indicator, table);
  const missing = categories.findIndex((c) => c.missing);
  const names = [
    ...dimensions.map((d, i) => codeLabel(p, texts, d, row.codes[i] ?? '')),
    v.topicTitle(indicator.topic),
    p.text(indicator.label),
  ];
  return categories.map((category, c) => [
    ...[...names, p.text(category.label)].map((text) => ({ kind: 'text', text }) as const),
    ...numbersOf(v, row, c, missing),
  ]);
}

/** People, people in the group, share, at least, at most. */
function numbersOf({ p, texts }: Voice, row: ReleasedRow, c: number, missing: number): readonly WorkbookCell[] {
  const none = { kind: 'none' } as const;
  const mark = (text: string) => ({ kind: 'mark', text }) as const;
  const count = (n: number) => ({ kind: 'count', count: n }) as const;
  switch (row.state) {
    case 'withheld':
      return [...Array.from({ length: 3 }, () => mark(WITHHELD_MARK)), none, none];
    case 'banded': {
      const band = row.cells[c];
      if (band === undefined) throw new Error('a row has fewer cells than its form has categories');
      const range = mark(texts.workbook.range);
      return [range, count(row.base), range, count(band.low), count(band.high)];
    }
    case 'shown': {
      const people = row.cells[c] ?? 0;
      const answered = row.base - (row.cells[missing] ?? 0);
      const share =
        c === missing || answered === 0
          ? mark(NO_SHARE)
          : shareCell(people / answered, p.content.policy.percentDecimals);
      return [count(people), count(row.base), share, none, none];
    }
  }
}

/** Rounded as everywhere else; `toFixed` takes away what dividing by a hundred leaves behind. */
function shareCell(ratio: number, decimals: number): WorkbookCell {
  return { kind: 'share', share: Number((percent(ratio, decimals) / 100).toFixed(decimals + 2)) };
}
