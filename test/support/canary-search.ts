import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { CANARY } from '../../src/sample/index.ts';
import { readZip } from '../../src/render/inspect/read-zip.ts';
import { filesIn } from './area.ts';

/** The marker as text may be stored: one byte a letter, or two in either order (texts of a PDF's own description). */
const SPELLINGS = [Buffer.from(CANARY), Buffer.from(CANARY, 'utf16le'), Buffer.from(CANARY, 'utf16le').swap16()];

export interface Search {
  /** Files that hold the marker, in their bytes or in what a reader's software makes of them. */
  readonly found: readonly string[];
  readonly files: number;
  readonly pdfPages: number;
}

/** Looks for the marker of identifiers and free texts in every file below a folder; PDFs and workbooks are unpacked and read. */
export async function searchCanary(folder: string): Promise<Search> {
  const found: string[] = [];
  const files = filesIn(folder);
  let pdfPages = 0;
  for (const [name, bytes] of files) {
    const layers = [bytes];
    if (name.endsWith('.pdf')) {
      const pages = await pagesOf(bytes);
      pdfPages += pages.length;
      layers.push(...streamsOf(bytes), ...pages.map((page) => Buffer.from(page)));
    }
    if (name.endsWith('.xlsx')) layers.push(...[...readZip(bytes).values()].map((part) => Buffer.from(part)));
    if (layers.some((layer) => SPELLINGS.some((spelling) => layer.includes(spelling)))) found.push(name);
  }
  return { found, files: files.size, pdfPages };
}

/** The text of each page of a PDF. */
export async function pagesOf(bytes: Buffer): Promise<readonly string[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  try {
    const pages: string[] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const { items } = await (await pdf.getPage(n)).getTextContent();
      const text = items.map((item) => ('str' in item ? item.str : '')).join('');
      if (text.length === 0) throw new Error(`page ${n} has no text that could be searched`);
      pages.push(text);
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

/** What the PDF's packed streams hold (texts of descriptions and structure, fonts). */
function streamsOf(bytes: Buffer): readonly Buffer[] {
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const body = bytes.subarray(at + 7, bytes.indexOf('endstream', at));
    // 0x78: the first byte of every zlib stream that writers of PDFs make.
    streams.push(body[0] === 0x78 ? inflateSync(body) : body);
  }
  if (streams.length === 0) throw new Error('a PDF without streams was not understood');
  return streams;
}
