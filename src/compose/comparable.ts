import type {
  ReleaseContent,
  ReleasedCategory,
  ReleasedDimension,
  ReleasedIndicator,
  ReleasedRow,
  ReleasedTable,
} from '#release';
import { categoriesOf } from './published.ts';

/** The tables of two years that count the same thing in the same words; `before` is null where last year has none. */
export interface YearPair {
  readonly indicator: ReleasedIndicator;
  readonly categories: readonly ReleasedCategory[];
  readonly now: ReleasedTable;
  readonly before: ReleasedTable | null;
}

/**
 * Last year's table for a table of this year. Only where definition, source, population, form and categories are the same: a question
 * that was asked or counted otherwise is another question, however alike its name.
 */
export function yearPair(content: ReleaseContent, now: ReleasedTable, earlier: ReleaseContent): YearPair | null {
  const indicator = content.indicators.find(({ id }) => id === now.indicator);
  if (indicator === undefined) return null;
  const categories = categoriesOf(indicator, now);
  const asked = earlier.indicators.find(({ id }) => id === indicator.id);
  const before = earlier.tables.find(
    (table) =>
      table.indicator === now.indicator && table.breakdown === now.breakdown && alike(table.dimensions, now.dimensions),
  );
  const same =
    asked !== undefined &&
    before !== undefined &&
    before.form === now.form &&
    alike(meaning(asked, categoriesOf(asked, before)), meaning(indicator, categories));
  return { indicator, categories, now, before: same ? before : null };
}

/** The row of the same people's place in last year's table: the same codes, each under the same name and the same parent. */
export function rowBefore(
  pair: YearPair,
  codes: readonly string[],
  content: ReleaseContent,
  earlier: ReleaseContent,
): ReleasedRow | null {
  const same = pair.now.dimensions.every((id, d) => {
    const code = codes[d] ?? '';
    return alike(place(content.dimensions, id, code), place(earlier.dimensions, id, code));
  });
  if (!same) return null;
  return pair.before?.rows.find((row) => row.kind === 'group' && alike(row.codes, codes)) ?? null;
}

/** A group's name, its parent and its own groups: a division that took over a department is another group. The whole stays the whole. */
function place(dimensions: readonly ReleasedDimension[], id: string, code: string): unknown {
  const codes = dimensions.find((dimension) => dimension.id === id)?.codes ?? [];
  const found = codes.find((each) => each.id === code);
  if (found === undefined) return null;
  if (found.parent === null) return found.id;
  return [
    found.label.en,
    found.parent,
    codes.filter((each) => each.parent === code).map((each) => [each.id, each.label.en]),
  ];
}

/** What two years must agree on. Words in other languages may be mended from one year to the next. */
function meaning(
  { definition, source, population }: ReleasedIndicator,
  categories: readonly ReleasedCategory[],
): unknown {
  return [
    definition.en,
    source,
    population,
    categories.map(({ code, label, direction, missing }) => [code, label.en, direction, missing]),
  ];
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
