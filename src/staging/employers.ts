import type { Pipeline } from '#config';
import { TuttiError } from '#core';
import { id, sql } from '#vault';
import type { Vault } from '#vault';
import { usableUntil } from './retention.ts';

/** `staged.employer`: id, name, time zone, and the last day on which its data may be used. */
export async function stageEmployers(vault: Vault, pipeline: Pipeline): Promise<void> {
  const { people, employers } = pipeline;
  const { registry } = employers;
  const source =
    registry === null
      ? sql`select distinct ${id(people.employer)}::varchar as id, null as name, null as zone from ${id('raw', people.from)}
          where ${id(people.employer)} is not null`
      : sql`select ${id(registry.id)}::varchar as id, ${id(registry.name)}::varchar as name,
          ${registry.timeZone === null ? sql`null` : sql`${id(registry.timeZone)}::varchar`} as zone from ${id('raw', registry.table)}`;
  await vault.run(sql`create table working.employer as
    select id, coalesce(name, id) as name, coalesce(zone, ${employers.timeZone}) as zone from (${source})`);
  await refuse(
    vault,
    pipeline,
    sql`select count(*) as n from working.employer where id is null`,
    'employer(s) have no id',
  );
  await refuse(
    vault,
    pipeline,
    sql`select count(*) - count(distinct id) as n from working.employer`,
    'employer(s) are listed twice',
  );
  await refuse(
    vault,
    pipeline,
    sql`select count(*) as n from working.employer where zone not in (select name from pg_timezone_names())`,
    'employer(s) have an unknown time zone',
  );
  await vault.run(sql`create table staged.employer as
    select e.id, e.name, e.zone, ${usableUntil(pipeline)} as usable_until from working.employer e`);
  const where = sql`from ${id('raw', people.from)} f where f.${id(people.employer)}`;
  await refuse(vault, pipeline, sql`select count(*) as n ${where} is null`, 'row(s) of people name no employer');
  await refuse(
    vault,
    pipeline,
    sql`select count(*) as n ${where}::varchar not in (select id from staged.employer)`,
    'row(s) of people name an employer that is not in the registry',
  );
}

async function refuse(
  vault: Vault,
  pipeline: Pipeline,
  count: Parameters<Vault['one']>[0],
  what: string,
): Promise<void> {
  const n = (await vault.one(count)).int('n');
  if (n === 0) return;
  const where = pipeline.employers.registry?.table ?? pipeline.people.from;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `${n} ${what}`,
    hint: 'Correct the source; people of an employer that is not known for sure are never counted.',
    problems: [{ where, what: `${n} ${what}` }],
  });
}
