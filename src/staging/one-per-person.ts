import { sql } from '#vault';
import type { Sql } from '#vault';
import { PERSON } from './person.ts';

/**
 * One row for each person of a query: the first by `order`. Nearly everybody has one row only and needs no ordering, which is dear where rows
 * are wide: only the others are ordered.
 */
export function onePerPerson(rows: Sql, order: Sql): Sql {
  const people = (having: Sql): Sql => sql`(select ${PERSON} from candidate group by ${PERSON} having ${having})`;
  return sql`with candidate as materialized (${rows})
    select * from candidate semi join ${people(sql`count(*) = 1`)} using (${PERSON})
    union all (
      select * from candidate semi join ${people(sql`count(*) > 1`)} using (${PERSON})
      qualify row_number() over (partition by ${PERSON} order by ${order}) = 1)`;
}
