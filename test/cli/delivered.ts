import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { checkContent, type ReleaseContent } from '#release';

/** One line of a delivered CSV as a statistician's software reads it; `codes` are the columns of the dimensions, in order. */
export interface CsvLine {
  readonly breakdown: string;
  readonly dimensions: readonly string[];
  readonly codes: readonly string[];
  readonly kind: string;
  readonly indicator: string;
  readonly form: string;
  readonly category: string;
  readonly status: string;
  readonly count: number | null;
  readonly base: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const DIMENSIONS = ['org', 'site', 'age', 'sex'] as const;

/** All lines of all tables of one release folder. */
export function linesOf(folder: string): readonly CsvLine[] {
  const files = readdirSync(join(folder, 'tables')).filter((name) => name.endsWith('.csv')).sort();
  return files.flatMap((file) => {
    const { data, meta, errors } = Papa.parse<Record<string, string>>(readFileSync(join(folder, 'tables', file), 'utf8'), { header: true, skipEmptyLines: true });
    if (errors.length > 0) throw new Error(`${file} is not a sound CSV file`);
    const dimensions = DIMENSIONS.filter((d) => meta.fields?.includes(d));
    return data.map((line) => ({
      breakdown: line['breakdown'] ?? '',
      dimensions,
      codes: dimensions.map((d) => line[d] ?? ''),
      kind: line['row_kind'] ?? '',
      indicator: line['indicator'] ?? '',
      form: line['form'] ?? '',
      category: line['category'] ?? '',
      status: line['status'] ?? '',
      count: wholeOrNull(line['count']),
      base: wholeOrNull(line['base']),
      low: wholeOrNull(line['low']),
      high: wholeOrNull(line['high']),
    }));
  });
}

function wholeOrNull(text: string | undefined): number | null {
  if (text === undefined) throw new Error('a column is missing');
  if (text === '') return null;
  if (!/^\d+$/u.test(text)) throw new Error(`${text} is no count`);
  return Number(text);
}

/** The signed payload of a release folder, checked for its form by the reader that everybody has. */
export function contentIn(folder: string): ReleaseContent {
  const checked = checkContent(JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8')));
  if (!checked.ok) throw new Error(checked.problems.map((p) => `${p.where}: ${p.what}`).join('\n'));
  return checked.content;
}

/** The lines that the CSV files must have, made from `table.json` alone. */
export function linesFrom(content: ReleaseContent): readonly CsvLine[] {
  return content.tables.flatMap((table) => {
    const form = content.indicators.find((i) => i.id === table.indicator)?.forms.find((f) => f.id === table.form);
    return table.rows.flatMap((row) =>
      (form?.categories ?? []).map((category, c): CsvLine => {
        const cell = row.state === 'withheld' ? undefined : row.cells[c];
        return {
          breakdown: table.breakdown,
          dimensions: table.dimensions,
          codes: row.codes,
          kind: row.kind,
          indicator: table.indicator,
          form: table.form,
          category: category.code,
          status: row.state === 'shown' ? 'published' : row.state,
          count: typeof cell === 'number' ? cell : null,
          base: row.state === 'withheld' ? null : row.base,
          low: typeof cell === 'object' ? cell.low : null,
          high: typeof cell === 'object' ? cell.high : null,
        };
      }),
    );
  });
}
