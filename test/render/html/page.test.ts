import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it, test } from 'vitest';
import { composeReport } from '#compose';
import { LOCALES } from '#core';
import { renderHtml } from '#render';
import { checkHtml } from '../../../src/render/inspect/check-html.ts';
import { elementsOf, readHtml, textOf } from '../../../src/render/inspect/read-html.ts';
import { openSample } from '../open-sample.ts';
import { activeContent, companyContent, largeContent } from '../sample-content.ts';
import { pageOf } from './pages.ts';

const { released } = openSample(largeContent());
const html = pageOf(released, 'en');
const { document } = new JSDOM(html).window;
const all = (selector: string): readonly Element[] => [...document.querySelectorAll(selector)];

describe('the file', () => {
  it('is the same bytes every time', () => {
    expect(pageOf(released, 'en')).toBe(html);
    const [once, again] = [1, 2].map(() => pageOf(openSample(companyContent()).released, 'vi'));
    expect(once).toBe(again);
  });

  it('refers to nothing but its own parts', () => {
    expect(all('link, img, iframe, object, embed, form, base, audio, video, image, use, foreignObject')).toEqual([]);
    expect(all('[src], [srcset], [style], [target], [ping]')).toEqual([]);
    for (const element of all('*'))
      for (const { name } of element.attributes) expect(name).not.toMatch(/^(?:on|data-)/u);
    expect(all('[href]').map((a) => a.getAttribute('href')?.charAt(0))).toEqual(all('[href]').map(() => '#'));
    const style = document.querySelector('style')?.textContent ?? '';
    expect(style).not.toMatch(/url\(|@import|https?:|image-set|expression/u);
    expect(document.querySelector('script')?.textContent).not.toMatch(
      /fetch\(|XMLHttp|import|eval\(|Function\(|innerHTML|Storage|cookie|https?:/u,
    );
    expect(html).not.toContain('<!--');
  });

  it.each(LOCALES)('lets run and apply its own script and style alone (%s)', (locale) => {
    const page = new JSDOM(pageOf(openSample(companyContent()).released, locale)).window.document;
    const sourceOf = (name: string): string => {
      const digest = createHash('sha256')
        .update(page.querySelector(name)?.textContent ?? '')
        .digest('base64');
      return `'sha256-${digest}'`;
    };
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toBe(
      `default-src 'none'; style-src ${sourceOf('style')}; script-src ${sourceOf('script')}; base-uri 'none'; form-action 'none'`,
    );
    expect(page.querySelectorAll('style, script')).toHaveLength(2);
  });

  it('comes apart in a browser as it does in the inspector’s reader', () => {
    // A browser moves the white space around these.
    const outer = new Set(['html', 'head', 'body']);
    const line = (name: string, attributes: string, text: string): string =>
      `${name} ${attributes} ${outer.has(name) ? '' : text}`;
    const here = [...elementsOf(readHtml(Buffer.from(html)))].map((e) =>
      line(e.name, [...e.attributes].join(' '), textOf(e)),
    );
    const there = [document.documentElement, ...document.documentElement.querySelectorAll('*')].map((e) =>
      line(e.localName, [...e.attributes].map((a) => `${a.name},${a.value}`).join(' '), e.textContent),
    );
    expect(there).toEqual(here);
  });
});

describe('the structure', () => {
  it('has one first heading, and no level left out', () => {
    const levels = all('h1, h2, h3, h4').map((h) => Number(h.localName.slice(1)));
    expect(levels.filter((l) => l === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('has its landmarks once, and contents that lead to every chapter', () => {
    for (const landmark of ['header', 'nav', 'main', 'footer']) expect(all(landmark)).toHaveLength(1);
    const report = composeReport(released.content, 'en');
    expect(all('nav a').map((a) => a.textContent)).toEqual(report.sections.map((s) => s.title));
    for (const a of all('a')) expect(document.getElementById(a.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
  });

  it('has a table twin for every chart, with the same numbers', () => {
    const figures = all('figure');
    expect(figures.length).toBeGreaterThan(15);
    for (const figure of figures) {
      expect(figure.querySelector('svg.chart > title')?.textContent).toBe(figure.querySelector('h3')?.textContent);
      expect(figure.querySelector('svg.chart > desc')?.textContent).toContain('Bar chart of shares');
      const shares = [...figure.querySelectorAll('tbody td:last-child')]
        .map((td) => td.textContent)
        .filter((t) => t !== '');
      expect([...figure.querySelectorAll('text.share')].map((t) => t.textContent)).toEqual(shares);
    }
  });

  it('has for every table a caption and heads that say their direction', () => {
    for (const table of all('table')) expect(table.querySelector('caption')?.textContent).not.toBe('');
    for (const th of all('th')) expect(th.getAttribute('scope')).toMatch(/^(?:col|row|colgroup|rowgroup)$/u);
  });

  it('explains beside a table every mark that stands in it', () => {
    let marks = 0;
    for (const part of all('.comparison')) {
      const notes = [...part.querySelectorAll('.note')].map((p) => p.textContent).join(' ');
      const cells = [...part.querySelectorAll('td')].map((td) => td.textContent);
      if (cells.includes('*hidden')) marks += 1;
      expect(notes.includes('* Hidden'), part.querySelector('h3')?.textContent).toBe(cells.includes('*hidden'));
      expect(notes.includes('Others, combined')).toBe(part.querySelector('.remainder') !== null);
    }
    expect(marks).toBeGreaterThan(3);
  });
});

test('a report of every language and tier passes the inspection', () => {
  for (const content of [activeContent(), companyContent(), released.content]) {
    const sample = content === released.content ? released : openSample(content).released;
    for (const locale of LOCALES)
      expect(checkHtml(content, `report.${locale}.html`, Buffer.from(pageOf(sample, locale)))).toEqual([]);
  }
});

test('names that look like tags stay names', () => {
  const hostile = `</title><script>alert(1)</script>"'&amp;<!-- Ñ`;
  const content = { ...companyContent(), employer: { id: 'x', name: hostile } };
  const sample = openSample(content).released;
  const page = pageOf(sample, 'es');
  const parsed = new JSDOM(page).window.document;
  expect(parsed.querySelectorAll('script')).toHaveLength(1);
  expect(parsed.querySelector('.facts dd')?.textContent).toBe(hostile);
  expect(parsed.title).toContain(hostile);
  expect(checkHtml(sample.content, 'report.html', Buffer.from(page))).toEqual([]);
});

test('a look-alike of a release is turned away', () => {
  const likeness = { content: released.content, id: released.id, manifest: released.manifest };
  const report = composeReport(released.content, 'en');
  // @ts-expect-error a look-alike does not compile
  const attempt = (): string => renderHtml(report, likeness); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is the attempt
  expect(attempt).toThrow('only a release that openRelease gave out');
});

/** WCAG 2.2: relative luminance and contrast of the palette as the style sheet has it. */
describe.each(['light', 'dark'])('colours, %s', (theme) => {
  const css = readFileSync(new URL('../../../reports/theme/web/report.css', import.meta.url), 'utf8');
  const blocks = [...css.matchAll(/:root[^{]*\{([^}]*--paper[^}]*)\}/gu)].map(([, body = '']) =>
    Object.fromEntries(
      [...body.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/gu)].map(([, name = '', value = '']) => [name, value]),
    ),
  );
  const palette = blocks[theme === 'light' ? 0 : 1] ?? {};

  const luminance = (name: string): number => {
    const channel = (at: number): number => {
      const c = Number.parseInt((palette[name] ?? '').slice(at, at + 2), 16) / 255;
      return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const contrast = (a: string, b: string): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };

  it('are the same whether the system or the reader chose them', () => {
    expect(blocks).toHaveLength(3);
    expect(blocks[1]).toEqual(blocks[2]);
    expect(Object.keys(blocks[0] ?? {})).toEqual(Object.keys(blocks[1] ?? {}));
  });

  it.each([
    ...['text', 'muted', 'accent'].flatMap((ink) =>
      ['paper', 'surface', 'accent-soft'].map((ground) => [ink, ground, 4.5] as const),
    ),
    ...['soft-good', 'soft-neutral', 'soft-bad', 'lane'].map((ground) => ['text', ground, 4.5] as const),
    ...['good', 'neutral', 'bad', 'missing', 'focus', 'strong-rule'].map((shape) => [shape, 'paper', 3] as const),
    ...['good', 'bad'].map((shape) => [shape, 'track', 3] as const),
  ])('%s on %s', (a, b, least) => {
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
  });
});
