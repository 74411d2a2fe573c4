import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import type { RenderedFile } from '../rendered-file.ts';

/** The first day that a ZIP can name. A file in an archive must have a date, and a clock would change the bytes. */
const FIRST_OF_1980 = 0x0021;
const VERSION = 20;
const DEFLATED = 8;

const deflate = promisify(deflateRaw);

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) without a clock, comments or extra fields: the same files give the same bytes. They are packed
 * beside whatever else the caller does until the archive is there.
 */
export async function zip(files: readonly RenderedFile[]): Promise<Uint8Array> {
  const all = await Promise.all(
    files.map(async (file) => ({ ...file, packed: await deflate(file.bytes, { level: 9 }) })),
  );
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, packed } of all) {
    const path = Buffer.from(name, 'ascii');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(FIRST_OF_1980, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed]);
    // Comment, disk and attributes are nil; then where the file begins.
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([VERSION, 0]), facts, place, path);
    bodies.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, entries, end]);
}
