import { childrenOf, remainderCode, type ReleasedDimension, type ReleasedPolicy, type ReleasedRow } from '#release';

export const POLICY: ReleasedPolicy = {
  preset: 'wellness',
  minCompleters: 50,
  minParticipation: 25,
  minGroup: 11,
  minGroupSensitive: 20,
  minCell: 5,
  homogeneity: 0.95,
  zeros: 'shown',
  insiders: 1,
  percentDecimals: 0,
};

export interface Group {
  readonly codes: readonly string[];
  readonly cells: readonly number[];
}

const sum = (cells: readonly number[]): number => cells.reduce((a, b) => a + b, 0);

/** Withholds what is small, then siblings until no hidden number can be worked out; the hidden ones of a parent follow it, combined. */
export function protectedRows(
  dimension: ReleasedDimension,
  groups: readonly Group[],
  minGroup: number,
): readonly ReleasedRow[] {
  const byCode = new Map(groups.map((g) => [g.codes[0] ?? '', g]));
  const hidden = new Set(
    [...byCode].filter(([, g]) => unsafe(g.cells, minGroup) || unanimous(g.cells)).map(([code]) => code),
  );
  for (const { id: parent } of dimension.codes) {
    const children = childrenOf(dimension, parent);
    if (hidden.has(parent)) for (const child of children) hidden.add(child);
    const size = (code: string): number => sum(byCode.get(code)?.cells ?? []);
    const order = children.filter((c) => !hidden.has(c)).toSorted((a, b) => size(a) - size(b));
    const withheld = (): readonly string[] => children.filter((c) => hidden.has(c));
    while (
      !hidden.has(parent) &&
      withheld().length > 0 &&
      (withheld().length === 1 || unsafe(added(withheld(), byCode), minGroup))
    ) {
      const next = order.shift();
      if (next === undefined) break;
      hidden.add(next);
    }
  }
  return dimension.codes.flatMap(({ id, parent }): ReleasedRow[] => {
    const group = byCode.get(id);
    if (group === undefined) throw new Error('every code has a group');
    const banded = unanimous(group.cells) && sum(group.cells) >= minGroup;
    const row: ReleasedRow = banded
      ? band(group)
      : hidden.has(id)
        ? { kind: 'group', state: 'withheld', codes: [id] }
        : shown(group);
    const siblings = parent === null ? [] : childrenOf(dimension, parent);
    const combined = siblings.filter((code) => hidden.has(code));
    if (parent === null || hidden.has(parent) || combined.length === 0 || siblings.at(-1) !== id) return [row];
    const cells = added(combined, byCode);
    return [row, { kind: 'remainder', state: 'shown', codes: [remainderCode(parent)], base: sum(cells), cells }];
  });
}

function added(codes: readonly string[], byCode: ReadonlyMap<string, Group>): readonly number[] {
  return codes.map((code) => byCode.get(code)?.cells ?? []).reduce((a, b) => b.map((n, i) => n + (a[i] ?? 0)), []);
}

export function unsafe(cells: readonly number[], minGroup: number): boolean {
  const base = sum(cells);
  return (
    base < minGroup || cells.some((n) => n > 0 && (n < POLICY.minCell || (base - n > 0 && base - n < POLICY.minCell)))
  );
}

export function shown({ codes, cells }: Group): ReleasedRow {
  return { kind: 'group', state: 'shown', codes, base: sum(cells), cells };
}

/** Nearly everybody gave the same answer: ranges instead of counts, "over 95 %" and "under 5 %". */
function unanimous(cells: readonly number[]): boolean {
  const base = sum(cells);
  return base > 0 && cells.some((n) => n < base && n / base >= POLICY.homogeneity);
}

function band({ codes, cells }: Group): ReleasedRow {
  const base = sum(cells);
  const edge = Math.ceil(base * POLICY.homogeneity);
  return {
    kind: 'group',
    state: 'banded',
    codes,
    base,
    cells: cells.map((n) => (n >= edge ? { low: edge, high: base } : { low: 0, high: base - edge })),
  };
}
