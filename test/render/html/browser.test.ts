import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf as printedOn } from '../../support/canary-search.ts';
import { companyContent, largeContent, participationContent } from '../sample-content.ts';
import { pagesOf } from './pages.ts';

/** What only a real browser can judge: colours, widths, focus, paper. Minutes, so only with TUTTI_DEEP; TUTTI_CHROMIUM says where it is. */
const CHROMIUM = process.env['TUTTI_CHROMIUM'] ?? '/usr/bin/chromium';
const DEEP = process.env['TUTTI_DEEP'] !== undefined;
const THERE = existsSync(CHROMIUM);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 768, 1280] as const;

it.runIf(DEEP && !THERE)(`is skipped: there is no Chromium at ${CHROMIUM}; name one in TUTTI_CHROMIUM`, (context) => {
  context.skip(`no Chromium at ${CHROMIUM}`);
});

describe.runIf(DEEP && THERE)('in Chromium', () => {
  // This part is looked through even where it is not run: no pages are made in vain.
  const pages = !(DEEP && THERE)
    ? []
    : pagesOf([
        ['participation', participationContent],
        ['company', companyContent],
        ['large', largeContent],
      ]);
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tutti-html-'));
    for (const { name, locale, html } of pages) writeFileSync(join(folder, `${name}.${locale}.html`), html);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The page opened as a reader's file, with everything that it asks for or complains of. */
  async function open(
    file: string,
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<{ tab: Tab; said: string[] }> {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const said: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(error.message));
    tab.on('request', (request) => said.push(request.url()));
    const url = pathToFileURL(join(folder, file)).href;
    await tab.goto(url);
    return { tab, said: said.filter((line) => line !== url) };
  }

  describe.each(pages)('$name, $locale', ({ name, locale }) => {
    const file = `${name}.${locale}.html`;

    it.each(WIDTHS)(
      '%i pixels: nothing asked for, nothing wider than the page, nothing over anything else',
      async (width) => {
        const { tab, said } = await open(file, width);
        expect(said).toEqual([]);
        expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await tab.locator('button.theme').count()).toBe(1);
        expect(await tab.evaluate(CLIPPED)).toEqual([]);
        expect(await tab.evaluate(OVERLAPPING)).toEqual([]);
        await tab.close();
      },
    );

    it.each(['light', 'dark'] as const)('%s: no violation of WCAG 2.2 AA', async (scheme) => {
      const { tab } = await open(file, scheme === 'light' ? 1280 : 320, scheme);
      await tab.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      const results: AxeResults = await tab.evaluate(
        `${AXE};\naxe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ${JSON.stringify(TAGS)} } })`,
      );
      expect(results.violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
      await tab.close();
    });
  });

  it('has the theme’s colours, not the browser’s: the policy lets its own style and script through', async () => {
    const { tab } = await open('company.en.html', 1280, 'dark');
    expect(await tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(16, 23, 27)');
    await tab.locator('button.theme').click();
    expect(await tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await tab.close();
  });

  it('is used with the keyboard: skip link, tables that scroll, sorting', async () => {
    const { tab } = await open('large.en.html', 768);
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    expect(await tab.evaluate('document.activeElement.id')).toBe('report');
    const frame = tab.locator('.frame:has(.lanes-5)').first();
    await frame.focus();
    expect(await tab.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await tab.keyboard.press('ArrowRight');
    await tab.waitForFunction('document.activeElement.scrollLeft > 0');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    expect(await frame.locator('th[aria-sort=descending]').count()).toBe(1);
    await tab.close();
  });

  it.each(['A4', 'Letter'])('prints on %s whole, light, and with its numbers', async (format) => {
    const { tab } = await open('large.vi.html', 1280, 'dark');
    await tab.emulateMedia({ media: 'print' });
    // What the sheet leaves between its margins, at 96 pixels an inch.
    await tab.setViewportSize({ width: format === 'A4' ? 688 : 710, height: 900 });
    expect(await tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(format === 'A4' ? 688 : 710);
    expect(await tab.evaluate(CLIPPED)).toEqual([]);
    expect(await tab.evaluate(OVERLAPPING)).toEqual([]);
    const cells: readonly string[] = await tab.evaluate(
      "[...document.querySelectorAll('.groups td.people')].map((td) => (td.querySelector('span') ?? td).textContent)",
    );
    const printed = (await printedOn(await tab.pdf({ format }))).join(' ');
    for (const cell of new Set(cells)) expect(printed).toContain(cell);
    await tab.close();
  });
});

/** Texts that reach out of their cell, their chart, their card or the page. Frames that scroll are as wide as what is in them. */
const CLIPPED = `(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (text.data.trim() === '' || parent.closest('.sr, .skip, title, desc, script') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    if (range.getClientRects().length === 0) continue;
    const own = range.getBoundingClientRect();
    const around = parent.closest('th, td, .chart, .card, li, body').getBoundingClientRect();
    const out = own.right > around.right + 1 || own.left < around.left - 1;
    if (out || (parent.closest('.frame') === null && own.right > innerWidth)) found.push(text.data);
  }
  return found;
})()`;

/** Words of a chart that run into each other or into a bar. */
const OVERLAPPING = `[...document.querySelectorAll('.chart')].flatMap((chart) => {
  const boxes = [...chart.querySelectorAll('text, svg.bar')].map((e) => [e, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, x], i) => boxes.slice(i + 1)
    .filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 4 && y.top < x.bottom - 4)
    .map(([b]) => a.textContent + ' | ' + b.textContent));
})`;
