import type { DefinitionsBlock, LegendBlock, ListBlock } from '#compose';
import { mark } from '../chart/bars.ts';
import { CONTENT_BOTTOM, CONTENT_WIDTH, INK, PAGE, STYLE, TONE } from '../theme.ts';
import type { Element, Place, Sheet } from './sheet.ts';

const BULLET = 14;
const TERM_WIDTH = 150;
const TERM_GAP = 18;

export function listBlock(sheet: Sheet, parent: Element, block: ListBlock): void {
  const width = CONTENT_WIDTH - BULLET;
  const heights = block.items.map((item) => sheet.measure(item, STYLE.body, width) + 6);
  sheet.room(sheet.measure(block.title, STYLE.heading, CONTENT_WIDTH) + 8 + (heights[0] ?? 0) + (heights[1] ?? 0));
  sheet.write(parent, 'H2', block.title, STYLE.heading, { after: 8 });
  const list = sheet.element(parent, 'L');
  for (const [i, item] of block.items.entries()) {
    sheet.room(heights[i] ?? 0);
    sheet.artifact(() => {
      sheet.fill(mark('good', 14), PAGE.left + 4, sheet.y + 7, INK.accent);
    }, 'Layout');
    const entry = sheet.element(list, 'LI');
    sheet.write(entry, 'LBody', item, STYLE.body, { x: PAGE.left + BULLET, width, after: 6 });
  }
  sheet.y += 14;
}

type Definition = DefinitionsBlock['items'][number];

const TERM_PLACE: Place = { x: PAGE.left, width: TERM_WIDTH };
const MEANING_PLACE: Place = { x: PAGE.left + TERM_WIDTH + TERM_GAP, width: CONTENT_WIDTH - TERM_WIDTH - TERM_GAP };
/** A list is not broken so that fewer entries than this stand on a page. */
const TOGETHER = 4;

/** Terms on the left, meanings on the right; an entry is never split over pages, a titled list that fits a page neither. */
export function definitionsBlock(sheet: Sheet, parent: Element, block: DefinitionsBlock): void {
  const heights = block.items.map((item) => definitionHeight(sheet, item));
  const total = heights.reduce((sum, h) => sum + h, 0);
  if (block.title !== null) {
    sheet.room(Math.min(CONTENT_BOTTOM - PAGE.top, total + 32));
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
        .moveTo(PAGE.left, sheet.y - 5)
        .lineTo(PAGE.left + CONTENT_WIDTH, sheet.y - 5)
        .lineWidth(0.4)
        .stroke(INK.track);
    }, 'Layout');
  }
  sheet.y += 14;
}

function definitionHeight(sheet: Sheet, { term, meaning, source }: Definition): number {
  const right =
    sheet.measure(meaning, STYLE.note, MEANING_PLACE.width) +
    (source === null ? 0 : sheet.measure(source, STYLE.note, MEANING_PLACE.width));
  return Math.max(sheet.measure(term, STYLE.cellStrong, TERM_WIDTH), right) + 9;
}

function definition(sheet: Sheet, list: Element, { term, meaning, source }: Definition): void {
  const entry = sheet.element(list, 'LI');
  sheet.tagged(entry, 'Lbl', () => {
    sheet.draw(term, STYLE.cellStrong, TERM_PLACE, sheet.y);
  });
  const body = sheet.element(entry, 'LBody');
  sheet.tagged(body, 'P', () => {
    sheet.draw(meaning, { ...STYLE.note, colour: INK.text }, MEANING_PLACE, sheet.y);
  });
  if (source === null) return;
  const below = sheet.y + sheet.measure(meaning, STYLE.note, MEANING_PLACE.width);
  sheet.tagged(body, 'P', () => {
    sheet.draw(source, STYLE.note, MEANING_PLACE, below);
  });
}

/** What the marks mean, in one line. */
export function legendBlock(sheet: Sheet, parent: Element, block: LegendBlock): void {
  sheet.room(24);
  let x = PAGE.left;
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
  sheet.y += 30;
}
