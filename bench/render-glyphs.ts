import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openPdfjs } from '../src/render/inspect/pdfjs.ts';

const glyphs = z.object({ text: z.string(), font: z.string(), size: z.number(), x: z.number(), y: z.number() });

/** A run of text as it stands on a page: points from the upper left corner to its baseline. */
export type Glyphs = z.infer<typeof glyphs>;

/** Pages of runs, as they lie in a file between two processes. */
export const glyphsSchema = z.array(z.array(glyphs));

/** All runs of text of a PDF, page by page. */
export async function glyphsOf(file: string): Promise<readonly (readonly Glyphs[])[]> {
  const { getDocument } = await openPdfjs();
  const task = getDocument({ data: Uint8Array.from(readFileSync(file)), verbosity: 0, fontExtraProperties: true });
  const pdf = await task.promise;
  const pages: Glyphs[][] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const page = await pdf.getPage(n);
    // Fonts are there, with their names, only once the page's drawing was read.
    await page.getOperatorList();
    const [, , , height = 0] = page.view;
    const { items } = await page.getTextContent();
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [size = 0, , , , x = 0, y = 0] = item.transform.map(Number);
        return [{ text: item.str, font: nameOf(page.commonObjs.get(item.fontName)), size, x, y: height - y }];
      }),
    );
    page.cleanup();
  }
  await task.destroy();
  return pages;
}

/** `BZZZZZ+BeVietnamPro-Medium` without the mark of a subset. */
function nameOf(font: unknown): string {
  if (typeof font !== 'object' || font === null || !('name' in font)) throw new Error('a run of text without a font');
  return String(font.name).replace(/^[A-Z]{6}\+/u, '');
}
