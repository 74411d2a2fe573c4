import type { Pipeline } from '#config';
import { id, join, oneOf, sql } from '#vault';
import type { Vault } from '#vault';

/** `staged.unit`: the rows of organisation registries that a registry dimension uses. These are about units, not people. */
export async function stageUnits(vault: Vault, pipeline: Pipeline): Promise<void> {
  const registries = pipeline.report.dimensions.flatMap(({ id: dimension, kind }) => {
    if (kind.kind !== 'registry') return [];
    const parent = kind.parent === null ? sql`null` : sql`u.${id(kind.parent)}`;
    const where = kind.where === null ? sql`true` : oneOf(sql`u.${id(kind.where.column)}::varchar`, kind.where.in);
    return [
      sql`select ${dimension} as dimension, u.${id(kind.employer)}::varchar as employer, u.${id(kind.code)}::varchar as code,
        ${parent}::varchar as parent, u.${id(kind.name)}::varchar as name from ${id('raw', kind.table)} u where ${where}`,
    ];
  });
  const none = sql`select null::varchar as dimension, null::varchar as employer, null::varchar as code, null::varchar as parent, null::varchar as name where false`;
  await vault.run(sql`create table staged.unit as ${join(registries, ' union all ', none)}`);
}
