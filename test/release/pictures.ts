import { crc32, deflateSync } from 'node:zlib';

/** 20 × 16 pixels with an EXIF segment (a maker, a place on earth), a comment, and words behind the end. */
export const TALKING_JPEG: Uint8Array = Buffer.concat([
  Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4QBuRXhpZgAATU0AKgAAAAgAAgEPAAIAAAAKAAAAJoglAAQAAAABAAAAMAAAAABTZWNyZXRDYW0AAAIAAQACAAAAAk4AAAAAAgAFAA' +
      'AAAwAAAE4AAAAAAAAACgAAAAEAAAAvAAAAAQAAAAAAAAAB//4ADXNlY3JldCBub3Rl/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyKoLTmw6Cq2q2K' +
      'jMj/y9ru9f///5vB////+v/m/f/4/9sAQwErLS08NTx2QUF2+KWMpfj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4/8AAEQgAEA' +
      'AUAwEiAAIRAQMRAf/EABYAAQEBAAAAAAAAAAAAAAAAAAAEBf/EAB4QAAEDBAMAAAAAAAAAAAAAAAAEERIUFSJBY6Lh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAP/xAAYEQEA' +
      'AwEAAAAAAAAAAAAAAAAAAhESIf/aAAwDAQACEQMRAD8A0FiulhhKT7Zia7cHfwpWJKqGcYvp3JrTz9PQpHFdaQACb//Z',
    'base64',
  ),
  Buffer.from('secret tail'),
]);

/** 20 × 16 pixels in the four colours of print. */
export const CMYK_JPEG: Uint8Array = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwBQNzxGPDJQRkFGWlVQX3jIgnhubnj1r7mRyP///////////////////////////////////////////////////8AAFAgAEAAUBE' +
    'MRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAE/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwC1atWgAAAAAA//2Q==',
  'base64',
);

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

export interface PngParts {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly interlace?: number;
  /** Packed rows; two reds and a clear corner where they are not given. */
  readonly pixels?: Uint8Array;
  /** Chunks before the pixels. */
  readonly before?: readonly Uint8Array[];
  readonly tail?: string;
}

/** A PNG in colours with transparency. */
export function png({
  width = 24,
  height = 16,
  depth = 8,
  interlace = 0,
  pixels,
  before = [],
  tail = '',
}: PngParts = {}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 6, 0, 0, interlace], 8);
  const rows = Buffer.alloc(height * (1 + width * 4), 0x90);
  for (let y = 0; y < height; y += 1) rows[y * (1 + width * 4)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...before,
    chunk('IDAT', deflateSync(pixels ?? rows)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(tail),
  ]);
}
