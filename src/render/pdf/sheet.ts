import { FONTS, INK, type PageLayout, type Style } from '../theme.ts';

export type Element = PDFKit.PDFStructureElement;

/**
 * What pdfkit's structure elements take beyond its published types: table headers say their direction and, where a row has no
 * other cell, over how many columns they stand; figures their place.
 */
interface ElementOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly scope?: 'Column' | 'Row';
  readonly colSpan?: number;
  readonly placement?: 'Block';
  readonly bbox?: readonly [number, number, number, number];
}

export interface Place {
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** Characters that break a line or may. */
const BREAKS = /[\n\v\f\r\u0085\u00ad\u2028\u2029]/u;

/**
 * The paper: a cursor, text in named styles, and a structure tree beside it. Everything drawn is either inside an element of the
 * tree or an artifact; pages break only where the caller asks with `room`.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly page: PageLayout;
  readonly root: Element;
  y: number;
  /** How much of the usual air stands between blocks: less where a chapter would otherwise run over by a few lines. */
  air = 1;
  #runningHead: readonly [string, string] | null = null;
  /** Pages turned while a chapter is laid out for its length alone. */
  #rehearsed: number | null = null;
  /** Heights of texts: each is asked for when a block looks for room, and again when it is drawn. */
  readonly #heights = new Map<string, number>();

  constructor(doc: PDFKit.PDFDocument, page: PageLayout) {
    this.doc = doc;
    this.page = page;
    this.y = page.top;
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  get left(): number {
    return this.page.bottom - this.y;
  }

  /** Air between blocks, in points. */
  space(points: number): void {
    this.y += points * this.air;
  }

  /** Lays out without drawing; the cursor stays where it is. Gives back the pages turned, and how full the last one is (parts of 1). */
  rehearse(air: number, play: () => void): { readonly pages: number; readonly filled: number } {
    const before = { y: this.y, air: this.air };
    this.#rehearsed = 0;
    this.air = air;
    play();
    const { top, bottom } = this.page;
    const ending = { pages: this.#rehearsed, filled: (this.y - top) / (bottom - top) };
    this.#rehearsed = null;
    this.y = before.y;
    this.air = before.air;
    return ending;
  }

  newPage(): void {
    this.y = this.page.top;
    if (this.#rehearsed !== null) {
      this.#rehearsed += 1;
      return;
    }
    this.doc.addPage();
    const head = this.#runningHead;
    if (head === null) return;
    this.artifact(() => {
      this.draw(
        head[0],
        { face: 'regular', size: 9, colour: INK.muted },
        { x: this.page.left, width: this.page.measure / 2 },
        40,
      );
      this.draw(
        head[1],
        { face: 'medium', size: 9, colour: INK.accent },
        { x: this.page.left + this.page.measure / 2, width: this.page.measure / 2, align: 'right' },
        40,
      );
      this.doc.moveTo(this.page.left, 58).lineTo(this.page.right, 58).lineWidth(0.6).stroke(INK.rule);
    });
  }

  /** From the next page on: the report on the left, the chapter on the right. */
  runningHead(report: string, chapter: string): void {
    this.#runningHead = [report, chapter];
  }

  /** Makes sure that `height` fits below the cursor. */
  room(height: number): void {
    if (height > this.left) this.newPage();
  }

  element(parent: Element, type: string, options: ElementOptions = {}): Element {
    if (this.#rehearsed !== null) return parent;
    const element = this.doc.struct(type, options);
    const { colSpan = 1 } = options;
    if (colSpan > 1) span(element, colSpan);
    parent.add(element);
    return element;
  }

  /** Draws inside a new element. */
  tagged(parent: Element, type: string, draw: () => void, options: ElementOptions = {}): void {
    if (this.#rehearsed === null) this.element(parent, type, options).add(draw);
  }

  /** Draws inside an element that is there already. */
  inside(element: Element, draw: () => void): void {
    if (this.#rehearsed === null) element.add(draw);
  }

  /** Lines, tints, marks, repeated heads: what a screen reader should pass over. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Pagination'): void {
    if (this.#rehearsed !== null) return;
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  use(style: Style): void {
    this.doc.font(FONTS[style.face]).fontSize(style.size).fillColor(style.colour);
  }

  measure(text: string, style: Style, width: number): number {
    const key = `${style.face} ${String(style.size)} ${String(style.lineGap ?? 0)} ${String(width)} ${text}`;
    const known = this.#heights.get(key);
    if (known !== undefined) return known;
    this.use(style);
    const { lineGap = 0 } = style;
    const height = this.#isOneLine(text, style, width)
      ? this.doc.currentLineHeight(true) + lineGap
      : this.doc.heightOfString(text, { width, lineGap });
    this.#heights.set(key, height);
    return height;
  }

  width(text: string, style: Style): number {
    this.use(style);
    return this.doc.widthOfString(text);
  }

  draw(text: string, style: Style, place: Place, y: number): void {
    this.use(style);
    const { x, width, align = 'left' } = place;
    if (this.#isOneLine(text, style, width)) {
      const left = align === 'left' ? x : x + width - this.doc.widthOfString(text.trimEnd());
      this.doc.text(text, left, y, { lineBreak: false });
    } else this.doc.text(text, x, y, { width, align, lineGap: style.lineGap ?? 0 });
  }

  /**
   * Surely on one line, in the style in use: most texts are, and are spared the search for places to break them. Whatever comes near
   * the end of the line is left to that search.
   */
  #isOneLine(text: string, { size }: Style, width: number): boolean {
    return text !== '' && !BREAKS.test(text) && this.doc.widthOfString(text) + size <= width;
  }

  /** Text at the cursor in its own element; the cursor moves below it. */
  write(
    parent: Element,
    type: string,
    text: string,
    style: Style,
    options: { readonly x?: number; readonly width?: number; readonly after?: number } = {},
  ): void {
    const x = options.x ?? this.page.left;
    const width = options.width ?? this.page.measure;
    const height = this.measure(text, style, width);
    this.tagged(parent, type, () => {
      this.draw(text, style, { x, width }, this.y);
    });
    this.y += height + (options.after ?? 0);
  }

  /** Fills an SVG path moved to a place. */
  fill(path: string, x: number, y: number, colour: string, opacity = 1): void {
    this.doc.save().translate(x, y).path(path).fillOpacity(opacity).fill(colour).restore();
  }

  outline(path: string, x: number, y: number, colour: string): void {
    this.doc.save().translate(x, y).path(path).lineWidth(0.8).dash(1.6, { space: 1.2 }).stroke(colour).restore();
  }
}

/** pdfkit knows no column span outside of its own tables, so it is put beside the scope in the element's attributes (ISO 32000-1, table 349). */
function span(element: Element, columns: number): void {
  if (!isAttributed(element)) throw new Error('a cell over several columns has no attributes to say so');
  element.dictionary.data.A['ColSpan'] = columns;
}

interface Attributed {
  readonly dictionary: { readonly data: { readonly A: Record<string, unknown> } };
}

function isAttributed(element: object): element is Attributed {
  if (!('dictionary' in element)) return false;
  const { dictionary } = element;
  if (typeof dictionary !== 'object' || dictionary === null || !('data' in dictionary)) return false;
  const { data } = dictionary;
  return typeof data === 'object' && data !== null && 'A' in data && typeof data.A === 'object' && data.A !== null;
}
