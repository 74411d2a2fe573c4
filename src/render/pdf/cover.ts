import type { ReportDocument } from '#compose';
import type { Picture } from '#release';
import { seating } from '../chart/seating.ts';
import { INK, STYLE, type Style } from '../theme.ts';
import { fitted } from '../logo.ts';
import type { Element, Sheet } from './sheet.ts';

/** A table of contents with fewer chapters is no help. */
const FEWEST = 3;

export interface Entry {
  readonly title: string;
  readonly page: number;
}

const FACT_TERM = 120;
/** The tinted band at the head: as high as the rest of the page lets it be. */
const BAND = { most: 268, least: 110 } as const;
const BELOW_BAND = 32;
/** A cover has no running foot. */
const FOOT = 34;
const SEATS = { rows: 8, inner: 46, step: 24 } as const;
const CONTENTS = { title: 22, line: 17, gap: 30, pages: 24 } as const;

/** The first page; the contents are written at the end, when the page numbers are known. Gives back where they go. */
export function cover(
  sheet: Sheet,
  document: ReportDocument,
  logo: Picture | null,
): (entries: readonly Entry[]) => void {
  const section = sheet.element(sheet.root, 'Sect');
  const titles = document.sections.map(({ title }) => title);
  const band = bandHeight(sheet, document, contentsHeight(sheet, titles));
  sheet.artifact(() => {
    sheet.doc.rect(0, 0, sheet.page.width, band).fill(INK.accentSoft);
    const rows = Math.min(SEATS.rows, 1 + Math.floor((band - 24 - SEATS.inner) / SEATS.step));
    for (const seat of seating(rows, SEATS.inner, SEATS.step))
      sheet.fill(seat.path, sheet.page.width - 240 + seat.x, band + seat.y - 14, INK.accent, seat.opacity);
  }, 'Layout');
  if (logo !== null) plate(sheet, section, logo, document.employer);
  sheet.y = band + BELOW_BAND;
  sheet.write(section, 'P', document.programme, STYLE.coverSub, { after: 6 });
  sheet.write(section, 'H1', document.title, STYLE.cover, { after: 18 });
  for (const { term, value } of document.cover.facts) {
    const top = sheet.y;
    const line = sheet.element(section, 'P');
    sheet.tagged(line, 'Span', () => {
      sheet.draw(term, { ...STYLE.body, colour: INK.muted }, { x: sheet.page.left, width: FACT_TERM }, top);
    });
    const place = { x: sheet.page.left + FACT_TERM, width: sheet.page.measure - FACT_TERM };
    sheet.tagged(line, 'Span', () => {
      sheet.draw(value, FACT, place, top);
    });
    sheet.y = top + sheet.measure(value, FACT, place.width) + 3;
  }
  sheet.y += 12;
  const width = sheet.page.measure - PROMISE_INDENT;
  sheet.write(section, 'P', document.cover.promise, { ...STYLE.body, colour: INK.accent }, { width, after: 20 });
  const contents = sheet.element(section, 'TOC');
  const top = sheet.y;
  return (entries) => {
    contentsList(sheet, contents, document, entries, top);
  };
}

/** White behind the logo: most are made for it. */
const PLATE = { top: 36, padding: 12, width: 132, height: 44 } as const;

function plate(sheet: Sheet, section: Element, logo: Picture, employer: string): void {
  const { left } = sheet.page;
  const { top, padding } = PLATE;
  const { width, height } = fitted(logo, PLATE);
  sheet.artifact(() => {
    sheet.doc.roundedRect(left, top, width + 2 * padding, height + 2 * padding, 4).fill(INK.paper);
  }, 'Layout');
  const [x, y] = [left + padding, top + padding];
  sheet.tagged(
    section,
    'Figure',
    () => {
      sheet.doc.image(Buffer.from(logo.bytes), x, y, { width, height });
    },
    { alt: employer, placement: 'Block', bbox: [x, y, x + width, y + height] },
  );
}

const FACT: Style = { ...STYLE.body, face: 'medium' };
const PROMISE_INDENT = 60;

/** What is left of the page above everything that is said on it. */
function bandHeight(
  sheet: Sheet,
  { programme, title, cover: { facts, promise } }: ReportDocument,
  contents: number,
): number {
  const { height, measure } = sheet.page;
  const said =
    sheet.measure(programme, STYLE.coverSub, measure) +
    6 +
    sheet.measure(title, STYLE.cover, measure) +
    18 +
    facts.reduce((sum, { value }) => sum + sheet.measure(value, FACT, measure - FACT_TERM) + 3, 0) +
    12 +
    sheet.measure(promise, STYLE.body, measure - PROMISE_INDENT) +
    20;
  return Math.max(BAND.least, Math.min(BAND.most, height - FOOT - contents - said - BELOW_BAND));
}

/** Chapters in two columns, read down the first and then down the second. */
function contentsColumns(
  sheet: Sheet,
  titles: readonly string[],
): readonly { readonly x: number; readonly y: number; readonly height: number }[] {
  const perColumn = Math.ceil(titles.length / 2);
  const width = contentsWidth(sheet);
  let y = 0;
  return titles.map((title, i) => {
    if (i % perColumn === 0) y = CONTENTS.title;
    const lines = sheet.measure(title, STYLE.body, width - CONTENTS.pages) - sheet.measure('0', STYLE.body, width);
    const place = {
      x: sheet.page.left + Math.floor(i / perColumn) * (width + CONTENTS.gap),
      y,
      height: CONTENTS.line + lines,
    };
    y += place.height;
    return place;
  });
}

function contentsHeight(sheet: Sheet, titles: readonly string[]): number {
  if (titles.length < FEWEST) return 0;
  return Math.max(0, ...contentsColumns(sheet, titles).map(({ y, height }) => y + height));
}

const contentsWidth = (sheet: Sheet): number => (sheet.page.measure - CONTENTS.gap) / 2;

function contentsList(
  sheet: Sheet,
  contents: Element,
  document: ReportDocument,
  entries: readonly Entry[],
  top: number,
): void {
  if (entries.length < FEWEST) return;
  sheet.tagged(contents, 'Caption', () => {
    sheet.draw(document.contentsTitle, STYLE.strong, { x: sheet.page.left, width: sheet.page.measure }, top);
  });
  const width = contentsWidth(sheet);
  const places = contentsColumns(
    sheet,
    entries.map(({ title }) => title),
  );
  for (const [i, { title, page }] of entries.entries()) {
    const place = places[i];
    if (place === undefined) continue;
    const y = top + place.y;
    const item = sheet.element(contents, 'TOCI');
    sheet.tagged(item, 'P', () => {
      sheet.draw(title, STYLE.body, { x: place.x, width: width - CONTENTS.pages }, y);
      sheet.draw(
        document.numberOf(page),
        { ...STYLE.body, colour: INK.muted },
        { x: place.x + width - CONTENTS.pages, width: CONTENTS.pages, align: 'right' },
        y,
      );
    });
    sheet.artifact(() => {
      const below = y + place.height - 2.5;
      sheet.doc
        .moveTo(place.x, below)
        .lineTo(place.x + width, below)
        .lineWidth(0.4)
        .stroke(INK.rule);
    }, 'Layout');
  }
}
