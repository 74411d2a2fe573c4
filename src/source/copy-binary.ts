/**
 * PostgreSQL's binary COPY format (manual, "COPY", "Binary Format") for columns that are all texts: a header, then per row a
 * 16-bit field count and per field a 32-bit length (−1 for NULL) with that many bytes, then a count of −1. Chosen over CSV because
 * it tells NULL from '' without quoting rules, and because a stream that breaks off lacks the trailer and is noticed.
 */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const TRAILER = -1;

export class CopyDecoder {
  readonly #columns: number;
  readonly #onRow: (row: readonly (string | null)[]) => void;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #rest: Buffer = Buffer.alloc(0);
  #started = false;
  #ended = false;
  #rows = 0;

  constructor(columns: number, onRow: (row: readonly (string | null)[]) => void) {
    this.#columns = columns;
    this.#onRow = onRow;
  }

  /** Rows decoded so far. */
  get rows(): number {
    return this.#rows;
  }

  push(chunk: Buffer): void {
    const buffer = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = this.#started ? 0 : this.#header(buffer);
    for (let next = this.#row(buffer, at); next > at; next = this.#row(buffer, at)) at = next;
    this.#rest = buffer.subarray(at);
  }

  /** To be called when the stream is over: anything but a complete one is an error. */
  end(): void {
    if (!this.#ended || this.#rest.length > 0) throw new Error(`the COPY stream ended early, after ${this.#rows} rows`);
  }

  /** Where the first row begins; 0 while the header is not complete. */
  #header(buffer: Buffer): number {
    const fixed = SIGNATURE.length + 8;
    if (buffer.length < fixed) return 0;
    if (!buffer.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('not a binary COPY stream');
    const extension = buffer.readInt32BE(SIGNATURE.length + 4);
    if (buffer.length < fixed + extension) return 0;
    this.#started = true;
    return fixed + extension;
  }

  /** Where the row at `at` ends; `at` itself while it is not complete. */
  #row(buffer: Buffer, at: number): number {
    if (!this.#started || this.#ended || buffer.length < at + 2) return at;
    const count = buffer.readInt16BE(at);
    let p = at + 2;
    if (count === TRAILER) {
      this.#ended = true;
      return p;
    }
    if (count !== this.#columns) throw new Error(`a COPY row of ${count} fields for ${this.#columns} columns`);
    const row: (string | null)[] = [];
    for (let i = 0; i < count; i++) {
      if (buffer.length < p + 4) return at;
      const length = buffer.readInt32BE(p);
      p += 4;
      if (length === -1) {
        row.push(null);
        continue;
      }
      if (buffer.length < p + length) return at;
      row.push(this.#utf8.decode(buffer.subarray(p, p + length)));
      p += length;
    }
    this.#rows += 1;
    this.#onRow(row);
    return p;
  }
}
