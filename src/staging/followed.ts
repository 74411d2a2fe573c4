import { FOLLOWED_MONTHS, followsPeople, scoringColumns } from '#config';
import type { ColumnRef, Pipeline } from '#config';
import { earlierColumn, id, join, sql } from '#vault';
import type { Fact, Sql, Vault } from '#vault';
import { localDay } from './columns.ts';
import { onePerPerson } from './one-per-person.ts';
import { PERSON, ZONE } from './person.ts';
import type { Reach } from './reach.ts';

/** What people followed add to `staged.people`: columns, and the table beside `c` that they come from. */
export interface Followed {
  readonly columns: readonly Sql[];
  readonly join: Sql;
  readonly facts: readonly Fact[];
}

/**
 * The assessment that a person is followed from: of those completed 9 to 15 months before the one that counts, both on the employer's calendar and
 * by a person employed there on that day, the latest with all of its answers. Who was with another employer then, or was not an employee
 * yet, is not followed: those answers were given under another contract. `working.counted` is one row a person who counts.
 */
export async function followedFrom(vault: Vault, pipeline: Pipeline, reach: Reach): Promise<Followed> {
  if (!followsPeople(pipeline.report)) return { columns: [], join: sql``, facts: [] };
  const { completed } = pipeline.people;
  if (completed === null) throw new RangeError('people are followed from one completed assessment to another');
  const refs = followedColumns(pipeline, completed.table);
  const completedOn = localDay(pipeline, completed, sql`e.${id(completed.column)}`, sql`c.${ZONE}`);
  const candidates = sql`select e.*, c.employer as "~employer", c.completion as "~completion", ${completedOn} as "~on"
    from working.counted c join ${await reach.ofAnyTime(completed.table)} e on e.${PERSON} = c.${PERSON}
    where c.completion is not null and e.${id(completed.column)} is not null`;
  const months = (number: number): Sql => sql`("~completion" - to_months(${number}::integer))::date`;
  const inTime = sql`"~on" between ${months(FOLLOWED_MONTHS.most)} and ${months(FOLLOWED_MONTHS.least)}`;
  const order = [sql`${id(completed.column)} desc`, ...(await reach.columnsOf(completed.table)).map((column) => id(column))];
  await vault.run(sql`create table working.earlier as ${onePerPerson(
    sql`select * from (${candidates}) k where ${inTime} and ${employedThen(pipeline)}`,
    join(order, ', ', sql`1`),
  )}`);
  const counts = await vault.one(sql`select count(*) as n from working.earlier`);
  const columns = refs.map((ref) => sql`e.${id(ref.column)} as ${earlierColumn(ref)}`);
  return {
    columns: [sql`e.${PERSON} is not null as followed`, ...columns],
    join: sql`left join working.earlier e on e.${PERSON} = c.${PERSON}`,
    facts: [{ what: 'people followed from an earlier assessment', where: completed.table, count: counts.int('n') }],
  };
}

/** What earlier answers are needed for: the indicators that people are followed in, nothing else. */
function followedColumns({ report }: Pipeline, assessment: string): readonly ColumnRef[] {
  const refs = report.indicators.flatMap(({ scoring }) => (scoring.kind === 'kept' ? scoringColumns(scoring) : []));
  const own = refs.filter(({ table }) => table === assessment);
  return [...new Map(own.map((ref) => [ref.column, ref])).values()];
}

/**
 * As on the day of this year's completion: hired on or before the day and not left by then, with the same employer. Where the source does not
 * say since when, whoever was ever with another employer is not followed.
 */
function employedThen(pipeline: Pipeline): Sql {
  const { people } = pipeline;
  const employer = sql`r.${id(people.employer)}::varchar`;
  if (people.employed === null) return sql`not exists (select 1 from working.rows r where r.${PERSON} = k.${PERSON} and ${employer} <> k."~employer")`;
  const day = (name: string): Sql => localDay(pipeline, { table: people.from, column: name }, sql`r.${id(name)}`, sql`r.${ZONE}`);
  return sql`exists (select 1 from working.rows r where r.${PERSON} = k.${PERSON} and ${employer} = k."~employer"
    and ${day(people.employed.from)} <= k."~on" and coalesce(${day(people.employed.to)} > k."~on", true))`;
}
