import type { ReleasedDimension, ReleasedRow } from './content.ts';

/** Marks the code of a remainder: `~PARENT` stands for the children of PARENT without exact numbers, taken together. */
const REMAINDER = '~';

export function remainderCode(parent: string): string {
  return REMAINDER + parent;
}

/** The parent whose withheld children a code stands for, or null for the code of a group. */
export function remainderParent(code: string): string | null {
  return code.startsWith(REMAINDER) ? code.slice(REMAINDER.length) : null;
}

export function childrenOf(dimension: ReleasedDimension, parent: string): readonly string[] {
  return dimension.codes.filter((code) => code.parent === parent).map(({ id }) => id);
}

/**
 * Every combination of codes, margins included, the last dimension fastest: a parent, then its children in registry order, each
 * with its own children below it. One empty combination for no dimension.
 */
export function groupsOf(dimensions: readonly ReleasedDimension[]): readonly (readonly string[])[] {
  return dimensions.reduce<readonly (readonly string[])[]>(
    (groups, dimension) => {
      const codes = below(dimension, null);
      return groups.flatMap((group) => codes.map((code) => [...group, code]));
    },
    [[]],
  );
}

function below(dimension: ReleasedDimension, parent: string | null): readonly string[] {
  const children = dimension.codes.filter((code) => code.parent === parent);
  return children.flatMap(({ id }) => [id, ...below(dimension, id)]);
}

/** JSON, so that no code can be mistaken for two. */
export function rowKey(codes: readonly string[]): string {
  return JSON.stringify(codes);
}

/** How a message names a row: by codes, which are names of groups. */
export function rowLabel(row: Pick<ReleasedRow, 'kind' | 'codes'>): string {
  return row.codes.length === 0 ? `${row.kind} (all)` : `${row.kind} ${row.codes.join(' × ')}`;
}
