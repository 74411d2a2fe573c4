import { type Breakdown, type Dimension, headsOf, type Population, type Relation, type Tabulation } from '#core';

/** A group of people: one code per dimension of the tabulation (the total where a dimension is not crossed). */
export interface Group {
  readonly key: string;
  readonly codes: readonly string[];
  /** Atoms (rows of the tabulation) inside the group. */
  readonly atoms: readonly number[];
  readonly heads: Readonly<Record<Population, number>>;
}

/** The children add up to the parent, for every count. */
export interface GroupRelation {
  readonly parent: Group;
  readonly children: readonly Group[];
}

/** All groups of the breakdowns asked for, their margins included, and every way in which one is the sum of others. */
export interface Structure {
  readonly groups: ReadonlyMap<string, Group>;
  readonly relations: readonly GroupRelation[];
  /** Group keys of each breakdown. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Head counts per atom. */
  readonly atomHeads: Readonly<Record<Population, readonly number[]>>;
}

/** Marks, before a parent's code, its withheld children taken together. */
export const REMAINDER = '~';

export const groupKey = (codes: readonly string[]): string => codes.join('\u001f');

/** The total and every code below it, parents before children, in registry order. */
export function codesOf(dimension: Dimension): readonly string[] {
  const children = new Map(dimension.relations.map((r) => [r.parent, r.children]));
  const walk = (code: string): string[] => [code, ...(children.get(code) ?? []).flatMap(walk)];
  return walk(dimension.total);
}

/** Every ancestor of a leaf, itself and the total included. */
function lineages(dimension: Dimension): ReadonlyMap<string, readonly string[]> {
  const parent = new Map(dimension.relations.flatMap((r) => r.children.map((c) => [c, r.parent] as const)));
  const up = (code: string): string[] => {
    const above = parent.get(code);
    return above === undefined ? [code] : [code, ...up(above)];
  };
  return new Map(codesOf(dimension).map((code) => [code, up(code)]));
}

export function structureOf(tabulation: Tabulation, breakdowns: readonly Breakdown[]): Structure {
  const { dimensions } = tabulation;
  const atomsOf = atomLists(tabulation, breakdowns);
  const nobody = tabulation.codes.map(() => 0);
  const atomHeads = { ...tabulation.heads, 'non-completers': headsOf(tabulation, 'non-completers'), followed: tabulation.heads.followed ?? nobody };
  const groups = new Map<string, Group>();
  const members = new Map<string, Set<string>>();
  const relations = new Map<string, GroupRelation>();
  const group = (codes: readonly string[]): Group => {
    const key = groupKey(codes);
    let found = groups.get(key);
    if (found === undefined) {
      const atoms = atomsOf.get(key) ?? [];
      const heads = (population: Population) => atoms.reduce((sum, a) => sum + (atomHeads[population][a] ?? 0), 0);
      found = { key, codes, atoms, heads: { eligible: heads('eligible'), completers: heads('completers'), 'non-completers': heads('non-completers'), followed: heads('followed') } };
      groups.set(key, found);
    }
    return found;
  };
  for (const breakdown of breakdowns) {
    const keys = new Set<string>();
    members.set(breakdown.id, keys);
    for (const codes of product(dimensions.map((d) => (breakdown.dimensions.includes(d.id) ? codesOf(d) : [d.total])))) {
      const parent = group(codes);
      keys.add(parent.key);
      dimensions.forEach((dimension, d) => {
        if (!breakdown.dimensions.includes(dimension.id)) return;
        const relation = dimension.relations.find((r: Relation) => r.parent === codes[d]);
        if (relation === undefined) return;
        const key = `${d}\u001e${parent.key}`;
        if (!relations.has(key)) relations.set(key, { parent, children: relation.children.map((child) => group(codes.map((c, i) => (i === d ? child : c)))) });
      });
    }
  }
  return { groups, relations: [...relations.values()], members, atomHeads };
}

/** One walk over the atoms instead of one per group: each atom is entered in every group it belongs to. */
function atomLists(tabulation: Tabulation, breakdowns: readonly Breakdown[]): ReadonlyMap<string, number[]> {
  const lines = tabulation.dimensions.map(lineages);
  const lists = new Map<string, number[]>();
  tabulation.codes.forEach((leafs, atom) => {
    const own = new Set<string>();
    for (const breakdown of breakdowns) {
      const axes = tabulation.dimensions.map((d, i) => (breakdown.dimensions.includes(d.id) ? (lines[i]?.get(leafs[i] ?? '') ?? []) : [d.total]));
      for (const codes of product(axes)) own.add(groupKey(codes));
    }
    for (const key of own) {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [atom]);
      else list.push(atom);
    }
  });
  return lists;
}

/** Cartesian product, the last axis running fastest. */
export function product(axes: readonly (readonly string[])[]): string[][] {
  return axes.reduce<string[][]>((rows, axis) => rows.flatMap((row) => axis.map((code) => [...row, code])), [[]]);
}
