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
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}
