import type { Period, Pipeline } from '#config';
import { advance, id, join, sql, stagedColumn } from '#vault';
import type { Fact, Sql, Table, Vault } from '#vault';
import { dayWithin, localDay, reportColumns } from './columns.ts';
import { consenting } from './consent.ts';
import { stageEmployers } from './employers.ts';
import { erased } from './erasure.ts';
import { followedFrom } from './followed.ts';
import { householdsOf } from './households.ts';
import { onePerPerson } from './one-per-person.ts';
import { peopleRows } from './people-rows.ts';
import { PERSON, ZONE } from './person.ts';
import { Reach } from './reach.ts';
import { stageUnits } from './units.ts';

/**
 * Raw tables to one row per entitled person. Who is entitled and who completed is decided here, in this order: employers whose data may
 * be used, erasure, consent, completion, employment on the reference day, the latest row. Everybody else's rows end here.
 */
export function stage(raw: Table<'raw'>, pipeline: Pipeline, period: Period, asOf: string): Promise<Table<'staged'>> {
  return advance(raw, 'staged', async (vault) => {
    await vault.run(sql`create schema working`);
    try {
      await stageEmployers(vault, pipeline);
      await stageUnits(vault, pipeline);
      await peopleRows(vault, pipeline, asOf);
      return await stagePeople(vault, pipeline, period, asOf);
    } finally {
      await vault.run(sql`drop schema working cascade`);
    }
  });
}

async function stagePeople(vault: Vault, pipeline: Pipeline, period: Period, asOf: string): Promise<readonly Fact[]> {
  const { people } = pipeline;
  const reach = new Reach(vault, pipeline, period);
  await vault.run(
    sql`create table working.erased as select distinct ${PERSON} from (${await erased(pipeline, reach)})`,
  );
  await vault.run(
    sql`create table working.consenting as select distinct ${PERSON} from (${await consenting(vault, pipeline, reach, asOf)})`,
  );
  await vault.run(await candidates(pipeline, period, reach));
  const present = people.employed === null ? sql`true` : employedAt(pipeline, period, people.employed);
  const latest =
    people.latest === null ? [] : [sql`${stagedColumn({ table: people.from, column: people.latest })} desc nulls last`];
  const content = (await reach.columnsOf(people.from)).map((column) => stagedColumn({ table: people.from, column }));
  const order = [...latest, ...content];
  const kept = reportColumns(pipeline).map((ref) => sql`c.${stagedColumn(ref)}`);
  const one = onePerPerson(sql`select * from working.candidate where ${present}`, join(order, ', ', sql`1`));
  await vault.run(sql`create table working.counted as ${one}`);
  const earlier = await followedFrom(vault, pipeline, reach);
  const household = await householdsOf(vault, pipeline);
  const columns = [sql`c.${PERSON} as person`, ...household.columns, sql`c.employer`, sql`c.completion is not null as completed`, ...kept, ...earlier.columns];
  await vault.run(sql`create table staged.people as select ${join(columns, ', ', sql``)} from working.counted c ${earlier.join} ${household.join}`);
  return [...(await facts(vault, people.from, asOf)), ...earlier.facts];
}

/** Each row of `from` with its person's picked rows beside it; joined columns are empty without consent. Picks are one a person, so rows stay. */
async function candidates(pipeline: Pipeline, period: Period, reach: Reach): Promise<Sql> {
  const { people } = pipeline;
  const rows = (await reach.columnsOf(people.from)).map(
    (column) => sql`r.${id(column)} as ${stagedColumn({ table: people.from, column })}`,
  );
  const alias = (table: string): Sql => (table === people.from ? sql`r` : id(`join ${table}`));
  const joined: Sql[] = [];
  for (const { table } of people.joins) {
    // With the number of the consent, which is null without one: a second condition beside the equality would compare everybody with everybody.
    joined.push(sql`left join ${await reach.picked(table)} ${alias(table)} on ${alias(table)}.${PERSON} = c.${PERSON}`);
  }
  const fromJoins = reportColumns(pipeline).filter((ref) => ref.table !== people.from);
  const answers = fromJoins.map((ref) => sql`${alias(ref.table)}.${id(ref.column)} as ${stagedColumn(ref)}`);
  return sql`create table working.candidate as
    select r.${PERSON}, r.${ZONE}, r.${id(people.employer)}::varchar as employer, ${completion(pipeline, period, alias)} as completion,
      ${join([...rows, ...answers], ', ', sql``)}
    from working.rows r
    left join working.consenting c on c.${PERSON} = r.${PERSON}
    ${join(joined, ' ', sql``)}
    where r.${PERSON} not in (select ${PERSON} from working.erased)`;
}

/** The day of completion within the period, null for those without. Surveys have no such column: everybody who consented took part. */
function completion(pipeline: Pipeline, period: Period, alias: (table: string) => Sql): Sql {
  const { completed } = pipeline.people;
  if (completed === null) return sql`case when c.${PERSON} is not null then true end`;
  const value = sql`${alias(completed.table)}.${id(completed.column)}`;
  const zone = sql`r.${ZONE}`;
  const inside = dayWithin(pipeline, completed, value, zone, period.from, period.to);
  return sql`case when c.${PERSON} is not null and ${inside} then ${localDay(pipeline, completed, value, zone)} end`;
}

function employedAt(pipeline: Pipeline, period: Period, rule: { readonly from: string; readonly to: string }): Sql {
  const { people } = pipeline;
  const column = (name: string): Sql => {
    const ref = { table: people.from, column: name };
    return localDay(pipeline, ref, stagedColumn(ref), ZONE);
  };
  const reference = people.completed === null ? sql`${period.to}::date` : sql`coalesce(completion, ${period.to}::date)`;
  return sql`${column(rule.from)} <= ${reference} and coalesce(${column(rule.to)} > ${reference}, true)`;
}

/** Checks that people, not rows, are left, and counts what became of the others. */
async function facts(vault: Vault, from: string, asOf: string): Promise<readonly Fact[]> {
  const staged = await vault.one(
    sql`select count(*) as n, count(distinct person) as people, count(*) filter (where completed) as completed from staged.people`,
  );
  if (staged.int('n') !== staged.int('people'))
    throw new Error(`${staged.int('n')} staged rows for ${staged.int('people')} people`);
  const rows = await vault.one(sql`select count(*) as n, count(distinct ${PERSON}) as people,
    count(distinct case when ${PERSON} in (select ${PERSON} from working.erased) then ${PERSON} end) as erased from working.rows`);
  const ended = await vault.one(sql`select count(*) as n from staged.employer where usable_until < ${asOf}::date`);
  return [
    { what: 'rows beyond one per person', where: from, count: rows.int('n') - rows.int('people') },
    { what: 'people erased', where: from, count: rows.int('erased') },
    {
      what: 'people not employed on the reference day',
      where: from,
      count: rows.int('people') - rows.int('erased') - staged.int('people'),
    },
    { what: 'people entitled', where: from, count: staged.int('people') },
    { what: 'people who completed', where: from, count: staged.int('completed') },
    { what: 'employers whose data may no longer be used', where: from, count: ended.int('n') },
  ];
}
