import { stat } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { CatalogTable } from '#config';
import { TuttiError } from '#core';
import { id, join, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { checkCatalog } from './catalog-check.ts';
import { csvHeader } from './csv-header.ts';
import { LANDING, allTexts } from './landed.ts';
import type { SourceOrder } from './source-order.ts';

interface TableFile {
  readonly table: string;
  readonly path: string;
  /** Every column of the file, in file order. */
  readonly columns: readonly string[];
  readonly scan: Sql;
}

/**
 * A folder with `NAME.csv` or `NAME.parquet` per table (or one file for a catalog of one table). DuckDB reads the files itself, every
 * column as a text and nothing guessed; only needed columns are kept.
 */
export async function readFiles(
  vault: Vault,
  { tables, progress, landed }: SourceOrder,
  catalog: readonly CatalogTable[],
  path: string,
): Promise<void> {
  const files = await filesOf(vault, catalog, path);
  for (const file of files) refuseHeaderless(file, catalog);
  checkCatalog(catalog, new Map(files.map((file) => [file.table, file.columns])));
  for (const table of tables) {
    progress.step(`reading ${table.name}`);
    const file = files.find((f) => f.table === table.name);
    if (file === undefined) throw new RangeError(`no file for ${table.name}`);
    const texts = table.columns.map((column) => sql`${id(column.name)}::varchar as ${id(column.name)}`);
    await reading(file, () =>
      vault.run(sql`create table ${id(LANDING, table.name)} as select ${join(texts, ', ', sql``)} from ${file.scan}`),
    );
    await landed(table, allTexts);
  }
}

async function filesOf(vault: Vault, catalog: readonly CatalogTable[], path: string): Promise<readonly TableFile[]> {
  const kind = await kindOf(path);
  if (kind === 'missing') {
    throw new TuttiError('SOURCE_UNREACHABLE', {
      what: `there is nothing at ${path}`,
      hint: 'Give the folder with one NAME.csv or NAME.parquet per table.',
    });
  }
  const [only, ...others] = catalog;
  if (kind === 'file') {
    if (only === undefined || others.length > 0) {
      throw new TuttiError('USAGE', {
        what: `${path} is one file, but the catalog has ${catalog.length} tables`,
        hint: 'Give the folder that holds one file per table.',
      });
    }
    return [await opened(vault, only.name, path)];
  }
  const files: TableFile[] = [];
  for (const { name } of catalog) {
    const candidates = [joinPath(path, `${name}.csv`), joinPath(path, `${name}.parquet`)];
    const kinds = await Promise.all(candidates.map(kindOf));
    const found = candidates.filter((_, i) => kinds[i] === 'file');
    if (found.length > 1) {
      throw new TuttiError('SOURCE_QUALITY', {
        what: `${path} has both ${name}.csv and ${name}.parquet`,
        hint: 'Keep one of the two.',
      });
    }
    if (found[0] !== undefined) files.push(await opened(vault, name, found[0]));
  }
  return files;
}

async function opened(vault: Vault, table: string, path: string): Promise<TableFile> {
  // DuckDB expands these; a name that holds one could read more files than were meant.
  if (/[*?[\]]/.test(path))
    throw new TuttiError('USAGE', { what: `${path} holds one of * ? [ ]`, hint: 'Rename the file or folder.' });
  if (path.endsWith('.parquet')) {
    const scan = sql`read_parquet(${path})`;
    const described = await reading({ table, path }, () =>
      vault.rows(sql`select name from parquet_schema(${path}) where num_children is null`),
    );
    return { table, path, columns: described.map((row) => row.text('name')), scan };
  }
  if (!path.endsWith('.csv'))
    throw new TuttiError('USAGE', {
      what: `${path} is neither .csv nor .parquet`,
      hint: 'Export the table as one of the two.',
    });
  const columns = await csvHeader(path, table);
  const struct = join(
    columns.map((name) => sql`${id(name)}: 'VARCHAR'`),
    ', ',
    sql``,
  );
  const scan = sql`read_csv(${path}, columns = {${struct}}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false, ignore_errors = false)`;
  return { table, path, columns, scan };
}

/** A first row of values must not be reported as names of columns. */
function refuseHeaderless(file: TableFile, catalog: readonly CatalogTable[]): void {
  const known = new Set(catalog.find((table) => table.name === file.table)?.columns.map((column) => column.name));
  if (file.columns.some((name) => known.has(name))) return;
  throw new TuttiError('SOURCE_MISSING_COLUMN', {
    what: `the file for ${file.table} has none of the catalog's columns in its header row`,
    hint: 'Write a header row with the names of the columns.',
  });
}

/** DuckDB's messages about a file quote the offending row; only a line number is taken from them. */
async function reading<T>(file: { readonly table: string; readonly path: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const line = cause instanceof Error ? /\bLine: (\d+)/.exec(cause.message)?.[1] : undefined;
    throw new TuttiError(
      'SOURCE_QUALITY',
      {
        what: `the file for ${file.table} cannot be read${line === undefined ? '' : ` at line ${line}`}`,
        hint: 'It must be UTF-8 with commas, a header row, and as many fields in each row; quotes inside quoted fields are doubled.',
      },
      { cause },
    );
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'missing';
  }
}
