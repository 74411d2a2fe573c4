import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { composeReport } from '#compose';
import { renderHtml } from '#render';
import { twoYears, yearContent } from '../../support/two-years.ts';
import { pagesOf, SIZES } from './pages.ts';

/** WCAG 2.2 AA and good practice as far as they can be judged without a layout; colours and widths are judged in `browser.test.ts`. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(html: string): Promise<readonly string[]> {
  const { window } = new JSDOM(html, { runScripts: 'outside-only', pretendToBeVisual: true });
  window.eval(AXE);
  const options = {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'color-contrast': { enabled: false } },
  };
  const results = await (window.eval(`axe.run(document, ${JSON.stringify(options)})`) as Promise<AxeResults>);
  expect(results.passes.length).toBeGreaterThan(15);
  return results.violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`);
}

it.each(pagesOf(SIZES))('$name, $locale: no violation', async ({ html }) => {
  expect(await violations(html)).toEqual([]);
});

it('a comparison with the year before: no violation', async () => {
  const counts = (a: number) => ({ A: [a, 40 - a, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] }) as const;
  const { now } = twoYears(
    yearContent(2025, [{ id: 'q', counts: counts(30), hidden: ['C', 'D'] }]),
    yearContent(2026, [
      { id: 'q', counts: counts(10) },
      { id: 'new', counts: counts(20) },
    ]),
  );
  expect(await violations(renderHtml(composeReport(now.content, 'en', now.earlier), now))).toEqual([]);
});

it('would see one', async () => {
  const [page] = pagesOf(SIZES.slice(0, 1));
  const broken = (page?.html ?? '').replace(' lang="en"', '').replace('<h2>', '<h5>').replace('</h2>', '</h5>');
  const found = (await violations(broken)).map((v) => v.split(':')[0]);
  expect(found).toEqual(expect.arrayContaining(['html-has-lang', 'heading-order']));
});
