import type { BarRow, BarsBlock } from '#compose';
import { bar, mark } from '../chart/bars.ts';
import { CONTENT_WIDTH, INK, PAGE, STYLE, TONE } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';
import { head, headHeight, row, rowHeight, type Cell, type HeadCell } from './table.ts';

const ROW = 18;
const BAR = 9;
const BAR_WIDTH = 186;
const BAR_X = PAGE.left + CONTENT_WIDTH - BAR_WIDTH;
const SHARE: Place = { x: BAR_X - 14 - 66, width: 66, align: 'right' };
const PEOPLE: Place = { x: SHARE.x - 4 - 50, width: 50, align: 'right' };
const LABEL: Place = { x: PAGE.left + 16, width: PEOPLE.x - 6 - (PAGE.left + 16) };

/** A table of counts and shares whose rows line up with the bars of the figure beside it. Never split over pages. */
export function barsBlock(sheet: Sheet, parent: Element, block: BarsBlock): void {
  const heads = headCells(block);
  const rows = rowsOf(sheet, block);
  sheet.room(barsHeight(sheet, block));

  sheet.write(parent, 'H2', block.title, STYLE.title, { after: 2 });
  if (block.sentence !== '') sheet.write(parent, 'P', block.sentence, STYLE.body, { after: 5 });
  const table = sheet.element(parent, 'Table');
  head(sheet, table, heads);
  const top = sheet.y;
  for (const { cells, height } of rows) {
    row(sheet, table, cells, height);
    sheet.y += height;
  }
  const bbox = [BAR_X, top, BAR_X + BAR_WIDTH, sheet.y] as const;
  sheet.tagged(
    parent,
    'Figure',
    () => {
      let y = top;
      for (const { source, height } of rows) {
        drawBar(sheet, source, y + height / 2);
        y += height;
      }
    },
    { alt: block.alt, placement: 'Block', bbox },
  );
  sheet.y += 3;
  if (block.note !== null) sheet.write(parent, 'P', block.note, STYLE.note);
  sheet.y += 15;
}

/** What the block will take, without the air below it. */
export function barsHeight(sheet: Sheet, block: BarsBlock): number {
  const words =
    sheet.measure(block.title, STYLE.title, CONTENT_WIDTH) +
    sheet.measure(block.sentence, STYLE.body, CONTENT_WIDTH) +
    sheet.measure(block.note ?? '', STYLE.note, CONTENT_WIDTH);
  return words + headHeight(sheet, headCells(block)) + rowsOf(sheet, block).reduce((sum, r) => sum + r.height, 0) + 10;
}

function headCells({ columns }: BarsBlock): readonly HeadCell[] {
  return [
    { text: columns.label, style: STYLE.head, place: LABEL },
    { text: columns.people, style: STYLE.head, place: PEOPLE },
    { text: columns.share, style: STYLE.head, place: SHARE },
  ];
}

function rowsOf(
  sheet: Sheet,
  block: BarsBlock,
): readonly { readonly source: BarRow; readonly cells: readonly Cell[]; readonly height: number }[] {
  return block.rows.map((source) => {
    const cells = cellsOf(source);
    return { source, cells, height: rowHeight(sheet, cells, ROW) };
  });
}

function cellsOf(source: BarRow): readonly Cell[] {
  const style = source.direction === 'missing' ? STYLE.cellMuted : STYLE.cell;
  return [
    { text: source.label, style, place: LABEL },
    { text: source.people, style, place: PEOPLE },
    { text: source.share, style: source.direction === 'missing' ? style : STYLE.cellStrong, place: SHARE },
  ];
}

function drawBar(sheet: Sheet, source: BarRow, middle: number): void {
  const colour = TONE[source.direction];
  sheet.fill(mark(source.direction), PAGE.left + 5, middle, colour);
  if (source.direction === 'missing') return;
  const { track, solid, range } = bar(source.span, BAR_WIDTH, BAR);
  const y = middle - BAR / 2;
  sheet.fill(track, BAR_X, y, INK.track);
  if (solid !== null) sheet.fill(solid, BAR_X, y, colour);
  if (range !== null) sheet.outline(range, BAR_X, y, colour);
}
