import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';
import { checkSides } from './limits.ts';
import { PictureFault } from './picture-fault.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Samples a pixel by colour type (W3C PNG, third edition, table 8). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** IHDR, PLTE where colours are numbers of it, tRNS, and the pixels: just as many as the header says. */
export function plainPng(bytes: Buffer): Picture {
  const chunks = chunksOf(bytes);
  const [header, ...others] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13 || others.at(-1)?.type !== 'IEND') throw broken();
  const width = header.data.readUInt32BE(0);
  const height = header.data.readUInt32BE(4);
  const [depth = 0, colour = 0, compression, filter, interlace] = header.data.subarray(8);
  checkSides(width, height);
  const samples = SAMPLES[colour];
  if (samples === undefined || compression !== 0 || filter !== 0) throw broken();
  if (depth === 16 || interlace !== 0)
    throw new PictureFault('is an interlaced PNG or one of 16 bits: save it as a plain PNG of 8 bits');
  if (![1, 2, 4, 8].includes(depth)) throw broken();
  const unknown = others.filter(({ type }) => isCritical(type) && !['PLTE', 'IDAT', 'IEND'].includes(type));
  if (unknown.length > 0) throw broken();
  const one = (type: string): readonly Chunk[] => {
    const found = others.filter((chunk) => chunk.type === type);
    if (found.length > 1) throw broken();
    return found;
  };
  const palette = one('PLTE');
  if ((colour === PALETTE) !== palette.length > 0 && colour !== 2 && colour !== 6) throw broken();
  const packed = Buffer.concat(others.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  // A palette beside true colour is a suggestion only, and free room for bytes.
  const drawing = colour === PALETTE ? palette : [];
  const clear = colour === 4 || colour === 6 ? [] : one('tRNS');
  const kept = [
    header,
    ...drawing,
    ...clear,
    { type: 'IDAT', data: repacked(packed, height * (1 + Math.ceil((width * samples * depth) / 8))) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ];
  for (const { type, data } of kept) if (data.length > (MOST[type] ?? Infinity)) throw broken();
  return { type: 'png', bytes: Buffer.concat([SIGNATURE, ...kept.map(written)]), width, height };
}

/** The palette has at most 256 colours, transparency a byte for each. */
const MOST: Readonly<Record<string, number>> = { PLTE: 768, tRNS: 256 };

function chunksOf(bytes: Buffer): readonly Chunk[] {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw broken();
  const chunks: Chunk[] = [];
  for (let at = 8; chunks.at(-1)?.type !== 'IEND';) {
    if (at + 12 > bytes.length) throw broken();
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw broken();
    const body = bytes.subarray(at + 4, end - 4);
    if (crc32(body) !== bytes.readUInt32BE(end - 4)) throw broken();
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at = end;
  }
  return chunks;
}

/** A chunk whose first letter is a capital is needed for drawing. */
function isCritical(type: string): boolean {
  return /^[A-Z]/u.test(type);
}

/** Each row is a filter byte and its samples. Packed anew, so that nothing stands behind the last row or between the lines. */
function repacked(packed: Buffer, expected: number): Buffer {
  let pixels: Buffer;
  try {
    pixels = inflateSync(packed, { maxOutputLength: expected });
  } catch {
    throw broken();
  }
  if (pixels.length !== expected) throw broken();
  return deflateSync(pixels, { level: 9 });
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function broken(): PictureFault {
  return new PictureFault('is not a sound PNG');
}
