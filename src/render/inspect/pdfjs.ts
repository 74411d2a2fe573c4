/**
 * The reader of finished PDFs: Mozilla's, which shares nothing with the writer. While it loads it looks for a canvas, which the press
 * has none of (no addons) and text does not need: it is given names to find, and its complaint is not let through.
 */
export async function openPdfjs() {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: Object, configurable: true });
  }
  /* eslint-disable no-console -- nothing is said here: a library is kept from speaking */
  const { warn } = console;
  console.warn = () => undefined;
  try {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    // Its other half, which it would load with the first document: whoever opens it early has the time.
    const half = pdfjs.PDFWorker.create({});
    await half.promise;
    half.destroy();
    return pdfjs;
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}
