import type { ColumnType, DimensionDef, Period, Pipeline } from '#config';
import { sql, stagedColumn } from '#vault';
import type { Vault } from '#vault';
import { ageBand } from './age-band.ts';
import { fixedValues } from './fixed-values.ts';
import type { Coarsening } from './leaf.ts';
import { registryUnits } from './registry-units.ts';
import { tenureBand } from './tenure-band.ts';
import { zip3 } from './zip3.ts';

/** The technique for a dimension; `replaced` counts labels that held identifiers. */
export async function coarsen(
  vault: Vault,
  pipeline: Pipeline,
  dimension: DimensionDef,
  period: Period,
): Promise<Coarsening & { readonly replaced: number }> {
  const column = sql`p.${stagedColumn(dimension.column)}`;
  const { kind } = dimension;
  switch (kind.kind) {
    case 'registry':
      return registryUnits(vault, dimension.id, column);
    case 'values':
      return { ...fixedValues(column, kind), replaced: 0 };
    case 'age':
      return { ...ageBand(column, typeOf(pipeline, dimension), kind, period.to), replaced: 0 };
    case 'tenure':
      return { ...tenureBand(column, kind, period.to), replaced: 0 };
    case 'zip3':
      // Its codes depend on where an employer's people live: they are collected once the people are coarsened.
      return { expression: zip3(column), join: null, codes: [], replaced: 0 };
  }
}

function typeOf(pipeline: Pipeline, { column }: DimensionDef): ColumnType {
  const found = pipeline.source.tables
    .find((t) => t.name === column.table)
    ?.columns.find((c) => c.name === column.column);
  if (found === undefined) throw new RangeError(`${column.table}.${column.column} is not in the catalog`);
  return found.type;
}
