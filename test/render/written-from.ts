import type { ReportDocument } from '#compose';
import type { Released } from '#release';
import { renderCsv, renderHtml, renderPdf, renderXlsx, type RenderedFile } from '#render';

/** The whole report in English, from a document that may say something else than the release. */
export async function writtenFrom(document: ReportDocument, released: Released): Promise<readonly RenderedFile[]> {
  const sheet = await renderXlsx(released, 'en');
  return [
    ...renderCsv(released),
    ...(sheet === null ? [] : [{ name: 'report.xlsx', bytes: sheet }]),
    { name: 'report.html', bytes: Buffer.from(renderHtml(document, released)) },
    { name: 'report.pdf', bytes: await renderPdf(document, released) },
  ];
}
