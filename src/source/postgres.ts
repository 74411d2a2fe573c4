import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql as pgSql,
} from 'kysely';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Period, Pipeline, Source } from '#config';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import { checkCatalog } from './catalog-check.ts';
import { CopyDecoder } from './copy-binary.ts';
import { postgresError } from './postgres-errors.ts';
import type { NeededTable } from './needed-columns.ts';
import { timingColumn } from './typed.ts';

/** One table's rows as texts, in the order of its needed columns. */
export type Receive = (
  table: NeededTable,
) => Promise<{ push(row: readonly (string | null)[]): void; finish(): number }>;

/** A statement that runs longer than this is given up, so that a run cannot hold a snapshot of the source for ever. */
const STATEMENT_TIMEOUT_MS = 30 * 60 * 1000;
const CONNECT_TIMEOUT_MS = 15 * 1000;

type PostgresSource = Extract<Source, { kind: 'postgres' }>;

/**
 * Reads all needed tables in ONE read-only, repeatable-read transaction, so that they fit together. Every column is cast to text at the
 * server and streamed (binary COPY) row by row into the vault: no row is ever in a file, in memory there is one chunk at a time, and
 * each table's row count is compared with the count the server reports.
 */
export async function readPostgres(
  pipeline: Pipeline,
  source: PostgresSource,
  url: string,
  tables: readonly NeededTable[],
  period: Period,
  progress: Progress,
  receive: Receive,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tutti',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that dies while nothing is asked of it would otherwise end the process with an unhandled 'error'.
  client.on('error', () => undefined);
  let doing = 'connecting';
  try {
    await client.connect();
    doing = 'reading the list of columns';
    await client.query('begin isolation level repeatable read, read only');
    // Texts must not depend on the role's settings: instants in UTC, ISO dates, numbers in full.
    await client.query(`set local timezone = 'UTC'`);
    await client.query(`set local datestyle = 'ISO, YMD'`);
    await client.query('set local extra_float_digits = 1');
    checkCatalog(source.tables, await columnsOf(client, source));
    await checkGrants(client, source, tables);
    for (const table of tables) {
      doing = `reading ${table.name}`;
      progress.step(doing);
      await copyTable(client, selectTexts(pipeline, source.schema, table, period), table, receive);
    }
    doing = 'closing';
    await client.query('commit');
  } catch (cause) {
    throw postgresError(cause, doing);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** pg_attribute rather than information_schema: the latter hides columns without a grant, and an unclassified one must be seen. */
async function columnsOf(client: pg.Client, source: PostgresSource): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] | null }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) filter (where a.attname is not null) as columns
       from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = $1 and c.relname = any($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')
      group by c.relname`,
    [source.schema, source.tables.map((table) => table.name)],
  );
  return new Map(rows.map((row) => [row.table, row.columns ?? []]));
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

/** A query builder without a driver: names are quoted by Kysely, and the column list is explicit (never `*`). */
const builder = new Kysely<Record<string, Record<string, unknown>>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** COPY takes no parameters: the only values are the period's days, which have the form of a date or are refused. */
export function selectTexts(pipeline: Pipeline, schema: string, table: NeededTable, period: Period): CompiledQuery {
  const columns = table.columns.map((column) => pgSql<string | null>`${pgSql.ref(column.name)}::text`.as(column.name));
  const timing = timingColumn(pipeline, table.name);
  const all = builder.withSchema(schema).selectFrom(table.name).select(columns);
  if (timing === null) return all.compile();
  const time = pgSql<Date>`${pgSql.ref(timing)}::timestamptz`;
  const from = pgSql<Date>`${pgSql.lit(isoDay(period.from))}::date - 2`;
  const to = pgSql<Date>`${pgSql.lit(isoDay(period.to))}::date + 3`;
  return all.where(time, '>=', from).where(time, '<', to).compile();
}

function isoDay(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('a period is bounded by ISO days');
  return day;
}

async function copyTable(client: pg.Client, query: CompiledQuery, table: NeededTable, receive: Receive): Promise<void> {
  if (query.parameters.length > 0) throw new RangeError('COPY takes no parameters');
  const sink = await receive(table);
  const decoder = new CopyDecoder(table.columns.length, (row) => sink.push(row));
  const stream = client.query(copyTo(`copy (${query.sql}) to stdout (format binary)`));
  const chunks: AsyncIterable<Buffer> = stream;
  for await (const chunk of chunks) decoder.push(chunk);
  decoder.end();
  const written = sink.finish();
  // Seen elsewhere: a stream cut off by an error that looks like a plain end. The server's own count is the witness.
  if (written !== stream.rowCount)
    throw new Error(`${written} rows arrived of ${stream.rowCount} that the server sent`);
}
