import { PictureFault } from './picture-fault.ts';

/** Bytes as they come from the operator, and pixels across and down: enough for 3 inches at 600 dots an inch. */
export const PICTURE_LIMITS = { bytes: 512 * 1024, side: 2000, least: 16 } as const;

/** Before anything is unpacked: a small file may promise a picture that fills the memory. */
export function checkSides(...sides: readonly [width: number, height: number]): void {
  const { least, side } = PICTURE_LIMITS;
  if (sides.every((pixels) => pixels >= least && pixels <= side)) return;
  throw new PictureFault(`is ${sides.join(' × ')} pixels; ${String(least)} to ${String(side)} each way are allowed`);
}
