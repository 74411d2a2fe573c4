import type { Population } from '#core';
import type { Group, Structure } from './groups.ts';

/**
 * Groups of different dimensions can lie inside one another by accident: a department that works at one site only. Then the site less
 * the department is a group that nobody asked for, and its counts can be worked out (attacks A22, A33). `wholes` are all such pairs:
 * a group and the disjoint groups that together lie inside it, or together cover it.
 */
export interface Nesting {
  readonly group: Group;
  /** Disjoint groups (children of one parent). */
  readonly parts: readonly Group[];
  /** `inside`: each part lies in the group. `around`: the parts cover the group. */
  readonly kind: 'inside' | 'around';
}

export function nestings(structure: Structure, population: Population): readonly Nesting[] {
  const found: Nesting[] = [];
  const members = new Map([...structure.groups.values()].map((g) => [g.key, new Set(g.atoms)]));
  const common = (a: Group, b: Group, heads: (atom: number) => number): number => {
    const [small, large] = a.atoms.length < b.atoms.length ? [a, b] : [b, a];
    const set = members.get(large.key);
    return small.atoms.reduce((sum, atom) => sum + (set?.has(atom) === true ? heads(atom) : 0), 0);
  };
  const size = (g: Group) => g.heads[population];
  const heads = (atom: number) => structure.atomHeads[population][atom] ?? 0;
  for (const group of structure.groups.values()) {
    if (size(group) === 0) continue;
    for (const relation of structure.relations) {
      if (isAncestry(group, relation.parent) || size(relation.parent) === 0) continue;
      const overlaps = relation.children.filter((c) => size(c) > 0).map((child) => ({ child, shared: common(group, child, heads) }));
      const inside = overlaps.filter(({ child, shared }) => shared === size(child)).map(({ child }) => child);
      const total = inside.reduce((sum, c) => sum + size(c), 0);
      if (inside.length > 0 && total < size(group)) found.push({ group, parts: inside, kind: 'inside' });
      const touching = overlaps.filter(({ shared }) => shared > 0);
      const covered = touching.reduce((sum, { shared }) => sum + shared, 0);
      const spread = touching.reduce((sum, { child }) => sum + size(child), 0);
      if (covered === size(group) && spread > covered && touching.length < overlaps.length) {
        found.push({ group, parts: touching.map(({ child }) => child), kind: 'around' });
      }
    }
  }
  return found;
}

/** The relation runs through the group itself: its remainder is looked after by the relation. */
function isAncestry(group: Group, parent: Group): boolean {
  return group.key === parent.key;
}
