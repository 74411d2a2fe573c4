import type { ReleasedCategory, ReleasedIndicator, ReleasedRow } from '#release';
import type { BarRow, BarsBlock } from './document.ts';
import { WITHHELD_MARK } from './numbers.ts';
import { companyRow, keyCategories, shareOf, type Share } from './published.ts';
import { answeredText, countText, shareText, spanOf } from './share-text.ts';
import type { Voice } from './voice.ts';

type Told = Exclude<ReleasedRow, { state: 'withheld' }>;

/** One indicator for the employer as a whole: the key sentence, and every answer with its count, share and bar. */
export function indicatorBlock(v: Voice, indicator: ReleasedIndicator): BarsBlock | null {
  const table = v.p.companyTable(indicator.id);
  const row = table && companyRow(table);
  if (table === undefined || row === undefined) return null;
  const categories = v.p.categoriesOf(indicator, table);
  const title = v.p.text(indicator.label);
  const columns = { label: v.texts.table.category, people: v.texts.table.people, share: v.texts.table.share };
  if (row.state === 'withheld') {
    const rows = categories.map((c) => hiddenRow(v, table.id, c));
    return {
      kind: 'bars',
      title,
      sentence: v.texts.hiddenSentence,
      columns,
      rows,
      alt: v.texts.chartAlt({ title, bars: v.texts.hiddenSentence }),
      note: v.texts.table.hiddenNote,
    };
  }
  const rows = categories.map((c) => barRow(v, table.id, row, categories, c));
  const bars = rows
    .filter((r) => r.span !== null)
    .map((r) => v.texts.chartBar({ label: r.label, share: r.share, count: r.people }));
  return {
    kind: 'bars',
    title,
    sentence: keySentence(v, row, categories),
    columns,
    rows,
    alt: v.texts.chartAlt({ title, bars: bars.join('; ') }),
    note: baseNote(v, row, categories),
  };
}

function barRow(
  v: Voice,
  table: string,
  row: Told,
  categories: readonly ReleasedCategory[],
  category: ReleasedCategory,
): BarRow {
  const share = shareOf(row, categories, [category.code]);
  return {
    label: v.p.text(category.label),
    direction: category.missing ? 'missing' : category.direction,
    people: countText(share, v.numbers, v.texts),
    share: category.missing ? '' : (inWords(v, share) ?? ''),
    span: category.missing ? null : spanOf(share),
    source: { table, codes: [], categories: [category.code] },
  };
}

function hiddenRow(v: Voice, table: string, category: ReleasedCategory): BarRow {
  return {
    label: v.p.text(category.label),
    direction: category.missing ? 'missing' : category.direction,
    people: WITHHELD_MARK,
    share: category.missing ? '' : WITHHELD_MARK,
    span: null,
    source: { table, codes: [], categories: [category.code] },
  };
}

function keySentence(v: Voice, row: Told, categories: readonly ReleasedCategory[]): string {
  const key = keyCategories(categories);
  const share = shareOf(
    row,
    categories,
    key.map((c) => c.code),
  );
  const told = inWords(v, share);
  if (told === null) return '';
  const labels = v.texts.joinOr(key.map((c) => v.p.text(c.label)));
  if (!share.exact) return v.texts.bandSentence({ categories: labels, share: told, base: v.numbers.count(row.base) });
  return v.texts.keySentence({
    categories: labels,
    share: told,
    count: countText(share, v.numbers, v.texts),
    answered: answeredText(share, v.numbers, v.texts),
  });
}

function baseNote(v: Voice, row: Told, categories: readonly ReleasedCategory[]): string {
  const base = v.numbers.count(row.base);
  if (!categories.some((c) => c.missing)) return v.texts.table.counted({ base });
  return v.texts.table.answered({ answered: answeredText(shareOf(row, categories, []), v.numbers, v.texts), base });
}

function inWords(v: Voice, share: Share): string | null {
  return shareText(share, v.p.content.policy.homogeneity, v.numbers, v.texts);
}
