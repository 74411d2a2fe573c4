import { join, oneOf, sql } from '#vault';
import type { Sql } from '#vault';
import type { Coarsening, DimensionOf } from './leaf.ts';
import { UNSTATED } from './leaf.ts';

/** Listed values to their codes; everything else, and nothing, is unstated. */
export function fixedValues(column: Sql, { values }: DimensionOf<'values'>): Coarsening {
  const branches = values.map((value) => sql`when ${oneOf(sql`${column}::varchar`, value.of)} then ${value.code}`);
  const expression =
    branches.length === 0 ? sql`${UNSTATED}` : sql`case ${join(branches, ' ', sql``)} else ${UNSTATED} end`;
  return {
    expression,
    join: null,
    codes: values.map(({ code, label }) => ({ employer: null, code, parent: null, label })),
  };
}
