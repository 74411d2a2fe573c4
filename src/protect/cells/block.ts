import type { Band, Guarded, Judged } from './primary.ts';
import type { CellStructure } from './structure.ts';

export const PUBLISHED = 0;
export const PRIMARY = 1;
export const SECONDARY = 2;

/** An equation over a block's own numbering. */
export interface LocalEquation {
  readonly parent: number;
  readonly children: Int32Array;
  readonly essential: boolean;
}

/** Anything whose numbers are `own` cells first, then cells given from outside (head counts that another block protects). */
export interface Block {
  /** Number of each local cell in the whole structure. */
  readonly global: Int32Array;
  /** Cells below this number are protected here; the others are given. */
  readonly own: number;
  readonly equations: readonly LocalEquation[];
  /** Equations of each local cell. */
  readonly incidence: readonly Int32Array[];
  readonly truth: Int32Array;
  readonly least: Int32Array;
  /** Zeros that are published whatever happens. */
  readonly frozen: Uint8Array;
  readonly state: Uint8Array;
  readonly bands: ReadonlyMap<number, Band>;
  /** Cells banded for alike answers, of the group with this head count, own or given. */
  readonly bandsOn: ReadonlyMap<number, readonly number[]>;
  /** What the readers lose with a cell; does not depend on any count. */
  readonly weight: Float64Array;
  /** Width that a cell needs once it is withheld. */
  readonly width: Int32Array;
  readonly guarded: readonly Guarded[];
  /** The head count of each own cell's group, in the block's numbering. */
  readonly head: Int32Array;
}

/** The part of the structure that holds the given own cells, with the head counts they add up to as given cells. */
export function blockOf(
  structure: CellStructure,
  values: Int32Array,
  judged: Judged,
  weight: Float64Array,
  mine: (block: number) => boolean,
): Block {
  const own = Array.from(structure.codes.keys()).filter((c) => mine(structure.block[c] ?? 0));
  const local = new Map(own.map((c, i) => [c, i]));
  const all = [...own];
  const at = (cell: number): number => {
    const known = local.get(cell);
    if (known !== undefined) return known;
    local.set(cell, all.length);
    all.push(cell);
    return all.length - 1;
  };
  const equations = structure.equations
    .filter((e) => mine(e.block))
    .map((e) => ({ parent: at(e.parent), children: e.children.map(at), essential: e.essential }));
  const head = Int32Array.from(own, (c) => at(structure.head[c] ?? -1));
  const incidence = all.map((): number[] => []);
  equations.forEach((e, i) => {
    incidence[e.parent]?.push(i);
    for (const child of e.children) incidence[child]?.push(i);
  });
  const inside = (cell: number) => (local.get(cell) ?? own.length) < own.length;
  return {
    global: Int32Array.from(all),
    own: own.length,
    equations,
    incidence: incidence.map((list) => Int32Array.from(list)),
    truth: Int32Array.from(all, (c) => values[c] ?? 0),
    least: Int32Array.from(all, (c) => judged.least[c] ?? 0),
    frozen: Uint8Array.from(all, (c) => Number((values[c] ?? 0) === 0 && judged.least[c] === 1)),
    state: Uint8Array.from(all, (c, i) => (i < own.length && judged.primary[c] === 1 ? PRIMARY : PUBLISHED)),
    bands: new Map([...judged.bands].filter(([c]) => inside(c)).map(([c, band]) => [at(c), band])),
    bandsOn: Map.groupBy(
      [...judged.bands].filter(([c, { rounded }]) => !rounded && inside(c)).map(([c]) => at(c)),
      (c) => at(structure.head[all[c] ?? -1] ?? -1),
    ),
    weight: Float64Array.from(all, (c) => weight[c] ?? 1),
    width: Int32Array.from(all, (c) => judged.width[c] ?? 0),
    head,
    guarded: judged.guarded.filter((g) => g.cells.every(inside)).map((g) => ({ ...g, cells: g.cells.map(at) })),
  };
}
