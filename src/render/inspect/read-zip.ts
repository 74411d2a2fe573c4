import { crc32, inflateRawSync } from 'node:zlib';

/** More than this is no report; also stops a small file that would swell. */
const MOST_BYTES = 500_000_000;
const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/**
 * The files of a ZIP archive, read for the inspector: every byte of the archive must belong to a listed file or to the list itself, without
 * comments, extra fields, encryption or dates, so that nothing can lie between or behind the files. Throws on everything else.
 */
export function readZip(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = bytes.length - 22;
  expect(end >= 0 && bytes.readUInt32LE(end) === END && bytes.readUInt16LE(end + 20) === 0);
  expect(bytes.readUInt32LE(end + 4) === 0);
  const count = bytes.readUInt16LE(end + 10);
  expect(bytes.readUInt16LE(end + 8) === count);
  const start = bytes.readUInt32LE(end + 16);
  expect(start + bytes.readUInt32LE(end + 12) === end);

  const files = new Map<string, Uint8Array>();
  let at = start;
  let next = 0;
  let total = 0;
  for (let n = 0; n < count; n += 1) {
    const length = bytes.readUInt16LE(at + 28);
    expect(bytes.readUInt32LE(at) === ENTRY);
    // Extra field, comment, disk, attributes inside and outside: nil.
    expect(bytes.subarray(at + 30, at + 42).every((byte) => byte === 0));
    expect(bytes.readUInt32LE(at + 42) === next);
    const name = bytes.toString('latin1', at + 46, at + 46 + length);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    total += size;
    expect(/^[\w./[\]]+$/u.test(name) && !files.has(name) && total <= MOST_BYTES);

    const body = next + 30 + length;
    expect(bytes.readUInt32LE(next) === LOCAL);
    // What is said of a file beside it is what is said in the list.
    expect(bytes.subarray(next + 4, next + 30).equals(bytes.subarray(at + 6, at + 32)));
    expect(bytes.toString('latin1', next + 30, body) === name);
    expect(bytes.readUInt16LE(at + 8) === 0 && bytes.readUInt16LE(at + 10) === 8);
    expect(bytes.readUInt32LE(at + 12) === 0x00210000);
    const file = inflateRawSync(bytes.subarray(body, body + packed), { maxOutputLength: Math.max(1, size) });
    expect(file.length === size && crc32(file) === bytes.readUInt32LE(at + 16));
    files.set(name, file);
    next = body + packed;
    at += 46 + length;
  }
  expect(next === start && at === end);
  return files;
}

function expect(holds: boolean): asserts holds {
  if (!holds) throw new Error('not an archive of a report');
}
