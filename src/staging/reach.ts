import type { ColumnRef, Join, Period, Pipeline } from '#config';
import { id, join, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { dayWithin, meets, sameKey, typeOf } from './columns.ts';
import { onePerPerson } from './one-per-person.ts';
import { PERSON, ZONE } from './person.ts';

/**
 * The rows of joined tables that belong to a person. A person may have several rows in `from` (rehired, transferred) and several
 * accounts: rows are reached from all of them, and one is picked per person only where the definition says `latest`. So neither a
 * second contract nor a second account can lose a completion, and nothing can fan out: a pick is one row a person.
 */
export class Reach {
  readonly #vault: Vault;
  readonly #pipeline: Pipeline;
  readonly #period: Period;
  readonly #made = new Set<string>();

  constructor(vault: Vault, pipeline: Pipeline, period: Period) {
    this.#vault = vault;
    this.#pipeline = pipeline;
    this.#period = period;
  }

  /** All rows of a table reached by a person, whenever they are from: for consent and erasure. */
  async all(table: string): Promise<Sql> {
    if (table === this.#pipeline.people.from) return sql`working.rows`;
    const step = this.#join(table);
    const parent = await this.all(step.on.equals.table);
    return this.#make(
      `all ${table}`,
      sql`select distinct p.${PERSON}, p.${ZONE}, t.* from ${parent} p
      join ${id('raw', table)} t on ${matches(this.#pipeline, step, 't', 'p')}`,
    );
  }

  /** At most one row per person: the latest, within the period where the join says so. */
  async picked(table: string): Promise<Sql> {
    const step = this.#join(table);
    const candidates = sql`select * from ${await this.#candidates(step)} where ${join([this.#inPeriod(step), ...step.where.map((rule) => meets(rule, id(rule.column)))], ' and ', sql`true`)}`;
    const latest = step.latest === null ? [] : [sql`${id(step.latest)} desc nulls last`];
    const order = [...latest, ...(await this.columnsOf(table)).map((column) => id(column))];
    return this.#make(`picked ${table}`, onePerPerson(candidates, join(order, ', ', sql`1`)));
  }

  /** The rows from which the latest is picked, but of any time: assessments of years before. What hangs on a row that was itself picked is not reached further back. */
  async ofAnyTime(table: string): Promise<Sql> {
    const step = this.#join(table);
    return sql`(select * from ${await this.#candidates(step)} where ${join(step.where.map((rule) => meets(rule, id(rule.column))), ' and ', sql`true`)})`;
  }

  /** Columns of a raw table whose values repeat from run to run: all but the pseudonyms, which alone have the type UUID. */
  async columnsOf(table: string): Promise<readonly string[]> {
    const rows = await this.#vault.rows(sql`select column_name as name from information_schema.columns
      where table_schema = 'raw' and table_name = ${table} and data_type <> 'UUID' order by name`);
    return rows.map((row) => row.text('name'));
  }

  /** Below a picked row only its own rows count (the answers of the latest response); else those of every row reached. */
  async #candidates(step: Join): Promise<Sql> {
    const { from, joins } = this.#pipeline.people;
    const above = step.on.equals.table;
    const picked = joins.some((other) => other.table === above && other.latest !== null);
    const parent = above === from ? sql`working.rows` : picked ? await this.picked(above) : await this.all(above);
    return this.#make(
      `candidates ${step.table}`,
      sql`select distinct p.${PERSON}, p.${ZONE}, t.* from ${parent} p
      join ${id('raw', step.table)} t on ${matches(this.#pipeline, step, 't', 'p')}`,
    );
  }

  #inPeriod(step: Join): Sql {
    if (step.within === null) return sql`true`;
    const ref = { table: step.table, column: step.within };
    return dayWithin(this.#pipeline, ref, id(step.within), ZONE, this.#period.from, this.#period.to);
  }

  #join(table: string): Join {
    const steps = this.#pipeline.people.joins.filter((join) => join.table === table);
    const [step] = steps;
    if (step === undefined || steps.length > 1) throw new RangeError(`${table} must be joined exactly once`);
    return step;
  }

  async #make(name: string, query: Sql): Promise<Sql> {
    const table = id('working', name);
    if (!this.#made.has(name)) {
      await this.#vault.run(sql`create table ${table} as ${query}`);
      this.#made.add(name);
    }
    return table;
  }
}

/** Rows of a table (by its alias) that belong to rows of the table above it. */
export function matches(
  pipeline: Pipeline,
  link: { readonly table: string; readonly on: { readonly column: string; readonly equals: ColumnRef } },
  table: string,
  parent: string,
): Sql {
  const { column, equals } = link.on;
  const sameType = typeOf(pipeline, { table: link.table, column }) === typeOf(pipeline, equals);
  return sameKey(sql`${id(table)}.${id(column)}`, sql`${id(parent)}.${id(equals.column)}`, sameType);
}
