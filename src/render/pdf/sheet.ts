import { CONTENT_BOTTOM, CONTENT_WIDTH, FONTS, INK, PAGE, type Style } from '../theme.ts';

export type Element = PDFKit.PDFStructureElement;

/** What pdfkit's structure elements take beyond its published types: table headers say their direction, figures their place. */
interface ElementOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly scope?: 'Column' | 'Row';
  readonly placement?: 'Block';
  readonly bbox?: readonly [number, number, number, number];
}

export interface Place {
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
}

/**
 * The paper: a cursor, text in named styles, and a structure tree beside it. Everything drawn is either inside an element of the
 * tree or an artifact; pages break only where the caller asks with `room`.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Element;
  y: number = PAGE.top;
  #runningHead: readonly [string, string] | null = null;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  get left(): number {
    return CONTENT_BOTTOM - this.y;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = PAGE.top;
    const head = this.#runningHead;
    if (head === null) return;
    this.artifact(() => {
      this.draw(
        head[0],
        { face: 'regular', size: 9, colour: INK.muted },
        { x: PAGE.left, width: CONTENT_WIDTH / 2 },
        40,
      );
      this.draw(
        head[1],
        { face: 'medium', size: 9, colour: INK.accent },
        { x: PAGE.left + CONTENT_WIDTH / 2, width: CONTENT_WIDTH / 2, align: 'right' },
        40,
      );
      this.doc
        .moveTo(PAGE.left, 58)
        .lineTo(PAGE.left + CONTENT_WIDTH, 58)
        .lineWidth(0.6)
        .stroke(INK.rule);
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
    const element = this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** Draws inside a new element. */
  tagged(parent: Element, type: string, draw: () => void, options: ElementOptions = {}): void {
    this.element(parent, type, options).add(draw);
  }

  /** Lines, tints, marks, repeated heads: what a screen reader should pass over. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Pagination'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  use(style: Style): void {
    this.doc.font(FONTS[style.face]).fontSize(style.size).fillColor(style.colour);
  }

  measure(text: string, style: Style, width: number): number {
    this.use(style);
    return this.doc.heightOfString(text, { width, lineGap: style.lineGap ?? 0 });
  }

  width(text: string, style: Style): number {
    this.use(style);
    return this.doc.widthOfString(text);
  }

  draw(text: string, style: Style, place: Place, y: number): void {
    this.use(style);
    this.doc.text(text, place.x, y, { width: place.width, align: place.align ?? 'left', lineGap: style.lineGap ?? 0 });
  }

  /** Text at the cursor in its own element; the cursor moves below it. */
  write(
    parent: Element,
    type: string,
    text: string,
    style: Style,
    options: { readonly x?: number; readonly width?: number; readonly after?: number } = {},
  ): void {
    const x = options.x ?? PAGE.left;
    const width = options.width ?? CONTENT_WIDTH;
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
