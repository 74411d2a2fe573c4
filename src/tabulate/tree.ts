import type { Dimension, Localised } from '#core';

export const TOTAL = 'total';

/** A dimension of one employer as tables show it: the total first, then every code in order; `parent` is null for the total alone. */
export interface CountedDimension {
  readonly id: string;
  readonly label: Localised;
  readonly codes: readonly CountedCode[];
}

export interface CountedCode {
  readonly id: string;
  readonly label: Localised;
  readonly parent: string | null;
}

/** A code of the registry; a null parent stands for the total. */
export interface RegistryCode {
  readonly code: string;
  readonly parent: string | null;
  readonly label: Localised;
}

/**
 * The tree of one dimension. Parents come before their children, siblings in registry order. `inUse` are the codes that entitled people
 * have: somebody attached to an inner node (to a division, and to none of its departments) gets a leaf of its own there, so that every
 * parent is exactly the sum of its children. Only entitlement decides about that leaf, which the employer knows; taking part does not.
 */
export function treeOf(
  registry: readonly RegistryCode[],
  inUse: ReadonlySet<string>,
  total: Localised,
): { readonly codes: readonly CountedCode[]; readonly leafOf: (code: string) => string } {
  const childrenOf = (parent: string | null): readonly RegistryCode[] =>
    registry.filter((code) => code.parent === parent);
  const isInner = (code: string): boolean => registry.some((other) => other.parent === code);
  const codes: CountedCode[] = [{ id: TOTAL, label: total, parent: null }];
  const visit = ({ code, label }: RegistryCode, parent: string): void => {
    codes.push({ id: code, label, parent });
    for (const child of childrenOf(code)) visit(child, code);
    if (isInner(code) && inUse.has(code)) codes.push({ id: directly(code), label: directLabel(label), parent: code });
  };
  for (const top of childrenOf(null)) visit(top, TOTAL);
  if (codes.length !== registry.length + 1 + codes.filter((code) => code.id.endsWith('.direct')).length) {
    throw new Error('the codes of a dimension are not a tree');
  }
  return Object.freeze({
    codes: Object.freeze(codes),
    leafOf: (code: string) => (isInner(code) ? directly(code) : code),
  });
}

/** The equations of a tree: each parent with its children, parents before children. */
export function relationsOf(id: string, codes: readonly CountedCode[]): Dimension {
  const relations = codes
    .map((parent) => ({
      parent: parent.id,
      children: codes.filter((code) => code.parent === parent.id).map((code) => code.id),
    }))
    .filter((relation) => relation.children.length > 0);
  return Object.freeze({
    id,
    total: TOTAL,
    relations: Object.freeze(
      relations.map((r) => Object.freeze({ parent: r.parent, children: Object.freeze(r.children) })),
    ),
  });
}

function directly(code: string): string {
  return `${code}.direct`;
}

function directLabel(name: Localised): Localised {
  return {
    en: `${name.en}, directly`,
    es: `${name.es ?? name.en}, directamente`,
    vi: `${name.vi ?? name.en}, trực thuộc`,
  };
}
