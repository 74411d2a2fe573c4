import { describe, expect, it, test } from 'vitest';
import type { Problem } from '#core';
import { checkHtml } from '../../../src/render/inspect/check-html.ts';
import { openSample } from '../open-sample.ts';
import { companyContent, largeContent } from '../sample-content.ts';
import { broadContent, pageOf } from './pages.ts';

const { released } = openSample(broadContent());
const { content } = released;
const html = pageOf(released, 'en');

/** What the inspection says of the page with one change planted in it; the change must have changed something. */
function problemsWith(from: string | RegExp, to: string): readonly Problem[] {
  const changed = html.replace(from, () => to);
  expect(changed).not.toBe(html);
  return checkHtml(content, 'report.html', Buffer.from(changed));
}
const whatsWith = (from: string | RegExp, to: string): readonly string[] => problemsWith(from, to).map((p) => p.what);

const UNEXPLAINED = 'has a number that the release does not explain';
const OTHER_ROW = 'is not what the release says';

test('as it was written, it holds', () => {
  expect(checkHtml(content, 'report.html', Buffer.from(html))).toEqual([]);
});

describe('a fault in a number', () => {
  const [, share = ''] = /<td class="share"><svg.*?<span>(\d+%)<\/span>/u.exec(html) ?? [];
  const [, people = ''] = /<td class="people">([\d,]+)<\/td>/u.exec(html) ?? [];

  it('one digit of a share, of a count, of a chart', () => {
    const off = (text: string): string => text.replace(/\d/u, (d) => String((Number(d) + 1) % 10));
    expect(whatsWith(`<span>${share}</span>`, `<span>${off(share)}</span>`)).toContain(OTHER_ROW);
    expect(whatsWith(`<td class="people">${people}</td>`, `<td class="people">${off(people)}</td>`)).toContain(
      OTHER_ROW,
    );
    expect(
      whatsWith(/<text class="people" x="100%" y="[\d.]+em">[\d,]+</u, '<text class="people" x="100%" y="1em">98,765<'),
    ).toContain(UNEXPLAINED);
  });

  it('a withheld number that came back, seen or only spoken', () => {
    const hidden = '<span aria-hidden="true">*</span><span class="sr">hidden</span>';
    expect(html).toContain(hidden);
    expect(whatsWith(hidden, '<span>13%</span>')).toContain(OTHER_ROW);
    expect(whatsWith(hidden, hidden.replace('hidden</span>', 'hidden, 13%</span>'))).toContain(
      'is spoken otherwise than it is written, or has rows of other lengths',
    );
    const problems = problemsWith(hidden, '<span>98,765</span>');
    expect(problems.map((p) => p.what)).toEqual(expect.arrayContaining([OTHER_ROW, UNEXPLAINED]));
    expect(JSON.stringify(problems)).not.toContain('98,765');
  });

  it('a number that gave way to another published number, in a sentence, a chart or a description', () => {
    const other = 'says something that the report does not say';
    const [, mine = '', share = ''] =
      /<text class="people"[^>]*>([\d,]+)<.*?<td>(?!\1)([\d,]+)<\/td>/su.exec(html) ?? [];
    expect(share).not.toBe('');
    expect(whatsWith(new RegExp(`(?<=<text class="people"[^>]*>)${mine}(?=<)`, 'u'), share)).toEqual([other]);
    expect(whatsWith(new RegExp(`(?<=<desc [^>]*>[^<]*, )${mine}(?= people)`, 'u'), share)).toEqual([other]);
    expect(whatsWith(/(?<=<figure class="card">\n<h3[^<]*<\/h3>\n<p>)[^<]*/u, `${share} people.`)).toEqual([other]);
    expect(whatsWith('<g class="bare">', '<g class="bare"><path class="good" d="M24 0L7 7Z"/>')).toEqual([
      'draws a bar that the release does not give',
    ]);
  });

  it('a number cut in two, and one in words that only a screen reader says', () => {
    expect(whatsWith('<p class="promise">', '<p class="promise">9<span>8</span><strong>765</strong> ')).toContain(
      UNEXPLAINED,
    );
    expect(whatsWith(/<desc id="chart-1-d">/u, '<desc id="chart-1-d">98765 ')).toContain(UNEXPLAINED);
    expect(whatsWith('<title>', '<title>98765 ')).toContain(UNEXPLAINED);
  });

  it('a bar that is longer than its number, one too many, and a path that is no bar', () => {
    const bar = 'draws a bar that the release does not give';
    expect(
      whatsWith(
        /(?<=<path class="soft-bad" d=")[^"]+/u,
        'M2 0 L31.7 0 A2 2 0 0 1 33.7 2 L33.7 8 A2 2 0 0 1 31.7 10 L2 10 A2 2 0 0 1 0 8 L0 2 A2 2 0 0 1 2 0 Z',
      ),
    ).toContain(bar);
    expect(whatsWith(/<path class="good" d="M[^"]+Z"\/><\/svg><text/u, '</svg><text')).toContain(bar);
    expect(whatsWith(/<path class="soft-bad" d="[^"]+"\/>/u, '')).toContain(bar);
    expect(whatsWith(/(?<=<svg class="mark"[^>]*><path class="good" d=")[^"]+/u, 'M24 0L7 7Z')).toContain(bar);
    expect(whatsWith(/(?<=<svg class="art".*?translate\()[-\d.]+/u, '24.7')).toContain(bar);
  });

  it('a row too few, a row twice, two groups that changed places', () => {
    const rows = 'has more or fewer rows than the release';
    const [row = ''] = /<tr class="group.*?<\/tr>\n/u.exec(html) ?? [];
    expect(whatsWith(row, '')).toContain(rows);
    expect(whatsWith(row, row + row)).toContain(rows);
    expect(whatsWith('<th scope="row">Kho thành phẩm</th>', '<th scope="row">Kho nguyên liệu</th>')).toContain(
      OTHER_ROW,
    );
  });

  it('a company-wide count that is not printed', () => {
    const company = content.tables.filter((t) => t.dimensions.length === 0).flatMap((t) => t.rows)[1];
    if (company?.state !== 'shown') throw new Error('no result of the whole company');
    const printed = new Intl.NumberFormat('en').format(company.base);
    const changed = html.replaceAll(new RegExp(`(?<!\\d)${printed}(?!\\d)`, 'gu'), () => 'many');
    expect(checkHtml(content, 'report.html', Buffer.from(changed)).map((p) => p.what)).toContain(
      'lacks a published count',
    );
  });

  it('a report of another release', () => {
    const other = openSample({
      ...largeContent(1400),
      indicators: content.indicators,
      tables: largeContent(1400).tables.filter((t) => content.tables.some(({ id }) => id === t.id)),
    });
    expect(checkHtml(content, 'report.html', Buffer.from(pageOf(other.released, 'en'))).length).toBeGreaterThan(3);
  });
});

describe('something beside the report', () => {
  it.each([
    ['a script of its own', '</main>', '</main><script>1</script>'],
    ['a script from elsewhere', '</main>', '</main><script src="https://example.org/x.js"></script>'],
    ['a link to a style', '<title>', '<link rel="stylesheet" href="https://example.org/x.css"><title>'],
    ['a picture', '</main>', '</main><img src="x.png">'],
    ['a frame', '</main>', '</main><iframe src="x"></iframe>'],
    ['a handler', '<main id="report"', '<main onclick="x()" id="report"'],
    ['a style', '<main id="report"', '<main style="color:red" id="report"'],
    ['data on an element', '<main id="report"', '<main data-n="24" id="report"'],
    ['a tooltip', '<main id="report"', '<main title="24" id="report"'],
    ['a comment', '</main>', '</main><!-- 24 of 31 -->'],
    ['a link outwards', '<a class="skip" href="#report">', '<a class="skip" href="https://example.org/">'],
    ['a link to nowhere', '<a class="skip" href="#report">', '<a class="skip" href="#24">'],
    ['a name that says something', 'id="table-1"', 'id="table-24"'],
    ['a class that says something', 'class="promise"', 'class="promise-24"'],
    ['an author', '<meta name="generator" content="Tutti">', '<meta name="author" content="Somebody">'],
    ['another policy', 'default-src &#39;none&#39;', 'default-src &#39;self&#39;'],
    ['another style', ':root {', ':root { background: url(https://example.org/x);'],
    ['another script', "'use strict';", "'use strict'; fetch('https://example.org');"],
    ['a hidden column', '<th scope="colgroup" colspan="2">', '<th scope="colgroup" colspan="24">'],
    ['a length that is a number', 'height="0.62em"', 'height="2462"'],
    ['a tag left open', '</main>', ''],
    ['an attribute without quotes', ' id="contents"', ' id=contents'],
    ['an unknown character', '</h1>', '&#50;</h1>'],
    ['an end beyond the end', '</html>', '</html><p>24</p>'],
  ])('%s', (_name, from, to) => {
    let found: unknown;
    try {
      found = problemsWith(from, to);
    } catch (error) {
      // What cannot be read back is refused as well; a failed expectation is not that.
      if (!(error instanceof Error) || error.name === 'AssertionError') throw error;
      return;
    }
    expect(found).not.toEqual([]);
  });

  it('a control character, and bytes that are no text', () => {
    expect(() => problemsWith('</h1>', '\u0007</h1>')).toThrow('a control character');
    expect(() => checkHtml(content, 'report.html', Buffer.concat([Buffer.from(html), Buffer.from([0xff])]))).toThrow(
      TypeError,
    );
  });
});

test('a language that is not the one of its name, or none that is known', () => {
  const named = checkHtml(content, 'report.vi.html', Buffer.from(html));
  expect(named).toEqual([{ where: 'report.vi.html', what: 'is not in the language of its name' }]);
  expect(whatsWith('<html lang="en">', '<html lang="de">')).toEqual(['is in no known language']);
  expect(checkHtml(content, 'report.html', Buffer.from(pageOf(released, 'vi')))).toEqual([]);
});

describe('a company-wide range', () => {
  const plain = companyContent();
  const at = plain.tables.findIndex((t) => t.indicator === plain.indicators.find((i) => i.sensitive)?.id);
  const before = plain.tables[at]?.rows[0];
  if (before?.state !== 'shown') throw new Error('no sensitive result of the whole company');
  const band = { low: before.base - 2, high: before.base };
  const cells = before.cells.map((_, c) => (c === 0 ? band : { low: 0, high: 2 }));
  const row = { kind: 'group', state: 'banded', codes: [], base: before.base, cells } as const;
  const tables = plain.tables.map((t, i) => (i === at ? { ...t, rows: [row] } : t));
  const sample = openSample({ ...plain, tables }).released;
  const page = pageOf(sample, 'es');
  const check = (text: string): readonly Problem[] => checkHtml(sample.content, 'report.es.html', Buffer.from(text));

  it('is drawn from end to end, and holds', () => {
    expect(page).toContain('más del 95');
    expect(page).toMatch(/<path class="range (?:good|neutral|bad)"/u);
    expect(check(page)).toEqual([]);
  });

  it('is refused with an end moved, and where an exact bar stands instead', () => {
    const bar = { where: 'report.es.html', what: 'draws a bar that the release does not give' };
    const [range = ''] = /<path class="range [^>]+>/u.exec(page) ?? [];
    const shorter = range.replaceAll('100 ', '98 ');
    expect(shorter).not.toBe(range);
    expect(check(page.replace(range, shorter))).toContainEqual(bar);
    expect(check(page.replace(range, ''))).toContainEqual(bar);
  });
});
