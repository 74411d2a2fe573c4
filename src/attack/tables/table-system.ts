import type { Dimension, Range, TablesPolicy } from '#core';
import type { AttackSystem, Fact, Target } from '../system.ts';
import { headBehind, uncertaintyWithin } from './banded.ts';

/** Tables as their publisher describes them. The attacker reads the same description and trusts nothing else. */
export interface AttackedTables {
  readonly dimensions: readonly Dimension[];
  readonly tables: readonly (readonly string[])[];
  readonly measure: {
    readonly dimension: string;
    readonly indicators: readonly { readonly sensitive: boolean; readonly codes: readonly string[] }[];
  } | null;
}

/** What is known about a cell: a number, an interval, or nothing. */
export type Knowledge =
  | { readonly status: 'published'; readonly count: number }
  | { readonly status: 'banded'; readonly low: number; readonly high: number }
  | { readonly status: 'withheld' };

export type TableRules = Pick<TablesPolicy, 'minGroup' | 'minCell' | 'homogeneity' | 'zeros' | 'headCounts' | 'insiders' | 'roundTo'>;

/** One dimension of the attacker's own picture of the cells. */
interface Axis {
  readonly total: string;
  readonly codes: readonly string[];
  readonly sums: readonly { readonly parent: string; readonly children: readonly string[] }[];
}

export interface TableSystem {
  readonly system: AttackSystem;
  /** Name of the cell behind each unknown. */
  readonly unknowns: readonly string[];
  /** For each target (one unknown each), the smallest count that would not be unsafe. */
  readonly safeFrom: Int32Array;
}

/** No withheld count is believed to be larger; keeps searches bounded where not even a total is published. */
const BEYOND = 1_000_000;
const SEPARATOR = '\u001f';

/** Names of all cells, each once, in the order of the tables. */
export function cellsOf(tables: AttackedTables): string[] {
  const axes = tables.dimensions.map(axisOf);
  const names = new Set<string>();
  for (const table of tables.tables) {
    let partial: string[][] = [[]];
    axes.forEach((axis, d) => {
      const span = table.includes(tables.dimensions[d]?.id ?? '') ? axis.codes : [axis.total];
      partial = partial.flatMap((start) => span.map((code) => [...start, code]));
    });
    for (const codes of partial) names.add(codes.join(SEPARATOR));
  }
  return [...names];
}

function axisOf(dimension: Dimension): Axis {
  return {
    total: dimension.total,
    codes: [...new Set([dimension.total, ...dimension.relations.flatMap((r) => r.children)])],
    sums: dimension.relations,
  };
}

/**
 * Writes down what an attacker knows: one unknown per cell without a published number, one fact per sum. With zeros shown a withheld number
 * is at least 1, except in sensitive indicators and where head counts are known: there zeros are withheld too. A rounded count is an unknown
 * like others and no target: it is not unsafe, however well it is known.
 */
export function tableSystem(
  tables: AttackedTables,
  known: ReadonlyMap<string, Knowledge>,
  rules: TableRules,
  truth: ReadonlyMap<string, number> | null,
): TableSystem {
  const names = cellsOf(tables);
  const axes = tables.dimensions.map(axisOf);
  const measure = tables.dimensions.findIndex((d) => d.id === tables.measure?.dimension);
  const total = axes[measure]?.total ?? '';
  const position = new Map<string, number>();
  const unknowns: string[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const safeFrom: number[] = [];
  const targets: Target[] = [];
  const parts: number[] = [];
  // Head counts that the intervals of their groups' answers give away.
  const said = new Map<string, Range>();
  for (const name of names) {
    const cell = known.get(name);
    if (cell === undefined) throw new Error('a cell of the tables is not spoken of');
    if (cell.status === 'published') continue;
    const codes = name.split(SEPARATOR);
    const code = codes[measure] ?? '';
    const indicator =
      code === total || measure < 0 ? undefined : tables.measure?.indicators.find((i) => i.codes.includes(code));
    const group = codes.map((c, d) => (d === measure ? total : c)).join(SEPARATOR);
    const head = known.get(group);
    const behind = cell.status === 'banded' && indicator?.sensitive === true ? headBehind(cell, rules) : null;
    if (behind !== null) said.set(group, behind);
    const size = head?.status === 'published' ? head.count : Infinity;
    const bare =
      rules.zeros === 'protected' ||
      indicator?.sensitive === true ||
      (indicator !== undefined && rules.headCounts === 'known');
    const width =
      indicator === undefined
        ? rules.minGroup
        : rules.headCounts === 'known'
          ? Math.min(rules.minCell, size)
          : rules.minCell;
    parts.push(indicator === undefined ? 0 : (tables.measure?.indicators.indexOf(indicator) ?? -1) + 1);
    position.set(name, unknowns.length);
    const wanted = cell.status === 'banded' ? uncertaintyWithin(cell, head, indicator ?? null, rules) : width;
    if (wanted !== null) {
      targets.push({ index: Int32Array.of(unknowns.length), width: Math.min(width, wanted), reach: 0 });
      safeFrom.push(cell.status === 'banded' ? Infinity : indicator === undefined ? rules.minGroup : rules.minCell);
    }
    unknowns.push(name);
    // Colluders know of themselves; where they sit is only known with the true counts at hand, and then they sit everywhere.
    const colluders = Math.min(rules.insiders, truth?.get(name) ?? 0);
    lower.push(cell.status === 'banded' ? cell.low : Math.max(colluders, bare ? 0 : 1));
    upper.push(cell.status === 'banded' ? cell.high : BEYOND);
  }
  for (const [group, { low, high }] of said) {
    const at = position.get(group) ?? -1;
    if (at < 0) continue;
    lower[at] = Math.max(lower[at] ?? 0, low);
    upper[at] = Math.min(upper[at] ?? BEYOND, high);
  }
  const facts: Fact[] = [];
  for (const name of names) {
    const codes = name.split(SEPARATOR);
    axes.forEach((axis, d) => {
      for (const { parent, children } of axis.sums) {
        if (codes[d] !== parent) continue;
        const parts = children.map((child) => codes.map((c, i) => (i === d ? child : c)).join(SEPARATOR));
        if (!parts.every((part) => known.has(part))) continue;
        const fact = sumFact(name, parts, known, position);
        if (fact !== null) facts.push(fact);
      }
    });
  }
  return {
    system: {
      unknowns: unknowns.length,
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      facts,
      targets,
      answers: null,
      parts: Int32Array.from(parts),
    },
    unknowns,
    safeFrom: Int32Array.from(safeFrom, (v) => (v === Infinity ? 2 ** 31 - 1 : v)),
  };
}

/** `parent − Σ children = 0`, numbers moved to the right. Null: nothing unknown, and the numbers agree. */
function sumFact(
  parent: string,
  parts: readonly string[],
  known: ReadonlyMap<string, Knowledge>,
  position: ReadonlyMap<string, number>,
): Fact | null {
  const index: number[] = [];
  const value: number[] = [];
  let constant = 0;
  for (const [name, factor] of [[parent, 1] as const, ...parts.map((part) => [part, -1] as const)]) {
    const cell = known.get(name);
    const at = position.get(name);
    if (cell?.status === 'published') constant += factor * cell.count;
    else if (at !== undefined) {
      index.push(at);
      value.push(factor);
    }
  }
  if (index.length === 0 && constant === 0) return null;
  return { index: Int32Array.from(index), value: Float64Array.from(value), low: 0 - constant, high: 0 - constant };
}
