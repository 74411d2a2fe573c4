import { LOCALES, type Locale, type Problem } from '#core';
import type { Picture, ReleaseContent, Released } from '#release';
import { assetsFor } from '../html/assets.ts';
import { logoSource } from '../html/cover.ts';
import { checkNumbers, type Place } from './check-numbers.ts';
import { barsHold } from './check-html-bars.ts';
import { saysOnly } from './check-html-words.ts';
import { expectedRows } from './expected-rows.ts';
import { strangersIn } from './html-rules.ts';
import { Meanings } from './meanings.ts';
import { elementsOf, readHtml, textOf, type HtmlElement } from './read-html.ts';
import { numbersIn, writing } from './tokens.ts';

/** Every table row and bar against the release, every other number against those it explains, and nothing in the page beside the report. */
export function checkHtml(
  content: ReleaseContent,
  name: string,
  bytes: Uint8Array,
  earlier: Released | null = null,
  logo: Picture | null = null,
  meanings: Meanings = new Meanings(content, earlier),
): readonly Problem[] {
  const page = readHtml(bytes);
  const locale = LOCALES.find((l) => l === page.attributes.get('lang'));
  if (locale === undefined) return [{ where: name, what: 'is in no known language' }];
  const named = /^report(?:\.([a-z]+))?\.html$/u.exec(name)?.[1];
  if (named !== undefined && named !== locale) return [{ where: name, what: 'is not in the language of its name' }];
  const document = meanings.document(locale);
  const before = earlier?.content ?? null;
  const write = writing(locale, content.policy.percentDecimals);
  const strangers = strangersIn(
    page,
    document.sections.map((s) => s.id),
  );
  return [
    ...strangers.map((what) => ({ where: name, what })),
    ...checkOwnWords(name, page, locale, logo !== null),
    ...checkLogo(name, page, content.employer.name, logo),
    ...(saysOnly(page, document) ? [] : [{ where: name, what: 'says something that the report does not say' }]),
    ...checkTables(meanings, name, page, locale),
    ...(barsHold(page, document, { content, before }, write)
      ? []
      : [{ where: name, what: 'draws a bar that the release does not give' }]),
    ...checkNumbers(meanings, name, { texts: textsIn(name, page), locale, pages: 0 }),
  ];
}

/** What a report says about itself, its style and its script: the program's own, whole, and allowed to do what they do by their hash. */
function checkOwnWords(name: string, page: HtmlElement, locale: Locale, withLogo: boolean): readonly Problem[] {
  const { style, script, policy } = assetsFor(locale, withLogo);
  const metadata = [
    'charset=utf-8',
    `http-equiv=Content-Security-Policy content=${policy}`,
    'name=viewport content=width=device-width, initial-scale=1',
    'name=color-scheme content=light dark',
    'name=referrer content=no-referrer',
    'name=generator content=Tutti',
  ];
  const all = elementsOf(page);
  const said = all
    .filter((e) => e.name === 'meta')
    .map((e) => [...e.attributes].map((pair) => pair.join('=')).join(' '));
  const texts = (kind: string): string =>
    all
      .filter((e) => e.name === kind)
      .map((e) => textOf(e))
      .join('\0');
  return [
    ...(said.join('\n') === metadata.join('\n')
      ? []
      : [{ where: name, what: 'says other things about itself than a report does' }]),
    ...(texts('style') === style ? [] : [{ where: name, what: 'has a style of its own' }]),
    ...(texts('script') === script ? [] : [{ where: name, what: 'has a script of its own' }]),
  ];
}

/** The picture that was signed, under the employer's name, and no other. */
function checkLogo(name: string, page: HtmlElement, employer: string, logo: Picture | null): readonly Problem[] {
  const expected = logo === null ? [] : [`${logoSource(logo)} ${employer.normalize('NFC')}`];
  const found = elementsOf(page)
    .filter((e) => e.name === 'img')
    .map((e) => `${e.attributes.get('src') ?? ''} ${e.attributes.get('alt') ?? ''}`);
  return found.join('\n') === expected.join('\n')
    ? []
    : [{ where: name, what: 'has another picture than the signed logo' }];
}

function checkTables(meanings: Meanings, name: string, page: HtmlElement, locale: Locale): readonly Problem[] {
  const problems: Problem[] = meanings.wrong(locale).map((claim) => ({
    where: `${name}, table ${claim.source.table}`,
    what: 'shows a number that the release does not give',
  }));
  const tables = elementsOf(page).filter((e) => e.name === 'table');
  const found = tables.flatMap(rowsOf);
  const expected = expectedRows(meanings.document(locale));
  const differing = expected.findIndex((row, i) => row.join('\0') !== found[i]?.join('\0'));
  const odd = tables.findIndex((table) => !isWhole(table));
  if (differing >= 0)
    problems.push({
      where: `${name}, row ${String(differing + 1)} of its tables`,
      what: 'is not what the release says',
    });
  if (found.length !== expected.length) problems.push({ where: name, what: 'has more or fewer rows than the release' });
  if (odd >= 0)
    problems.push({
      where: `${name}, table ${String(odd + 1)}`,
      what: 'is spoken otherwise than it is written, or has rows of other lengths',
    });
  return problems;
}

const isSpokenOnly = ({ attributes }: HtmlElement): boolean => attributes.get('class') === 'sr';
const isSilent = ({ attributes }: HtmlElement): boolean => attributes.get('aria-hidden') === 'true';
const cellsOf = (row: HtmlElement): readonly HtmlElement[] =>
  elementsOf(row).filter((e) => e.name === 'th' || e.name === 'td');
const seen = (cell: HtmlElement): string => textOf(cell, isSpokenOnly);

/** Rows as they are seen. A head of two rows (indicators, then share and people) is one row, as in print. */
function rowsOf(table: HtmlElement): readonly (readonly string[])[] {
  const rows = elementsOf(table).filter((e) => e.name === 'tr').map(cellsOf);
  const [first = [], second = [], ...others] = rows;
  if (first[0]?.attributes.get('rowspan') !== '2') return rows.map((row) => row.map(seen));
  const under = second.map((cell, i) => (i % 2 === 0 ? over(first[1 + i / 2]) : '') + seen(cell));
  return [[seen(first[0]), ...under], ...others.map((row) => row.map(seen))];
}

/** Between the name and the answer of a column stands a blank. */
function over(cell: HtmlElement | undefined): string {
  return (cell?.children ?? []).map((part) => (typeof part === 'string' ? part.trim() : seen(part))).join('');
}

/** A screen reader is told the same numbers as the eye, and every row is as wide as its table. */
function isWhole(table: HtmlElement): boolean {
  const rows = elementsOf(table).filter((e) => e.name === 'tr').map(cellsOf);
  const width = (row: readonly HtmlElement[]): number =>
    row.reduce((sum, cell) => sum + Number(cell.attributes.get('colspan') ?? '1'), 0);
  const across = width(rows[0] ?? []);
  // The first cell of a head of two rows reaches down into the second.
  const reaches = rows[0]?.[0]?.attributes.has('rowspan') === true;
  const told = (cell: HtmlElement): string => numbersIn(textOf(cell, isSilent)).join(' ');
  return rows.every(
    (row, r) =>
      width(row) + (reaches && r === 1 ? 1 : 0) === across &&
      row.every((cell) => told(cell) === numbersIn(seen(cell)).join(' ')),
  );
}

/** Elements within a line: a number may not hide by being cut in two. */
const INLINE = new Set(['span', 'strong']);

/** Every run of text of the page, its attributes too: what is hidden from the eye is in the file all the same. */
function textsIn(name: string, page: HtmlElement): readonly Place[] {
  const texts: Place[] = [];
  let chapter = name;
  let run = '';
  const flush = (): void => {
    if (run !== '') texts.push({ where: chapter, text: run });
    run = '';
  };
  const visit = (element: HtmlElement): void => {
    if (element.name === 'style' || element.name === 'script') return;
    if (element.name === 'section') chapter = `${name}, ${element.attributes.get('id') ?? ''}`;
    const breaks = !INLINE.has(element.name);
    if (breaks) flush();
    for (const child of element.children) {
      if (typeof child === 'string') run += child;
      else visit(child);
    }
    if (breaks) flush();
  };
  visit(page);
  return texts;
}
