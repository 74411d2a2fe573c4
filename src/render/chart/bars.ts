import { scaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolDiamond2, symbolSquare, symbolTriangle, type SymbolType } from 'd3-shape';
import type { Span } from '#compose';
import type { Direction } from '#release';

/** Shares always run from 0 to 100 %: bars of one report can be compared with each other. Paths are SVG path strings at the origin. */
export interface Bar {
  readonly track: string;
  /** What is certain: from 0 to the lower end. */
  readonly solid: string | null;
  /** What is possible: from the lower to the upper end of a range. */
  readonly range: string | null;
}

const RADIUS = 2;

export function bar(span: Span | null, width: number, height: number): Bar {
  const x = scaleLinear().domain([0, 1]).range([0, width]).clamp(true);
  const track = rounded(0, width, height);
  if (span === null) return { track, solid: null, range: null };
  const from = x(span.from);
  const to = x(span.to);
  return {
    track,
    solid: from > 0 ? rounded(0, from, height) : null,
    range: to - from > 0.5 ? rounded(from, to, height) : null,
  };
}

/** A bar with rounded ends, as thin as it needs to be. */
function rounded(from: number, to: number, height: number): string {
  const r = Math.min(RADIUS, (to - from) / 2, height / 2);
  const n = (value: number): string => String(Math.round(value * 100) / 100);
  return [
    `M${n(from + r)} 0`,
    `L${n(to - r)} 0`,
    `A${n(r)} ${n(r)} 0 0 1 ${n(to)} ${n(r)}`,
    `L${n(to)} ${n(height - r)}`,
    `A${n(r)} ${n(r)} 0 0 1 ${n(to - r)} ${n(height)}`,
    `L${n(from + r)} ${n(height)}`,
    `A${n(r)} ${n(r)} 0 0 1 ${n(from)} ${n(height - r)}`,
    `L${n(from)} ${n(r)}`,
    `A${n(r)} ${n(r)} 0 0 1 ${n(from + r)} 0`,
    'Z',
  ].join(' ');
}

const MARKS: Readonly<Record<Direction | 'missing', SymbolType>> = {
  good: symbolCircle,
  neutral: symbolSquare,
  bad: symbolTriangle,
  missing: symbolDiamond2,
};

/** The mark that says in print without colour what the colour says: a disc, a square, a triangle. Centred at the origin. */
export function mark(direction: Direction | 'missing', area = 26): string {
  return symbol(MARKS[direction], area)() ?? '';
}
