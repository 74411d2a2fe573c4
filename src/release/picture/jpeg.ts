import type { Picture } from './picture.ts';
import { checkSides } from './limits.ts';
import { PictureFault } from './picture-fault.ts';

/** Markers (ITU-T T.81, table B.1). */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Tables and parameters that a decoder needs: Huffman, quantisation, restart interval. */
const TABLES: readonly number[] = [0xc4, 0xdb, 0xdd];
/** Baseline, extended sequential and progressive, all with Huffman coding. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
const ADOBE = 0xee;
/** APP0 to APP15 and comments: EXIF, thumbnails, colour profiles, whatever a program liked to leave. */
const isTalk = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

interface Reading {
  readonly kept: Buffer[];
  width: number;
  height: number;
}

/** Frame, tables and scans; of Adobe's segment the one byte that says how colours are coded. A picture in CMYK is refused. */
export function plainJpeg(bytes: Buffer): Picture {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new PictureFault('is neither a PNG nor a JPEG');
  const reading: Reading = { kept: [bytes.subarray(0, 2)], width: 0, height: 0 };
  let at = 2;
  let marker = SOI;
  while (marker !== EOI) {
    if (bytes[at] !== 0xff) throw broken();
    while (bytes[at + 1] === 0xff) at += 1;
    marker = bytes[at + 1] ?? 0;
    at = marker === EOI ? at + 2 : segment(bytes, at, marker, reading);
  }
  if (reading.width === 0) throw broken();
  return {
    type: 'jpeg',
    bytes: Buffer.concat([...reading.kept, Buffer.from([0xff, EOI])]),
    width: reading.width,
    height: reading.height,
  };
}

/** Reads the segment at `at`, keeps what draws, and gives back where the next one begins. */
function segment(bytes: Buffer, at: number, marker: number, reading: Reading): number {
  if (at + 4 > bytes.length) throw broken();
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  if (end > bytes.length || end < at + 4) throw broken();
  const whole = bytes.subarray(at, end);
  if (FRAMES.includes(marker)) frame(whole, reading);
  else if (marker === ADOBE && whole.toString('latin1', 4, 9) === 'Adobe' && whole.length >= 16)
    reading.kept.push(adobe(whole[15] ?? 0));
  else if (marker !== SOS && !TABLES.includes(marker)) {
    if (isTalk(marker)) return end;
    throw broken();
  }
  if (marker === SOS || TABLES.includes(marker)) reading.kept.push(whole);
  if (marker !== SOS) return end;
  const next = endOfScan(bytes, end);
  reading.kept.push(bytes.subarray(end, next));
  return next;
}

function frame(whole: Buffer, reading: Reading): void {
  const components = whole[9];
  if (reading.width > 0 || whole.length < 10 || whole[4] !== 8) throw broken();
  if (components !== 1 && components !== 3) throw new PictureFault('is a JPEG in CMYK: save it in RGB');
  if (whole.length !== 10 + 3 * components) throw broken();
  reading.height = whole.readUInt16BE(5);
  reading.width = whole.readUInt16BE(7);
  checkSides(reading.width, reading.height);
  reading.kept.push(whole);
}

/** Version 100, no flags, and the colour transform as it was. */
function adobe(transform: number): Buffer {
  return Buffer.from([0xff, ADOBE, 0, 14, ...Buffer.from('Adobe', 'latin1'), 0, 100, 0, 0, 0, 0, transform]);
}

/** In a scan 0xFF stands before a zero or a restart marker; before anything else it ends the scan. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw broken();
}

function broken(): PictureFault {
  return new PictureFault('is not a sound JPEG');
}
