import type { Pipeline } from '#config';
import { join, sql } from '#vault';
import type { Sql, Vault } from '#vault';

/**
 * The query of people with marks in place of their household's number: one of each household with an employer, and one of those who
 * completed, or did not, like this person. Who bears a mark is settled by the person's groups and answers: a number drawn for this run would
 * mark others in the next. People with the same of both are counted alike, whichever of them is marked.
 */
export function withHouseholders({ people }: Pipeline, query: Sql, columns: readonly Sql[]): Sql {
  if (people.household === undefined) return query;
  const order = join([sql`completer desc`, ...columns], ', ', sql``);
  const first = (...alike: readonly Sql[]): Sql => sql`row_number() over (partition by ${join([sql`employer`, sql`household`, ...alike], ', ', sql``)} order by ${order}) = 1`;
  return sql`select * exclude (household), ${first()} as householder, ${first(sql`completer`)} as householder_alike from (${query})`;
}

/** `deidentified.household`: the most people that a household has with each employer. */
export async function writeLargest(vault: Vault, { people }: Pipeline): Promise<void> {
  if (people.household === undefined) return;
  await vault.run(sql`create table deidentified.household as select employer, max(people)::integer as largest
    from (select employer, count(*) as people from staged.people group by employer, household) group by employer`);
}
