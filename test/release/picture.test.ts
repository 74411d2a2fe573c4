import { inflateSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { PICTURE_LIMITS, PictureFault, plainPicture } from '#release';
import { chunk, CMYK_JPEG, png, TALKING_JPEG } from './pictures.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a PNG', () => {
  const talking = png({
    before: [
      chunk('tEXt', Buffer.from('Author\0secret')),
      chunk('eXIf', Buffer.from('secret place')),
      chunk('iCCP', Buffer.from('secret')),
      chunk('prVt', Buffer.from('secret')),
    ],
    tail: 'secret tail',
  });

  it('keeps its pixels and nothing else', () => {
    expect(text(talking)).toContain('secret');
    const { type, bytes, width, height } = plainPicture(talking);
    expect({ type, width, height }).toEqual({ type: 'png', width: 24, height: 16 });
    const types = [...text(bytes).matchAll(/IHDR|PLTE|IDAT|IEND|tRNS|tEXt|eXIf|iCCP|prVt/gu)].map(([name]) => name);
    expect(types).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(text(bytes)).not.toContain('secret');
    const at = text(bytes).indexOf('IDAT');
    expect(inflateSync(bytes.subarray(at + 4)).length).toBe(16 * (1 + 24 * 4));
  });

  it('may not hide anything behind its last row', () => {
    const rows = Buffer.alloc(16 * (1 + 24 * 4));
    expect(() => plainPicture(png({ pixels: Buffer.concat([rows, Buffer.from('secret')]) }))).toThrow(PictureFault);
    expect(() => plainPicture(png({ pixels: rows.subarray(1) }))).toThrow(PictureFault);
    const behind = png();
    const idat = text(behind).indexOf('IDAT');
    const length = Buffer.from(behind).readUInt32BE(idat - 4);
    const padded = Buffer.concat([
      behind.subarray(0, idat - 4),
      chunk('IDAT', Buffer.concat([behind.subarray(idat + 4, idat + 4 + length), Buffer.from('secret')])),
      behind.subarray(idat + 8 + length),
    ]);
    expect(text(plainPicture(padded).bytes)).not.toContain('secret');
  });

  test.each([
    [
      'promises more pixels than memory holds',
      png({ width: 60_000, height: 60_000, pixels: Buffer.alloc(10) }),
      /60000 × 60000 pixels/u,
    ],
    ['is tiny', png({ width: 8, height: 8, pixels: Buffer.alloc(8 * 33) }), /8 × 8 pixels/u],
    ['is interlaced', png({ interlace: 1 }), /interlaced/u],
    ['has 16 bits a colour', png({ depth: 16 }), /16 bits/u],
    ['has an unknown chunk that it needs', png({ before: [chunk('JUNK', Buffer.from('secret'))] }), /not a sound PNG/u],
    ['ends early', png().subarray(0, 60), /not a sound PNG/u],
    ['was changed on the way', Buffer.from(png()).fill(1, 45, 46), /not a sound PNG/u],
  ])('that %s is refused', (_what, bytes, why) => {
    expect(() => plainPicture(bytes)).toThrow(why);
  });
});

describe('a JPEG', () => {
  it('keeps its scan and its tables and nothing else', () => {
    expect(text(TALKING_JPEG)).toContain('SecretCam');
    const { type, bytes, width, height } = plainPicture(TALKING_JPEG);
    expect({ type, width, height }).toEqual({ type: 'jpeg', width: 20, height: 16 });
    expect(text(bytes)).not.toMatch(/secret|exif|jfif/iu);
    expect(bytes.length).toBeGreaterThan(200);
    expect([...bytes.subarray(-2)]).toEqual([0xff, 0xd9]);
  });

  it('in CMYK, cut off, or of another kind is refused', () => {
    expect(() => plainPicture(CMYK_JPEG)).toThrow(/CMYK/u);
    for (let end = 2; end < TALKING_JPEG.length - 13; end += 37)
      expect(() => plainPicture(TALKING_JPEG.subarray(0, end)), String(end)).toThrow(PictureFault);
    for (const other of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', ''])
      expect(() => plainPicture(Buffer.from(other))).toThrow(/neither a PNG nor a JPEG/u);
  });
});

it('a copy of a copy is the same, and a large file is refused unread', () => {
  for (const bytes of [png(), TALKING_JPEG]) {
    const once = plainPicture(bytes).bytes;
    expect(Buffer.compare(plainPicture(once).bytes, once)).toBe(0);
  }
  expect(() => plainPicture(Buffer.alloc(PICTURE_LIMITS.bytes + 1))).toThrow(/more than 524288 bytes/u);
});
