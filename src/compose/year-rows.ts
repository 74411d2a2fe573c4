import type { Direction, ReleaseContent, ReleasedCategory, ReleasedRow, ReleasedTable } from '#release';
import { changeOf, isReprint } from './change.ts';
import { rowBefore, yearPair, type YearPair } from './comparable.ts';
import { cellFor } from './comparison-rows.ts';
import type { CellSource, ComparisonCell, ComparisonRow } from './document.ts';
import { categoriesOf, companyRow, keyCategories, shareOf } from './published.ts';
import { SAME, YEAR_MARKS, YEARS, type ChangeWord, type YearMark, type YearTexts } from './texts/years.ts';
import type { Voice } from './voice.ts';

/** A report told beside the one of the year before. */
export interface YearVoice {
  readonly v: Voice;
  readonly texts: YearTexts;
  readonly earlier: ReleaseContent;
  /** The earlier period's name. */
  readonly before: string;
  /** What stands over the two parts of a change. */
  readonly over: { readonly share: string; readonly people: string };
  /** Points with their sign. */
  readonly points: (n: number) => string;
}

export function yearVoice(v: Voice, earlier: ReleaseContent): YearVoice {
  const texts = YEARS[v.locale];
  const { percentDecimals: digits } = v.p.content.policy;
  const format = new Intl.NumberFormat(v.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  });
  return Object.freeze({
    v,
    texts,
    earlier,
    before: earlier.period.id,
    over: { share: texts.points, people: texts.inWords },
    points: (n: number) => format.format(n).replace('-', '−'),
  });
}

/** One indicator for the company as a whole: last year, this year, the change. */
export function indicatorRow(y: YearVoice, table: ReleasedTable): ComparisonRow | null {
  const pair = yearPair(y.v.p.content, table, y.earlier);
  const now = companyRow(table);
  if (pair === null || now === undefined) return null;
  const key = keyCategories(pair.categories);
  const before = pair.before === null ? undefined : companyRow(pair.before);
  const source = { table: table.id, codes: [], categories: key.map(({ code }) => code) };
  return row(y, pair, key, [
    before === undefined || pair.before === null
      ? marked(y, 'notAsked')
      : told(y, before, pair.categories, { ...source, table: pair.before.id, of: 'earlier' }),
    told(y, now, pair.categories, source),
    change(y, pair, before ?? null, now, source),
  ]);
}

/** An indicator that last year's report had and this one has not. */
export function droppedRow(y: YearVoice, table: ReleasedTable): ComparisonRow | null {
  const indicator = y.earlier.indicators.find(({ id }) => id === table.indicator);
  const before = companyRow(table);
  if (indicator === undefined || before === undefined) return null;
  const categories = categoriesOf(indicator, table);
  const key = keyCategories(categories);
  const source: CellSource = { table: table.id, codes: [], categories: key.map(({ code }) => code), of: 'earlier' };
  return row(y, { indicator }, key, [
    told(y, before, categories, source),
    marked(y, 'notAsked'),
    marked(y, 'notAsked'),
  ]);
}

/** Beside each other in one column, results need their answers in their names. */
function row(
  { v }: YearVoice,
  { indicator }: Pick<YearPair, 'indicator'>,
  key: readonly ReleasedCategory[],
  cells: readonly ComparisonCell[],
): ComparisonRow {
  const categories = v.texts.joinOr(key.map((c) => v.p.text(c.label)));
  return { label: `${v.p.text(indicator.label)}: ${categories}`, depth: 0, parent: false, kind: 'group', cells };
}

/** The changes of one group, a cell an indicator. */
export function groupCells(
  y: YearVoice,
  tables: readonly ReleasedTable[],
  indicators: readonly string[],
  codes: readonly string[],
): readonly ComparisonCell[] {
  return indicators.map((id): ComparisonCell => {
    const table = tables.find((t) => t.indicator === id);
    const pair = table === undefined ? null : yearPair(y.v.p.content, table, y.earlier);
    const now = table?.rows.find((each) => each.codes.join('\n') === codes.join('\n'));
    if (table === undefined || pair === null || now === undefined) return { state: 'absent' };
    const before = rowBefore(pair, codes, y.v.p.content, y.earlier);
    const key = keyCategories(pair.categories);
    const cell = change(y, pair, before, now, { table: table.id, codes, categories: key.map(({ code }) => code) });
    return cell.state === 'change' && cell.words === y.texts.words.same ? { ...cell, words: SAME } : cell;
  });
}

/** One year's share, or the mark of why there is none. */
function told(
  y: YearVoice,
  row: ReleasedRow,
  categories: readonly ReleasedCategory[],
  source: CellSource,
): ComparisonCell {
  const cell = cellFor(y.v, row, categories, source);
  return cell.state === 'absent' ? marked(y, 'noData') : cell;
}

/** The change between two printed rows. A row withheld in either year has none, and neither has a range: its exact number is hidden. */
function change(
  y: YearVoice,
  pair: YearPair,
  before: ReleasedRow | null,
  now: ReleasedRow,
  source: CellSource,
): ComparisonCell {
  if (before === null) return marked(y, 'notAsked');
  if (before.state !== 'shown' || now.state !== 'shown') return marked(y, 'hidden');
  const [was, is] = [before, now].map((each) => shareOf(each, pair.categories, source.categories));
  if (was === undefined || is === undefined || was.answered.high === 0 || is.answered.high === 0)
    return marked(y, 'noData');
  if (isReprint(before, now)) return marked(y, 'unchanged');
  const direction = pair.categories.find(({ code }) => code === source.categories[0])?.direction ?? 'neutral';
  const found = changeOf(was, is, direction, y.v.p.content.policy.percentDecimals);
  if (found === null) return marked(y, 'hidden');
  const towards = found.points === 0 ? 'none' : found.points > 0 ? 'up' : 'down';
  return {
    state: 'change',
    points: y.points(found.points),
    spoken: y.texts.spokenPoints({ points: y.points(Math.abs(found.points)).replace('+', ''), towards }),
    words: y.texts.words[found.word],
    spokenWords: y.texts.words[found.word],
    direction: MEANING[found.word],
    source,
  };
}

const MEANING: Readonly<Record<ChangeWord, Direction>> = {
  better: 'good',
  worse: 'bad',
  higher: 'neutral',
  lower: 'neutral',
  same: 'neutral',
};

function marked({ texts }: YearVoice, mark: YearMark): ComparisonCell {
  return { state: 'marked', mark: YEAR_MARKS[mark], spoken: texts.spoken[mark] };
}
