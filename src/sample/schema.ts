import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The relations in which the participant database is read, from `schema/vendor.sql`, so that no column is listed twice. */

export interface SchemaTable {
  readonly name: string;
  readonly columns: readonly SchemaColumn[];
}

export interface SchemaColumn {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The codes that the comment on the column's own line lists; none for most columns. */
  readonly codes: readonly string[];
}

const file = join(import.meta.dirname, 'schema', 'vendor.sql');

/** Every relation of the file, in its order. It keeps to `CREATE TABLE name ( column type [PRIMARY KEY] [NOT NULL], … );`. */
export function readSchema(): readonly SchemaTable[] {
  const text = readFileSync(file, 'utf8');
  const sql = text.replaceAll(/--.*$/gm, '');
  const tables = [...sql.matchAll(/CREATE TABLE (\w+) \(([^;]*)\);/g)].map(([, name = '', body = '']) => {
    const from = text.indexOf(`CREATE TABLE ${name} (`);
    const codes = codesIn(text.slice(from, text.indexOf('\n);', from)));
    return { name, columns: body.split(',').map((definition) => columnOf(name, definition.trim(), codes)) };
  });
  const created = sql.match(/CREATE TABLE/g)?.length ?? 0;
  if (created === 0 || tables.length !== created) throw new Error('schema/vendor.sql holds a table that cannot be read');
  return tables;
}

/** A relation that must be there. */
export function relation(name: string): SchemaTable {
  const table = readSchema().find((each) => each.name === name);
  if (table === undefined) throw new Error(`schema/vendor.sql has no table ${name}`);
  return table;
}

function columnOf(table: string, definition: string, codes: ReadonlyMap<string, readonly string[]>): SchemaColumn {
  const [, name, type, rest = ''] = /^(\w+) (\w+)((?: PRIMARY KEY| NOT NULL)*)$/.exec(definition) ?? [];
  if (name === undefined || type === undefined) throw new Error(`a column of ${table} in schema/vendor.sql cannot be read`);
  return { name, type, required: rest !== '', codes: codes.get(name) ?? [] };
}

/** Lines such as `smoker_status text, -- every_day, some_days, former, never`. */
function codesIn(body: string): ReadonlyMap<string, readonly string[]> {
  const lines = body.matchAll(/^\s*(\w+) text,?\s*-- (\w+(?:, \w+)+)\s*$/gm);
  return new Map([...lines].map(([, name = '', list = '']) => [name, list.split(', ')]));
}
