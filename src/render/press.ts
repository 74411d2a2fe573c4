import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeReport } from '#compose';
import { EXIT, TuttiError } from '#core';
import { LOGO_FILES, openRelease } from '#release';
import { renderCsv } from './csv.ts';
import { renderHtml } from './html/render-html.ts';
import { inspect } from './inspect/inspect.ts';
import { openPdfjs } from './inspect/pdfjs.ts';
import { logoAmong } from './logo.ts';
import { openPdfkit } from './pdf/open-pdf.ts';
import { renderPdf } from './pdf/render-pdf.ts';
import { PRINT, pressJobSchema, type PressJob } from './press-job.ts';
import type { RenderedFile } from './rendered-file.ts';
import { renderXlsx } from './xlsx/render-xlsx.ts';

/**
 * The press: a process of its own that opens one bundle and writes one employer's files (`pressCommand` says under which permissions).
 * Ends with 0, or with an operator error as one line of JSON on standard error and that error's exit code.
 */
async function press({ bundle, outbox, publicKey, locales }: PressJob): Promise<void> {
  const released = openRelease(bundle, publicKey);
  // A logo lies in the outbox from the start: it leaves with the report as it is.
  const logos = LOGO_FILES.filter((name) => existsSync(join(outbox, name))).map((name) => ({
    name,
    bytes: readFileSync(join(outbox, name)),
  }));
  const logo = logoAmong(logos, released);
  const files: RenderedFile[] = [...renderCsv(released)];
  for (const [i, locale] of locales.entries()) {
    const document = composeReport(released.content, locale, released.earlier);
    const named = i === 0 ? 'report' : `report.${locale}`;
    // The workbook is packed while the pages are printed.
    const [workbook, pdf] = await Promise.all([renderXlsx(released, locale), renderPdf(document, released, logo)]);
    files.push({ name: `${named}.pdf`, bytes: pdf });
    files.push({ name: `${named}.html`, bytes: Buffer.from(renderHtml(document, released, logo), 'utf8') });
    if (workbook !== null) files.push({ name: i === 0 ? 'report.xlsx' : `report.${locale}.xlsx`, bytes: workbook });
  }
  for (const { name, bytes } of files) write(join(outbox, name), bytes);
  await inspect(
    released,
    [...logos, ...files].map(({ name }) => ({ name, bytes: readFileSync(join(outbox, name)) })),
  );
}

/** What was written is never written over. Forcing it to disk is left to the caller: under permissions `fsync` is refused. */
function write(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (cause) {
    throw new TuttiError(
      'STORAGE_FAILED',
      {
        what: `The report file ${path} could not be written.`,
        hint: 'Check that the folder exists, is empty and can be written to.',
      },
      { cause },
    );
  }
}

function jobFrom(argument: string | undefined): PressJob {
  try {
    return pressJobSchema.parse(JSON.parse(argument ?? ''));
  } catch (cause) {
    throw new TuttiError(
      'USAGE',
      { what: 'The press was started without a usable job.', hint: 'Start it through the arguments of pressCommand.' },
      { cause },
    );
  }
}

/** Until then there is nothing to print. */
async function toldToPrint(): Promise<void> {
  // The word itself is waited for, not the end after it, which comes late from somebody who is busy.
  for await (const said of process.stdin.setEncoding('utf8')) {
    if (said === PRINT) return;
    break;
  }
  throw new TuttiError('USAGE', {
    what: 'The press was not told to print.',
    hint: `Write "${PRINT}" to its standard input when the bundle is there.`,
  });
}

try {
  const job = jobFrom(process.argv[2]);
  // The writer and the reader of PDFs take long to load, and there is time.
  await openPdfkit();
  await openPdfjs();
  await toldToPrint();
  await press(job);
  process.exitCode = EXIT.done;
} catch (error) {
  if (!(error instanceof TuttiError)) throw error;
  process.stderr.write(`${JSON.stringify({ code: error.code, what: error.message, hint: error.hint })}\n`);
  process.exitCode = error.exit;
}
