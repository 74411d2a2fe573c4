import type { Problem } from '#core';
import type { ReleaseContent, ReleasedCategory, ReleasedRow, ReleasedTable } from '#release';
import { readCsv, unquoted } from './read-csv.ts';
import { wholePercent } from './tokens.ts';

/** Reads a table back and compares every field with the release; a line too many or too few is a difference as well. */
export function checkCsv(
  content: ReleaseContent,
  name: string,
  breakdown: string,
  bytes: Uint8Array,
): readonly Problem[] {
  const tables = content.tables.filter((t) => t.breakdown === breakdown);
  const { header, lines } = readCsv(bytes);
  const dimensions = tables[0]?.dimensions ?? [];
  const columns = [
    'period',
    'breakdown',
    ...dimensions.flatMap((d) => [d, `${d}_label`]),
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
    'obs_status',
    'conf_status',
    'definition_version',
  ];
  if (header.join('\n') !== columns.join('\n'))
    return [{ where: name, what: 'has other columns than a released table' }];

  const expected = tables.flatMap((table) =>
    table.rows.flatMap((row) => categoriesOf(content, table).map((category, c) => ({ table, row, category, c }))),
  );
  const places = new Map(columns.map((column, k) => [column, k]));
  const problems: Problem[] = [];
  if (lines.length !== expected.length)
    problems.push({ where: name, what: 'has more or fewer lines than the release' });
  for (const [i, { table, row, category, c }] of expected.entries()) {
    const line = lines[i];
    const at = (column: string): string => unquoted(line?.[places.get(column) ?? -1] ?? '');
    const names: readonly (readonly [string, string])[] = [
      ['period', content.period.id],
      ['breakdown', breakdown],
      ['row_kind', row.kind],
      ['indicator', table.indicator],
      ['form', table.form],
      ['category', category.code],
      ['category_label', category.label.en.normalize('NFC')],
      ['definition_version', content.report.version],
      ...dimensions.map((d, k): readonly [string, string] => [d, row.codes[k] ?? '']),
    ];
    const sameNames =
      names.every(([column, value]) => at(column) === value) &&
      dimensions.every((d, k) => namesGroup(content, d, row.codes[k] ?? '', at(`${d}_label`)));
    if (!sameNames || line?.length !== columns.length)
      problems.push({
        where: `${name}, line ${String(i + 2)}`,
        what: 'names another group or category than the release',
      });
    if (!sameNumbers(content, table, row, c, at))
      problems.push({ where: `${name}, line ${String(i + 2)}`, what: 'has other numbers than the release' });
  }
  return problems;
}

function categoriesOf(content: ReleaseContent, table: ReleasedTable): readonly ReleasedCategory[] {
  return (
    content.indicators.find((i) => i.id === table.indicator)?.forms.find((f) => f.id === table.form)?.categories ?? []
  );
}

function namesGroup(content: ReleaseContent, dimension: string, code: string, label: string): boolean {
  const known = content.dimensions.find((d) => d.id === dimension)?.codes.find((c) => c.id === code.replace(/^~/u, ''));
  if (known === undefined) return false;
  const own = known.label.en.normalize('NFC');
  if (!code.startsWith('~')) return label === own;
  return known.parent === null ? label === 'Others, combined' : label.includes(own);
}

function sameNumbers(
  content: ReleaseContent,
  table: ReleasedTable,
  row: ReleasedRow,
  c: number,
  at: (column: string) => string,
): boolean {
  const [count, base, percent, status, low, high] = ['count', 'base', 'percent', 'status', 'low', 'high'].map(at);
  // A count that is not there is suppressed and confidential, whatever the reason and whatever stands in its place.
  if (at('obs_status') + at('conf_status') !== (count === '' ? 'QC' : 'AF')) return false;
  if (row.state === 'withheld')
    return status === 'withheld' && [count, base, percent, low, high].every((field) => field === '');
  if (base !== String(row.base)) return false;
  if (row.state === 'banded')
    return (
      status === 'banded' &&
      count === '' &&
      percent === '' &&
      low === String(row.cells[c]?.low) &&
      high === String(row.cells[c]?.high)
    );
  const categories = categoriesOf(content, table);
  const missing = categories.findIndex((category) => category.missing);
  const answered = row.base - (row.cells[missing] ?? 0);
  const { percentDecimals } = content.policy;
  const share =
    c === missing || answered === 0
      ? ''
      : wholePercent(row.cells[c] ?? -1, answered, percentDecimals).toFixed(percentDecimals);
  return status === 'published' && low === '' && high === '' && count === String(row.cells[c]) && percent === share;
}
