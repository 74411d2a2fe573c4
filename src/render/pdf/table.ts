import { INK, type Style } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';

/**
 * One cell of a row: where it stands and what it says; `spoken` is what a screen reader says instead of a mark, `columns` over how
 * many columns it stands (one where it does not say).
 */
export interface Cell {
  readonly text: string;
  readonly style: Style;
  readonly place: Place;
  readonly spoken?: string;
  readonly columns?: number;
}

export interface HeadCell extends Cell {
  /** A second paragraph in the same header: the category under the indicator's name. */
  readonly sub?: readonly { readonly text: string; readonly style: Style }[];
}

/** Air between a header's text and its rule. */
const PAD = 4;

export function headHeight(sheet: Sheet, cells: readonly HeadCell[]): number {
  return Math.max(...cells.map((cell) => cellHeight(sheet, cell))) + PAD;
}

function cellHeight(sheet: Sheet, { text, style, place, sub = [] }: HeadCell): number {
  return [{ text, style }, ...sub].reduce((sum, part) => sum + sheet.measure(part.text, part.style, place.width), 0);
}

/** A header row: tagged once, drawn again as an artifact where the table goes on. Texts stand on the rule. */
export function head(sheet: Sheet, table: Element | null, cells: readonly HeadCell[]): void {
  const height = headHeight(sheet, cells);
  const draw = (cell: HeadCell): void => {
    let y = sheet.y + height - PAD - cellHeight(sheet, cell);
    for (const part of [{ text: cell.text, style: cell.style }, ...(cell.sub ?? [])]) {
      sheet.draw(part.text, part.style, cell.place, y);
      y += sheet.measure(part.text, part.style, cell.place.width);
    }
  };
  if (table === null)
    sheet.artifact(() => {
      cells.forEach(draw);
    });
  else {
    const row = sheet.element(table, 'TR');
    for (const cell of cells)
      sheet.tagged(
        row,
        'TH',
        () => {
          draw(cell);
        },
        { scope: 'Column' },
      );
  }
  sheet.y += height;
  rule(sheet, INK.faint, 0.8);
}

export function rowHeight(sheet: Sheet, cells: readonly Cell[], least: number): number {
  return Math.max(least, ...cells.map(({ text, style, place }) => sheet.measure(text, style, place.width) + 1));
}

/** A row whose first cell is its header. Texts are centred on the row's height. */
export function row(sheet: Sheet, table: Element, cells: readonly Cell[], height: number): void {
  const element = sheet.element(table, 'TR');
  for (const [i, cell] of cells.entries()) {
    const y = sheet.y + (height - sheet.measure(cell.text, cell.style, cell.place.width)) / 2;
    const parent =
      i === 0
        ? sheet.element(element, 'TH', { scope: 'Row', colSpan: cell.columns ?? 1 })
        : sheet.element(element, 'TD');
    const draw = (): void => {
      sheet.draw(cell.text, cell.style, cell.place, y);
    };
    if (cell.spoken === undefined) sheet.inside(parent, draw);
    else sheet.tagged(parent, 'Span', draw, { actual: cell.spoken });
  }
}

export function rule(sheet: Sheet, colour: string = INK.rule, thickness = 0.5): void {
  sheet.artifact(() => {
    sheet.doc.moveTo(sheet.page.left, sheet.y).lineTo(sheet.page.right, sheet.y).lineWidth(thickness).stroke(colour);
  }, 'Layout');
}
