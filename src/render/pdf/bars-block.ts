import type { BarRow, BarsBlock } from '#compose';
import { bar, mark } from '../chart/bars.ts';
import { INK, STYLE, TONE, type PageLayout } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';
import { head, headHeight, row, rowHeight, type Cell, type HeadCell } from './table.ts';

const ROW = 18;
const BAR = 9;
const BAR_WIDTH = 186;

/** Where the columns stand: the answer, people, share, and the bars at the right margin. */
interface Columns {
  readonly label: Place;
  readonly people: Place;
  readonly share: Place;
  readonly bars: number;
}

function columnsOn({ left, right }: PageLayout): Columns {
  const bars = right - BAR_WIDTH;
  const share: Place = { x: bars - 14 - 66, width: 66, align: 'right' };
  const people: Place = { x: share.x - 4 - 50, width: 50, align: 'right' };
  return { label: { x: left + 16, width: people.x - 6 - (left + 16) }, people, share, bars };
}

/** A table of counts and shares whose rows line up with the bars of the figure beside it. Never split over pages. */
export function barsBlock(sheet: Sheet, parent: Element, block: BarsBlock): void {
  const columns = columnsOn(sheet.page);
  const heads = headCells(block, columns);
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
  const bbox = [columns.bars, top, columns.bars + BAR_WIDTH, sheet.y] as const;
  sheet.tagged(
    parent,
    'Figure',
    () => {
      let y = top;
      for (const { source, height } of rows) {
        drawBar(sheet, source, columns.bars, y + height / 2);
        y += height;
      }
    },
    { alt: block.alt, placement: 'Block', bbox },
  );
  sheet.y += 3;
  if (block.note !== null) sheet.write(parent, 'P', block.note, STYLE.note);
  sheet.space(15);
}

/** What the block will take, without the air below it. */
export function barsHeight(sheet: Sheet, block: BarsBlock): number {
  const words =
    sheet.measure(block.title, STYLE.title, sheet.page.measure) +
    sheet.measure(block.sentence, STYLE.body, sheet.page.measure) +
    sheet.measure(block.note ?? '', STYLE.note, sheet.page.measure);
  const heads = headHeight(sheet, headCells(block, columnsOn(sheet.page)));
  return words + heads + rowsOf(sheet, block).reduce((sum, r) => sum + r.height, 0) + 10;
}

function headCells({ columns }: BarsBlock, { label, people, share }: Columns): readonly HeadCell[] {
  return [
    { text: columns.label, style: STYLE.head, place: label },
    { text: columns.people, style: STYLE.head, place: people },
    { text: columns.share, style: STYLE.head, place: share },
  ];
}

function rowsOf(
  sheet: Sheet,
  block: BarsBlock,
): readonly { readonly source: BarRow; readonly cells: readonly Cell[]; readonly height: number }[] {
  const columns = columnsOn(sheet.page);
  return block.rows.map((source) => {
    const cells = cellsOf(source, columns);
    return { source, cells, height: rowHeight(sheet, cells, ROW) };
  });
}

function cellsOf(source: BarRow, { label, people, share }: Columns): readonly Cell[] {
  const style = source.direction === 'missing' ? STYLE.cellMuted : STYLE.cell;
  return [
    { text: source.label, style, place: label },
    { text: source.people, style, place: people },
    { text: source.share, style: source.direction === 'missing' ? style : STYLE.cellStrong, place: share },
  ];
}

function drawBar(sheet: Sheet, source: BarRow, x: number, middle: number): void {
  const colour = TONE[source.direction];
  sheet.fill(mark(source.direction), sheet.page.left + 5, middle, colour);
  if (source.direction === 'missing') return;
  const { track, solid, range } = bar(source.span, BAR_WIDTH, BAR);
  const y = middle - BAR / 2;
  sheet.fill(track, x, y, INK.track);
  if (solid !== null) sheet.fill(solid, x, y, colour);
  if (range !== null) sheet.outline(range, x, y, colour);
}
