import type { ColumnType, Period, Pipeline } from '#config';
import { TuttiError } from '#core';
import type { Problem } from '#core';
import { id, join, sql } from '#vault';
import type { Fact, Sql, Vault } from '#vault';
import type { NeededColumn, NeededTable } from './needed-columns.ts';
import type { Pseudonyms } from './pseudonym.ts';

/** The schema in which texts wait for their types; every source delivers texts, so one file decides what they mean. */
export const LANDING = 'landing';

/**
 * Turns one landed table of texts into the typed table `raw.NAME` and drops the texts. A text that its type does not allow stops
 * the run: DuckDB's own casts would round `1.5` to an integer and take `infinity` for a date.
 */
export async function typeTable(
  vault: Vault,
  pipeline: Pipeline,
  table: NeededTable,
  period: Period,
  pseudonyms: Pseudonyms,
): Promise<Fact> {
  const landed = id(LANDING, table.name);
  await refuseBadValues(vault, table, landed);
  const columns = table.columns.map((column) => sql`${value(column, pseudonyms)} as ${id(column.name)}`);
  await vault.run(
    sql`create table ${id('raw', table.name)} as select ${join(columns, ', ', sql``)} from ${landed} where ${insidePeriod(pipeline, table, period)}`,
  );
  await vault.run(sql`drop table ${landed}`);
  const row = await vault.one(sql`select count(*) as n from ${id('raw', table.name)}`);
  return { what: 'rows read', where: table.name, count: row.int('n') };
}

/** Rows of a joined table that cannot fall inside the period are not kept (two days' slack covers every time zone). */
function insidePeriod(pipeline: Pipeline, table: NeededTable, period: Period): Sql {
  const name = timingColumn(pipeline, table.name);
  const column = table.columns.find((c) => c.name === name);
  if (column === undefined) return sql`true`;
  const time = sql`(${parsed(id(column.name), column.type)})::timestamptz`;
  return sql`${time} >= ${period.from}::date - 2 and ${time} < ${period.to}::date + 3`;
}

/** The column that limits a table to the period, if every use of the table is limited by the same one. */
export function timingColumn(pipeline: Pipeline, table: string): string | null {
  const { people, employers, report } = pipeline;
  const elsewhere = [
    people.from,
    people.consent?.table,
    people.erasure?.table,
    people.retention?.table,
    employers.registry?.table,
    ...report.dimensions.map(({ kind }) => (kind.kind === 'registry' ? kind.table : undefined)),
  ];
  if (elsewhere.includes(table)) return null;
  const [first, ...rest] = people.joins.filter((join) => join.table === table);
  return first !== undefined && rest.every((join) => join.within === first.within) ? first.within : null;
}

/** Names of what a value should be, for messages. */
const EXPECTED: Readonly<Record<ColumnType, string>> = {
  text: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date (2025-12-31)',
  timestamp: 'a time with its offset from UTC (2025-12-31T23:30:00+07:00)',
};

/** The typed value of a landed text; null where the text is not of the type. Blank texts say nothing: they are null. */
export function parsed(text: Sql, type: ColumnType): Sql {
  const trimmed = said(text);
  const when = (pattern: string, then: Sql): Sql =>
    sql`case when regexp_full_match(${trimmed}, ${pattern}) then ${then} end`;
  switch (type) {
    case 'text':
      // One spelling for one text: Vietnamese letters come composed and decomposed.
      return sql`nfc_normalize(${trimmed})`;
    case 'integer':
      return when('[+-]?[0-9]{1,15}(\\.0*)?', sql`try_cast(split_part(${trimmed}, '.', 1) as bigint)`);
    case 'number':
      return when('[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?', sql`try_cast(${trimmed} as double)`);
    case 'boolean':
      return sql`case lower(${trimmed}) when 'true' then true when 't' then true when 'false' then false when 'f' then false end`;
    case 'date':
      return when('[0-9]{4}-[0-9]{2}-[0-9]{2}', sql`try_cast(${trimmed} as date)`);
    case 'timestamp':
      return when(
        '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)',
        sql`try_cast(${trimmed} as timestamptz)`,
      );
  }
}

function value(column: NeededColumn, pseudonyms: Pseudonyms): Sql {
  const typed = parsed(id(column.name), column.type);
  return column.pseudonym ? pseudonyms.of(sql`(${typed})::varchar`) : typed;
}

function said(text: Sql): Sql {
  return sql`nullif(trim(${text}), '')`;
}

async function refuseBadValues(vault: Vault, table: NeededTable, landed: Sql): Promise<void> {
  const counts = table.columns.map(
    (column) =>
      sql`count(*) filter (where ${said(id(column.name))} is not null and (${parsed(id(column.name), column.type)}) is null) as ${id(column.name)}`,
  );
  const row = await vault.one(sql`select ${join(counts, ', ', sql``)} from ${landed}`);
  const problems: readonly Problem[] = table.columns
    .map((column) => ({ column, bad: row.int(column.name) }))
    .filter(({ bad }) => bad > 0)
    .map(({ column, bad }) => ({
      where: `${table.name}.${column.name}`,
      what: `${bad} value(s) are not ${EXPECTED[column.type]}`,
    }));
  if (problems.length === 0) return;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `${problems.length} column(s) of ${table.name} hold values of another type: ${problems.map((p) => `${p.where} (${p.what})`).join('; ')}`,
    hint: 'Correct the values at the source, or the type in the catalog.',
    problems,
  });
}
