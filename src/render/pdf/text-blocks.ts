import type { DefinitionsBlock, LegendBlock, ListBlock } from '#compose';
import { mark } from '../chart/bars.ts';
import { INK, STYLE, TONE, type PageLayout } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';

const BULLET = 14;
const TERM_WIDTH = 132;
const TERM_GAP = 18;

export function listBlock(sheet: Sheet, parent: Element, block: ListBlock): void {
  const width = sheet.page.measure - BULLET;
  const heights = block.items.map((item) => sheet.measure(item, STYLE.body, width) + 6 * sheet.air);
  sheet.room(sheet.measure(block.title, STYLE.heading, sheet.page.measure) + 8 + (heights[0] ?? 0) + (heights[1] ?? 0));
  sheet.write(parent, 'H2', block.title, STYLE.heading, { after: 8 });
  const list = sheet.element(parent, 'L');
  for (const [i, item] of block.items.entries()) {
    sheet.room(heights[i] ?? 0);
    sheet.artifact(() => {
      sheet.fill(mark('good', 14), sheet.page.left + 4, sheet.y + 7, INK.accent);
    }, 'Layout');
    const entry = sheet.element(list, 'LI');
    sheet.write(entry, 'LBody', item, STYLE.body, { x: sheet.page.left + BULLET, width, after: 6 * sheet.air });
  }
  sheet.space(14);
}

type Definition = DefinitionsBlock['items'][number];

const termPlace = ({ left }: PageLayout): Place => ({ x: left, width: TERM_WIDTH });
const meaningPlace = ({ left, right }: PageLayout): Place => {
  const x = left + TERM_WIDTH + TERM_GAP;
  return { x, width: right - x };
};
/** A list is not broken so that fewer entries than this stand on a page. */
const TOGETHER = 4;

/** Terms on the left, meanings on the right; an entry is never split over pages, a titled list that fits a page neither. */
export function definitionsBlock(sheet: Sheet, parent: Element, block: DefinitionsBlock): void {
  const heights = block.items.map((item) => definitionHeight(sheet, item));
  const total = heights.reduce((sum, h) => sum + h, 0);
  if (block.title !== null) {
    sheet.room(Math.min(sheet.page.bottom - sheet.page.top, total + 32));
    sheet.write(parent, 'H2', block.title, STYLE.heading, { after: 8 });
  }
  const list = sheet.element(parent, 'L');
  for (const [i, item] of block.items.entries()) {
    const tail = heights.slice(i);
    sheet.room(tail.length === TOGETHER ? tail.reduce((sum, h) => sum + h, 0) : (tail[0] ?? 0));
    definition(sheet, list, item);
    sheet.y += tail[0] ?? 0;
    sheet.artifact(() => {
      sheet.doc
        .moveTo(sheet.page.left, sheet.y - 2 - 3 * sheet.air)
        .lineTo(sheet.page.right, sheet.y - 2 - 3 * sheet.air)
        .lineWidth(0.4)
        .stroke(INK.track);
    }, 'Layout');
  }
  sheet.space(14);
}

function definitionHeight(sheet: Sheet, { term, meaning, source }: Definition): number {
  const { width } = meaningPlace(sheet.page);
  const right =
    sheet.measure(meaning, STYLE.note, width) + (source === null ? 0 : sheet.measure(source, STYLE.note, width));
  return Math.max(sheet.measure(term, STYLE.cellStrong, TERM_WIDTH), right) + 4 + 5 * sheet.air;
}

function definition(sheet: Sheet, list: Element, { term, meaning, source }: Definition): void {
  const place = meaningPlace(sheet.page);
  const entry = sheet.element(list, 'LI');
  sheet.tagged(entry, 'Lbl', () => {
    sheet.draw(term, STYLE.cellStrong, termPlace(sheet.page), sheet.y);
  });
  const body = sheet.element(entry, 'LBody');
  sheet.tagged(body, 'P', () => {
    sheet.draw(meaning, { ...STYLE.note, colour: INK.text }, place, sheet.y);
  });
  if (source === null) return;
  const below = sheet.y + sheet.measure(meaning, STYLE.note, place.width);
  sheet.tagged(body, 'P', () => {
    sheet.draw(source, STYLE.note, place, below);
  });
}

/** What the marks mean, in one line. */
export function legendBlock(sheet: Sheet, parent: Element, block: LegendBlock): void {
  sheet.room(24);
  let x = sheet.page.left;
  const paragraph = sheet.element(parent, 'P');
  for (const { direction, text } of block.items) {
    const at = x;
    sheet.artifact(() => {
      sheet.fill(mark(direction), at + 5, sheet.y + 6, TONE[direction]);
    }, 'Layout');
    const width = sheet.width(text, STYLE.note) + 2;
    sheet.tagged(paragraph, 'Span', () => {
      sheet.draw(text, STYLE.note, { x: at + 14, width }, sheet.y);
    });
    x += 14 + width + 18;
  }
  sheet.space(30);
}
