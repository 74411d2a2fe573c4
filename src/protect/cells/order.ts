import { createHmac } from 'node:crypto';
import { type CellStructure, cellKey } from './structure.ts';

/** Used where neither the specification nor the caller names a key: anybody can repeat the choice, and it still ignores all counts. */
export const DEFAULT_KEY = 'tutti protect';

/** How much more a reader loses with each further total among a cell's codes, and with a head count. */
const BROADER = 1.3;
/** The head count of everybody is the last number to give up. */
const EVERYBODY = 10;
/** Cells of equal rank differ by at most this share, by a keyed hash of their names. */
const JITTER = 0.05;

/** What the readers lose with each cell. Structure and a keyed hash only: the pattern must not tell anything about the counts (A25). */
export function weights(structure: CellStructure, key: string | Uint8Array): Float64Array {
  return Float64Array.from(structure.codes, (codes, cell) => {
    const rank = (structure.breadth[cell] ?? 0) + (structure.block[cell] === 0 ? 1 : 0);
    const digest = createHmac('sha256', key).update(cellKey(codes)).digest();
    const whole = codes.every((code, d) => code === structure.dimensions[d]?.total) ? EVERYBODY : 1;
    return whole * BROADER ** rank * (1 + (JITTER * digest.readUInt32BE(0)) / 2 ** 32);
  });
}
