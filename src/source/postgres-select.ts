import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql as pgSql,
} from 'kysely';
import type { CompiledQuery, RawBuilder } from 'kysely';
import type { Period, Pipeline } from '#config';
import type { NeededColumn, NeededTable } from './needed-columns.ts';
import type { Narrowing } from './narrowing.ts';
import { readFrom, timingColumn } from './typed.ts';

/** The setting of the transaction that holds the employers of this run, as the text of an array: COPY takes no parameters. */
export const EMPLOYERS_SETTING = 'tutti.employers';

/** A query builder without a driver: names are quoted by Kysely, and the column list is explicit (never `*`). */
const builder = new Kysely<Record<string, Record<string, unknown>>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * What a table is asked for: its needed columns (as texts where `cast` says so), of the period, and, with a narrowing, of people who were
 * ever with one of the run's employers. The only values are the period's days, which have the form of a date or are refused.
 */
export function selectNeeded(
  pipeline: Pipeline,
  schema: string,
  table: NeededTable,
  period: Period,
  cast: (column: NeededColumn) => boolean,
  narrowing: Narrowing | null,
): CompiledQuery {
  const columns = table.columns.map((column) => {
    const ref = pgSql.ref(column.name);
    return (cast(column) ? pgSql`${ref}::text` : pgSql`${ref}`).as(column.name);
  });
  let query = builder.withSchema(schema).selectFrom(table.name).select(columns);
  const timing = timingColumn(pipeline, table.name);
  if (timing !== null) {
    const time = pgSql<Date>`${pgSql.ref(timing)}::timestamptz`;
    query = query
      .where(time, '>=', pgSql<Date>`${pgSql.lit(isoDay(readFrom(pipeline, table.name, period)))}::date - 2`)
      .where(time, '<', pgSql<Date>`${pgSql.lit(isoDay(period.to))}::date + 3`);
  }
  const wanted = narrowing === null ? null : among(schema, narrowing, table.name);
  return (wanted === null ? query : query.where(wanted)).compile();
}

/** The condition that a row of the table can matter for the run's employers; null: every row can. */
function among(schema: string, narrowing: Narrowing, table: string): RawBuilder<boolean> | null {
  if (table === narrowing.from) return ofPeople(schema, narrowing);
  const links = narrowing.links.filter((link) => link.table === table);
  if (links.length === 0) return null;
  const conditions = links.map((link) => {
    const above = among(schema, narrowing, link.equals.table);
    if (above === null) throw new RangeError(`${table} is narrowed through ${link.equals.table}, which is not`);
    const numbers = pgSql`select ${plain(link.equals.column)} from ${pgSql.id(schema, link.equals.table)} where ${above}`;
    return pgSql<boolean>`${plain(link.column)} in (${numbers}) or ${odd(link.column)}`;
  });
  return pgSql<boolean>`(${pgSql.join(conditions, pgSql` or `)})`;
}

/**
 * Rows of an employer, and all other rows of the people who have one: where somebody who was with two employers counts is decided
 * from all of them, so a run of one employer must see what a run of all sees.
 */
function ofPeople(schema: string, { from, employer, person }: Narrowing): RawBuilder<boolean> {
  const here = pgSql<boolean>`(${plain(employer)} = any (current_setting(${pgSql.lit(EMPLOYERS_SETTING)})::text[]) or ${odd(employer)})`;
  if (person.length === 0) return here;
  const numbers = pgSql.join(person.map(plain));
  const odds = person.map((column) => pgSql` or ${odd(column)}`);
  return pgSql<boolean>`(${here} or (${numbers}) in (select ${numbers} from ${pgSql.id(schema, from)} where ${here})${pgSql.join(odds, pgSql``)})`;
}

/** A key as the vault will compare it: blanks at the ends do not count. */
function plain(column: string): RawBuilder<string> {
  return pgSql<string>`btrim(${pgSql.ref(column)}::text)`;
}

/** Letters outside ASCII can be written in two ways that the vault takes for one: such a row is always sent. */
function odd(column: string): RawBuilder<boolean> {
  return pgSql<boolean>`octet_length(${pgSql.ref(column)}::text) <> char_length(${pgSql.ref(column)}::text)`;
}

function isoDay(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('a period is bounded by ISO days');
  return day;
}
