import type { ReportDocument } from '#compose';
import { seating } from '../chart/seating.ts';
import { CONTENT_WIDTH, INK, PAGE, STYLE } from '../theme.ts';
import type { Element, Sheet } from './sheet.ts';

export interface Entry {
  readonly title: string;
  readonly page: number;
}

const FACT_TERM = 120;
const CONTENTS_LINE = 17;

/** The first page; the contents are written at the end, when the page numbers are known. Gives back where they go. */
export function cover(sheet: Sheet, document: ReportDocument): (entries: readonly Entry[]) => void {
  const section = sheet.element(sheet.root, 'Sect');
  sheet.artifact(() => {
    sheet.doc.rect(0, 0, PAGE.width, 268).fill(INK.accentSoft);
    for (const seat of seating(8, 46, 24))
      sheet.fill(seat.path, PAGE.width - 240 + seat.x, 268 + seat.y - 14, INK.accent, seat.opacity);
  }, 'Layout');
  sheet.y = 300;
  sheet.write(section, 'P', document.programme, STYLE.coverSub, { after: 6 });
  sheet.write(section, 'H1', document.title, STYLE.cover, { after: 18 });
  for (const { term, value } of document.cover.facts) {
    const top = sheet.y;
    const height = sheet.measure(value, STYLE.body, CONTENT_WIDTH - FACT_TERM);
    const line = sheet.element(section, 'P');
    sheet.tagged(line, 'Span', () => {
      sheet.draw(term, { ...STYLE.body, colour: INK.muted }, { x: PAGE.left, width: FACT_TERM }, top);
    });
    sheet.tagged(line, 'Span', () => {
      sheet.draw(
        value,
        { ...STYLE.body, face: 'medium' },
        { x: PAGE.left + FACT_TERM, width: CONTENT_WIDTH - FACT_TERM },
        top,
      );
    });
    sheet.y = top + height + 3;
  }
  sheet.y += 12;
  sheet.write(
    section,
    'P',
    document.cover.promise,
    { ...STYLE.body, colour: INK.accent },
    { width: CONTENT_WIDTH - 60, after: 20 },
  );
  const contents = sheet.element(section, 'TOC');
  const top = sheet.y;
  return (entries) => {
    contentsList(sheet, contents, document, entries, top);
  };
}

/** Chapters and their pages in two columns. */
function contentsList(
  sheet: Sheet,
  contents: Element,
  document: ReportDocument,
  entries: readonly Entry[],
  top: number,
): void {
  if (entries.length < 3) return;
  sheet.tagged(contents, 'Caption', () => {
    sheet.draw(document.contentsTitle, STYLE.strong, { x: PAGE.left, width: CONTENT_WIDTH }, top);
  });
  const perColumn = Math.ceil(entries.length / 2);
  const width = (CONTENT_WIDTH - 30) / 2;
  for (const [i, { title, page }] of entries.entries()) {
    const x = PAGE.left + Math.floor(i / perColumn) * (width + 30);
    const y = top + 22 + (i % perColumn) * CONTENTS_LINE;
    const item = sheet.element(contents, 'TOCI');
    sheet.tagged(item, 'P', () => {
      sheet.draw(title, STYLE.body, { x, width: width - 24 }, y);
      sheet.draw(
        document.numberOf(page),
        { ...STYLE.body, colour: INK.muted },
        { x: x + width - 24, width: 24, align: 'right' },
        y,
      );
    });
    sheet.artifact(() => {
      sheet.doc
        .moveTo(x, y + 14.5)
        .lineTo(x + width, y + 14.5)
        .lineWidth(0.4)
        .stroke(INK.rule);
    }, 'Layout');
  }
}
