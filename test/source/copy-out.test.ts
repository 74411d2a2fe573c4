import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { CopyOut } from '../../src/source/copy-out.ts';

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** A connection over a stream of ours, so that the bytes can be cut anywhere; the parser behind it is a list of what it is given. */
function receive(chunks: readonly Buffer[]): { readonly data: readonly string[]; readonly handedBack: Buffer; readonly destroyed: boolean } {
  const stream = new PassThrough();
  const back: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => back.push(chunk));
  const connection = Object.assign(Object.create(pg.Connection.prototype), new EventEmitter(), { stream, query: () => undefined });
  const data: string[] = [];
  const copy = new CopyOut('copy', (bytes, from, to) => {
    const text = bytes.toString('latin1', from, to);
    if (text === 'boom') throw new Error('the reader cannot');
    data.push(text);
  });
  copy.finished.catch(() => undefined);
  copy.submit(connection);
  for (const chunk of chunks) stream.emit('data', chunk);
  return { data, handedBack: Buffer.concat(back), destroyed: stream.destroyed };
}

function cutAt(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].filter((place) => place > 0).sort((a, b) => a - b);
  return [...places, bytes.length].map((place, i) => bytes.subarray(places[i - 1] ?? 0, place));
}

test('each message arrives once and whole, and what is not of the COPY goes to the parser, wherever the stream is cut', () => {
  const body = fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^ -~]|boom/gu, '.'));
  fc.assert(
    fc.property(fc.array(body, { maxLength: 8 }), fc.array(fc.nat(600)), (rows, cuts) => {
      const tail = Buffer.concat([message('C', Buffer.from('COPY 1\0')), message('Z', Buffer.from('T'))]);
      const bytes = Buffer.concat([message('H', Buffer.alloc(3)), message('N', Buffer.from('a notice')), ...rows.map((row) => message('d', Buffer.from(row))), message('c', Buffer.alloc(0)), tail]);
      const got = receive(cutAt(bytes, cuts));
      expect(got.data).toEqual(rows);
      expect(got.handedBack.equals(tail)).toBe(true);
    }),
  );
});

test('an error of the server in the middle goes to the parser', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200)), (cuts) => {
      const error = Buffer.concat([message('E', Buffer.from('SERROR\0C22012\0\0')), message('Z', Buffer.from('E'))]);
      const got = receive(cutAt(Buffer.concat([message('H', Buffer.alloc(3)), message('d', Buffer.from('one')), error]), cuts));
      expect(got.data).toEqual(['one']);
      expect(got.handedBack.equals(error)).toBe(true);
    }),
  );
});

test('when the reader fails, the connection is closed at once', () => {
  const got = receive([message('d', Buffer.from('one')), message('d', Buffer.from('boom')), message('d', Buffer.from('three'))]);
  expect(got).toMatchObject({ destroyed: true });
  expect(got.data[0]).toBe('one');
});
