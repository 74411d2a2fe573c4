/**
 * What is nearer than this to a number is taken for it in a solver's answer. It decides where to look on and nothing else: worlds are rounded
 * and then checked exactly, conditions are proved in whole numbers.
 */
export const NEAR = 1e-6;

/** How far from the nearest whole number. */
export function fraction(v: number): number {
  return Math.abs(v - Math.round(v));
}

export function isWhole(v: number): boolean {
  return fraction(v) < NEAR;
}
