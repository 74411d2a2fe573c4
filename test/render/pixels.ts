import { deflateSync, inflateSync } from 'node:zlib';
import { chunk } from '../release/pictures.ts';

/** A grey picture: one byte a pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Reads a binary PGM of 8 bits (netpbm), as `pdftoppm -gray` writes it. */
export function readPgm(file: Buffer): Pixels {
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(file.toString('latin1', 0, 40)) ?? [];
  if (head === undefined) throw new Error('no 8-bit PGM');
  const grey = file.subarray(head.length);
  if (grey.length !== Number(width) * Number(height)) throw new Error('a PGM that is cut off');
  return { width: Number(width), height: Number(height), grey };
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Signature, IHDR and the head of IDAT: where the packed rows begin in a PNG of `writePng`. */
const ROWS = 8 + 25 + 8;

/** A PNG of 8-bit grey without filters: to be looked at, and read back by `readPng` alone. */
export function writePng({ width, height, grey }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function readPng(file: Buffer): Pixels {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const rows = inflateSync(file.subarray(ROWS, ROWS + file.readUInt32BE(ROWS - 8)));
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) grey.set(rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  return { width, height, grey };
}

/** Mean difference of the tile that differs most, 0 to 255: small shifts of letters average out within a tile, a moved block does not. */
export function worstTile(a: Pixels, b: Pixels, side = 24): number {
  if (a.width !== b.width || a.height !== b.height) return 255;
  let worst = 0;
  for (let top = 0; top < a.height; top += side)
    for (let left = 0; left < a.width; left += side) {
      let [sumA, sumB, count] = [0, 0, 0];
      for (let y = top; y < Math.min(a.height, top + side); y += 1)
        for (let x = left; x < Math.min(a.width, left + side); x += 1) {
          sumA += a.grey[y * a.width + x] ?? 0;
          sumB += b.grey[y * b.width + x] ?? 0;
          count += 1;
        }
      worst = Math.max(worst, Math.abs(sumA - sumB) / count);
    }
  return worst;
}
