import { type CountedIndicator, type Dimension, headsOf, type Tabulation } from '#core';

/** What the attacker holds of one indicator: tables as they were sent out. Any object of this shape can be attacked. */
export interface AttackedTable {
  readonly id: string;
  readonly indicator: string;
  readonly dimensions: readonly string[];
  readonly form: string;
  readonly rows: readonly AttackedRow[];
}

export type AttackedRow =
  | { readonly kind: 'group' | 'remainder'; readonly codes: readonly string[]; readonly state: 'shown'; readonly base: number; readonly cells: readonly number[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'banded'; readonly base: number; readonly cells: readonly { readonly low: number; readonly high: number }[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'withheld' };

/** A row of a table with the people it is about, worked out from the staff list alone. */
export interface Located {
  readonly table: AttackedTable;
  readonly row: AttackedRow;
  /** Codes over all dimensions of the staff list; equal keys are the same people. */
  readonly key: string;
  readonly atoms: readonly number[];
  readonly people: number;
}

const REMAINDER = '~';

/** Finds the people behind every row. The staff list gives each atom's codes; a remainder is the parent less its shown children. */
export function locate(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[]): Located[] {
  const heads = headsOf(tabulation, indicator.population);
  const peopled = tabulation.codes.map((_, a) => a).filter((a) => (heads[a] ?? 0) > 0);
  const members = tabulation.dimensions.map((dimension, d) => membersByCode(dimension, d, tabulation, peopled));
  const membersOf = (codes: readonly string[]): number[] => {
    const axes = codes.map((code, d) => members[d]?.get(code) ?? NOBODY);
    const least = axes.reduce((a, b) => (b.atoms.length < a.atoms.length ? b : a), axes[0] ?? NOBODY);
    return least.atoms.filter((a) => axes.every(({ has }) => has[a] === 1));
  };
  const located: Located[] = [];
  for (const table of tables) {
    const wide = (codes: readonly string[]) =>
      tabulation.dimensions.map((d) => {
        const at = table.dimensions.indexOf(d.id);
        return at < 0 ? d.total : (codes[at] ?? d.total);
      });
    const shown = new Set(table.rows.flatMap((row) => (row.kind === 'group' && row.state === 'shown' ? [row.codes.join('\u001f')] : [])));
    for (const row of table.rows) {
      const codes = wide(row.codes);
      const axis = row.codes.findIndex((c) => c.startsWith(REMAINDER));
      let atoms: number[];
      if (axis < 0) atoms = membersOf(codes);
      else {
        const parent = row.codes[axis]?.slice(REMAINDER.length) ?? '';
        const dimension = tabulation.dimensions.find((d) => d.id === table.dimensions[axis]);
        const children = dimension?.relations.find((r) => r.parent === parent)?.children ?? [];
        const hidden = children.map((child) => row.codes.map((c, i) => (i === axis ? child : c))).filter((c) => !shown.has(c.join('\u001f')));
        atoms = hidden.flatMap((c) => membersOf(wide(c)));
      }
      const people = atoms.reduce((sum, a) => sum + (heads[a] ?? 0), 0);
      located.push({ table, row, key: codes.join('\u001f'), atoms, people });
    }
  }
  return located;
}

interface Members {
  readonly atoms: readonly number[];
  /** Per atom of the tabulation whether it is one of them. */
  readonly has: Uint8Array;
}

const NOBODY: Members = { atoms: [], has: new Uint8Array() };

/** For every code the atoms in it or in a code under it. */
function membersByCode(dimension: Dimension, d: number, tabulation: Tabulation, peopled: readonly number[]): ReadonlyMap<string, Members> {
  const parents = new Map(dimension.relations.flatMap((r) => r.children.map((child) => [child, r.parent] as const)));
  const lists = new Map<string, number[]>();
  for (const a of peopled) {
    for (let code = tabulation.codes[a]?.[d]; code !== undefined; code = parents.get(code)) {
      const list = lists.get(code);
      if (list === undefined) lists.set(code, [a]);
      else list.push(a);
    }
  }
  const marked = (atoms: readonly number[]) => {
    const has = new Uint8Array(tabulation.codes.length);
    for (const a of atoms) has[a] = 1;
    return has;
  };
  return new Map([...lists].map(([code, atoms]) => [code, { atoms, has: marked(atoms) }]));
}
