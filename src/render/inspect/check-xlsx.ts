import { composeWorkbook, type PageSheet, type TableSheet } from '#compose';
import { LOCALES, type Locale, type Localised, type Problem } from '#core';
import type { ReleaseContent, ReleasedCategory, ReleasedRow, ReleasedTable } from '#release';
import { Meanings } from './meanings.ts';
import { readXlsx, type ReadSheet } from './read-xlsx.ts';
import { numbersIn, wholePercent } from './tokens.ts';

/** Every cell of every table against the release, with the inspector's own arithmetic; every number in a sentence against those it explains. */
export function checkXlsx(
  content: ReleaseContent,
  name: string,
  bytes: Uint8Array,
  meanings: Meanings = new Meanings(content, null),
): readonly Problem[] {
  const workbook = readXlsx(bytes);
  const locale = LOCALES.find((l) => l === workbook.language);
  if (locale === undefined) return [{ where: name, what: 'is in no known language' }];
  const named = /^report(?:\.([a-z]+))?\.xlsx$/u.exec(name)?.[1];
  if (named !== undefined && named !== locale) return [{ where: name, what: 'is not in the language of its name' }];
  const meant = composeWorkbook(content, locale);
  if (meant === null) return [{ where: name, what: 'has tables that the release has none of' }];
  const { sheets } = workbook;
  if (
    workbook.title !== meant.title ||
    sheets.map((s) => s.name).join('\n') !== meant.sheets.map((s) => s.name).join('\n')
  )
    return [{ where: name, what: 'has other sheets than the release, or another title' }];

  const explained = meanings.explained(locale).union(new Set(meant.sheets.flatMap((s) => numbersIn(s.name))));
  const breakdowns = [...new Set(content.tables.map((t) => t.breakdown))];
  return meant.sheets.flatMap((wanted, i) => {
    const found = sheets[i];
    if (found === undefined) return [{ where: name, what: 'lacks a sheet' }];
    const say = (row: number, what: string): Problem => ({ where: `${name}, sheet ${i + 1}, row ${row}`, what });
    return wanted.kind === 'page'
      ? checkPage(wanted, found, explained, say)
      : checkTable(content, locale, breakdowns[i - 1] ?? '', wanted, found, say);
  });
}

type Say = (row: number, what: string) => Problem;

function checkPage(wanted: PageSheet, found: ReadSheet, explained: ReadonlySet<string>, say: Say): readonly Problem[] {
  const problems: Problem[] = [];
  if (found.rows.length !== wanted.lines.length) problems.push(say(0, 'has more or fewer lines than the release'));
  for (const [r, cells] of found.rows.entries()) {
    const line = wanted.lines[r];
    const [term, text, ...others] = cells;
    if (line === undefined || (term ?? '') !== line.term || (text ?? '') !== line.text || others.length > 0)
      problems.push(say(r + 1, 'is not what the release says'));
    const numbers = cells.flatMap((cell) => numbersIn(String(cell ?? '')));
    if (numbers.some((token) => !explained.has(token)))
      problems.push(say(r + 1, 'has a number that the release does not explain'));
  }
  return problems;
}

function checkTable(
  content: ReleaseContent,
  locale: Locale,
  breakdown: string,
  { header }: TableSheet,
  found: ReadSheet,
  say: Say,
): readonly Problem[] {
  const expected = content.tables
    .filter((t) => t.breakdown === breakdown)
    .flatMap((table) => table.rows.flatMap((row) => rowsOf(content, locale, table, row)));
  const [head = [], ...rows] = found.rows;
  const problems: Problem[] = [];
  if (head.join('\n') !== header.join('\n') || numbersIn(head.slice(-NUMBERS).join(' ')).length > 0)
    problems.push(say(1, 'is another header'));
  if (rows.length !== expected.length) problems.push(say(0, 'has more or fewer rows than the release'));
  const last = String.fromCharCode(64 + header.length);
  if (!found.frozen || found.filter !== `A1:${last}${rows.length + 1}`)
    problems.push(say(1, 'does not stay in view, or does not filter the table'));
  for (const [i, { labels, numbers }] of expected.entries()) {
    const cells = rows[i] ?? [];
    const texts = cells.slice(0, labels.length);
    if (labels.length !== header.length - NUMBERS || !labels.every((label, k) => label(String(texts[k] ?? ''))))
      problems.push(say(i + 2, 'names another group or category than the release'));
    const given = Array.from({ length: header.length - labels.length }, (_, k) => cells[labels.length + k] ?? null);
    if (cells.length > header.length || !given.every((cell, k) => sameCell(cell, numbers[k] ?? null)))
      problems.push(say(i + 2, 'has other numbers than the release'));
  }
  return problems;
}

/** People, people in the group, share, at least, at most. */
const NUMBERS = 5;

/** A number, the mark of a withheld one, another text without digits in place of one, or nothing. */
type Cell = number | 'withheld' | 'mark' | null;

function sameCell(found: string | number | null, wanted: Cell): boolean {
  if (wanted === 'withheld') return found === '*';
  if (wanted === 'mark') return typeof found === 'string' && /^[^*\p{Nd}]+$/u.test(found);
  return found === wanted;
}

interface Expected {
  readonly labels: readonly ((text: string) => boolean)[];
  readonly numbers: readonly Cell[];
}

function rowsOf(content: ReleaseContent, locale: Locale, table: ReleasedTable, row: ReleasedRow): readonly Expected[] {
  const indicator = content.indicators.find((i) => i.id === table.indicator);
  const categories = indicator?.forms.find((f) => f.id === table.form)?.categories ?? [];
  const say = (text: Localised | undefined): string => (text?.[locale] ?? text?.en ?? '').normalize('NFC');
  const groups = table.dimensions.map((id, d) => {
    const code = row.codes[d] ?? '';
    const known = content.dimensions.find((one) => one.id === id)?.codes.find((c) => c.id === code.replace(/^~/u, ''));
    const own = say(known?.label);
    if (!code.startsWith('~')) return (text: string) => text === own;
    // The words around a remainder's parent are the language's own.
    return (text: string) =>
      text !== own && (known?.parent === null || text.includes(own)) && !/\p{Nd}/u.test(text.replace(own, ''));
  });
  return categories.map((category, c) => ({
    labels: [
      ...groups,
      (topic) => numbersIn(topic).every((n) => numbersIn(indicator?.topic ?? '').includes(n)),
      (text) => text === say(indicator?.label),
      (text) => text === say(category.label),
    ],
    numbers: numbersOf(content, categories, row, c),
  }));
}

function numbersOf(
  content: ReleaseContent,
  categories: readonly ReleasedCategory[],
  row: ReleasedRow,
  c: number,
): readonly Cell[] {
  if (row.state === 'withheld') return ['withheld', 'withheld', 'withheld', null, null];
  if (row.state === 'banded') return ['mark', row.base, 'mark', row.cells[c]?.low ?? null, row.cells[c]?.high ?? null];
  const count = row.cells[c] ?? null;
  const missing = categories.findIndex((category) => category.missing);
  const answered = row.base - (row.cells[missing] ?? 0);
  if (count === null || c === missing || answered === 0) return [count, row.base, 'mark', null, null];
  const { percentDecimals } = content.policy;
  const scale = 100 * 10 ** percentDecimals;
  return [
    count,
    row.base,
    Math.round(wholePercent(count, answered, percentDecimals) * 10 ** percentDecimals) / scale,
    null,
    null,
  ];
}
