import type { DimensionDef, Pipeline } from '#config';
import type { Localised } from '#core';
import { sql } from '#vault';
import type { Row, Vault } from '#vault';
import { treeOf } from './tree.ts';
import type { CountedDimension } from './tree.ts';

export interface TabulatedDimension extends CountedDimension {
  /** The leaf under which people with this code are counted. */
  readonly leafOf: (code: string) => string;
}

/** Every dimension of the report with the codes that one employer has; `inUse` are the codes that its people have, per dimension. */
export async function dimensionsOf(
  vault: Vault,
  pipeline: Pipeline,
  employer: string,
  inUse: readonly ReadonlySet<string>[],
): Promise<readonly TabulatedDimension[]> {
  const dimensions: TabulatedDimension[] = [];
  for (const [d, dimension] of pipeline.report.dimensions.entries())
    dimensions.push(await dimensionOf(vault, dimension, employer, inUse[d] ?? new Set()));
  return dimensions;
}

async function dimensionOf(
  vault: Vault,
  { id, label, total }: DimensionDef,
  employer: string,
  inUse: ReadonlySet<string>,
): Promise<TabulatedDimension> {
  const rows = await vault.rows(sql`select code, parent, en, es, vi from deidentified.code
    where dimension = ${id} and coalesce(employer, ${employer}) = ${employer} order by position::integer`);
  const registry = rows.map((row) => ({
    code: row.text('code'),
    parent: row.textOrNull('parent'),
    label: labelOf(row),
  }));
  const tree = treeOf(registry, inUse, total);
  return { id, label, codes: tree.codes, leafOf: tree.leafOf };
}

function labelOf(row: Row): Localised {
  const es = row.textOrNull('es');
  const vi = row.textOrNull('vi');
  return Object.freeze({ en: row.text('en'), ...(es === null ? {} : { es }), ...(vi === null ? {} : { vi }) });
}
