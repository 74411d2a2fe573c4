import type { Block, ReportDocument, Section } from '#compose';
import type { Picture, Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import { INK, pageLayout, STYLE } from '../theme.ts';
import { barsBlock, barsHeight } from './bars-block.ts';
import { comparisonBlock } from './comparison-block.ts';
import { cover, type Entry } from './cover.ts';
import { bytesOf, openPdf } from './open-pdf.ts';
import { Sheet, type Element } from './sheet.ts';
import { figuresBlock, pointsBlock } from './summary-blocks.ts';
import { definitionsBlock, legendBlock, listBlock } from './text-blocks.ts';

/** The report as a tagged PDF, on the paper that was signed. `document` must have been composed from `released`; `inspect` re-reads the result against it. */
export async function renderPdf(
  document: ReportDocument,
  released: Released,
  logo: Picture | null = null,
): Promise<Uint8Array> {
  assertReleased(released);
  const page = pageLayout(released.manifest.print?.paper ?? 'a4');
  const doc = await openPdf(document, released.content.period.to, page);
  doc.addPage();
  const sheet = new Sheet(doc, page);
  const fillContents = cover(sheet, document, logo);
  const entries: Entry[] = [];
  for (const sections of chapters(document.sections)) {
    sheet.air = airFor(sheet, sections);
    sheet.runningHead(document.title, document.employer);
    for (const section of sections) {
      chapter(sheet, section, (page) => {
        entries.push({ title: section.title, page });
        doc.outline.addItem(section.title);
      });
    }
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

/** A chapter that starts a page, with those that follow on it. */
function chapters(sections: readonly Section[]): readonly (readonly Section[])[] {
  const groups: Section[][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (section.opens === 'flow' && last !== undefined) last.push(section);
    else groups.push([section]);
  }
  return groups;
}

/** Of a page: with less on it, a chapter's last page looks like a mistake. */
const SPARSE = 0.35;
const TIGHT = 0.55;

/** Less air for chapters that run over onto a nearly empty page, where that brings it back. */
function airFor(sheet: Sheet, sections: readonly Section[]): number {
  const pages = (air: number): ReturnType<Sheet['rehearse']> =>
    sheet.rehearse(air, () => {
      for (const section of sections) chapter(sheet, section, () => undefined);
    });
  const usual = pages(1);
  if (usual.pages === 1 || usual.filled > SPARSE) return 1;
  return pages(TIGHT).pages < usual.pages ? TIGHT : 1;
}

/** Draws a chapter; `started` hears the page that it starts on before anything is drawn. */
function chapter(sheet: Sheet, section: Section, started: (page: number) => void): void {
  const style = section.opens === 'page' ? STYLE.chapter : STYLE.flow;
  sheet.room(section.opens === 'page' ? Infinity : TITLE_ROOM + firstHeight(sheet, section));
  started(sheet.doc.bufferedPageRange().count);
  const element = sheet.element(sheet.root, 'Sect');
  sheet.write(element, 'H1', section.title, style, { after: 6 });
  if (section.lead !== null) sheet.write(element, 'P', section.lead, STYLE.lead, { after: 6 });
  sheet.space(section.opens === 'page' ? 8 : 2);
  for (const block of section.blocks) put(sheet, element, block);
}

function put(sheet: Sheet, parent: Element, block: Block): void {
  switch (block.kind) {
    case 'heading':
      sheet.room(140);
      sheet.write(parent, 'H2', block.text, STYLE.heading, { after: 6 });
      return;
    case 'text':
      sheet.room(sheet.measure(block.text, STYLE.body, sheet.page.measure));
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
      sheet.draw(
        document.period,
        STYLE.running,
        { x: sheet.page.left, width: sheet.page.measure / 2 },
        sheet.page.height - 38,
      );
      sheet.draw(
        label,
        { ...STYLE.running, colour: INK.muted },
        { x: sheet.page.left + sheet.page.measure / 2, width: sheet.page.measure / 2, align: 'right' },
        sheet.page.height - 38,
      );
    });
  }
}
