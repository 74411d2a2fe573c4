import type { Locale, Localised } from '#core';
import type {
  Band,
  Direction,
  ReleaseContent,
  ReleasedCategory,
  ReleasedIndicator,
  ReleasedRow,
  ReleasedTable,
} from '#release';

/** A release in one language, with the look-ups that every section needs. It holds no number that the release does not hold. */
export interface Published {
  readonly content: ReleaseContent;
  readonly text: (localised: Localised) => string;
  readonly tableOf: (indicator: string, breakdown: string) => ReleasedTable | undefined;
  /** The table without dimensions: the employer as a whole. */
  readonly companyTable: (indicator: string) => ReleasedTable | undefined;
  readonly categoriesOf: (indicator: ReleasedIndicator, table: ReleasedTable) => readonly ReleasedCategory[];
}

export function published(content: ReleaseContent, locale: Locale): Published {
  const byKey = new Map(content.tables.map((table) => [`${table.indicator}\n${table.breakdown}`, table]));
  const company = new Map(content.tables.filter((t) => t.dimensions.length === 0).map((t) => [t.indicator, t]));
  return Object.freeze({
    content,
    text: (localised: Localised) => (localised[locale] ?? localised.en).normalize('NFC'),
    tableOf: (indicator: string, breakdown: string) => byKey.get(`${indicator}\n${breakdown}`),
    companyTable: (indicator: string) => company.get(indicator),
    categoriesOf,
  });
}

/** The categories of the form a table is shown in. A form that is not described is a broken release. */
export function categoriesOf(indicator: ReleasedIndicator, table: ReleasedTable): readonly ReleasedCategory[] {
  const form = indicator.forms.find((f) => f.id === table.form);
  if (form === undefined)
    throw new Error(`table ${table.id} is in form ${table.form}, which indicator ${indicator.id} does not describe`);
  return form.categories;
}

/** What one part of a row comes to: `count` people of `answered`, both exact or both as ranges of whole numbers. */
export interface Share {
  readonly exact: boolean;
  readonly count: Band;
  readonly answered: Band;
  readonly base: number;
}

/** Adds up the picked categories of a shown or banded row, and the people who answered: base less "no answer". */
export function shareOf(
  row: Exclude<ReleasedRow, { state: 'withheld' }>,
  categories: readonly ReleasedCategory[],
  picked: readonly string[],
): Share {
  const cells = row.cells.map((cell): Band => (typeof cell === 'number' ? { low: cell, high: cell } : cell));
  let low = 0;
  let high = 0;
  let missing: Band = { low: 0, high: 0 };
  for (const [i, category] of categories.entries()) {
    const cell = cells[i];
    if (cell === undefined) throw new Error(`a row has fewer cells than its form has categories`);
    if (picked.includes(category.code)) {
      low += cell.low;
      high += cell.high;
    }
    if (category.missing) missing = cell;
  }
  const answered = { low: row.base - missing.high, high: row.base - missing.low };
  // Answers cannot outnumber the people who answered; "no answer" can.
  const most = categories.some((c) => c.missing && picked.includes(c.code)) ? row.base : answered.high;
  const count = { low, high: Math.min(high, most) };
  return { exact: count.low === count.high && answered.low === answered.high, count, answered, base: row.base };
}

/**
 * The categories that stand for an indicator where there is room for one number: what deserves attention, else what is favourable,
 * else the first answer. A rule on the form alone, so that no data decides what is shown.
 */
export function keyCategories(categories: readonly ReleasedCategory[]): readonly ReleasedCategory[] {
  const answers = categories.filter((c) => !c.missing);
  for (const direction of ['bad', 'good'] satisfies Direction[]) {
    const found = answers.filter((c) => c.direction === direction);
    if (found.length > 0 && found.length < answers.length) return found;
  }
  return answers.slice(0, 1);
}

/** The row of the employer as a whole. */
export function companyRow(table: ReleasedTable): ReleasedRow | undefined {
  return table.rows.find((row) => row.codes.length === 0);
}
