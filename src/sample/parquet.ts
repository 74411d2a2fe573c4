import { mkdir, open, rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { id, join, openVault, sql } from '#vault';
import { writeCsvFile, type TableCount } from './csv.ts';
import { generateDatabase, type DatabaseOptions } from './database.ts';
import { readSchema, type SchemaTable } from './schema.ts';

/**
 * Writes `NAME.parquet` for every relation, empty ones too. Each goes through a CSV file of its own that is read in a stream and removed, so
 * that no relation is ever in memory.
 */
export async function writeParquetFolder(folder: string, options: DatabaseOptions, onTable: (table: string) => void): Promise<readonly TableCount[]> {
  await mkdir(folder, { recursive: true });
  await using vault = await openVault({ memoryMB: 512 });
  const schema = new Map(readSchema().map((table) => [table.name, table]));
  const counts: TableCount[] = [];
  for (const table of generateDatabase(options)) {
    onTable(table.name);
    const csv = joinPath(folder, `${table.name}.csv.part`);
    try {
      const rows = await writeCsvFile(csv, table);
      const target = joinPath(folder, `${table.name}.parquet`);
      // The name may not be taken: an existing file is somebody's.
      await (await open(target, 'wx')).close();
      const written = await vault.run(sql`copy (select * from ${scan(csv, schema.get(table.name))}) to ${id(target)} (format parquet, compression zstd)`);
      if (written !== rows) throw new Error(`${written} of ${rows} rows of ${table.name} were written`);
      counts.push({ table: table.name, rows });
    } finally {
      await rm(csv, { force: true });
    }
  }
  return counts;
}

const TYPES: Readonly<Record<string, string>> = { text: 'VARCHAR', integer: 'INTEGER', numeric: 'DOUBLE', boolean: 'BOOLEAN', date: 'DATE', timestamptz: 'TIMESTAMPTZ' };

function scan(csv: string, table: SchemaTable | undefined): ReturnType<typeof sql> {
  if (table === undefined) throw new Error('a relation is not in the schema');
  const columns = table.columns.map(({ name, type }) => {
    const duckdb = TYPES[type];
    if (duckdb === undefined) throw new Error(`${table.name}.${name} is ${type}, which Parquet files are not written with`);
    return sql`${id(name)}: ${duckdb}`;
  });
  return sql`read_csv(${csv}, columns = {${join(columns, ', ', sql``)}}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false)`;
}
