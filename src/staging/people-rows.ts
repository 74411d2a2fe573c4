import type { Pipeline } from '#config';
import { TuttiError } from '#core';
import { id, join, sql } from '#vault';
import type { Vault } from '#vault';
import { meets } from './columns.ts';
import { PERSON, ZONE } from './person.ts';

/**
 * `working.rows`: the rows of `from` that may count at all (their employer's data may be used, the `where` holds), each with the number of
 * its person and its employer's time zone.
 */
export async function peopleRows(vault: Vault, pipeline: Pipeline, asOf: string): Promise<void> {
  const { people } = pipeline;
  const keys = people.person.map((column) => sql`f.${id(column)}`);
  const person =
    keys.length === 0 ? sql`row_number() over ()` : sql`dense_rank() over (order by ${join(keys, ', ', sql``)})`;
  const where = people.where.map((rule) => meets(rule, sql`f.${id(rule.column)}`));
  const counted = sql`from ${id('raw', people.from)} f join staged.employer e on e.id = f.${id(people.employer)}::varchar
    where e.usable_until >= ${asOf}::date and ${join(where, ' and ', sql`true`)}`;
  await refuseNameless(vault, pipeline, counted);
  await vault.run(sql`create table working.rows as select ${person} as ${PERSON}, e.zone as ${ZONE}, f.* ${counted}`);
}

async function refuseNameless(vault: Vault, pipeline: Pipeline, counted: Parameters<Vault['one']>[0]): Promise<void> {
  const { people } = pipeline;
  const nameless = people.person.map((column) => sql`f.${id(column)} is null`);
  const row = await vault.one(sql`select count(*) as n ${counted} and (${join(nameless, ' or ', sql`false`)})`);
  if (row.int('n') === 0) return;
  const what = `${row.int('n')} row(s) do not say which person they are about`;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `${people.from}: ${what}`,
    hint: `Fill in ${people.person.join(', ')}; people are counted, never rows.`,
    problems: [{ where: people.from, what }],
  });
}
