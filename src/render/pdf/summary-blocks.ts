import type { FiguresBlock, PointsBlock } from '#compose';
import { bar, mark } from '../chart/bars.ts';
import { INK, STYLE, TONE, type PageLayout } from '../theme.ts';
import type { Element, Sheet } from './sheet.ts';

const COLUMNS = 3;
const GUTTER = 18;
const PADDING = 12;

const columnWidth = ({ measure }: PageLayout): number => (measure - GUTTER * (COLUMNS - 1)) / COLUMNS;
const columnX = (page: PageLayout, i: number): number => page.left + (i % COLUMNS) * (columnWidth(page) + GUTTER);

/** Up to three large numbers side by side, each with its sentence. */
export function figuresBlock(sheet: Sheet, parent: Element, block: FiguresBlock): void {
  const items = block.items.slice(0, COLUMNS);
  const inner = columnWidth(sheet.page) - PADDING;
  const value = sheet.measure('0', STYLE.figure, inner);
  const height = value + Math.max(...items.map((i) => sheet.measure(i.text, STYLE.note, inner))) + 4;
  sheet.room(height);
  const top = sheet.y;
  for (const [i, item] of items.entries()) {
    const x = columnX(sheet.page, i) + PADDING;
    sheet.artifact(() => {
      sheet.doc.rect(columnX(sheet.page, i), top + 6, 2.5, height - 8).fill(INK.accent);
    }, 'Layout');
    const box = sheet.element(parent, 'Div');
    sheet.tagged(box, 'P', () => {
      sheet.draw(item.value, STYLE.figure, { x, width: inner }, top);
    });
    sheet.tagged(box, 'P', () => {
      sheet.draw(item.text, STYLE.note, { x, width: inner }, top + value);
    });
  }
  sheet.y = top + height;
  sheet.space(26);
}

/** Strengths or opportunities: three cards in a row. */
export function pointsBlock(sheet: Sheet, parent: Element, block: PointsBlock): void {
  const column = columnWidth(sheet.page);
  const inner = column - 2 * PADDING;
  const heights = block.items.map(
    (i) =>
      10 +
      sheet.measure(i.title, STYLE.strong, inner) +
      sheet.measure(i.value, STYLE.value, inner) +
      16 +
      sheet.measure(i.text, STYLE.note, inner) +
      12,
  );
  const card = Math.max(...heights);
  sheet.room(card + 50);
  sheet.artifact(() => {
    sheet.fill(mark(block.direction, 60), sheet.page.left + 6, sheet.y + 9, TONE[block.direction]);
  }, 'Layout');
  sheet.write(parent, 'H2', block.title, STYLE.heading, { x: sheet.page.left + 20, after: 1 });
  sheet.write(parent, 'P', block.note, STYLE.note, {
    x: sheet.page.left + 20,
    width: sheet.page.measure - 20,
    after: 8,
  });
  const top = sheet.y;
  for (const [i, item] of block.items.entries()) {
    const x = columnX(sheet.page, i) + PADDING;
    sheet.artifact(() => {
      sheet.doc.roundedRect(columnX(sheet.page, i), top, column, card, 4).fill(INK.tint);
      sheet.doc.rect(columnX(sheet.page, i), top + 4, 2.5, card - 8).fill(TONE[block.direction]);
    }, 'Layout');
    const box = sheet.element(parent, 'Div');
    let y = top + 10;
    const put = (type: string, text: string, style: (typeof STYLE)[keyof typeof STYLE], after: number): void => {
      const at = y;
      sheet.tagged(box, type, () => {
        sheet.draw(text, style, { x, width: inner }, at);
      });
      y += sheet.measure(text, style, inner) + after;
    };
    put('H3', item.title, STYLE.strong, 0);
    put('P', item.value, STYLE.value, 2);
    const at = y;
    const { track, solid } = bar({ from: item.ratio, to: item.ratio }, inner, 5);
    sheet.artifact(() => {
      sheet.fill(track, x, at, INK.accentSoft);
      if (solid !== null) sheet.fill(solid, x, at, TONE[block.direction]);
    }, 'Layout');
    y += 12;
    put('P', item.text, STYLE.note, 0);
  }
  sheet.y = top + card;
  sheet.space(24);
}
