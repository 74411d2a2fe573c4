import type { Pipeline } from '#config';
import { id, sql } from '#vault';
import type { Sql } from '#vault';
import { localDay } from './columns.ts';

/**
 * The last day on which data of employer `e` may be used: the latest contract's end plus its months. No day at all once destruction was
 * requested (a request closes the employer until the contract's row is taken out), or without a complete contract.
 */
export function usableUntil(pipeline: Pipeline): Sql {
  const rule = pipeline.people.retention;
  if (rule === null) return sql`'infinity'::date`;
  const end = localDay(pipeline, { table: rule.table, column: rule.end }, sql`c.${id(rule.end)}`, sql`e.zone`);
  return sql`coalesce((
    select case when count(c.${id(rule.destroyRequested)}) = 0 then max((${end} + to_months(c.${id(rule.months)}::integer))::date) end
    from ${id('raw', rule.table)} c where c.${id(rule.employer)}::varchar = e.id), '-infinity'::date)`;
}
