import { type Range, standsFor, type TablesPolicy } from '#core';
import type { CellStructure } from './structure.ts';

/** The policy values that decide about single cells. */
export type CellRules = Pick<
  TablesPolicy,
  'minGroup' | 'minGroupSensitive' | 'minCell' | 'homogeneity' | 'zeros' | 'insiders' | 'headCounts' | 'roundTo'
>;

/** What is printed of a cell in place of its count. */
export interface Band extends Range {
  /** What a rounded count stands for: the cell is not unsafe. Otherwise (nearly) everybody, or nobody, gave the answer. */
  readonly rounded: boolean;
  /** How uncertain the count must stay within the interval; 0 where it is only rounded. */
  readonly width: number;
}

/** A sum of cells that an attacker must not narrow to fewer than `width` steps. One cell nearly always; several for a small rest. */
export interface Guarded {
  readonly cells: Int32Array;
  readonly width: number;
  /** The sum must be able to be this large; 0 where that does not matter. */
  readonly reach: number;
}

export interface Judged {
  /** Unsafe by itself. */
  readonly primary: Uint8Array;
  /** Said as an interval: rounded, or because answers are alike; that only while the head count of the group is published. */
  readonly bands: ReadonlyMap<number, Band>;
  /** What the attacker knows a withheld cell to be at least. */
  readonly least: Int32Array;
  /** The width that a cell needs once it is withheld, for whatever reason. */
  readonly width: Int32Array;
  readonly guarded: readonly Guarded[];
}

/**
 * Which cells are unsafe by themselves (docs/policy.md). With zeros shown every withheld number is known to be at least 1, except where
 * zeros are withheld as well: in sensitive indicators, and wherever head counts are known, because groups under `minGroup` then show nothing.
 */
export function judge(structure: CellStructure, values: Int32Array, rules: CellRules): Judged {
  const cells = structure.codes.length;
  const primary = new Uint8Array(cells);
  const least = new Int32Array(cells);
  const bands = new Map<number, Band>();
  const guarded: Guarded[] = [];
  const width = widths(structure, values, rules);
  const alike = nearlyAlike(structure, values, rules);
  for (let cell = 0; cell < cells; cell++) {
    const v = values[cell] ?? 0;
    const n = values[structure.head[cell] ?? -1] ?? 0;
    const q = structure.block[cell] ?? 0;
    const indicator = structure.indicators[q - 1];
    const bare = q > 0 && (indicator?.sensitive === true || rules.headCounts === 'known');
    least[cell] = rules.zeros === 'shown' && !bare ? 1 : 0;
    if (rules.insiders > 1 && v > 0) least[cell] = Math.max(least[cell] ?? 0, Math.min(v, rules.insiders));
    else if (rules.insiders === 1 && v > 0) least[cell] = 1;
    if (q === 0) {
      primary[cell] = v < rules.minGroup && (v > 0 || rules.zeros === 'protected') ? 1 : 0;
    } else if (
      n > 0 &&
      n < (indicator?.sensitive === true ? rules.minGroupSensitive : rules.headCounts === 'known' ? rules.minGroup : 0)
    ) {
      primary[cell] = 1;
    } else {
      const band = alike.has(`${structure.head[cell]} ${q}`) ? bandOf(v, n, rules) : null;
      if (band === null) primary[cell] = v < rules.minCell && (v > 0 || rules.zeros === 'protected') ? 1 : 0;
      else if (v >= band.low && v <= band.high) bands.set(cell, band);
      // Neither nearly everybody nor nearly nobody: one of several answers that nearly everybody's divides into, and with its like it would tell that.
      else primary[cell] = 1;
    }
    if (primary[cell] === 0 && v > 0 && rules.roundTo > 1 && !bands.has(cell))
      bands.set(cell, roundedTo(v, q === 0 ? null : n, indicator?.sensitive === true, rules));
    const band = bands.get(cell);
    if (rules.headCounts === 'known' && q === 0) continue;
    if (primary[cell] === 1) guarded.push({ cells: Int32Array.of(cell), width: width(cell), reach: 0 });
    else if (band?.rounded === false) guarded.push({ cells: Int32Array.of(cell), width: Math.min(width(cell), band.width), reach: 0 });
  }
  guarded.push(...smallRests(structure, values, rules, primary, width));
  return {
    primary,
    bands,
    least,
    width: Int32Array.from({ length: cells }, (_, c) =>
      rules.headCounts === 'known' && structure.block[c] === 0 ? 0 : width(c),
    ),
    guarded,
  };
}

function widths(structure: CellStructure, values: Int32Array, rules: CellRules): (cell: number) => number {
  return (cell) => {
    if ((structure.block[cell] ?? 0) === 0) return rules.minGroup;
    return rules.headCounts === 'known'
      ? Math.min(rules.minCell, values[structure.head[cell] ?? -1] ?? 0)
      : rules.minCell;
  };
}

/** Groups and sensitive indicators in which one answer is (nearly) everybody's. */
function nearlyAlike(structure: CellStructure, values: Int32Array, rules: CellRules): ReadonlySet<string> {
  const found = new Set<string>();
  structure.block.forEach((q, cell) => {
    const n = values[structure.head[cell] ?? -1] ?? 0;
    if (structure.indicators[q - 1]?.sensitive === true && n > 0 && (values[cell] ?? 0) >= most(n, rules))
      found.add(`${structure.head[cell]} ${q}`);
  });
  return found;
}

/**
 * Every cell of such a group is said as an interval: nearly everybody, or nearly nobody (docs/policy.md, `homogeneity`); reckoned from the head
 * count as it is printed, which is all that it may give away.
 */
function bandOf(v: number, n: number, rules: CellRules): Band {
  const { low, high } = standsFor(n, rules.roundTo, rules.minGroup);
  const few = high - most(high, rules);
  return { ...(v >= most(n, rules) ? { low: most(low, rules), high } : { low: 0, high: few }), rounded: false, width: few };
}

/** What a rounded count of a group of n stands for. One that reads like nearly everybody's answer is guarded like one: no reader could tell. */
function roundedTo(v: number, n: number | null, sensitive: boolean, rules: CellRules): Band {
  const range = standsFor(v, rules.roundTo, n === null ? rules.minGroup : rules.minCell);
  const alike = n === null || !sensitive ? null : bandOf(n, n, rules);
  return alike?.low === range.low && alike.high === range.high ? alike : { ...range, rounded: true, width: 0 };
}

function most(n: number, rules: CellRules): number {
  return Math.ceil(rules.homogeneity * n - 1e-9);
}

/** The people who gave another answer than a big one, where they are few and gave several answers. */
function smallRests(
  structure: CellStructure,
  values: Int32Array,
  rules: CellRules,
  primary: Uint8Array,
  width: (cell: number) => number,
): Guarded[] {
  return structure.equations.flatMap(({ parent, children, block }) => {
    if (block === 0 || parent !== structure.head[children[0] ?? -1]) return [];
    const n = values[parent] ?? 0;
    const big = children.findIndex(
      (c) => (values[c] ?? 0) >= rules.minCell && n - (values[c] ?? 0) < rules.minCell && n > (values[c] ?? 0),
    );
    if (big < 0) return [];
    const rest = children.filter(
      (c, i) => i !== big && primary[c] === 1 && ((values[c] ?? 0) > 0 || rules.zeros === 'protected'),
    );
    return rest.length < 2 ? [] : [{ cells: rest, width: width(rest[0] ?? 0), reach: 0 }];
  });
}
