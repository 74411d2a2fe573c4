import type { PageSheet, Sheet, TableSheet, WorkbookCell } from '#compose';
import { shareStyle, STYLE_OF } from './styles.ts';
import { escapeText, MAIN, XML } from './xml.ts';

/** Columns of the numbers; everything before them is text. */
const NUMBERS = 5;
const NUMBER_WIDTH = 14;
const PAGE_WIDTHS = [30, 100];

/** `xl/worksheets/sheet<n>.xml`. Texts stand in their cells, so that no list of texts can hold one that no cell shows. */
export function sheetXml(sheet: Sheet, first: boolean): string {
  const { rows, widths, extent } = sheet.kind === 'page' ? page(sheet) : table(sheet);
  const pane =
    sheet.kind === 'page' ? '' : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const cols = widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('');
  const filter = sheet.kind === 'page' ? '' : `<autoFilter ref="${extent}"/>`;
  return `${XML}<worksheet xmlns="${MAIN}"><dimension ref="${extent}"/><sheetViews><sheetView ${first ? 'tabSelected="1" ' : ''}workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>${rows.join('')}</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`;
}

interface Body {
  readonly rows: readonly string[];
  readonly widths: readonly number[];
  readonly extent: string;
}

function page({ lines }: PageSheet): Body {
  const rows = lines.map(({ style, term, text }, r) => {
    const look = style === 'text' ? STYLE_OF.term : STYLE_OF[style];
    return row(r, [textCell(address(0, r), look, term), textCell(address(1, r), STYLE_OF.text, text)]);
  });
  return { rows, widths: PAGE_WIDTHS, extent: `A1:${address(1, lines.length - 1)}` };
}

function table(sheet: TableSheet): Body {
  const share = shareStyle(sheet.decimals);
  const rows = [
    row(
      0,
      sheet.header.map((text, c) => textCell(address(c, 0), STYLE_OF.header, text)),
    ),
    ...sheet.rows.map((cells, r) =>
      row(
        r + 1,
        cells.map((cell, c) => cellXml(address(c, r + 1), cell, share)),
      ),
    ),
  ];
  const texts = sheet.header.length - NUMBERS;
  const widths = sheet.header.map((title, c) => (c < texts ? widthOf(title, sheet.rows, c) : NUMBER_WIDTH));
  return { rows, widths, extent: filterRange(sheet) };
}

/** Header and rows of a table as `A1:H20`. */
export function filterRange({ header, rows }: TableSheet): string {
  return `A1:${address(header.length - 1, rows.length)}`;
}

function row(r: number, cells: readonly string[]): string {
  return `<row r="${r + 1}">${cells.join('')}</row>`;
}

function cellXml(at: string, cell: WorkbookCell, share: number): string {
  switch (cell.kind) {
    case 'text':
      return textCell(at, STYLE_OF.label, cell.text);
    case 'mark':
      return textCell(at, STYLE_OF.mark, cell.text);
    case 'count':
      return `<c r="${at}" s="${STYLE_OF.count}"><v>${cell.count}</v></c>`;
    case 'share':
      return `<c r="${at}" s="${share}"><v>${cell.share}</v></c>`;
    case 'none':
      return '';
  }
}

function textCell(at: string, style: number, text: string): string {
  if (text === '') return '';
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** Wide enough for the longest text, within reason. Texts are published, so their length says nothing more. */
function widthOf(title: string, rows: TableSheet['rows'], c: number): number {
  const lengths = rows.map((cells) => {
    const cell = cells[c];
    return cell?.kind === 'text' ? cell.text.length : 0;
  });
  return Math.min(50, Math.max(12, title.length + 4, lengths.reduce((a, b) => Math.max(a, b), 0) + 2));
}

/** Column and row from 0 as `A1`. */
export function address(column: number, r: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${r + 1}`;
}
