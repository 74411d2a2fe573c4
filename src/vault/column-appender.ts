import { endianness } from 'node:os';
import { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDataChunk, INTEGER, TIMESTAMPTZ, UUID, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { id, sql } from './sql.ts';
import type { Sql } from './sql.ts';

/** Types that rows can be appended in, with the bytes that a value takes in one of DuckDB's vectors. */
const LAYOUT = {
  text: { type: VARCHAR, width: 16 },
  boolean: { type: BOOLEAN, width: 1 },
  int32: { type: INTEGER, width: 4 },
  int64: { type: BIGINT, width: 8 },
  double: { type: DOUBLE, width: 8 },
  date: { type: DATE, width: 4 },
  instant: { type: TIMESTAMPTZ, width: 8 },
  uuid: { type: UUID, width: 16 },
} as const satisfies Record<string, { readonly type: DuckDBType; readonly width: number }>;

export type ColumnKind = keyof typeof LAYOUT;

/** A column of a `create table`. */
export function columnOf(name: string, kind: ColumnKind): Sql {
  return sql`${id(name)} ${TYPE_NAMES[kind]}`;
}

const TYPE_NAMES: Readonly<Record<ColumnKind, Sql>> = {
  text: sql`varchar`,
  boolean: sql`boolean`,
  int32: sql`integer`,
  int64: sql`bigint`,
  double: sql`double`,
  date: sql`date`,
  instant: sql`timestamptz`,
  uuid: sql`uuid`,
};

/** Rows a data chunk holds: DuckDB's standard vector size. */
const CHUNK_ROWS = 2048;
/** Texts up to this many bytes stand inside the vector (`string_t`); longer ones are handed over one by one. */
const INLINED = 12;

/**
 * One column of the rows that are being collected, in the very bytes of DuckDB's vector: a full chunk is one copy a column, and no value
 * ever becomes a JavaScript object. Views of the same bytes are public, because a method call a value would cost more than the value.
 */
export class ColumnBuffer {
  readonly kind: ColumnKind;
  readonly bytes: Uint8Array;
  readonly int32: Int32Array;
  readonly float64: Float64Array;
  readonly #buffer: ArrayBuffer;
  readonly #valid = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  #nulls = false;
  #long: { readonly row: number; readonly text: Uint8Array }[] = [];

  constructor(kind: ColumnKind) {
    this.kind = kind;
    this.#buffer = new ArrayBuffer(CHUNK_ROWS * LAYOUT[kind].width);
    this.bytes = new Uint8Array(this.#buffer);
    this.int32 = new Int32Array(this.#buffer, 0, this.#buffer.byteLength >> 2);
    this.float64 = new Float64Array(this.#buffer, 0, this.#buffer.byteLength >> 3);
  }

  setNull(row: number): void {
    this.#nulls = true;
    const at = row >> 3;
    this.#valid[at] = (this.#valid[at] ?? 0) & ~(1 << (row & 7));
  }

  /** UTF-8 that has been checked; the bytes may change after the chunk was written, not before. */
  setText(row: number, source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (length > INLINED) {
      this.#long.push({ row, text: source.subarray(from, to) });
      return;
    }
    const { bytes, int32 } = this;
    const at = row * 16;
    int32[at >> 2] = length;
    // The bytes behind a short text must be zero: DuckDB compares them too.
    int32[(at >> 2) + 1] = 0;
    int32[(at >> 2) + 2] = 0;
    int32[(at >> 2) + 3] = 0;
    for (let i = 0; i < length; i++) bytes[at + 4 + i] = source[from + i] ?? 0;
  }

  /** Moves the first rows into a vector and begins again. */
  moveTo(vector: duckdb.Vector, rows: number): void {
    const long = this.#long;
    duckdb.copy_data_to_vector(vector, 0, this.#buffer, 0, rows * LAYOUT[this.kind].width);
    for (const { row, text } of long) duckdb.vector_assign_string_element_len(vector, row, text);
    if (long.length > 0) this.#long = [];
    if (!this.#nulls) return;
    duckdb.vector_ensure_validity_writable(vector);
    const { buffer, byteOffset, byteLength } = this.#valid;
    duckdb.copy_data_to_vector_validity(vector, 0, buffer, byteOffset, byteLength);
    this.#valid.fill(0xff);
    this.#nulls = false;
  }
}

/**
 * Appends rows column by column. The caller writes row `row` into each of `columns` and calls `endRow`. Low-level calls of the DuckDB
 * binding, hence its exact version in package.json and a test that reads every kind back.
 */
export class ColumnAppender {
  readonly columns: readonly ColumnBuffer[];
  readonly #appender: DuckDBAppender;
  readonly #chunk: DuckDBDataChunk;
  #row = 0;
  #written = 0;

  constructor(appender: DuckDBAppender, kinds: readonly ColumnKind[]) {
    if (endianness() !== 'LE') throw new Error('values are laid out for little-endian machines only');
    this.#appender = appender;
    this.columns = kinds.map((kind) => new ColumnBuffer(kind));
    this.#chunk = DuckDBDataChunk.create(kinds.map((kind) => LAYOUT[kind].type));
  }

  /** The row of the buffers that is to be written next. */
  get row(): number {
    return this.#row;
  }

  endRow(): void {
    this.#row += 1;
    if (this.#row === CHUNK_ROWS) this.#flush();
  }

  /** Writes what is left; the number of rows written in all. */
  finish(): number {
    this.#flush();
    this.#appender.closeSync();
    return this.#written;
  }

  #flush(): void {
    const rows = this.#row;
    if (rows === 0) return;
    const chunk = this.#chunk;
    chunk.rowCount = rows;
    this.columns.forEach((column, i) => {
      column.moveTo(duckdb.data_chunk_get_vector(chunk.chunk, i), rows);
    });
    this.#appender.appendDataChunk(chunk);
    chunk.reset();
    this.#written += rows;
    this.#row = 0;
  }
}
