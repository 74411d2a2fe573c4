import type { Dimension } from '#core';
import { type CellStructure, codesOf } from './structure.ts';

/** Below 2²⁶, so that the product of two residues is exact in a double (algorithms.md 3.11). */
export const PRIME = 67_108_859;

export function multiply(a: number, b: number): number {
  return (a * b) % PRIME;
}

export function inverse(a: number): number {
  let result = 1;
  let base = a;
  for (let e = PRIME - 2; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
}

/** A sparse vector over coordinates, without zeros. */
export type Sparse = Map<number, number>;

/** `into += factor · from`. */
export function addScaled(into: Sparse, from: Sparse, factor: number): void {
  for (const [row, value] of from) {
    const sum = ((into.get(row) ?? 0) + multiply(factor, value)) % PRIME;
    if (sum === 0) into.delete(row);
    else into.set(row, sum);
  }
}

/**
 * Every cell as a combination of coordinate cells. In each relation one child (the last that is still free) is written as the parent
 * less its siblings; a cell whose codes are all coordinates stands for itself, so most columns are short.
 */
export function expansions(structure: CellStructure): (cell: number) => Sparse {
  const axes = structure.dimensions.map(expandCodes);
  const radix = structure.dimensions.map((d) => codesOf(d).length);
  return (cell) => {
    let terms: Sparse = new Map([[0, 1]]);
    structure.codes[cell]?.forEach((code, d) => {
      const expansion = axes[d]?.get(code);
      if (expansion === undefined) throw new Error('a code without coordinates');
      const next: Sparse = new Map();
      for (const [row, value] of terms)
        for (const [axis, factor] of expansion) next.set(row * (radix[d] ?? 1) + axis, multiply(value, factor));
      terms = next;
    });
    return terms;
  };
}

/** Each code over the free codes of its dimension: the relations are solved for one child each. */
function expandCodes(dimension: Dimension): ReadonlyMap<string, Sparse> {
  const codes = codesOf(dimension);
  const position = new Map(codes.map((code, i) => [code, i]));
  const at = (code: string) => position.get(code) ?? -1;
  const solved = new Map<number, Sparse>();
  for (const { parent, children } of dimension.relations) {
    const row: Sparse = new Map();
    for (const [code, factor] of [[parent, 1] as const, ...children.map((child) => [child, PRIME - 1] as const)]) {
      addScaled(row, solved.get(at(code)) ?? new Map([[at(code), 1]]), factor);
    }
    const pivot =
      [...children]
        .reverse()
        .map(at)
        .find((i) => row.has(i)) ?? [...row.keys()].at(-1);
    if (pivot === undefined) continue;
    const value: Sparse = new Map();
    const scale = inverse(row.get(pivot) ?? 1);
    for (const [i, factor] of row) if (i !== pivot) value.set(i, (PRIME - multiply(factor, scale)) % PRIME);
    for (const other of solved.values()) {
      const factor = other.get(pivot);
      if (factor === undefined) continue;
      other.delete(pivot);
      addScaled(other, value, factor);
    }
    solved.set(pivot, value);
  }
  return new Map(codes.map((code, i) => [code, solved.get(i) ?? new Map([[i, 1]])]));
}
