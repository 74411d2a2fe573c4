import type { Pipeline } from '#config';
import { TuttiError } from '#core';
import { id, join, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { PERSON } from './person.ts';

/** What households add to `staged.people`: nothing where everybody is a household of their own. */
export interface HouseholdOf {
  readonly columns: readonly Sql[];
  readonly join: Sql;
}

/**
 * The household of everybody in `working.rows`, as a number that means nothing outside this run: the least number of its people. Two people are of
 * one household whom a row of each ties to the same employee, or whom others tie together so (somebody who works there and is another one's
 * spouse): the largest households that the rows allow, since a household taken for two would count twice. The numbers that tie are an employer's own.
 */
export async function householdsOf(vault: Vault, { people }: Pipeline): Promise<HouseholdOf> {
  const { household } = people;
  if (household === undefined) return { columns: [], join: sql`` };
  await refuseUntied(vault, people.from, household);
  const ties = join([sql`r.${id(people.employer)}::varchar`, ...household.map((column) => sql`r.${id(column)}`)], ', ', sql``);
  await vault.run(sql`create table working.tie as select distinct ${PERSON}, dense_rank() over (order by ${ties}) as tie from working.rows r`);
  await vault.run(sql`create table working.household as select distinct ${PERSON}, ${PERSON} as household from working.tie`);
  // Each round reaches one row further; households are small, so there are few.
  for (let changed = 1; changed > 0; ) {
    await vault.run(sql`create or replace table working.reached as
      with least as (select tie, min(household) as household from working.tie join working.household using (${PERSON}) group by tie)
      select ${PERSON}, min(household) as household from working.tie join least using (tie) group by ${PERSON}`);
    const row = await vault.one(sql`select count(*) as n from working.household h join working.reached r using (${PERSON}) where r.household <> h.household`);
    changed = row.int('n');
    await vault.run(sql`create or replace table working.household as from working.reached`);
  }
  return { columns: [sql`h.household`], join: sql`join working.household h on h.${PERSON} = c.${PERSON}` };
}

/** Whoever is tied to nobody would be taken for a stranger to everybody. */
async function refuseUntied(vault: Vault, from: string, household: readonly string[]): Promise<void> {
  const untied = household.map((column) => sql`${id(column)} is null`);
  const row = await vault.one(sql`select count(*) as n from working.rows where ${join(untied, ' or ', sql`false`)}`);
  if (row.int('n') === 0) return;
  const what = `${row.int('n')} row(s) do not say which household they belong to`;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `${from}: ${what}`,
    hint: `Fill in ${household.join(', ')}, for employees too; people of one household count once.`,
    problems: [{ where: from, what }],
  });
}
