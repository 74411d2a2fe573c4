import type { Breakdown, CountedIndicator, Dimension, Tabulation } from '#core';

/** What an employer can work out from its own staff list: who is in a group. Written apart from engine and attacker. */

export const SEPARATOR = '\u001f';

export function keyOf(codes: readonly string[]): string {
  return codes.join(SEPARATOR);
}

/** A code and all codes below it. */
export function below(dimension: Dimension, code: string): readonly string[] {
  const children = childrenOf(dimension, code);
  return [code, ...children.flatMap((child) => below(dimension, child))];
}

export function childrenOf(dimension: Dimension, code: string): readonly string[] {
  return dimension.relations.find((r) => r.parent === code)?.children ?? [];
}

/** Every group of a breakdown, by codes over all dimensions, in registry order. */
export function groupsOf(tabulation: Tabulation, breakdown: Breakdown): string[][] {
  return tabulation.dimensions.reduce<string[][]>(
    (found, d) => {
      const codes = breakdown.dimensions.includes(d.id) ? below(d, d.total) : [d.total];
      return found.flatMap((head) => codes.map((code) => [...head, code]));
    },
    [[]],
  );
}

/** Full counts of an indicator in a group named by codes over all dimensions. */
export function countsOf(tabulation: Tabulation, indicator: CountedIndicator, codes: readonly string[]): number[] {
  const width = indicator.categories.length;
  const counts = tabulation.counts[indicator.id];
  if (counts === undefined) throw new Error(`no counts for ${indicator.id}`);
  const full = new Array<number>(width).fill(0);
  for (const atom of atomsOf(tabulation, codes))
    for (let c = 0; c < width; c++) full[c] = (full[c] ?? 0) + (counts[atom * width + c] ?? 0);
  return full;
}

export function atomsOf(tabulation: Tabulation, codes: readonly string[]): number[] {
  const within = tabulation.dimensions.map((d, i) => new Set(below(d, codes[i] ?? d.total)));
  return tabulation.codes.flatMap((leafs, atom) =>
    leafs.every((leaf, i) => within[i]?.has(leaf) === true) ? [atom] : [],
  );
}

export function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((v, i) => v + (b[i] ?? Number.NaN));
}

export function total(cells: readonly number[]): number {
  return cells.reduce((a, b) => a + b, 0);
}

/** Codes over all dimensions of a row that names only those its table crosses. */
export function wide(tabulation: Tabulation, dimensions: readonly string[], codes: readonly string[]): string[] {
  return tabulation.dimensions.map((d) => codes[dimensions.indexOf(d.id)] ?? d.total);
}
