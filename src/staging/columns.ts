import { scoringColumns } from '#config';
import type { ColumnRef, ColumnType, Pipeline, RowRule } from '#config';
import { oneOf, sql } from '#vault';
import type { Sql } from '#vault';

/** Columns of people that the report uses: its dimensions' and its indicators'. Nothing else of a row is carried on. */
export function reportColumns(pipeline: Pipeline): readonly ColumnRef[] {
  const { dimensions, indicators } = pipeline.report;
  const refs = [...dimensions.map((d) => d.column), ...indicators.flatMap((i) => scoringColumns(i.scoring))];
  return [...new Map(refs.map((ref) => [`${ref.table}.${ref.column}`, ref])).values()];
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

/**
 * Whether the local day of a date or instant lies between two days (null: however early). To reckon an instant's day in a zone costs a
 * hundred times a comparison, and two days' slack covers every zone: only instants near a boundary need it.
 */
export function dayWithin(
  pipeline: Pipeline,
  ref: ColumnRef,
  value: Sql,
  timeZone: Sql,
  from: string | null,
  to: string,
): Sql {
  const day = localDay(pipeline, ref, value, timeZone);
  const exact = from === null ? sql`${day} <= ${to}::date` : sql`${day} between ${from}::date and ${to}::date`;
  if (typeOf(pipeline, ref) !== 'timestamp') return exact;
  const afterFrom = from === null ? sql`true` : sql`${value} >= ${from}::date + 2`;
  const beforeFrom = from === null ? sql`false` : sql`${value} < ${from}::date - 2`;
  return sql`case when ${afterFrom} and ${value} < ${to}::date - 1 then true
    when ${beforeFrom} or ${value} >= ${to}::date + 3 then false else ${exact} end`;
}

/** Equality of two columns; where their types differ (a number kept as text in one of the tables), of their texts. */
export function sameKey(left: Sql, right: Sql, sameType: boolean): Sql {
  return sameType ? sql`${left} = ${right}` : sql`${left}::varchar = ${right}::varchar`;
}

/** Whether a row meets a rule; one without the value does not. */
export function meets(rule: RowRule, value: Sql): Sql {
  const met = 'in' in rule ? oneOf(sql`${value}::varchar`, rule.in) : sql`${value} >= ${rule.atLeast}`;
  return sql`coalesce(${met}, false)`;
}
