import type { ComparisonBlock, ComparisonCell, ComparisonColumn, ComparisonRow } from '#compose';
import { bar } from '../chart/bars.ts';
import { INK, SOFT_TONE, STYLE, type PageLayout } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';
import { head, headHeight, row, rowHeight, rule, type Cell, type HeadCell } from './table.ts';

/** The column of groups: as wide as this, and wider for long names where few lanes leave room. */
const LABEL_WIDTH = 142;
const ROW = 12.6;
const BAR = 10.6;
const GAP = 6;
const INDENT = 9;
/** Wider lanes would pull a number away from its group. */
const WIDEST = 116;
/** Of a page's height: what may stay empty so that a table is not split. */
const MOST_BLANK = 0.3;
/** Fewer rows than this are not left alone at the foot or the head of a page. */
const TOGETHER = 4;

/** How far the title over the people reaches to the left of them. */
const HEAD_REACH = 14;

/** Where one indicator stands: the share on its bar, then the people who answered. */
interface Lane {
  readonly share: Place;
  readonly people: Place;
}

/** Groups down the page with one lane per indicator. Splits over pages between rows, with its header repeated. */
export function comparisonBlock(sheet: Sheet, parent: Element, block: ComparisonBlock): void {
  const labels = labelWidth(sheet, block);
  const lanes = lanesFor(sheet.page, labels, block.columns.length, peopleWidth(sheet, block));
  const heads = headCells(sheet.page, block, labels, lanes);
  const rows = block.rows
    .map((r) => ({ source: r, cells: cellsOf(sheet, r, labels, lanes) }))
    .map((r) => ({ ...r, height: rowHeight(sheet, r.cells, ROW) }));
  const heightOf = (some: typeof rows): number => some.reduce((sum, r) => sum + r.height, 0);
  const lead = sheet.measure(block.title, STYLE.title, sheet.page.measure) + 4 + headHeight(sheet, heads);
  const whole = lead + heightOf(rows);
  // A table that fits a page is kept whole, unless that would leave much of a page empty.
  const page = sheet.page.bottom - sheet.page.top;
  const keepWhole = rows.length <= 2 * TOGETHER || (whole <= page && sheet.left < MOST_BLANK * page);
  sheet.room(keepWhole ? whole : lead + heightOf(rows.slice(0, 2 * TOGETHER)));

  sheet.write(parent, 'H2', block.title, STYLE.title, { after: 4 });
  const table = sheet.element(parent, 'Table');
  head(sheet, table, heads);
  for (const [i, { source, cells, height }] of rows.entries()) {
    const tail = rows.slice(i);
    // A heading stays with the row that it heads.
    const needed = source.kind === 'heading' ? heightOf(tail.slice(0, 2)) : height;
    if (needed > sheet.left || (tail.length === TOGETHER && heightOf(tail) > sheet.left)) {
      sheet.newPage();
      head(sheet, null, heads);
    }
    drawRow(sheet, table, source, cells, lanes, block.columns, height);
  }
  sheet.space(20);
}

function labelWidth(sheet: Sheet, block: ComparisonBlock): number {
  const spare = sheet.page.measure - block.columns.length * WIDEST;
  const widest = Math.max(0, ...block.rows.map((r) => sheet.width(r.label, STYLE.cellStrong) + INDENT * r.depth + 8));
  return Math.max(LABEL_WIDTH, Math.min(spare, widest));
}

/** As wide as the widest number of people in the table. */
function peopleWidth(sheet: Sheet, block: ComparisonBlock): number {
  const texts = block.rows.flatMap((r) =>
    r.cells.flatMap((c) => (c.state === 'shown' ? [c.people] : c.state === 'change' ? [c.words] : [])),
  );
  // What stands over them may reach a little into the lane before.
  const over = block.columns.map((column) => sheet.width((column.over ?? block).people, STYLE.head) - HEAD_REACH + 2);
  return Math.max(22, ...over, ...texts.map((text) => sheet.width(text, STYLE.cellMuted) + 2));
}

function lanesFor({ left, measure }: PageLayout, labels: number, columns: number, peopleRoom: number): readonly Lane[] {
  const width = Math.min(WIDEST, (measure - labels) / columns);
  return Array.from({ length: columns }, (_, i): Lane => {
    const x = left + labels + i * width;
    const people: Place = { x: x + width - peopleRoom, width: peopleRoom, align: 'right' };
    return { share: { x: x + GAP, width: width - GAP - peopleRoom, align: 'left' }, people };
  });
}

function headCells(
  page: PageLayout,
  block: ComparisonBlock,
  labels: number,
  lanes: readonly Lane[],
): readonly HeadCell[] {
  const lane = (column: ComparisonColumn, { share, people }: Lane): readonly HeadCell[] => [
    {
      text: column.title,
      style: STYLE.cellStrong,
      place: { ...share, width: share.width + people.width },
      sub: [
        ...(column.category === '' ? [] : [{ text: column.category, style: STYLE.cell }]),
        { text: (column.over ?? block).share, style: STYLE.head },
      ],
    },
    {
      text: (column.over ?? block).people,
      style: STYLE.head,
      place: { ...people, x: people.x - HEAD_REACH, width: people.width + HEAD_REACH },
    },
  ];
  return [
    { text: block.group, style: STYLE.head, place: { x: page.left, width: labels } },
    ...block.columns.flatMap((column, i) => (lanes[i] === undefined ? [] : lane(column, lanes[i]))),
  ];
}

function cellsOf(sheet: Sheet, source: ComparisonRow, labels: number, lanes: readonly Lane[]): readonly Cell[] {
  const indent = source.kind === 'total' ? 0 : INDENT * source.depth;
  const style = {
    total: STYLE.cellStrong,
    group: source.parent ? STYLE.cellMedium : STYLE.cell,
    remainder: STYLE.cellMuted,
    heading: { ...STYLE.head, colour: INK.accent },
  }[source.kind];
  const label: Cell = {
    text: source.label,
    style,
    place: { x: sheet.page.left + 4 + indent, width: labels - 4 - indent },
  };
  if (source.kind === 'heading') return [{ ...label, columns: 1 + CELLS * lanes.length }];
  return [label, ...lanes.flatMap((lane, i) => laneCells(sheet, source.cells[i] ?? { state: 'absent' }, lane))];
}

/** Cells a lane, always: the share and the people who answered. */
const CELLS = 2;

function laneCells(sheet: Sheet, cell: ComparisonCell, lane: Lane): readonly Cell[] {
  switch (cell.state) {
    case 'absent':
      return [
        { text: '', style: STYLE.cell, place: lane.share },
        { text: '', style: STYLE.cell, place: lane.people },
      ];
    case 'change':
      return [
        { text: cell.points, style: STYLE.cellStrong, place: besides(sheet, cell.words, lane), spoken: cell.spoken },
        {
          text: cell.words,
          style: STYLE.cellMuted,
          place: lane.people,
          ...(cell.words === cell.spokenWords ? {} : { spoken: cell.spokenWords }),
        },
      ];
    case 'marked':
    case 'withheld':
      return [
        { text: cell.mark, style: STYLE.cellMuted, place: { ...lane.share, x: lane.share.x + 3 }, spoken: cell.spoken },
        { text: cell.mark, style: STYLE.cellMuted, place: lane.people, spoken: cell.spoken },
      ];
    case 'shown':
      return [
        {
          text: cell.share,
          style: STYLE.cellStrong,
          place: besides(sheet, cell.people, lane),
          ...(cell.spoken === cell.share ? {} : { spoken: cell.spoken }),
        },
        { text: cell.people, style: STYLE.cellMuted, place: lane.people },
      ];
  }
}

/** A range may run on towards the people, as far as they leave room. */
function besides(sheet: Sheet, people: string, { share, people: place }: Lane): Place {
  return { ...share, x: share.x + 3, width: share.width - 3 + place.width - sheet.width(people, STYLE.cellMuted) - 2 };
}

function drawRow(
  sheet: Sheet,
  table: Element,
  source: ComparisonRow,
  cells: readonly Cell[],
  lanes: readonly Lane[],
  columns: readonly ComparisonColumn[],
  height: number,
): void {
  sheet.artifact(() => {
    if (source.kind === 'total') sheet.doc.rect(sheet.page.left, sheet.y, sheet.page.measure, height).fill(INK.tint);
    for (const [i, lane] of lanes.entries()) {
      const cell = source.cells[i];
      if (cell?.state !== 'shown' || cell.span.from !== cell.span.to) continue;
      const { track, solid } = bar(cell.span, lane.share.width, BAR);
      const y = sheet.y + (height - BAR) / 2;
      sheet.fill(track, lane.share.x, y, INK.track);
      if (solid !== null) sheet.fill(solid, lane.share.x, y, SOFT_TONE[columns[i]?.direction ?? 'neutral']);
    }
  }, 'Layout');
  row(sheet, table, cells, height);
  sheet.y += height;
  rule(sheet, INK.track, 0.4);
}
