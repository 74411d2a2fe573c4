import { percent } from '#compose';
import type { ReleaseContent, ReleasedIndicator, ReleasedRow, ReleasedTable } from '#release';

/** What a table refers to; a reference that leads nowhere is a broken release, not a reader's problem. */
export function indicatorOf(content: ReleaseContent, table: ReleasedTable): ReleasedIndicator {
  const indicator = content.indicators.find((i) => i.id === table.indicator);
  if (indicator === undefined) throw new Error(`table ${table.id} names no known indicator`);
  return indicator;
}

export function formOf(content: ReleaseContent, table: ReleasedTable): ReleasedIndicator['forms'][number] {
  const form = indicatorOf(content, table).forms.find((f) => f.id === table.form);
  if (form === undefined) throw new Error(`table ${table.id} names no known form`);
  return form;
}

/** Per cent of the people who answered, as text with a dot and the policy's decimals: the same digits in every language. */
export function percentOf(
  row: Extract<ReleasedRow, { state: 'shown' }>,
  c: number,
  missing: number,
  decimals: number,
): string {
  const count = row.cells[c];
  const answered = row.base - (row.cells[missing] ?? 0);
  if (count === undefined || c === missing || answered === 0) return '';
  return percent(count / answered, decimals).toFixed(decimals);
}
