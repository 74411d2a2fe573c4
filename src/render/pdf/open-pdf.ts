// The package's index would load all of it: a second for every process that prints.
import { toDate } from 'date-fns/toDate';
import type { ReportDocument } from '#compose';
import { FONTS, type PageLayout } from '../theme.ts';
import { fontFile } from './font-files.ts';

/** The only metadata a report carries: no author, no machine, no clock. The dates are the period's end, so that a re-run is byte-identical. */
export const PRODUCER = 'Tutti';

/** The writer of PDFs. Loaded by whoever prints: the process that only starts the press needs none of it. */
export async function openPdfkit() {
  return (await import('pdfkit')).default;
}

export async function openPdf(
  document: ReportDocument,
  periodEnd: string,
  page: PageLayout,
): Promise<PDFKit.PDFDocument> {
  const PDFDocument = await openPdfkit();
  const date = toDate(Date.parse(`${periodEnd}T00:00:00Z`));
  const options: PDFKit.PDFDocumentOptions = {
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    lang: document.locale,
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${document.title}, ${document.employer}, ${document.period}`,
      Producer: PRODUCER,
      Creator: PRODUCER,
      CreationDate: date,
      ModDate: date,
    },
  };
  // pdfkit knows the subset; its published types do not yet.
  const doc = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }));
  for (const [face, name] of Object.entries(FONTS)) doc.registerFont(name, fontFile(face));
  return doc;
}

/** Everything the document writes, in one piece. */
export async function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.end();
  await done;
  return Buffer.concat(chunks);
}
