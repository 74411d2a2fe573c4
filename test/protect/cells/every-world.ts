import type { CellStatus, CellStructure } from '#protect';

/** Lowest and highest value of every cell over all whole-number tables that publish the same, by brute force over the innermost cells. */
export function everyWorld(
  structure: CellStructure,
  values: Int32Array,
  status: readonly CellStatus[],
  least: number,
): { low: number; high: number }[] {
  const parents = new Set(structure.equations.map((e) => e.parent));
  const inner = structure.codes.flatMap((_, c) => (parents.has(c) ? [] : [c]));
  const ranges = structure.codes.map(() => ({ low: Infinity, high: -Infinity }));
  const world = new Int32Array(values.length);
  // Sums in an order in which every part is known before its sum.
  const order = [...structure.equations].sort(
    (a, b) => (structure.breadth[a.parent] ?? 0) - (structure.breadth[b.parent] ?? 0),
  );
  const most = (c: number) => (status[c] === 'published' ? (values[c] ?? 0) : (values[c] ?? 0) + 3);
  const from = (c: number) => (status[c] === 'published' ? (values[c] ?? 0) : Math.max(least, (values[c] ?? 0) - 3));
  const fits = () => {
    for (const { parent, children } of order) world[parent] = children.reduce((sum, c) => sum + (world[c] ?? 0), 0);
    return structure.codes.every((_, c) =>
      status[c] === 'published' ? world[c] === values[c] : (world[c] ?? 0) >= least,
    );
  };
  const walk = (at: number): void => {
    const cell = inner[at];
    if (cell === undefined) {
      if (fits())
        ranges.forEach((r, c) =>
          Object.assign(r, { low: Math.min(r.low, world[c]!), high: Math.max(r.high, world[c]!) }),
        );
      return;
    }
    for (let v = from(cell); v <= most(cell); v++) {
      world[cell] = v;
      walk(at + 1);
    }
  };
  walk(0);
  return ranges;
}
