import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeReport } from '#compose';
import { LOCALES } from '#core';
import { renderPdf } from '#render';
import { readPdf } from '../../src/render/inspect/read-pdf.ts';
import { openSample } from './open-sample.ts';
import { readPgm, readPng, worstTile, writePng } from './pixels.ts';
import { companyContent, largeContent, participationContent } from './sample-content.ts';
import { tool } from './tool.ts';

/**
 * Pages as they looked when somebody last looked at them, small and grey. After a wanted change: `TUTTI_RENEW_GOLDENS=1 npx vitest run
 * test/render/goldens.test.ts`, and look at what has changed in `test/render/goldens`.
 */
const GOLDENS = join(import.meta.dirname, 'goldens');
const renew = process.env['TUTTI_RENEW_GOLDENS'] !== undefined;
const DOTS_AN_INCH = '36';
/** Of 255. Another version of the rasteriser changes edges of letters; a line of text that moves changes its tile by 20 or more. */
const TOLERANCE = 9;

const pdftoppm = tool('pdftoppm', '-v');
const folder = mkdtempSync(join(tmpdir(), 'tutti-goldens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Three employers: one with everything, one without breakdowns, one of whom only taking part is reported. */
const EMPLOYERS = [
  { name: 'large', content: largeContent, pages: ['cover', 'summary', 'groups'] },
  { name: 'company', content: companyContent, pages: ['summary', 'topic'] },
  { name: 'participation', content: participationContent, pages: ['summary'] },
] as const;

const CASES = LOCALES.flatMap((locale) => EMPLOYERS.map((employer) => ({ locale, employer })));

describe.skipIf(pdftoppm.missing).each(CASES)(`$employer.name, pages in $locale look as they did${pdftoppm.note}`, ({ locale, employer }) => {
  let file: string;
  const pageOf: Record<string, number> = { cover: 1, summary: 2 };
  beforeAll(async () => {
    const { released } = openSample(employer.content(), {
      paper: locale === 'en' ? 'letter' : 'a4',
      logo: null,
      encrypted: false,
    });
    const document = composeReport(released.content, locale);
    const bytes = await renderPdf(document, released);
    file = join(folder, `${employer.name}-${locale}.pdf`);
    writeFileSync(file, bytes);
    const { pages } = await readPdf(bytes);
    const openingWith = (title: string) => 1 + pages.findIndex((text, i) => i > 0 && text.normalize('NFC').includes(`\n${title}`));
    const groups = document.sections.find(({ blocks }) => blocks.some(({ kind }) => kind === 'comparison'));
    const topic = document.sections.find(({ blocks }) => blocks.some(({ kind }) => kind === 'legend'));
    if (groups !== undefined) pageOf['groups'] = openingWith(groups.title);
    if (topic !== undefined) pageOf['topic'] = openingWith(topic.title);
  });

  it.each(employer.pages)('%s', (name) => {
    const page = String(pageOf[name]);
    const made = join(folder, `${employer.name}-${locale}-${name}`);
    const { status, text } = pdftoppm.run([
      '-gray',
      '-singlefile',
      '-r',
      DOTS_AN_INCH,
      '-f',
      page,
      '-l',
      page,
      file,
      made,
    ]);
    expect({ status, text }).toEqual({ status: 0, text: '' });
    const golden = join(GOLDENS, `${employer.name}-${locale}-${name}.png`);
    const seen = readPgm(readFileSync(`${made}.pgm`));
    if (renew) {
      mkdirSync(GOLDENS, { recursive: true });
      writeFileSync(golden, writePng(seen));
    }
    expect(existsSync(golden), `${golden} is missing: renew the goldens`).toBe(true);
    expect(worstTile(seen, readPng(readFileSync(golden)))).toBeLessThan(TOLERANCE);
  });
});

describe('the comparison', () => {
  it('sees a line of text that has moved, and not a letter’s edge', () => {
    const blank = { width: 120, height: 96, grey: new Uint8Array(120 * 96).fill(255) };
    const line = (from: number): Uint8Array =>
      blank.grey.map((white, i) =>
        Math.floor(i / 120) >= from && Math.floor(i / 120) < from + 5 && i % 2 === 0 ? 60 : white,
      );
    expect(worstTile({ ...blank, grey: line(20) }, { ...blank, grey: line(36) })).toBeGreaterThan(TOLERANCE);
    expect(worstTile({ ...blank, grey: line(8) }, { ...blank, grey: line(9) })).toBeLessThan(TOLERANCE);
    expect(worstTile(blank, { ...blank, width: 96, height: 120 })).toBe(255);
  });
});
