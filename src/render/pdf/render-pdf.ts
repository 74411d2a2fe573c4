import type { Block, ReportDocument, Section } from '#compose';
import type { Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import { CONTENT_WIDTH, INK, PAGE, STYLE } from '../theme.ts';
import { barsBlock, barsHeight } from './bars-block.ts';
import { comparisonBlock } from './comparison-block.ts';
import { cover, type Entry } from './cover.ts';
import { bytesOf, openPdf } from './open-pdf.ts';
import { Sheet, type Element } from './sheet.ts';
import { figuresBlock, pointsBlock } from './summary-blocks.ts';
import { definitionsBlock, legendBlock, listBlock } from './text-blocks.ts';

/** The report as a tagged PDF. `document` must have been composed from `released`; `inspect` re-reads the result against it. */
export async function renderPdf(document: ReportDocument, released: Released): Promise<Uint8Array> {
  assertReleased(released);
  const doc = openPdf(document, released.content.period.to);
  doc.addPage();
  const sheet = new Sheet(doc);
  const fillContents = cover(sheet, document);
  const entries: Entry[] = [];
  for (const section of document.sections) {
    entries.push({ title: section.title, page: chapter(sheet, document, section) });
  }
  doc.switchToPage(0);
  fillContents(entries);
  pageNumbers(sheet, document);
  return bytesOf(doc);
}

/** A chapter that follows on takes its first block with it: no title stands alone at the foot of a page. */
const TITLE_ROOM = 36;

function firstHeight(sheet: Sheet, { blocks }: Section): number {
  const first = blocks.find((block) => block.kind === 'bars' || block.kind === 'comparison');
  return first?.kind === 'bars' ? barsHeight(sheet, first) : 200;
}

/** Draws a chapter and gives back the page it starts on. */
function chapter(sheet: Sheet, document: ReportDocument, section: Section): number {
  const style = section.opens === 'page' ? STYLE.chapter : STYLE.flow;
  const foresight = section.opens === 'page' ? Infinity : TITLE_ROOM + firstHeight(sheet, section);
  sheet.runningHead(document.title, document.employer);
  sheet.room(foresight);
  const page = sheet.doc.bufferedPageRange().count;
  sheet.doc.outline.addItem(section.title);
  const element = sheet.element(sheet.root, 'Sect');
  sheet.write(element, 'H1', section.title, style, { after: 6 });
  if (section.lead !== null) sheet.write(element, 'P', section.lead, STYLE.lead, { after: 6 });
  sheet.y += section.opens === 'page' ? 8 : 2;
  for (const block of section.blocks) put(sheet, element, block);
  return page;
}

function put(sheet: Sheet, parent: Element, block: Block): void {
  switch (block.kind) {
    case 'heading':
      sheet.room(140);
      sheet.write(parent, 'H2', block.text, STYLE.heading, { after: 6 });
      return;
    case 'text':
      sheet.room(sheet.measure(block.text, STYLE.body, CONTENT_WIDTH));
      sheet.write(parent, 'P', block.text, block.tone === 'note' ? STYLE.note : STYLE.body, { after: 14 });
      return;
    case 'figures':
      figuresBlock(sheet, parent, block);
      return;
    case 'points':
      pointsBlock(sheet, parent, block);
      return;
    case 'list':
      listBlock(sheet, parent, block);
      return;
    case 'bars':
      barsBlock(sheet, parent, block);
      return;
    case 'comparison':
      comparisonBlock(sheet, parent, block);
      return;
    case 'definitions':
      definitionsBlock(sheet, parent, block);
      return;
    case 'legend':
      legendBlock(sheet, parent, block);
      return;
  }
}

function pageNumbers(sheet: Sheet, document: ReportDocument): void {
  const { count } = sheet.doc.bufferedPageRange();
  for (let i = 1; i < count; i += 1) {
    sheet.doc.switchToPage(i);
    const label = document.pageLabel(document.numberOf(i + 1), document.numberOf(count));
    sheet.artifact(() => {
      sheet.draw(document.period, STYLE.running, { x: PAGE.left, width: CONTENT_WIDTH / 2 }, PAGE.height - 38);
      sheet.draw(
        label,
        { ...STYLE.running, colour: INK.muted },
        { x: PAGE.left + CONTENT_WIDTH / 2, width: CONTENT_WIDTH / 2, align: 'right' },
        PAGE.height - 38,
      );
    });
  }
}
