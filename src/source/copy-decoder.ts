import { isUtf8 } from 'node:buffer';
import type { ColumnBuffer } from '#vault';
import { numericAt } from './copy-numeric.ts';
import { StreamFault } from './stream-fault.ts';

/**
 * PostgreSQL's binary COPY format (manual, "COPY", "Binary Format"): a header, then per row a 16-bit field count and per field a 32-bit
 * length (−1 for NULL) with that many bytes, all big-endian, then a count of −1. Chosen over CSV because it tells NULL from '' without
 * quoting rules, keeps types exact, and because a stream that breaks off lacks the trailer and is noticed.
 */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const TRAILER = -1;

/** Days from 1970 to 2000, where PostgreSQL's calendar begins, and the same in microseconds (as high and low 32 bits). */
const EPOCH_DAYS = 10_957;
const EPOCH_MICROSECONDS = 946_684_800_000_000n;
const EPOCH_HIGH = Number(EPOCH_MICROSECONDS >> 32n);
const EPOCH_LOW = Number(EPOCH_MICROSECONDS & 0xffffffffn);

/** The form in which a value crosses the wire, by the name of the type whose `send` function makes it. */
export type Wire = keyof typeof WRITERS;

/** Where rows go: one buffer a column, and a mark after each row. */
export interface RowSink {
  readonly row: number;
  readonly columns: readonly ColumnBuffer[];
  endRow(): void;
}

/** Decodes COPY messages into columns. The server sends one row a message (manual, "COPY Operations"), the header with the first. */
export class CopyDecoder {
  readonly #writers: readonly Writer[];
  readonly #sink: RowSink;
  #started = false;
  #ended = false;
  #rows = 0;

  constructor(wires: readonly Wire[], sink: RowSink) {
    if (wires.length !== sink.columns.length)
      throw new RangeError('one column of the sink for each column of the stream');
    this.#writers = wires.map((wire) => WRITERS[wire]);
    this.#sink = sink;
  }

  /** Rows decoded so far. */
  get rows(): number {
    return this.#rows;
  }

  /** One whole message: the bytes from `from` to `to`. */
  message(bytes: Buffer, from: number, to: number): void {
    let at = this.#started ? from : this.#header(bytes, from, to);
    while (at < to) {
      if (this.#ended) throw new StreamFault('bytes after the end of the COPY stream');
      at = this.#row(bytes, at, to);
    }
  }

  /** To be called when the stream is over: anything but a complete one is an error. */
  end(): void {
    if (!this.#ended) throw new StreamFault(`the COPY stream ended early, after ${this.#rows} rows`);
  }

  #header(bytes: Buffer, from: number, to: number): number {
    const fixed = from + SIGNATURE.length + 8;
    if (to < fixed || !bytes.subarray(from, from + SIGNATURE.length).equals(SIGNATURE))
      throw new StreamFault('not a binary COPY stream');
    const flags = bytes.readUInt32BE(from + SIGNATURE.length);
    const extension = bytes.readUInt32BE(from + SIGNATURE.length + 4);
    // Bits 16 to 31 are for changes that a reader must know about; none is defined.
    if (flags > 0xffff || fixed + extension > to) throw new StreamFault('a binary COPY stream of an unknown kind');
    this.#started = true;
    return fixed + extension;
  }

  /** Where the row at `at` ends. */
  #row(bytes: Buffer, at: number, to: number): number {
    if (at + 2 > to) throw new StreamFault('a COPY message ends inside a row');
    const count = bytes.readInt16BE(at);
    let p = at + 2;
    if (count === TRAILER) {
      this.#ended = true;
      return p;
    }
    const writers = this.#writers;
    if (count !== writers.length) throw new StreamFault(`a COPY row of ${count} fields for ${writers.length} columns`);
    const { columns, row } = this.#sink;
    for (let i = 0; i < count; i++) {
      const writer = writers[i];
      const column = columns[i];
      if (p + 4 > to || writer === undefined || column === undefined)
        throw new StreamFault('a COPY message ends inside a row');
      const length = int32(bytes, p);
      p += 4;
      if (length === -1) {
        column.setNull(row);
        continue;
      }
      const end = p + length;
      if (length < 0 || end > to || (writer.width !== null && writer.width !== length))
        throw new StreamFault(`field ${i + 1} of a COPY row has another length than its type`);
      writer.write(column, row, bytes, p, end);
      p = end;
    }
    this.#rows += 1;
    this.#sink.endRow();
    return p;
  }
}

/** How a value of a wire form is written into its column, and how many bytes it has (null: any number). */
interface Writer {
  readonly width: number | null;
  readonly write: (column: ColumnBuffer, row: number, bytes: Buffer, at: number, end: number) => void;
}

const WRITERS = {
  text: { width: null, write: text },
  boolean: {
    width: 1,
    write: (column, row, bytes, at) => {
      column.bytes[row] = bytes[at] === 0 ? 0 : 1;
    },
  },
  int2: {
    width: 2,
    write: (column, row, bytes, at) => {
      column.int32[row] = bytes.readInt16BE(at);
    },
  },
  int4: {
    width: 4,
    write: (column, row, bytes, at) => {
      column.int32[row] = int32(bytes, at);
    },
  },
  int8: {
    width: 8,
    write: (column, row, bytes, at) => {
      column.int32[2 * row] = int32(bytes, at + 4);
      column.int32[2 * row + 1] = int32(bytes, at);
    },
  },
  float8: {
    width: 8,
    write: (column, row, bytes, at) => {
      column.float64[row] = bytes.readDoubleBE(at);
    },
  },
  numeric: {
    width: null,
    write: (column, row, bytes, at, end) => {
      column.float64[row] = numericAt(bytes, at, end);
    },
  },
  date: {
    width: 4,
    write: (column, row, bytes, at) => {
      column.int32[row] = days(int32(bytes, at));
    },
  },
  timestamptz: {
    width: 8,
    write: (column, row, bytes, at) => {
      microseconds(column.int32, row, int32(bytes, at), int32(bytes, at + 4));
    },
  },
  uuid: {
    width: 16,
    // DuckDB keeps a UUID as a little-endian 128-bit number with its top bit flipped, so that numbers sort like texts.
    write: (column, row, bytes, at) => {
      const to = column.bytes;
      for (let i = 0; i < 16; i++) to[16 * row + 15 - i] = bytes[at + i] ?? 0;
      to[16 * row + 15] = (bytes[at] ?? 0) ^ 0x80;
    },
  },
} as const satisfies Record<string, Writer>;

function int32(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
}

/** A text is checked before DuckDB sees it: a server that keeps bytes as they come (SQL_ASCII) can send anything. */
function text(column: ColumnBuffer, row: number, bytes: Buffer, at: number, end: number): void {
  let all = 0;
  for (let i = at; i < end; i++) all |= bytes[i] ?? 0;
  if (all > 0x7f && !isUtf8(bytes.subarray(at, end))) throw new StreamFault('a text is not UTF-8');
  column.setText(row, bytes, at, end);
}

const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;

/** DuckDB's two infinite dates are the largest number and its negative; whether they are allowed is decided where types are. */
function days(value: number): number {
  if (value === INT32_MAX) return INT32_MAX;
  if (value === INT32_MIN) return -INT32_MAX;
  return value + EPOCH_DAYS;
}

/** The 64-bit sum of a time and the shift of the epochs, as two halves. */
function microseconds(halves: Int32Array, row: number, high: number, low: number): void {
  if (high === INT32_MAX && low === -1) {
    halves[2 * row] = -1;
    halves[2 * row + 1] = INT32_MAX;
    return;
  }
  if (high === INT32_MIN && low === 0) {
    halves[2 * row] = 1;
    halves[2 * row + 1] = INT32_MIN;
    return;
  }
  const sum = (low >>> 0) + EPOCH_LOW;
  halves[2 * row] = sum | 0;
  halves[2 * row + 1] = high + EPOCH_HIGH + (sum > 0xffffffff ? 1 : 0);
}
