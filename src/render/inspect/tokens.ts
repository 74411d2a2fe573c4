import type { Locale } from '#core';
import type { Band, ReleaseContent, ReleasedCategory, ReleasedRow } from '#release';
import { benchmarkNumbers } from './check-benchmark.ts';
import { bookNumbers } from './check-book.ts';
import { funnelNumbers } from './check-funnel.ts';

/** Numbers as a reader sees them: digits with separators inside. */
const NUMBER = /\p{Nd}+(?:[.,\u00a0\u202f]\p{Nd}+)*/gu;

export function numbersIn(text: string): readonly string[] {
  return text.normalize('NFC').match(NUMBER) ?? [];
}

/** Half-up rounding in whole numbers: the inspector's own arithmetic, shared with no writer. */
export function wholePercent(count: number, of: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor((2 * 100 * scale * count + of) / (2 * of)) / scale;
}

export interface Writing {
  readonly count: (n: number) => string;
  readonly percent: (count: number, of: number) => string;
  /** A percentage without decimals, whatever the report's. */
  readonly wholePercent: (percent: number) => string;
  /** A difference of two printed shares, with its sign. */
  readonly points: (difference: number) => string;
  readonly decimals: number;
}

/** Formats are dear to make and to ask, and a report writes few different numbers many times: each is written once. */
const WRITINGS = new Map<string, Writing>();

export function writing(locale: Locale, decimals: number): Writing {
  const key = `${locale} ${String(decimals)}`;
  const write = WRITINGS.get(key) ?? newWriting(locale, decimals);
  WRITINGS.set(key, write);
  return write;
}

function newWriting(locale: Locale, decimals: number): Writing {
  const whole = new Intl.NumberFormat(locale, { useGrouping: 'always' });
  const sign = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const noDecimals = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const count = remembered((n) => whole.format(n));
  const percent = remembered((share) => sign.format(share));
  return {
    decimals,
    points: (difference) => {
      const size = plain.format(Math.abs(difference));
      return Number(difference.toFixed(decimals)) === 0 ? size : (difference > 0 ? '+' : '\u2212') + size;
    },
    wholePercent: (percent) => noDecimals.format(percent / 100),
    count,
    percent: (part, of) => percent(wholePercent(part, of, decimals) / 100),
  };
}

function remembered(write: (n: number) => string): (n: number) => string {
  const written = new Map<number, string>();
  return (n) => {
    const known = written.get(n);
    if (known !== undefined) return known;
    const text = write(n);
    written.set(n, text);
    return text;
  };
}

/** Every number of the release that a report of it may hold, written as its language writes it. */
export function explainedNumbers(content: ReleaseContent, locale: Locale): ReadonlySet<string> {
  const { policy } = content;
  const write = writing(locale, policy.percentDecimals);
  const known = new Set<string>();
  const say = (text: string): void => {
    for (const token of numbersIn(text)) known.add(token);
  };

  for (const text of textsOf(content)) say(text);
  for (const iso of [content.period.from, content.period.to]) {
    say(new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(`${iso}T00:00:00Z`)));
  }
  const { minGroup, minGroupSensitive, minCell, minCompleters, minParticipation, insiders, homogeneity } = policy;
  for (const n of [minGroup, minGroupSensitive, minCell, minCompleters, minParticipation, insiders])
    say(write.count(n));
  const edge = Math.round(homogeneity * 1e6);
  say(write.percent(edge, 1e6));
  say(write.percent(1e6 - edge, 1e6));

  // The same few numbers stand in many rows.
  const numbers = new Set([
    ...funnelNumbers(content, write),
    ...benchmarkNumbers(content, write),
    ...bookNumbers(content, write),
  ]);
  for (const table of content.tables) {
    const categories =
      content.indicators.find((i) => i.id === table.indicator)?.forms.find((f) => f.id === table.form)?.categories ??
      [];
    for (const row of table.rows) for (const text of rowNumbers(row, categories, write)) numbers.add(text);
  }
  for (const text of numbers) say(text);
  return known;
}

/** Base, people who answered, every count, and the shares of single categories and of categories of one direction together. */
function rowNumbers(row: ReleasedRow, categories: readonly ReleasedCategory[], write: Writing): readonly string[] {
  if (row.state === 'withheld') return [];
  const cells = row.cells.map((cell): Band => (typeof cell === 'number' ? { low: cell, high: cell } : cell));
  const at = (i: number): Band => cells[i] ?? { low: 0, high: 0 };
  const missing = categories.findIndex((c) => c.missing);
  const answered = { low: row.base - at(missing).high, high: row.base - at(missing).low };
  const groups = [
    ...categories.map((_, i) => [i]),
    ...(['good', 'bad', 'neutral'] as const).map((direction) =>
      categories.flatMap((c, i) => (c.direction === direction && !c.missing ? [i] : [])),
    ),
  ];
  const numbers = [write.count(row.base), write.count(answered.low), write.count(answered.high)];
  for (const group of groups) {
    const low = group.reduce((sum, i) => sum + at(i).low, 0);
    const high = Math.min(
      answered.high,
      group.reduce((sum, i) => sum + at(i).high, 0),
    );
    numbers.push(write.count(low), write.count(high));
    if (answered.high > 0) numbers.push(write.percent(low, answered.high));
    numbers.push(answered.low > 0 ? write.percent(Math.min(high, answered.low), answered.low) : write.percent(1, 1));
  }
  return numbers;
}

/** Names and definitions: numbers in them are the definitions' own. */
function textsOf(content: ReleaseContent): readonly string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) visit(part);
  };
  visit([
    content.employer,
    content.report,
    content.period.id,
    content.source,
    content.dimensions,
    content.indicators,
    (content.funnel ?? []).map(({ label }) => label),
    policyName(content),
  ]);
  visit(content.tables.map((t) => t.breakdown));
  return texts;
}

function policyName(content: ReleaseContent): string {
  return content.policy.preset;
}
