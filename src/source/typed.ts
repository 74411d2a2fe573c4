import { FOLLOWED_MONTHS, followsPeople, monthsBefore } from '#config';
import type { ColumnType, Period, Pipeline } from '#config';
import { TuttiError } from '#core';
import type { Problem } from '#core';
import { id, join, sql } from '#vault';
import type { Fact, Sql, Vault } from '#vault';
import { LANDING } from './landed.ts';
import type { Landed } from './landed.ts';
import type { NeededColumn, NeededTable } from './needed-columns.ts';
import { KEY_TYPES, keyTypeOf } from './linking-keys.ts';
import type { KeyType, LinkingKeys } from './linking-keys.ts';

/**
 * Turns one landed table into the typed table `raw.NAME` and drops what landed. A value that its type does not allow stops the run:
 * DuckDB's own casts would round `1.5` to an integer and take `infinity` for a date.
 */
export async function typeTable(
  vault: Vault,
  pipeline: Pipeline,
  table: NeededTable,
  period: Period,
  landed: Landed,
  keys: LinkingKeys,
): Promise<Fact> {
  await refuseBadValues(vault, table, landed);
  const keyType = (column: NeededColumn): KeyType => keyTypeOf(landed(column));
  const values = table.columns.map((column) => {
    const { value } = reading(column, landed);
    // A linking key keeps the type it landed in: nothing but other keys is ever compared with it.
    const as = column.pseudonym
      ? sql`(${landed(column) === 'text' ? value : id(column.name)})::${KEY_TYPES[keyType(column)]}`
      : value;
    return sql`${as} as ${id(column.name)}`;
  });
  const rows = sql`select ${join(values, ', ', sql``)} from ${id(LANDING, table.name)} where ${insidePeriod(pipeline, table, period, landed)}`;
  const linked = await keys.replace(vault, table, rows, keyType);
  await vault.run(sql`create table ${id('raw', table.name)} as ${linked}`);
  await vault.run(sql`drop table ${id(LANDING, table.name)}`);
  const row = await vault.one(sql`select count(*) as n from ${id('raw', table.name)}`);
  return { what: 'rows read', where: table.name, count: row.int('n') };
}

/** Rows of a joined table that cannot fall inside the period are not kept (two days' slack covers every time zone). */
function insidePeriod(pipeline: Pipeline, table: NeededTable, period: Period, landed: Landed): Sql {
  const name = timingColumn(pipeline, table.name);
  const column = table.columns.find((c) => c.name === name);
  if (column === undefined) return sql`true`;
  const time = sql`(${reading(column, landed).value})::timestamptz`;
  return sql`${time} >= ${readFrom(pipeline, table.name, period)}::date - 2 and ${time} < ${period.to}::date + 3`;
}

/** The first day that matters of a table: the period's, or, of the assessments that people are followed from, as much earlier as these may be. */
export function readFrom({ people, report }: Pipeline, table: string, period: Period): string {
  return followsPeople(report) && table === people.completed?.table ? monthsBefore(period.from, FOLLOWED_MONTHS.most) : period.from;
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

/** A landed column as a value of its type, and when a landed value is none of it (null: that cannot be). */
function reading(column: NeededColumn, landed: Landed): { readonly value: Sql; readonly bad: Sql | null } {
  const { type } = column;
  const name = id(column.name);
  const kind = landed(column);
  if (kind === 'text') {
    const value = parsed(name, type);
    return { value, bad: type === 'text' ? null : sql`${said(name)} is not null and (${value}) is null` };
  }
  switch (type) {
    case 'text':
      return { value: sql`${name}::varchar`, bad: null };
    case 'integer':
      // As many digits as a text may have.
      return {
        value: name,
        bad: kind === 'int64' ? sql`${name} not between -999999999999999 and 999999999999999` : null,
      };
    case 'number':
      return { value: sql`${name}::double`, bad: kind === 'double' ? sql`not isfinite(${name})` : null };
    case 'boolean':
      return { value: name, bad: null };
    case 'date':
    case 'timestamp':
      // The years that a text may have; what is infinite lies outside.
      return {
        value: name,
        bad:
          type === 'date'
            ? sql`${name} not between date '0001-01-01' and date '9999-12-31'`
            : sql`${name} not between timestamptz '0001-01-01 00:00:00+00' and timestamptz '9999-12-31 23:59:59.999999+00'`,
      };
  }
}

function said(text: Sql): Sql {
  return sql`nullif(trim(${text}), '')`;
}

async function refuseBadValues(vault: Vault, table: NeededTable, landed: Landed): Promise<void> {
  const checks = table.columns.flatMap((column) => {
    const { bad } = reading(column, landed);
    return bad === null ? [] : [{ column, bad }];
  });
  if (checks.length === 0) return;
  const counts = checks.map(({ column, bad }) => sql`coalesce(count_if(${bad}), 0) as ${id(column.name)}`);
  const row = await vault.one(sql`select ${join(counts, ', ', sql``)} from ${id(LANDING, table.name)}`);
  const problems: readonly Problem[] = checks
    .map(({ column }) => ({ column, bad: row.int(column.name) }))
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
