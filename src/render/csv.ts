import { groupLabels } from '#compose';
import type { Released, ReleaseContent, ReleasedDimension, ReleasedRow, ReleasedTable } from '#release';
import { assertReleased } from './assert-released.ts';
import { codeLists } from './csv-code-lists.ts';
import type { Column } from './csv-shape.ts';
import { dimensionsOf, tableShape } from './csv-table.ts';
import { csvBytes, delivered, fileName, type CsvFile } from './csv-text.ts';
import { csvwMetadata } from './csvw.ts';
import { dataPackage } from './datapackage.ts';
import type { RenderedFile } from './rendered-file.ts';
import { formOf, percentOf } from './shares.ts';

/**
 * Everything in `tables/`: one tidy CSV per breakdown, the code lists that explain its codes, and two descriptors of the same columns, a
 * Data Package and CSV on the Web, in which statistics software finds types, keys and texts. Nothing for a release without tables.
 */
export function renderCsv(released: Released): readonly RenderedFile[] {
  assertReleased(released);
  const { content } = released;
  if (content.tables.length === 0) return [];
  const files = [...tables(content), ...codeLists(content)];
  return [
    ...files.map(delivered),
    delivered({ path: 'datapackage.json', bytes: jsonBytes(dataPackage(released, files)) }),
    delivered({ path: 'csv-metadata.json', bytes: jsonBytes(csvwMetadata(released, files)) }),
  ];
}

function jsonBytes(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');
}

/** A line per group, indicator and category. Empty where a number is withheld; `low` and `high` where it is a range. */
function tables(content: ReleaseContent): readonly CsvFile[] {
  const label = groupLabels(content, 'en');
  return [...new Set(content.tables.map((t) => t.breakdown))].map((breakdown) => {
    const dimensions = dimensionsOf(content, breakdown);
    const shape = tableShape(dimensions);
    const lines = content.tables
      .filter((t) => t.breakdown === breakdown)
      .flatMap((table) => table.rows.flatMap((row) => linesOf(content, table, dimensions, row, label)));
    const by = dimensions.map((d) => d.label.en.normalize('NFC')).join(' × ');
    return {
      path: `${fileName('breakdown', breakdown)}.csv`,
      shape,
      bytes: csvBytes(
        shape,
        lines.map((line) => shape.columns.map((column) => fieldOf(line, column))),
      ),
      title: by === '' ? 'The employer as a whole' : `By ${by}`,
      description:
        'One line for each group, indicator and answer, the total and all margins included: pick one level before adding up.',
    };
  });
}

/** The fields of one line by column. */
type Line = ReadonlyMap<string, string>;

function fieldOf(line: Line, { name }: Column): string {
  const field = line.get(name);
  if (field === undefined) throw new Error(`nobody writes the column ${name}`);
  return field;
}

function linesOf(
  content: ReleaseContent,
  table: ReleasedTable,
  dimensions: readonly ReleasedDimension[],
  row: ReleasedRow,
  label: ReturnType<typeof groupLabels>,
): readonly Line[] {
  const form = formOf(content, table);
  const missing = form.categories.findIndex((c) => c.missing);
  const groups = dimensions.flatMap((d, i): readonly (readonly [string, string])[] => {
    const code = row.codes[i] ?? '';
    return [
      [d.id, code],
      [`${d.id}_label`, label(d, code)],
    ];
  });
  return form.categories.map(
    (category, c) =>
      new Map([
        ['period', content.period.id],
        ['breakdown', table.breakdown],
        ...groups,
        ['row_kind', row.kind],
        ['indicator', table.indicator],
        ['form', table.form],
        ['category', category.code],
        ['category_label', category.label.en.normalize('NFC')],
        ...Object.entries(numbers(row, c, missing, content.policy.percentDecimals)),
        ['definition_version', content.report.version],
      ]),
  );
}

const EMPTY = { count: '', base: '', percent: '', low: '', high: '' } as const;
const SUPPRESSED = { obs_status: 'Q', conf_status: 'C' } as const;

/** A count that is given as a range is suppressed as a count: `low` and `high` are what is published in its place. */
function numbers(row: ReleasedRow, c: number, missing: number, decimals: number): Readonly<Record<string, string>> {
  switch (row.state) {
    case 'withheld':
      return { ...EMPTY, ...SUPPRESSED, status: 'withheld' };
    case 'banded': {
      const { low, high } = row.cells[c] ?? { low: '', high: '' };
      return {
        ...EMPTY,
        ...SUPPRESSED,
        status: 'banded',
        base: String(row.base),
        low: String(low),
        high: String(high),
      };
    }
    case 'shown':
      return {
        ...EMPTY,
        count: String(row.cells[c] ?? ''),
        base: String(row.base),
        percent: percentOf(row, c, missing, decimals),
        status: 'published',
        obs_status: 'A',
        conf_status: 'F',
      };
  }
}
