import {
  remainderParent,
  type ReleasedCategory,
  type ReleasedDimension,
  type ReleasedIndicator,
  type ReleasedRow,
  type ReleasedTable,
} from '#release';
import type { CellSource, ComparisonCell, ComparisonColumn, ComparisonRow } from './document.ts';
import { codeLabel, depthOf, isTotal } from './labels.ts';
import { WITHHELD_MARK } from './numbers.ts';
import { keyCategories, shareOf } from './published.ts';
import { answeredText, shareText, spanOf, type RangeWords } from './share-text.ts';
import type { Voice } from './voice.ts';

/** One column of a comparison: an indicator in one breakdown. */
export interface Side {
  readonly indicator: ReleasedIndicator;
  readonly table: ReleasedTable;
}

/**
 * The rows of all sides in registry order: the grand total, then every group that is at no dimension's total (its margins have a
 * breakdown of their own), a remainder after the groups it follows in its table.
 */
export function rowOrder(
  tables: readonly ReleasedTable[],
  dimensions: readonly ReleasedDimension[],
): readonly (readonly string[])[] {
  const order: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (const table of tables) {
    let at = 0;
    for (const { codes } of table.rows) {
      const totals = codes.filter((code, d) => isTotal(dimensionAt(dimensions, d), code)).length;
      if (totals !== 0 && totals !== codes.length) continue;
      const key = codes.join('\n');
      if (seen.has(key)) at = order.findIndex((known) => known.join('\n') === key) + 1;
      else {
        seen.add(key);
        order.splice(at, 0, codes);
        at += 1;
      }
    }
  }
  return order;
}

/** One group with a cell per indicator. */
export function comparisonRow(
  v: Voice,
  dimensions: readonly ReleasedDimension[],
  sides: readonly Side[],
  codes: readonly string[],
): ComparisonRow {
  const total = codes.every((code, d) => isTotal(dimensionAt(dimensions, d), code));
  const labels = codes.map((code, d) => codeLabel(v.p, v.texts, dimensionAt(dimensions, d), code));
  const single = dimensions.length === 1 ? dimensions[0] : undefined;
  return {
    label: total ? v.texts.table.everybody : labels.join(' · '),
    depth: total || single === undefined ? 0 : Math.max(0, depthOf(single, codes[0] ?? '') - 1),
    parent: single?.codes.some((c) => c.parent === codes[0]) ?? false,
    kind: total ? 'total' : codes.some((code) => remainderParent(code) !== null) ? 'remainder' : 'group',
    cells: sides.map((side) => cell(v, side, codes)),
  };
}

/** "Over", "under" and "to" where there is no room for words; a screen reader is given the words. */
const SIGNS: RangeWords = {
  over: ({ share }) => `> ${share}`,
  under: ({ share }) => `< ${share}`,
  between: ({ low, high }) => `${low}–${high}`,
};

function cell(v: Voice, { indicator, table }: Side, codes: readonly string[]): ComparisonCell {
  const row = table.rows.find((r) => sameCodes(r, codes));
  if (row === undefined) return { state: 'absent' };
  const categories = v.p.categoriesOf(indicator, table);
  const picked = keyCategories(categories).map((c) => c.code);
  return cellFor(v, row, categories, { table: table.id, codes, categories: picked });
}

/** The share of the answers that `source` names among those who answered, as one cell of a comparison; absent where nobody answered. */
export function cellFor(
  v: Voice,
  row: ReleasedRow,
  categories: readonly ReleasedCategory[],
  source: CellSource,
): ComparisonCell {
  if (row.state === 'withheld') return { state: 'withheld', mark: WITHHELD_MARK, spoken: v.texts.table.hidden, source };
  const share = shareOf(row, categories, source.categories);
  const { homogeneity } = v.p.content.policy;
  const text = shareText(share, homogeneity, v.numbers, SIGNS);
  const spoken = shareText(share, homogeneity, v.numbers, v.texts);
  const span = spanOf(share);
  if (text === null || spoken === null || span === null) return { state: 'absent' };
  return { state: 'shown', share: text, spoken, people: answeredText(share, v.numbers, SIGNS), span, source };
}

/** The indicator and the answers that its column adds up. */
export function comparisonColumn(v: Voice, { indicator, table }: Side): ComparisonColumn {
  const key = keyCategories(v.p.categoriesOf(indicator, table));
  const direction = key[0]?.direction ?? 'neutral';
  return { title: v.p.text(indicator.label), category: v.texts.joinOr(key.map((c) => v.p.text(c.label))), direction };
}

function sameCodes(row: ReleasedRow, codes: readonly string[]): boolean {
  return row.codes.length === codes.length && row.codes.every((code, i) => code === codes[i]);
}

function dimensionAt(dimensions: readonly ReleasedDimension[], d: number): ReleasedDimension {
  const dimension = dimensions[d];
  if (dimension === undefined) throw new Error('a row has more codes than its table has dimensions');
  return dimension;
}
