import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ColumnBuffer, openVault, sql } from '#vault';
import type { ColumnKind } from '#vault';
import { CopyDecoder } from '../../src/source/copy-decoder.ts';
import type { RowSink, Wire } from '../../src/source/copy-decoder.ts';
import { numericAt } from '../../src/source/copy-numeric.ts';
import { StreamFault } from '../../src/source/stream-fault.ts';

const int16 = (n: number): Buffer => Buffer.from([(n >> 8) & 255, n & 255]);
const int32 = (n: number): Buffer => Buffer.from([(n >> 24) & 255, (n >> 16) & 255, (n >> 8) & 255, n & 255]);
const field = (bytes: Buffer | null): Buffer =>
  bytes === null ? int32(-1) : Buffer.concat([int32(bytes.length), bytes]);
const row = (...fields: readonly (Buffer | null)[]): Buffer =>
  Buffer.concat([int16(fields.length), ...fields.map(field)]);
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), int32(0), int32(0)]);
const TRAILER = int16(-1);

class Sink implements RowSink {
  row = 0;
  readonly columns: readonly ColumnBuffer[];
  constructor(kinds: readonly ColumnKind[]) {
    this.columns = kinds.map((kind) => new ColumnBuffer(kind));
  }
  endRow(): void {
    this.row += 1;
  }
}

/** The messages of a stream: the header goes with the first row, as the server sends it. */
function decoder(
  wires: readonly Wire[] = ['text'],
  kinds: readonly ColumnKind[] = ['text'],
): { readonly sink: Sink; readonly give: (...messages: readonly Buffer[]) => void; readonly end: () => void } {
  const sink = new Sink(kinds);
  const copy = new CopyDecoder(wires, sink);
  return {
    sink,
    give: (...messages) => messages.forEach((bytes) => copy.message(bytes, 0, bytes.length)),
    end: () => copy.end(),
  };
}

describe('the stream', () => {
  test('is counted row by row, and must end with its trailer', () => {
    const copy = decoder();
    copy.give(Buffer.concat([HEADER, row(Buffer.from('a'))]), row(null), row(Buffer.from('é')));
    expect(copy.sink.row).toBe(3);
    expect(copy.end).toThrow('ended early, after 3 rows');
    copy.give(TRAILER);
    copy.end();
    expect(() => copy.give(row(null))).toThrow('after the end');
  });

  test('an empty table is a header and a trailer', () => {
    const copy = decoder();
    copy.give(Buffer.concat([HEADER, TRAILER]));
    copy.end();
    expect(copy.sink.row).toBe(0);
  });

  test('a message cut off anywhere is refused', () => {
    const whole = Buffer.concat([HEADER, row(Buffer.from('ab'), null)]);
    for (let length = 1; length < whole.length; length++) {
      const copy = decoder(['text', 'text'], ['text', 'text']);
      // Cut right behind the header it is a message without a row, which is allowed; the end is missing then.
      expect(() => {
        copy.give(whole.subarray(0, length));
        copy.end();
      }, `${length} bytes`).toThrow(StreamFault);
    }
  });

  test('another number of fields, another length, other bytes and unknown flags are refused', () => {
    const first = (body: Buffer) => () => decoder(['int4'], ['int32']).give(Buffer.concat([HEADER, body]));
    expect(first(row(int32(1), null))).toThrow('2 fields for 1 columns');
    expect(first(row(int16(1)))).toThrow('field 1');
    expect(first(Buffer.concat([int16(1), int32(-2)]))).toThrow('field 1');
    expect(() => decoder().give(Buffer.alloc(40))).toThrow('not a binary COPY');
    const flagged = Buffer.from(HEADER);
    flagged[11 + 1] = 1;
    expect(() => decoder().give(flagged)).toThrow('unknown kind');
    expect(() => new CopyDecoder(['text'], new Sink([]))).toThrow(RangeError);
  });

  test('text that is not UTF-8 is refused', () => {
    const give = (bytes: readonly number[]) => () => decoder().give(Buffer.concat([HEADER, row(Buffer.from(bytes))]));
    expect(give([0xff])).toThrow('UTF-8');
    expect(give([0x61, 0xc3])).toThrow('UTF-8');
    expect(give([0xed, 0xa0, 0x80])).toThrow('UTF-8');
    give([0xc3, 0xa9])();
  });
});

/** The value as the server writes it: base-10,000 digits around the decimal point (numeric.c, numeric_send). */
function numeric(text: string): Buffer {
  const negative = text.startsWith('-');
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, '0');
  const right = decimals.padEnd(Math.ceil(decimals.length / 4) * 4, '0');
  let digits = `${left}${right}`.match(/.{4}/gu)?.map(Number) ?? [];
  let weight = left.length / 4 - 1;
  while (digits[0] === 0) {
    digits = digits.slice(1);
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits = digits.slice(0, -1);
  return Buffer.concat([
    int16(digits.length),
    int16(digits.length === 0 ? 0 : weight),
    int16(negative ? 0x4000 : 0),
    int16(decimals.length),
    ...digits.map(int16),
  ]);
}

describe('numeric', () => {
  const read = (bytes: Buffer): number => numericAt(bytes, 0, bytes.length);

  test('is the double nearest to its decimal digits, whatever their number', () => {
    const decimal = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(25))
      .map(([negative, n, scale]) => {
        const digits = n.toString().padStart(scale + 1, '0');
        const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        return negative && n > 0n ? `-${text}` : text;
      });
    const short = fc.tuple(fc.nat(99_999), fc.nat(3)).map(([n, scale]) => (n / 10 ** scale).toFixed(scale));
    fc.assert(
      fc.property(fc.oneof(decimal, short), (text) => read(numeric(text)) === Number(text)),
      {
        examples: [
          ['0'],
          ['0.1'],
          ['7.25'],
          ['10000'],
          ['0.00001'],
          ['9007199254740993'],
          ['123456789012345678901234567890.5'],
          ['179769313486231570000000000000'],
          ['0.3000000000000000000000001'],
        ],
      },
    );
  });

  test('is neither a number nor finite only where it says so', () => {
    const special = (sign: number): number => read(Buffer.concat([int16(0), int16(0), int16(sign), int16(0)]));
    expect(special(0xc000)).toBeNaN();
    expect([special(0xd000), special(0xf000)]).toEqual([Infinity, -Infinity]);
    expect(() => read(numeric('1.5').subarray(0, 9))).toThrow(StreamFault);
    expect(() => read(Buffer.alloc(4))).toThrow(StreamFault);
  });
});

test('every kind of column comes back out of the vault as it was sent, over several chunks', async () => {
  await using vault = await openVault();
  await vault.run(sql`create schema landing`);
  await vault.run(
    sql`create table landing.t (n integer, t varchar, b boolean, s integer, l bigint, f double, d date, i timestamptz, u uuid)`,
  );
  const wires: readonly Wire[] = ['int4', 'text', 'boolean', 'int2', 'int8', 'float8', 'date', 'timestamptz', 'uuid'];
  const appender = await vault.columnAppender('landing', 't', [
    'int32',
    'text',
    'boolean',
    'int32',
    'int64',
    'double',
    'date',
    'instant',
    'uuid',
  ]);
  const copy = new CopyDecoder(wires, appender);
  const int64 = (n: bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(n);
    return bytes;
  };
  const float = (n: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(n);
    return bytes;
  };
  const texts = (n: number): string | null => (n % 7 === 0 ? null : 'é'.repeat(n % 11) + 'x'.repeat(n % 5));
  const rows = 5000;
  for (let n = 0; n < rows; n++) {
    const text = texts(n);
    const own = row(
      int32(n - 100),
      text === null ? null : Buffer.from(text),
      n % 3 === 0 ? null : Buffer.from([n % 2]),
      int16(n - 2500),
      int64(BigInt(n) * 3_000_000_007n - 7_000_000_000n),
      float(n / 3),
      int32(n - 2500),
      n % 5 === 0 ? null : int64(BigInt(n - 2500) * 86_399_123_456n),
      Buffer.from(`${String(n).padStart(4, '0')}${'f'.repeat(28)}`, 'hex'),
    );
    const bytes = n === 0 ? Buffer.concat([HEADER, own]) : own;
    copy.message(bytes, 0, bytes.length);
  }
  copy.message(TRAILER, 0, 2);
  copy.end();
  expect(appender.finish()).toBe(rows);
  // The same rows, made by DuckDB itself.
  const expected = sql`select (n - 100)::integer as n, case when n % 7 <> 0 then repeat('é', (n % 11)::integer) || repeat('x', (n % 5)::integer) end as t,
    case when n % 3 <> 0 then n % 2 = 1 end as b, (n - 2500)::integer as s,
    (n * 3000000007 - 7000000000)::bigint as l, n / 3 as f, date '2000-01-01' + (n - 2500)::integer as d,
    case when n % 5 <> 0 then timestamptz '2000-01-01 00:00:00+00' + to_microseconds((n - 2500) * 86399123456) end as i,
    (lpad(n::varchar, 4, '0') || repeat('f', 28))::uuid as u from range(${rows}) r(n)`;
  const differ = await vault.one(
    sql`select count(*) as n from ((select * from landing.t except all ${expected}) union all (${expected} except all select * from landing.t))`,
  );
  expect(differ.int('n')).toBe(0);
});

test('infinite days and instants stay infinite, so that their column can be refused', async () => {
  await using vault = await openVault();
  await vault.run(sql`create schema landing`);
  await vault.run(sql`create table landing.t (d date, i timestamptz)`);
  const appender = await vault.columnAppender('landing', 't', ['date', 'instant']);
  const copy = new CopyDecoder(['date', 'timestamptz'], appender);
  const first = row(int32(0x7fffffff), Buffer.from('7fffffffffffffff', 'hex'));
  const second = row(int32(-0x80000000), Buffer.from('8000000000000000', 'hex'));
  for (const bytes of [Buffer.concat([HEADER, first]), second, TRAILER]) copy.message(bytes, 0, bytes.length);
  appender.finish();
  const rows = await vault.rows(sql`select d::varchar as d, i::varchar as i from landing.t`);
  expect(rows.map((each) => [each.text('d'), each.text('i')])).toEqual([
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ]);
});
