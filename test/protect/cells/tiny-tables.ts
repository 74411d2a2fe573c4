import { type CellRules, cellKey, protectCells, structureOf, type TableSet } from '#protect';

/** Rules for small tables with known answers: counts of 1 to `max` are unsafe, and every withheld cell needs the width given. */
export function rulesOf(unsafeTo: number, more: Partial<CellRules> = {}): CellRules {
  const k = unsafeTo + 1;
  return {
    minGroup: k,
    minGroupSensitive: k,
    minCell: k,
    homogeneity: 0.95,
    zeros: 'shown',
    insiders: 0,
    headCounts: 'secret',
    roundTo: 1,
    ...more,
  };
}

/** A table of head counts over flat dimensions, from its inner cells. */
export function crossed(
  rows: Readonly<Record<string, readonly number[]>>,
  columns: readonly string[],
): { set: TableSet; inner: ReadonlyMap<string, number> } {
  const set: TableSet = {
    dimensions: [
      { id: 'row', total: 'T', relations: [{ parent: 'T', children: Object.keys(rows) }] },
      { id: 'column', total: 'T', relations: [{ parent: 'T', children: [...columns] }] },
    ],
    tables: [['row', 'column']],
    measure: null,
  };
  const inner = new Map(
    Object.entries(rows).flatMap(([row, counts]) =>
      counts.map((v, i) => [cellKey([row, columns[i] ?? '']), v] as const),
    ),
  );
  return { set, inner };
}

/** Fills all sums from cells without children. */
export function summed(
  set: TableSet,
  inner: ReadonlyMap<string, number>,
): { structure: ReturnType<typeof structureOf>; values: Int32Array } {
  const structure = structureOf(set);
  const values = new Int32Array(structure.codes.length).fill(-1);
  for (const [name, v] of inner) values[structure.index.get(name) ?? -1] = v;
  for (let left = 1; left > 0;) {
    left = 0;
    for (const { parent, children } of structure.equations) {
      if (values[parent] !== -1) continue;
      if (children.some((c) => values[c] === -1)) left++;
      else values[parent] = children.reduce((sum, c) => sum + (values[c] ?? 0), 0);
    }
  }
  return { structure, values };
}

export async function protectTiny(set: TableSet, inner: ReadonlyMap<string, number>, rules: CellRules, key = 'test') {
  const { structure, values } = summed(set, inner);
  const result = await protectCells({ structure, values, rules, key });
  const withheld = structure.codes.flatMap((codes, c) => (result.status[c] === 'withheld' ? [codes.join(' ')] : []));
  const primary = structure.codes.flatMap((codes, c) => (result.primary[c] === 1 ? [codes.join(' ')] : []));
  return { structure, values, result, withheld, primary };
}
