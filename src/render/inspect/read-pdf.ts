import type { PDFDocumentProxy } from 'pdfjs-dist';
import { openPdfjs } from './pdfjs.ts';

/** A report as a reader's software finds it: by its own text and its own structure, not by what was meant. */
export interface ReadPdf {
  readonly language: string;
  readonly pages: readonly string[];
  /** Rows of all tables in reading order, a table over several pages in one go. */
  readonly rows: readonly (readonly string[])[];
  readonly alternatives: readonly string[];
  readonly metadataKeys: readonly string[];
  /** Picture objects in the file, masks included. */
  readonly pictures: number;
  /** Attachments, annotations, scripts: things that a report has none of. */
  readonly extras: number;
}

/** The document's own description of itself (XMP). A report without one is not a report of ours: reading it fails. */
type Metadata = Iterable<readonly [name: string, value: unknown]>;

/** A node of the structure tree; leaves refer to marked content of the page. */
interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdfjs = await openPdfjs();
  // A copy: the reader takes its input away.
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  try {
    const { info, metadata }: { readonly info: object; readonly metadata: Metadata } = await pdf.getMetadata();
    const facts = new Map<string, unknown>(Object.entries(info));
    const language = facts.get('Language');
    const read = { pages: [] as string[], rows: [] as (readonly string[])[], alternatives: [] as string[] };
    let extras =
      Object.keys((await pdf.getAttachments()) ?? {}).length + Object.keys((await pdf.getJSActions()) ?? {}).length;
    for (let n = 1; n <= pdf.numPages; n += 1) extras += await readPage(pdf, n, read);
    return {
      ...read,
      language: typeof language === 'string' ? language : '',
      metadataKeys: [...facts.keys(), ...[...metadata].map(([key]) => key)],
      pictures: Buffer.from(bytes).toString('latin1').split(/\/Subtype\s*\/Image\b/u).length - 1,
      extras,
    };
  } finally {
    await task.destroy();
  }
}

interface Reading {
  readonly pages: string[];
  readonly rows: (readonly string[])[];
  readonly alternatives: string[];
}

/** Reads one page into `read`; gives back how many annotations it has. */
async function readPage(pdf: PDFDocumentProxy, n: number, read: Reading): Promise<number> {
  const page = await pdf.getPage(n);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const marked = new Map<string, string>();
  const open: string[] = [];
  let text = '';
  for (const item of items) {
    if ('str' in item) {
      const part = item.str + (item.hasEOL ? '\n' : '');
      text += part;
      for (const id of open) marked.set(id, (marked.get(id) ?? '') + part);
    } else if (item.type === 'endMarkedContent') {
      open.pop();
      text += '\n';
    } else open.push(item.id);
  }
  read.pages.push(text);
  walk(await page.getStructTree(), marked, read);
  const annotations = await page.getAnnotations();
  page.cleanup();
  return annotations.length;
}

function walk(node: Node, marked: ReadonlyMap<string, string>, read: Reading): void {
  if (node.alt !== undefined) read.alternatives.push(node.alt);
  if (node.role === 'TR') {
    // The reader hands out a table whole on every page that it touches; a row belongs to the page that has its content.
    if (hasContent(node)) read.rows.push((node.children ?? []).map((cell) => textOf(cell, marked)));
  } else for (const child of node.children ?? []) walk(child, marked, read);
}

function hasContent(node: Node): boolean {
  return node.type === 'content' || (node.children ?? []).some(hasContent);
}

function textOf(node: Node, marked: ReadonlyMap<string, string>): string {
  if (node.type === 'content') return marked.get(node.id ?? '') ?? '';
  return (node.children ?? []).map((child) => textOf(child, marked)).join('');
}
