import { DuckDBDataChunk, DuckDBInstance, VARCHAR, blobValue } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { ColumnAppender } from './column-appender.ts';
import type { ColumnKind } from './column-appender.ts';
import { Columns, Row } from './row.ts';
import { Scratch } from './scratch.ts';
import { sql } from './sql.ts';
import type { Sql, SqlValue } from './sql.ts';

export interface VaultOptions {
  /** DuckDB's memory limit in MB; beyond it, working data spill into the vault's own directory. */
  readonly memoryMB?: number;
  readonly threads?: number;
}

/**
 * The in-memory DuckDB in which rows about people live and die. It never has a file of its own, no extension is fetched, and after
 * `lock()` nothing can be read from or written to the outside. Disposal wipes it.
 */
export class Vault implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #scratch: Scratch;
  #queue: Promise<unknown> = Promise.resolve();
  #locked = false;
  #closed = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, scratch: Scratch) {
    this.#instance = instance;
    this.#connection = connection;
    this.#scratch = scratch;
  }

  static async open(options: VaultOptions): Promise<Vault> {
    const memory = wholeAtLeast(options.memoryMB ?? 2048, 64, 'memoryMB');
    const threads = wholeAtLeast(options.threads ?? 2, 1, 'threads');
    const scratch = new Scratch();
    try {
      const instance = await DuckDBInstance.create(':memory:', {
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        allow_community_extensions: 'false',
        memory_limit: `${memory}MB`,
        threads: String(threads),
        temp_directory: scratch.path,
      });
      const connection = await instance.connect();
      // Instants are shown in UTC; local days are always computed with an explicit zone.
      await connection.run(`set TimeZone = 'UTC'`);
      return new Vault(instance, connection, scratch);
    } catch (cause) {
      scratch[Symbol.dispose]();
      throw cause;
    }
  }

  /** Where spill files go, for tests of their removal. */
  get scratchPath(): string {
    return this.#scratch.path;
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** From here on: no files, no ATTACH, no COPY TO, no extension, and no way back. Idempotent. */
  async lock(): Promise<void> {
    if (this.#locked) return;
    await this.run(sql`set enable_external_access = false`);
    await this.run(sql`set lock_configuration = true`);
    this.#locked = true;
  }

  /** Runs one statement; the number of rows it changed. */
  run(statement: Sql): Promise<number> {
    return this.#exclusive(async () => {
      const { text, values } = statement.compile();
      const result = await this.#connection.run(text, values.map(toDuckDB));
      return result.rowsChanged;
    });
  }

  /** All rows of a query. For counts and labels, not for rows about people. */
  rows(query: Sql): Promise<readonly Row[]> {
    return this.#exclusive(async () => {
      const { text, values } = query.compile();
      const reader = await this.#connection.runAndReadAll(text, values.map(toDuckDB));
      return reader.getRowObjects().map((row) => new Row(new Map<string, unknown>(Object.entries(row))));
    });
  }

  async one(query: Sql): Promise<Row> {
    const [row, ...more] = await this.rows(query);
    if (row === undefined || more.length > 0)
      throw new RangeError(`expected one row, got ${row === undefined ? 0 : more.length + 1}`);
    return row;
  }

  /** A query's result by column, for tables of counts. */
  columns(query: Sql): Promise<Columns> {
    return this.#exclusive(async () => {
      const { text, values } = query.compile();
      const reader = await this.#connection.runAndReadAll(text, values.map(toDuckDB));
      return new Columns(reader.currentRowCount, reader.getColumns());
    });
  }

  /** Appends rows of texts to a table whose columns are all VARCHAR. Until `finish` the rows may not be visible. */
  async textAppender(schema: string, table: string, columns: number): Promise<TextAppender> {
    return new TextAppender(await this.#exclusive(() => this.#connection.createAppender(table, schema)), columns);
  }

  /** Appends rows of typed columns, in the order of the table's. Until `finish` the rows may not be visible. */
  async columnAppender(schema: string, table: string, kinds: readonly ColumnKind[]): Promise<ColumnAppender> {
    return new ColumnAppender(await this.#exclusive(() => this.#connection.createAppender(table, schema)), kinds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.interrupt();
    await this.#queue;
    this.#connection.closeSync();
    this.#instance.closeSync();
    this.#scratch[Symbol.dispose]();
  }

  /** One statement at a time: callers may work on several employers at once, a DuckDB connection may not. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the vault is closed'));
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

export function openVault(options: VaultOptions = {}): Promise<Vault> {
  return Vault.open(options);
}

/** Rows a data chunk holds: DuckDB's standard vector size. */
const CHUNK_ROWS = 2048;

export class TextAppender {
  readonly #appender: DuckDBAppender;
  readonly #columns: number;
  #rows: (readonly (string | null)[])[] = [];
  #count = 0;

  constructor(appender: DuckDBAppender, columns: number) {
    this.#appender = appender;
    this.#columns = columns;
  }

  push(row: readonly (string | null)[]): void {
    if (row.length !== this.#columns) throw new RangeError(`a row of ${row.length} for ${this.#columns} columns`);
    this.#rows.push(row);
    if (this.#rows.length === CHUNK_ROWS) this.#flush();
  }

  /** Writes what is left; the number of rows written in all. */
  finish(): number {
    this.#flush();
    this.#appender.closeSync();
    return this.#count;
  }

  #flush(): void {
    if (this.#rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(Array.from({ length: this.#columns }, () => VARCHAR));
    chunk.setRows(this.#rows);
    this.#appender.appendDataChunk(chunk);
    this.#count += this.#rows.length;
    this.#rows = [];
  }
}

function toDuckDB(value: SqlValue): DuckDBValue {
  return value instanceof Uint8Array ? blobValue(value) : value;
}

function wholeAtLeast(value: number, least: number, name: string): number {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} must be a whole number of at least ${least}`);
  return value;
}
