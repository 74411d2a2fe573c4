import type { ConsentRule, Pipeline } from '#config';
import { TuttiError } from '#core';
import { id, oneOf, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { dayWithin, localDay } from './columns.ts';
import { PERSON, ZONE } from './person.ts';
import { matches } from './reach.ts';
import type { Reach } from './reach.ts';

/**
 * People whose answers may be used: the latest row of the rule's kind, by the end of the as-of day in the employer's time zone, is granted
 * and not revoked by then. Of two rows with the same time the less permissive counts. A query of `~person`.
 */
export async function consenting(vault: Vault, pipeline: Pipeline, reach: Reach, asOf: string): Promise<Sql> {
  const rule = pipeline.people.consent;
  if (rule === null) return sql`select ${PERSON} from working.rows`;
  await refuseUndated(vault, rule);
  const day = (column: string): Sql =>
    localDay(pipeline, { table: rule.table, column }, sql`c.${id(column)}`, sql`p.${ZONE}`);
  const given = dayWithin(
    pipeline,
    { table: rule.table, column: rule.at },
    sql`c.${id(rule.at)}`,
    sql`p.${ZONE}`,
    null,
    asOf,
  );
  const granted = sql`coalesce(c.${id(rule.granted)}, false) and coalesce(${day(rule.revokedAt)} > ${asOf}::date, true)`;
  return sql`select ${PERSON} from (
      select p.${PERSON}, ${granted} as granted
      from ${await reach.all(rule.on.equals.table)} p join ${id('raw', rule.table)} c on ${matches(pipeline, rule, 'c', 'p')}
      where ${oneOf(sql`c.${id(rule.kind.column)}::varchar`, [rule.kind.value])} and ${given}
      qualify row_number() over (partition by p.${PERSON} order by c.${id(rule.at)} desc, granted) = 1
    ) where granted`;
}

/** Without its time nobody can say whether a withdrawal came after a consent. */
async function refuseUndated(vault: Vault, rule: ConsentRule): Promise<void> {
  const row = await vault.one(sql`select count(*) as n from ${id('raw', rule.table)} where ${id(rule.at)} is null`);
  if (row.int('n') === 0) return;
  const what = `${row.int('n')} row(s) have no time`;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `${rule.table}.${rule.at}: ${what}`,
    hint: 'Fill in when each consent was given or refused; the latest one decides.',
    problems: [{ where: `${rule.table}.${rule.at}`, what }],
  });
}
