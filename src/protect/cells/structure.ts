import type { Dimension } from '#core';

/** What is counted inside a group, in the measure dimension: the indicator's categories add up to the head count. */
export interface Indicator {
  readonly name: string;
  readonly sensitive: boolean;
  /** All codes of the measure dimension that belong to this indicator, deeper levels of its categories included. */
  readonly codes: readonly string[];
}

/** Anybody's tables: every listed table is published with all its margins, a dimension that it leaves out is at its total. */
export interface TableSet {
  readonly dimensions: readonly Dimension[];
  readonly tables: readonly (readonly string[])[];
  readonly measure: { readonly dimension: string; readonly indicators: readonly Indicator[] } | null;
}

/** `value(parent) = Σ value(children)`. */
export interface Equation {
  readonly parent: number;
  readonly children: Int32Array;
  /** 0: head counts only; q: cells of indicator q − 1, and head counts where categories are added up. */
  readonly block: number;
  /** False where finer equations of one table already say it: linear programs leave it out, arithmetic checks do not. */
  readonly essential: boolean;
}

/** Cells of all tables, each once, in the order of the tables; and every equation between them. */
export interface CellStructure {
  readonly dimensions: readonly Dimension[];
  /** One code per dimension. */
  readonly codes: readonly (readonly string[])[];
  readonly index: ReadonlyMap<string, number>;
  readonly equations: readonly Equation[];
  /** 0 for head counts, q for cells of indicator q − 1. */
  readonly block: Int32Array;
  /** The head count of the cell's group; a head count's own number. */
  readonly head: Int32Array;
  /** How many of the cell's codes stand for several others (totals and subtotals). */
  readonly breadth: Int32Array;
  readonly indicators: readonly Indicator[];
}

const SEPARATOR = '\u001f';

/** The name of a cell: one code per dimension of the specification, in its order. */
export function cellKey(codes: readonly string[]): string {
  return codes.join(SEPARATOR);
}

/** All codes of a dimension, the total first, then every relation's children in the order given. */
export function codesOf(dimension: Dimension): readonly string[] {
  const codes = new Set([dimension.total]);
  for (const relation of dimension.relations) for (const child of relation.children) codes.add(child);
  return [...codes];
}

export function structureOf(set: TableSet): CellStructure {
  const { dimensions } = set;
  const axes = dimensions.map(codesOf);
  const codes: (readonly string[])[] = [];
  const index = new Map<string, number>();
  for (const table of set.tables) {
    const spans = dimensions.map((d, at) => (table.includes(d.id) ? (axes[at] ?? []) : [d.total]));
    for (const combination of product(spans)) {
      const key = cellKey(combination);
      if (index.has(key)) continue;
      index.set(key, codes.length);
      codes.push(combination);
    }
  }
  const at = set.measure === null ? -1 : dimensions.findIndex((d) => d.id === set.measure?.dimension);
  const indicators = set.measure?.indicators ?? [];
  const blockOfCode = new Map(
    indicators.flatMap((indicator, q) => indicator.codes.map((code) => [code, q + 1] as const)),
  );
  const block = Int32Array.from(codes, (c) => (at < 0 ? 0 : (blockOfCode.get(c[at] ?? '') ?? 0)));
  const total = dimensions[at]?.total ?? '';
  const head = Int32Array.from(codes, (c, i) =>
    at < 0 ? i : (index.get(cellKey(c.map((code, d) => (d === at ? total : code)))) ?? -1),
  );
  const parents = dimensions.map((d) => new Set(d.relations.map((r) => r.parent)));
  const breadth = Int32Array.from(
    codes,
    (c) => c.filter((code, d) => d !== at && parents[d]?.has(code) === true).length,
  );
  const spans = set.tables.map((table) => dimensions.map((d) => table.includes(d.id)));
  return {
    dimensions,
    codes,
    index,
    equations: equationsOf(dimensions, spans, at, codes, index, block),
    block,
    head,
    breadth,
    indicators,
  };
}

/** Along every relation at every cell of its parent; a relation whose children are not cells there is not published there. */
function equationsOf(
  dimensions: readonly Dimension[],
  tables: readonly (readonly boolean[])[],
  measure: number,
  codes: readonly (readonly string[])[],
  index: ReadonlyMap<string, number>,
  block: Int32Array,
): Equation[] {
  const relations = dimensions.map((d) => Map.groupBy(d.relations, (r) => r.parent));
  // The measure comes first: categories are added up in the finest groups only, groups are added up for every measure.
  const rank = dimensions.map((_, d) => (d === measure ? -1 : d));
  const later = (a: number, b: number) => (rank[b] ?? 0) > (rank[a] ?? 0);
  // With both dimensions crossed in one table, adding up the earlier one at a parent of the later one follows from finer equations.
  const follows = (cell: readonly string[], d: number) =>
    tables.some(
      (crossed) =>
        crossed[d] === true &&
        cell.every((code, i) => crossed[i] === true || code === dimensions[i]?.total) &&
        cell.some((code, i) => crossed[i] === true && later(d, i) && relations[i]?.has(code) === true),
    );
  return codes.flatMap((cell, parent) =>
    cell.flatMap((code, d) =>
      (relations[d]?.get(code) ?? []).flatMap((relation) => {
        const children = relation.children.map((child) =>
          index.get(cellKey(cell.map((c, i) => (i === d ? child : c)))),
        );
        const found = children.filter((c) => c !== undefined);
        if (found.length === 0) return [];
        if (found.length < children.length) throw new Error('a relation is published in part');
        return [
          { parent, children: Int32Array.from(found), block: block[found[0] ?? 0] ?? 0, essential: !follows(cell, d) },
        ];
      }),
    ),
  );
}

function* product(spans: readonly (readonly string[])[]): Generator<readonly string[]> {
  const [first, ...rest] = spans;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const code of first) for (const tail of product(rest)) yield [code, ...tail];
}
