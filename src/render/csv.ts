import Papa from 'papaparse';
import { TuttiError } from '#core';
import {
  remainderParent,
  type Released,
  type ReleaseContent,
  type ReleasedDimension,
  type ReleasedRow,
  type ReleasedTable,
} from '#release';
import { assertReleased } from './assert-released.ts';
import type { RenderedFile } from './rendered-file.ts';
import { formOf, percentOf } from './shares.ts';

/** Columns before and after the dimensions. Codes are the same in every language; labels are English. */
const BEFORE = ['period', 'breakdown'] as const;
const AFTER = [
  'row_kind',
  'indicator',
  'form',
  'category',
  'category_label',
  'count',
  'base',
  'percent',
  'status',
  'low',
  'high',
] as const;

/**
 * One tidy table per breakdown: a line per group, indicator and category. Empty where a number is withheld; `low` and `high` where it
 * is a range. UTF-8 without a mark, lines end in `\n`, decimals in a dot. Cells that a spreadsheet would run as a formula are quoted.
 */
export function renderCsv(released: Released): readonly RenderedFile[] {
  assertReleased(released);
  const { content } = released;
  const breakdowns = [...new Set(content.tables.map((t) => t.breakdown))];
  return breakdowns.map((breakdown) => {
    const tables = content.tables.filter((t) => t.breakdown === breakdown);
    return { name: csvName(breakdown), bytes: Buffer.from(csvText(content, tables), 'utf8') };
  });
}

/** A breakdown's name becomes a file's name, so it may hold nothing that a path could be made of. */
export function csvName(breakdown: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/iu.test(breakdown)) {
    throw new TuttiError('FILE_INVALID', {
      what: `The breakdown “${breakdown}” cannot name a file.`,
      hint: 'Use letters, digits, hyphens and underscores in the names of breakdowns.',
    });
  }
  return `tables/${breakdown}.csv`;
}

function csvText(content: ReleaseContent, tables: readonly ReleasedTable[]): string {
  const dimensions = (tables[0]?.dimensions ?? []).map((id) => dimensionOf(content, id));
  const columns = [...BEFORE, ...dimensions.flatMap((d) => [d.id, `${d.id}_label`]), ...AFTER];
  const lines = tables.flatMap((table) => table.rows.flatMap((row) => linesOf(content, table, dimensions, row)));
  return `${Papa.unparse({ fields: columns, data: lines.map((line) => [...line]) }, { escapeFormulae: true, newline: '\n' })}\n`;
}

function linesOf(
  content: ReleaseContent,
  table: ReleasedTable,
  dimensions: readonly ReleasedDimension[],
  row: ReleasedRow,
): readonly (readonly string[])[] {
  const form = formOf(content, table);
  const missing = form.categories.findIndex((c) => c.missing);
  const group = dimensions.flatMap((d, i) => [row.codes[i] ?? '', englishLabel(d, row.codes[i] ?? '')]);
  return form.categories.map((category, c) => [
    content.period.id,
    table.breakdown,
    ...group,
    row.kind,
    table.indicator,
    table.form,
    category.code,
    category.label.en.normalize('NFC'),
    ...numbers(row, c, missing, content.policy.percentDecimals),
  ]);
}

/** count, base, percent, status, low, high. */
function numbers(row: ReleasedRow, c: number, missing: number, decimals: number): readonly string[] {
  switch (row.state) {
    case 'withheld':
      return ['', '', '', 'withheld', '', ''];
    case 'banded': {
      const band = row.cells[c];
      return ['', String(row.base), '', 'banded', String(band?.low ?? ''), String(band?.high ?? '')];
    }
    case 'shown':
      return [String(row.cells[c] ?? ''), String(row.base), percentOf(row, c, missing, decimals), 'published', '', ''];
  }
}

function englishLabel(dimension: ReleasedDimension, code: string): string {
  const parent = remainderParent(code);
  const found = dimension.codes.find((known) => known.id === (parent ?? code));
  if (found === undefined) throw new Error(`dimension ${dimension.id} does not describe a code that a table uses`);
  if (parent === null) return found.label.en.normalize('NFC');
  return found.parent === null ? 'Others, combined' : `Others in ${found.label.en.normalize('NFC')}, combined`;
}

function dimensionOf(content: ReleaseContent, id: string): ReleasedDimension {
  const dimension = content.dimensions.find((d) => d.id === id);
  if (dimension === undefined) throw new Error(`a table crosses dimension ${id}, which the release does not describe`);
  return dimension;
}
