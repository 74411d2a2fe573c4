import type { ColumnRef, ColumnType, Pipeline } from '#config';
import { sql } from '#vault';
import type { Sql } from '#vault';

/** Columns of people that the report uses: its dimensions' and its indicators'. Nothing else of a row is carried on. */
export function reportColumns(pipeline: Pipeline): readonly ColumnRef[] {
  const { dimensions, indicators } = pipeline.report;
  const refs = [...dimensions.map((d) => d.column), ...indicators.flatMap((i) => columnRefs(i.scoring))];
  return [...new Map(refs.map((ref) => [`${ref.table}.${ref.column}`, ref])).values()];
}

/** Every column reference inside a scoring, however deep. */
function columnRefs(value: unknown): readonly ColumnRef[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('table' in value && 'column' in value && typeof value.table === 'string' && typeof value.column === 'string') {
    return [{ table: value.table, column: value.column }];
  }
  return Object.values(value).flatMap(columnRefs);
}

export function typeOf(pipeline: Pipeline, ref: ColumnRef): ColumnType {
  const column = pipeline.source.tables.find((t) => t.name === ref.table)?.columns.find((c) => c.name === ref.column);
  if (column === undefined) throw new RangeError(`${ref.table}.${ref.column} is not in the catalog`);
  return column.type;
}

/** The calendar day of a date or instant, in the given time zone (an instant has no day without one). */
export function localDay(pipeline: Pipeline, ref: ColumnRef, value: Sql, timeZone: Sql): Sql {
  const type = typeOf(pipeline, ref);
  if (type === 'timestamp') return sql`timezone(${timeZone}, ${value})::date`;
  if (type === 'date') return value;
  throw new RangeError(`${ref.table}.${ref.column} is neither a date nor a time`);
}

/** Equality of two columns whose types may differ (a number kept as text in one of the tables). */
export function sameKey(left: Sql, right: Sql): Sql {
  return sql`${left}::varchar = ${right}::varchar`;
}
