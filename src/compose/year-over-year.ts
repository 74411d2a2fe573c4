import { isReleased, type ReleaseContent, type Released, type ReleasedTable } from '#release';
import { rowOrder } from './comparison-rows.ts';
import { yearPair } from './comparable.ts';
import type { ComparisonBlock, ComparisonColumn, ComparisonRow, Section, TextBlock } from './document.ts';
import { codeLabel, depthOf, dimensionOf, isTotal } from './labels.ts';
import { keyCategories } from './published.ts';
import { SAME, YEAR_MARKS, type YearMark } from './texts/years.ts';
import { droppedRow, groupCells, indicatorRow, yearVoice, type YearVoice } from './year-rows.ts';
import type { Voice } from './voice.ts';

/** Change tables have words in them, so fewer columns than other comparisons fit. */
const MOST_COLUMNS = 4;
/** Breakdowns of one dimension with at most this many rows: in longer ones a reader finds differences that are chance. */
const MOST_ROWS = 20;

/**
 * This year beside last year: the company as a whole, then the changes in short breakdowns. Computed from what both signed releases
 * print and from nothing else, so no number leaves that had not left before. None where nothing was counted in both years.
 */
export function yearOverYear(v: Voice, earlier: Released): readonly Section[] {
  if (!isReleased(earlier)) throw new TypeError('only an opened release can be compared with');
  const y = yearVoice(v, earlier.content);
  const company = v.p.content.tables.filter((table) => table.dimensions.length === 0);
  if (!company.some((table) => yearPair(v.p.content, table, y.earlier)?.before != null)) return [];
  const blocks = [companyBlock(y, company), ...groupBlocks(y)];
  const { texts } = y;
  const note = [
    texts.reading,
    ...marksIn(
      y,
      blocks.flatMap(({ rows }) => rows),
    ),
  ].join(' ');
  const paragraphs: readonly TextBlock[] = [
    { kind: 'text', tone: 'body', text: texts.otherPeople },
    { kind: 'text', tone: 'note', text: note },
  ];
  const period = { before: y.before, now: v.p.content.period.id };
  return [
    {
      id: 'year-over-year',
      opens: 'page',
      title: texts.title(period),
      lead: texts.lead(period),
      blocks: [...paragraphs, ...blocks],
    },
  ];
}

/** One row an indicator, under its topic: last year's share, this year's, and the change. */
function companyBlock(y: YearVoice, tables: readonly ReleasedTable[]): ComparisonBlock {
  const { v, texts } = y;
  const dropped = y.earlier.tables.filter(
    (table) => table.dimensions.length === 0 && !v.p.content.indicators.some(({ id }) => id === table.indicator),
  );
  const topicOf = (content: ReleaseContent, table: ReleasedTable): string =>
    content.indicators.find(({ id }) => id === table.indicator)?.topic ?? '';
  const topics = [
    ...new Set([...tables.map((t) => topicOf(v.p.content, t)), ...dropped.map((t) => topicOf(y.earlier, t))]),
  ];
  const rows = topics.flatMap((topic): readonly ComparisonRow[] => [
    heading(v.topicTitle(topic)),
    ...tables.filter((t) => topicOf(v.p.content, t) === topic).flatMap((t) => indicatorRow(y, t) ?? []),
    ...dropped.filter((t) => topicOf(y.earlier, t) === topic).flatMap((t) => droppedRow(y, t) ?? []),
  ]);
  const year = (title: string): ComparisonColumn => ({ title, category: '', direction: 'neutral' });
  return {
    kind: 'comparison',
    title: texts.company,
    group: texts.indicator,
    people: v.texts.table.people,
    share: '%',
    columns: [year(y.before), year(v.p.content.period.id), { ...year(texts.change), over: y.over }],
    rows,
    notes: marksIn(y, rows),
  };
}

/** The changes of a few indicators side by side, group by group. */
function groupBlocks(y: YearVoice): readonly ComparisonBlock[] {
  const { content } = y.v.p;
  const breakdowns = [...new Set(content.tables.filter((t) => t.dimensions.length === 1).map((t) => t.breakdown))];
  const short = breakdowns
    .map((breakdown) => content.tables.filter((t) => t.breakdown === breakdown))
    .filter((tables) => groupsOf(y, tables).length <= MOST_ROWS);
  const indicators = content.indicators.filter(({ id }) =>
    short.some((tables) => tables.some((t) => t.indicator === id && yearPair(content, t, y.earlier)?.before != null)),
  );
  const parts = Math.ceil(indicators.length / MOST_COLUMNS);
  const size = Math.ceil(indicators.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, i) => {
    const some = indicators.slice(i * size, (i + 1) * size);
    const rows = short.flatMap((tables) =>
      groupRows(
        y,
        tables,
        some.map(({ id }) => id),
      ),
    );
    return {
      kind: 'comparison',
      title: [...new Set(some.map(({ topic }) => y.v.topicTitle(topic)))].join(' · '),
      group: y.v.texts.table.group,
      people: y.over.people,
      share: y.over.share,
      columns: some.map(({ id }) => groupColumn(y, short, id)),
      rows,
      notes: marksIn(y, rows),
    };
  });
}

function groupColumn(y: YearVoice, short: readonly (readonly ReleasedTable[])[], id: string): ComparisonColumn {
  const { v } = y;
  const indicator = v.p.content.indicators.find((each) => each.id === id);
  const table = short.flat().find((t) => t.indicator === id);
  if (indicator === undefined || table === undefined) throw new Error(`${id} is compared, but not released`);
  const key = keyCategories(v.p.categoriesOf(indicator, table));
  return {
    title: v.p.text(indicator.label),
    category: v.texts.joinOr(key.map((c) => v.p.text(c.label))),
    direction: key[0]?.direction ?? 'neutral',
  };
}

/** Groups without the total (the whole company has its own table) and without remainders: "others" are other groups every year. */
function groupsOf({ v }: YearVoice, tables: readonly ReleasedTable[]): readonly string[] {
  const dimension = dimensionOf(v.p, tables[0]?.dimensions[0] ?? '');
  return rowOrder(tables, [dimension]).flatMap(([code = '']) =>
    isTotal(dimension, code) || !dimension.codes.some(({ id }) => id === code) ? [] : [code],
  );
}

function groupRows(
  y: YearVoice,
  tables: readonly ReleasedTable[],
  indicators: readonly string[],
): readonly ComparisonRow[] {
  const { v } = y;
  const dimension = dimensionOf(v.p, tables[0]?.dimensions[0] ?? '');
  const rows = groupsOf(y, tables).map((code): ComparisonRow => ({
    label: codeLabel(v.p, v.texts, dimension, code),
    depth: Math.max(0, depthOf(dimension, code) - 1),
    parent: dimension.codes.some((c) => c.parent === code),
    kind: 'group',
    cells: groupCells(y, tables, indicators, [code]),
  }));
  return [heading(v.p.text(dimension.label)), ...rows];
}

function heading(label: string): ComparisonRow {
  return { label, depth: 0, parent: false, kind: 'heading', cells: [] };
}

/** The marks that occur, in words. */
function marksIn({ before, texts }: YearVoice, rows: readonly ComparisonRow[]): readonly string[] {
  const marks = new Set(
    rows.flatMap((row) => row.cells.flatMap((c) => (c.state === 'withheld' || c.state === 'marked' ? [c.mark] : []))),
  );
  const all = ['hidden', 'notAsked', 'noData', 'unchanged'] as const satisfies readonly YearMark[];
  const same = rows.some((row) => row.cells.some((c) => c.state === 'change' && c.words === SAME));
  return [
    ...all.filter((mark) => marks.has(YEAR_MARKS[mark])).map((mark) => texts.notes[mark]({ before })),
    ...(same ? [texts.sameNote] : []),
  ];
}
