import type pg from 'pg';
import type { Source } from '#config';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import { columnOf, id, join, sql } from '#vault';
import type { Vault } from '#vault';
import { checkCatalog } from './catalog-check.ts';
import { CopyDecoder } from './copy-decoder.ts';
import { CopyOut } from './copy-out.ts';
import { StreamFault } from './stream-fault.ts';
import { LANDING } from './landed.ts';
import { narrowingOf } from './narrowing.ts';
import type { NeededColumn, NeededTable } from './needed-columns.ts';
import { postgresAddress } from './postgres-address.ts';
import { EMPLOYERS_SETTING, selectNeeded } from './postgres-select.ts';
import { inSnapshot } from './postgres-session.ts';
import type { Session } from './postgres-session.ts';
import { crossing } from './postgres-types.ts';
import type { Crossing } from './postgres-types.ts';
import type { SourceOrder } from './source-order.ts';

type PostgresSource = Extract<Source, { kind: 'postgres' }>;

/** Rows between two lines of progress. */
const ROWS_A_STEP = 250_000;

/**
 * Reads all needed tables out of one snapshot, one after the other, as binary COPY straight into the vault: no row is ever in a file, in
 * memory there is one chunk at a time, and each table's row count is compared with the count the server reports. With `employers`, people
 * who never were with one of them stay where they are.
 */
export async function readPostgres(
  vault: Vault,
  order: SourceOrder,
  source: PostgresSource,
  url: string,
  employers: readonly string[] | null,
): Promise<void> {
  const { pipeline, tables, progress, landed } = order;
  await inSnapshot(postgresAddress(url, source.urlFrom), progress, async (session) => {
    const { client } = session;
    const found = await columnsOf(client, source);
    checkCatalog(source.tables, new Map([...found].map(([table, columns]) => [table, [...columns.keys()]])));
    await checkGrants(client, source, tables);
    if (employers !== null)
      await client.query(`select set_config($1, $2::text[]::text, true)`, [EMPLOYERS_SETTING, employers]);
    const narrowing = employers === null ? null : narrowingOf(pipeline);
    for (const table of tables) {
      session.doing = `reading ${table.name}`;
      progress.step(session.doing);
      const crossingOf = crossings(table, found);
      const cast = (column: NeededColumn): boolean => crossingOf(column).cast;
      const query = selectNeeded(pipeline, source.schema, table, order.period, cast, narrowing);
      if (query.parameters.length > 0) throw new RangeError('COPY takes no parameters');
      await copyTable(vault, session, table, query.sql, crossingOf, progress);
      await landed(table, (column) => crossingOf(column).kind);
    }
  });
}

/**
 * All columns, each with its type in pg_catalog (of a domain, what it is based on). pg_attribute rather than information_schema: the latter
 * hides columns without a grant, and an unclassified one must be seen.
 */
async function columnsOf(
  client: pg.Client,
  source: PostgresSource,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { rows } = await client.query<{ table: string; column: string | null; type: string | null }>(
    `with recursive base(oid, of) as (
       select oid, oid from pg_catalog.pg_type
       union all
       select base.oid, t.typbasetype from base join pg_catalog.pg_type t on t.oid = base.of where t.typtype = 'd'
     )
     select c.relname as table, a.attname as column,
            case when t.typnamespace = 'pg_catalog'::regnamespace then t.typname else '' end as type
       from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join base on base.oid = a.atttypid
       left join pg_catalog.pg_type t on t.oid = base.of
      where n.nspname = $1 and c.relname = any($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and coalesce(t.typtype, '') <> 'd'
      order by c.relname, a.attnum`,
    [source.schema, source.tables.map((table) => table.name)],
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>();
    if (column !== null) columns.set(column, type ?? '');
    tables.set(table, columns);
  }
  return tables;
}

/** Tells all missing grants at once, before the first row moves. */
async function checkGrants(client: pg.Client, source: PostgresSource, tables: readonly NeededTable[]): Promise<void> {
  const wanted = tables.flatMap((table) => table.columns.map((column) => ({ table: table.name, column: column.name })));
  const { rows } = await client.query<{ table: string; column: string }>(
    `select w.t as table, w.c as column from unnest($2::text[], $3::text[]) as w(t, c)
      where not has_schema_privilege($1, 'usage') or not has_column_privilege(quote_ident($1) || '.' || quote_ident(w.t), w.c, 'select')`,
    [source.schema, wanted.map((w) => w.table), wanted.map((w) => w.column)],
  );
  if (rows.length === 0) return;
  const problems = rows.map((row) => ({
    where: `${row.table}.${row.column}`,
    what: 'the reading role has no SELECT grant on it',
  }));
  throw new TuttiError('SOURCE_MISSING_COLUMN', {
    what: `the reading role may not select ${problems.length} column(s): ${problems.map((p) => p.where).join(', ')}`,
    hint: 'Grant SELECT on exactly these columns; the role needs no others.',
    problems,
  });
}

function crossings(
  table: NeededTable,
  found: ReadonlyMap<string, ReadonlyMap<string, string>>,
): (column: NeededColumn) => Crossing {
  const types = found.get(table.name);
  const each = new Map(
    table.columns.map((column) => [column.name, crossing(column.type, types?.get(column.name) ?? '')]),
  );
  return (column) => {
    const own = each.get(column.name);
    if (own === undefined) throw new RangeError(`${table.name}.${column.name} is not a needed column`);
    return own;
  };
}

async function copyTable(
  vault: Vault,
  session: Session,
  table: NeededTable,
  query: string,
  crossingOf: (column: NeededColumn) => Crossing,
  progress: Progress,
): Promise<void> {
  const each = table.columns.map(crossingOf);
  const columns = table.columns.map((column) => columnOf(column.name, crossingOf(column).kind));
  // An earlier attempt may have made it, and left it empty.
  await vault.run(sql`create or replace table ${id(LANDING, table.name)} (${join(columns, ', ', sql``)})`);
  const appender = await vault.columnAppender(
    LANDING,
    table.name,
    each.map(({ kind }) => kind),
  );
  const decoder = new CopyDecoder(
    each.map(({ wire }) => wire),
    appender,
  );
  let told = 0;
  const copy = session.client.query(
    new CopyOut(`copy (${query}) to stdout (format binary)`, (bytes, from, to) => {
      session.rowsArrived = true;
      decoder.message(bytes, from, to);
      if (decoder.rows - told < ROWS_A_STEP) return;
      told = decoder.rows;
      progress.step(`reading ${table.name}: ${told} rows so far`);
    }),
  );
  const sent = await copy.finished;
  decoder.end();
  const written = appender.finish();
  // Seen elsewhere: a stream cut off by an error that looks like a plain end. The server's own count is the witness.
  if (written !== sent) throw new StreamFault(`${written} rows arrived of ${sent} that the server sent`);
}
