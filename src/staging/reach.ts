import type { ColumnRef, Join, Period, Pipeline } from '#config';
import { id, join, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { localDay, sameKey } from './columns.ts';

/** Columns beside the source's own; a source column cannot be called so without being quoted on purpose, and then the create statement fails. */
export const PERSON = id('~person');
export const ZONE = id('~zone');

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
      join ${id('raw', table)} t on ${matches(step.on, 't', 'p')}`,
    );
  }

  /** At most one row per person: the latest, within the period where the join says so. */
  async picked(table: string): Promise<Sql> {
    const step = this.#join(table);
    const candidates = sql`select * from ${await this.#candidates(step)} where ${this.#inPeriod(step)}`;
    const latest = step.latest === null ? [] : [sql`${id(step.latest)} desc nulls last`];
    const order = [...latest, ...(await this.columnsOf(table)).map((column) => id(column))];
    return this.#make(
      `picked ${table}`,
      sql`select * from (${candidates})
      qualify row_number() over (partition by ${PERSON} order by ${join(order, ', ', sql`1`)}) = 1`,
    );
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
      join ${id('raw', step.table)} t on ${matches(step.on, 't', 'p')}`,
    );
  }

  #inPeriod(step: Join): Sql {
    if (step.within === null) return sql`true`;
    const day = localDay(this.#pipeline, { table: step.table, column: step.within }, id(step.within), ZONE);
    return sql`${day} between ${this.#period.from}::date and ${this.#period.to}::date`;
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

export function matches(
  on: { readonly column: string; readonly equals: ColumnRef },
  table: string,
  parent: string,
): Sql {
  return sameKey(sql`${id(table)}.${id(on.column)}`, sql`${id(parent)}.${id(on.equals.column)}`);
}
