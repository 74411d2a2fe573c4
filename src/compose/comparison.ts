import { type ReleaseContent, type ReleasedDimension, type ReleasedIndicator, type ReleasedTable } from '#release';
import { comparisonColumn, comparisonRow, rowOrder, type Side } from './comparison-rows.ts';
import type { ComparisonBlock, ComparisonRow, Section, TextBlock } from './document.ts';
import { dimensionOf } from './labels.ts';
import { legend } from './topic.ts';
import type { Voice } from './voice.ts';

/** As many indicators as can be read side by side. */
const MOST_COLUMNS = 5;

/** Breakdowns that cross at least one dimension, in the order of the report. */
export function breakdownsOf(content: ReleaseContent): readonly string[] {
  return [...new Set(content.tables.filter((t) => t.dimensions.length > 0).map((t) => t.breakdown))];
}

/** A breakdown with more groups than this has a chapter of its own; shorter ones share their tables. */
const LONG = 20;

/** One breakdown and its tables, one per indicator that is counted in it. */
interface Grouping {
  readonly breakdown: string;
  readonly dimensions: readonly ReleasedDimension[];
  readonly tables: readonly ReleasedTable[];
}

/** All breakdowns: long ones first, a chapter each; then the short ones together, so that one table tells all about an indicator. */
export function comparisonSections(v: Voice): readonly Section[] {
  const { content } = v.p;
  const groupings = breakdownsOf(content).map((breakdown): Grouping => {
    const tables = content.tables.filter((t) => t.breakdown === breakdown);
    return { breakdown, tables, dimensions: (tables[0]?.dimensions ?? []).map((id) => dimensionOf(v.p, id)) };
  });
  const isLong = (g: Grouping): boolean => rowOrder(g.tables, g.dimensions).length > LONG;
  const short = groupings.filter((g) => !isLong(g));
  return [...groupings.filter(isLong).map((g) => [g]), ...(short.length === 0 ? [] : [short])].map((together) =>
    section(v, together),
  );
}

function section(v: Voice, groupings: readonly Grouping[]): Section {
  const dimensions = [...new Set(groupings.flatMap((g) => g.dimensions.map((d) => v.p.text(d.label))))];
  // Steps of the programme stand apart: they count everybody, health results those who completed an assessment.
  const blocks = (['eligible', 'non-completers', 'completers', 'followed'] as const).flatMap((population) => {
    const indicators = v.p.content.indicators.filter(
      (i) => i.population === population && groupings.some((g) => tableIn(g, i) !== undefined),
    );
    return chunks(indicators).flatMap((chunk) => comparisonBlocks(v, groupings, chunk));
  });
  return {
    id: groupings.map((g) => g.breakdown).join('+'),
    opens: 'page',
    title: v.texts.table.by({ dimensions }),
    lead: null,
    blocks: [...notes(v, groupings, blocks), legend(v), ...blocks],
  };
}

/** Even columns: 6 indicators are 3 + 3, not 5 + 1. */
function chunks(indicators: readonly ReleasedIndicator[]): readonly (readonly ReleasedIndicator[])[] {
  const parts = Math.ceil(indicators.length / MOST_COLUMNS);
  const size = Math.ceil(indicators.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, i) => indicators.slice(i * size, (i + 1) * size));
}

/** One table for all groupings where their columns mean the same, else one table each. */
function comparisonBlocks(
  v: Voice,
  groupings: readonly Grouping[],
  indicators: readonly ReleasedIndicator[],
): readonly ComparisonBlock[] {
  const parts = groupings.map((grouping) => ({
    grouping,
    sides: indicators.flatMap((indicator) => sideOf(grouping, indicator)),
  }));
  const meanings = new Set(parts.map(({ sides }) => JSON.stringify(sides.map((side) => comparisonColumn(v, side)))));
  const together = meanings.size === 1 ? [parts] : parts.map((part) => [part]);
  return together.map((some): ComparisonBlock => {
    const rows = some.flatMap(({ grouping, sides }, i) => rowsOf(v, grouping, sides, i === 0, groupings.length > 1));
    return {
      kind: 'comparison',
      title: [...new Set(indicators.map((i) => v.topicTitle(i.topic)))].join(' · '),
      group: v.texts.table.group,
      people: v.texts.table.people,
      share: '%',
      columns: (some[0]?.sides ?? []).map((side) => comparisonColumn(v, side)),
      rows,
      notes: marksIn(v, rows),
    };
  });
}

/** The rows of one grouping; with several groupings, under its name and with the grand total said once. */
function rowsOf(
  v: Voice,
  { dimensions }: Grouping,
  sides: readonly Side[],
  first: boolean,
  named: boolean,
): readonly ComparisonRow[] {
  const rows = rowOrder(
    sides.map((s) => s.table),
    dimensions,
  ).map((codes) => comparisonRow(v, dimensions, sides, codes));
  if (!named) return rows;
  const label = dimensions.map((d) => v.p.text(d.label)).join(' · ');
  const heading: ComparisonRow = { label, depth: 0, parent: false, kind: 'heading', cells: [] };
  return [...(first ? rows.filter((r) => r.kind === 'total') : []), heading, ...rows.filter((r) => r.kind !== 'total')];
}

function tableIn(grouping: Grouping, indicator: ReleasedIndicator): ReleasedTable | undefined {
  return grouping.tables.find((t) => t.indicator === indicator.id);
}

function sideOf(grouping: Grouping, indicator: ReleasedIndicator): readonly Side[] {
  const table = tableIn(grouping, indicator);
  return table === undefined ? [] : [{ indicator, table }];
}

/** What a reader must know before the tables: the mark, combined rows and ranges, only where they occur. */
function notes(v: Voice, groupings: readonly Grouping[], blocks: readonly ComparisonBlock[]): readonly TextBlock[] {
  const { table } = v.texts;
  const texts = [
    table.compareLead,
    ...marksIn(
      v,
      blocks.flatMap((b) => b.rows),
    ),
    table.csvHint({ file: groupings.map((g) => `tables/${g.breakdown}.csv`).join(', ') }),
  ];
  return [{ kind: 'text', tone: 'note', text: texts.join(' ') }];
}

function marksIn({ texts: { table } }: Voice, rows: readonly ComparisonRow[]): readonly string[] {
  const cells = rows.flatMap((row) => row.cells);
  return [
    ...(cells.some((c) => c.state === 'withheld') ? [table.hiddenNote] : []),
    ...(rows.some((row) => row.kind === 'remainder') ? [table.remainderNote] : []),
    ...(cells.some((c) => c.state === 'shown' && c.share !== c.spoken) ? [table.rangeNote] : []),
  ];
}
