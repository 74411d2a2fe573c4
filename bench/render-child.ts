import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { composeReport } from '#compose';
import { BUNDLE_FILES, openRelease, readFolder } from '#release';
import { renderPdf } from '#render';
import { FONT_FOLDER } from '../src/render/pdf/font-files.ts';
import { bytesOf } from '../src/render/pdf/open-pdf.ts';
import { pageLayout } from '../src/render/theme.ts';
import { glyphsSchema } from './render-glyphs.ts';

/** `render FOLDER KEY TO` or `bare GLYPHS KEY TO`; prints seconds of wall clock, seconds of processor, and the largest memory in MB. */
const [what = '', from = '', key = '', to = ''] = process.argv.slice(2);

const work = what === 'render' ? rendering() : drawing();
const start = performance.now();
const before = process.cpuUsage();
const bytes = await work();
const { user, system } = process.cpuUsage(before);
const wall = (performance.now() - start) / 1000;
writeFileSync(to, bytes);
process.stdout.write(
  `${wall.toFixed(3)} ${((user + system) / 1e6).toFixed(3)} ${(process.resourceUsage().maxRSS / 1024).toFixed(0)}\n`,
);

/** From the opened release to the PDF's bytes: composing is part of it. */
function rendering(): () => Promise<Uint8Array> {
  const bundle = mkdtempSync(join(tmpdir(), 'tutti-bench-bundle-'));
  try {
    for (const { name } of (readFolder(from) ?? []).filter((file) => BUNDLE_FILES.includes(file.name))) {
      mkdirSync(dirname(join(bundle, name)), { recursive: true });
      cpSync(join(from, name), join(bundle, name));
    }
    const released = openRelease(bundle, readFileSync(key, 'utf8'));
    return () => renderPdf(composeReport(released.content, 'en', released.earlier), released);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

function drawing(): () => Promise<Uint8Array> {
  const pages = glyphsSchema.parse(JSON.parse(readFileSync(from, 'utf8')));
  const { width, height } = pageLayout('a4');
  return () => {
    const doc = new PDFDocument({ size: [width, height], margin: 0, autoFirstPage: false });
    for (const font of new Set(pages.flat().map((run) => run.font)))
      doc.registerFont(font, `${FONT_FOLDER}${font}.ttf`);
    for (const page of pages) {
      doc.addPage();
      for (const { text, font, size, x, y } of page)
        doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
    }
    return bytesOf(doc);
  };
}
