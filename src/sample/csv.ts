import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { generateDatabase, type DatabaseOptions, type GeneratedTable } from './database.ts';
import type { Cell } from './world.ts';

const CHUNK = 2000;

/**
 * CSV text in chunks, header first. A missing value is an empty unquoted field. Values are written as they are, `=HYPERLINK(…)`
 * included: this is the raw source that the pipeline must cope with, not a file for people.
 */
export function* csvChunks({ columns, rows }: GeneratedTable): Generator<string> {
  yield lines([columns]);
  let chunk: (readonly Cell[])[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length === CHUNK) {
      yield lines(chunk);
      chunk = [];
    }
  }
  if (chunk.length > 0) yield lines(chunk);
}

function lines(rows: readonly (readonly Cell[])[]): string {
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\n' },
  )}\n`;
}

export interface TableCount {
  readonly table: string;
  readonly rows: number;
}

/** Writes `NAME.csv` for every table, empty ones too. */
export async function writeCsvFolder(
  folder: string,
  options: DatabaseOptions,
  onTable: (table: string) => void = () => undefined,
): Promise<readonly TableCount[]> {
  await mkdir(folder, { recursive: true });
  const counts: TableCount[] = [];
  for (const table of generateDatabase(options)) {
    onTable(table.name);
    counts.push({ table: table.name, rows: await writeCsvFile(join(folder, `${table.name}.csv`), table) });
  }
  return counts;
}

/** Writes one table; the number of its rows. */
export async function writeCsvFile(path: string, table: GeneratedTable): Promise<number> {
  const counted = counting(table);
  const file = await open(path, 'w');
  try {
    for (const chunk of csvChunks(counted.table)) await file.write(chunk);
  } finally {
    await file.close();
  }
  return counted.rows();
}

/** The same table, and how many of its rows have been read. */
function counting(table: GeneratedTable): { readonly table: GeneratedTable; readonly rows: () => number } {
  let count = 0;
  function* rows(): Generator<readonly Cell[]> {
    for (const row of table.rows) {
      count++;
      yield row;
    }
  }
  return { table: { ...table, rows: { [Symbol.iterator]: rows } }, rows: () => count };
}
