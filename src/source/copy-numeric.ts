import { StreamFault } from './stream-fault.ts';

/** Signs of a `numeric` as it crosses the wire (PostgreSQL source, numeric.c); every other one is NaN or infinite. */
const POSITIVE = 0x0000;
const NEGATIVE = 0x4000;
const NAN = 0xc000;
const MINUS_INFINITY = 0xf000;

/** 10 to the 22 is the largest power of ten that a double holds exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * The double nearest to a `numeric`: 16-bit counts of base-10,000 digits, weight of the first, sign, decimals shown, then the digits. Up to
 * 2^53 and 22 decimals both numbers of the quotient are exact and one division rounds correctly; all others go through their text, which
 * JavaScript reads correctly rounded too. So a number is the same as if it had come as a text.
 */
export function numericAt(bytes: Buffer, at: number, end: number): number {
  if (end - at < 8) throw new StreamFault('a numeric is cut off');
  const count = bytes.readUInt16BE(at);
  const weight = bytes.readInt16BE(at + 2);
  const sign = bytes.readUInt16BE(at + 4);
  if (end - at !== 8 + 2 * count) throw new StreamFault('a numeric has another length than it says');
  if (sign !== POSITIVE && sign !== NEGATIVE) {
    if (sign === NAN) return NaN;
    return sign === MINUS_INFINITY ? -Infinity : Infinity;
  }
  let whole = 0;
  for (let i = 0; i < count; i++) whole = whole * 10_000 + bytes.readUInt16BE(at + 8 + 2 * i);
  // The last digit stands for 10,000 to this power.
  const power = 4 * (weight - count + 1);
  const exact = EXACT_POWERS[Math.abs(power)];
  const value =
    whole <= Number.MAX_SAFE_INTEGER && exact !== undefined && (power <= 0 || whole * exact <= Number.MAX_SAFE_INTEGER)
      ? power < 0
        ? whole / exact
        : whole * exact
      : Number(`${digits(bytes, at + 8, count)}e${power}`);
  return sign === NEGATIVE ? -value : value;
}

function digits(bytes: Buffer, at: number, count: number): string {
  let text = '0';
  for (let i = 0; i < count; i++) text += String(bytes.readUInt16BE(at + 2 * i)).padStart(4, '0');
  return text;
}
