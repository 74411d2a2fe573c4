import { plainJpeg } from './jpeg.ts';
import { PICTURE_LIMITS } from './limits.ts';
import { PictureFault } from './picture-fault.ts';
import { plainPng } from './png.ts';

/** A logo with nothing in it but what is seen. */
export interface Picture {
  readonly type: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Copies what draws the picture and leaves out all else: EXIF with its place and camera, thumbnails, comments, colour profiles,
 * whatever stands after the end. Formats other than PNG and JPEG (SVG runs scripts) are refused. Copying a copy changes nothing.
 */
export function plainPicture(file: Uint8Array): Picture {
  if (file.length > PICTURE_LIMITS.bytes) throw new PictureFault(`has more than ${String(PICTURE_LIMITS.bytes)} bytes`);
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return isPng(bytes) ? plainPng(bytes) : plainJpeg(bytes);
}

function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
}
