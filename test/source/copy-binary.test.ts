import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CopyDecoder } from '../../src/source/copy-binary.ts';

type Rows = readonly (readonly (string | null)[])[];

/** The format as the PostgreSQL manual describes it. */
function encoded(rows: Rows, columns: number): Buffer {
  const int16 = (n: number): Buffer => Buffer.from([(n >> 8) & 255, n & 255]);
  const int32 = (n: number): Buffer => Buffer.from([(n >> 24) & 255, (n >> 16) & 255, (n >> 8) & 255, n & 255]);
  const field = (value: string | null): Buffer => (value === null ? int32(-1) : Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]));
  return Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), int32(0), int32(0), ...rows.flatMap((row) => [int16(columns), ...row.map(field)]), int16(-1)]);
}

function decoded(bytes: Buffer, columns: number, cuts: readonly number[]): Rows {
  const rows: (readonly (string | null)[])[] = [];
  const decoder = new CopyDecoder(columns, (row) => rows.push(row));
  let at = 0;
  for (const cut of [...cuts, bytes.length]) {
    decoder.push(bytes.subarray(at, Math.max(at, cut)));
    at = Math.max(at, cut);
  }
  decoder.end();
  return rows;
}

const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(fc.option(fc.string({ unit: 'grapheme' })), { minLength: columns, maxLength: columns }), { maxLength: 12 }),
  }),
);

test('reads what was written, wherever the stream is cut', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(400)), ({ columns, rows }, cuts) => {
      const bytes = encoded(rows, columns);
      expect(decoded(bytes, columns, cuts.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b))).toEqual(rows);
    }),
  );
});

test('a stream cut off anywhere is noticed', () => {
  const bytes = encoded([['a', null], ['', 'é']], 2);
  for (let length = 0; length < bytes.length; length++) expect(() => decoded(bytes.subarray(0, length), 2, []), `${length} bytes`).toThrow('ended early');
  expect(decoded(bytes, 2, [])).toEqual([['a', null], ['', 'é']]);
});

test('another number of fields, other bytes, text that is not UTF-8 and bytes after the end are refused', () => {
  expect(() => decoded(encoded([['a', 'b']], 2), 3, [])).toThrow('2 fields');
  expect(() => decoded(Buffer.alloc(40), 1, [])).toThrow('not a binary COPY');
  const bad = encoded([['aa']], 1);
  bad[bad.length - 3] = 0xff;
  expect(() => decoded(bad, 1, [])).toThrow(TypeError);
  expect(() => decoded(Buffer.concat([encoded([], 1), Buffer.from([0])]), 1, [])).toThrow('ended early');
});
