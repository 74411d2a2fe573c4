import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { composeReport } from '#compose';
import { LOCALES, type Problem } from '#core';
import { renderHtml, renderPdf } from '#render';
import { checkHtml } from '../../src/render/inspect/check-html.ts';
import { checkPdf } from '../../src/render/inspect/check-pdf.ts';
import { readPdf } from '../../src/render/inspect/read-pdf.ts';
import { twoYears, yearContent, type Counted } from '../support/two-years.ts';

/** Reports that are compared with the year before, read back: every share of either year, and every difference, by own arithmetic. */

const before: readonly Counted[] = [
  { id: 'q', counts: { A: [30, 10, 0], B: [25, 15, 0], C: [20, 20, 0], D: [20, 20, 0] }, hidden: ['C', 'D'] },
  { id: 'old', counts: { A: [20, 20, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] } },
];
const now: readonly Counted[] = [
  { id: 'q', counts: { A: [12, 28, 0], B: [15, 25, 0], C: [21, 19, 0], D: [16, 24, 0] }, hidden: ['B', 'D'] },
  { id: 'new', counts: { A: [20, 20, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] } },
];
const years = twoYears(yearContent(2025, before), yearContent(2026, now));
const { content, earlier } = years.now;
const page = renderHtml(composeReport(content, 'en', earlier), years.now);
const check = (html: string): readonly Problem[] => checkHtml(content, 'report.html', Buffer.from(html), earlier);

describe('the page', () => {
  test.each(LOCALES)('holds as it was written (%s)', (locale) => {
    const html = renderHtml(composeReport(content, locale, earlier), years.now);
    expect(
      checkHtml(content, locale === 'en' ? 'report.html' : `report.${locale}.html`, Buffer.from(html), earlier),
    ).toEqual([]);
    expect(html).toContain('−19');
  });

  test.each([
    [
      'a difference',
      '<span aria-hidden="true">−19</span>',
      '<span aria-hidden="true">−18</span>',
      'is not what the release says',
    ],
    [
      'its sign',
      '<span aria-hidden="true">−19</span>',
      '<span aria-hidden="true">+19</span>',
      'is not what the release says',
    ],
    [
      'a difference as it is heard',
      'lower by 19 points',
      'lower by 18 points',
      'is spoken otherwise than it is written, or has rows of other lengths',
    ],
    ['the word for it', 'better', 'worse', 'is not what the release says'],
    ['a share of last year', '59%', '58%', 'is not what the release says'],
    [
      'a mark',
      '<span aria-hidden="true">*</span>',
      '<span aria-hidden="true">–</span>',
      'is not what the release says',
    ],
  ])('with %s changed it does not', (_, from, to, what) => {
    const changed = page.replace(from, to);
    expect(changed).not.toBe(page);
    expect(check(changed).map((p) => p.what)).toContain(what);
  });

  test('with a bar of last year as long as another number it does not', () => {
    const changed = page.replace(
      /(<svg class="lane"[^>]*><path class="soft-neutral" d=")[^"]*("\/><\/svg><span>59%)/u,
      '$1M0 0L10 0L10 10L0 10Z$2',
    );
    expect(changed).not.toBe(page);
    expect(check(changed).map((p) => p.what)).toContain('draws a bar that the release does not give');
  });

  test('without the earlier release nobody can say that it holds', () => {
    expect(checkHtml(content, 'report.html', Buffer.from(page)).length).toBeGreaterThan(0);
  });

  test('with another earlier release it does not hold', () => {
    const other = twoYears(
      yearContent(
        2025,
        before.map((q) => (q.id === 'q' ? { ...q, counts: { ...q.counts, A: [28, 12, 0] } } : q)),
      ),
      yearContent(2026, now),
    );
    expect(checkHtml(content, 'report.html', Buffer.from(page), other.now.earlier).length).toBeGreaterThan(0);
  });
});

test('the PDF holds, and not without the earlier release', async () => {
  const pdf = await readPdf(await renderPdf(composeReport(content, 'en', earlier), years.now));
  expect(checkPdf(content, 'report.pdf', pdf, earlier)).toEqual([]);
  expect(checkPdf(content, 'report.pdf', pdf).length).toBeGreaterThan(0);
});

test('a table of changes sorts falls below nothing and nothing below rises', () => {
  // Differences in three departments: −5 (16 of 40 less 18 of 40), 0 by other counts, +10; and one whose answers are hidden.
  const counts = (a: number, b: number, c: number): Counted['counts'] => ({
    A: [a, 40 - a, 0],
    B: [b, 40 - b, 0],
    C: [c, 40 - c, 0],
    D: [20, 20, 0],
  });
  const other = twoYears(
    yearContent(2025, [{ id: 'q', counts: counts(18, 20, 20) }]),
    yearContent(2026, [{ id: 'q', counts: { ...counts(16, 20, 24), B: [21, 21, 0] } }]),
  );
  const { window } = new JSDOM(renderHtml(composeReport(other.now.content, 'en', other.now.earlier), other.now), {
    runScripts: 'dangerously',
    beforeParse(view) {
      view.matchMedia = (query) =>
        Object.assign(new view.EventTarget(), {
          matches: false,
          media: query,
          onchange: null,
          addListener() {},
          removeListener() {},
        });
    },
  });
  const table = window.document.querySelector<HTMLTableElement>('#s-year-over-year table.lanes-1');
  const changes = () =>
    [...(table?.querySelectorAll('tr.group td.share span[aria-hidden]') ?? [])].map((span) => span.textContent);
  expect(changes()).toEqual(['−5', '0', '+10', '=']);
  table?.querySelector<HTMLButtonElement>('thead button')?.click();
  expect(changes()).toEqual(['+10', '0', '−5', '=']);
});
