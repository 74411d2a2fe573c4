import type { Pipeline } from '#config';
import { id, sql } from '#vault';
import type { Sql } from '#vault';
import { PERSON } from './person.ts';
import { matches } from './reach.ts';
import type { Reach } from './reach.ts';

/** People who asked to be erased, through any of their accounts: out altogether, whatever became of the request. A query of `~person`. */
export async function erased(pipeline: Pipeline, reach: Reach): Promise<Sql> {
  const rule = pipeline.people.erasure;
  if (rule === null) return sql`select ${PERSON} from working.rows where false`;
  return sql`select p.${PERSON} from ${await reach.all(rule.on.equals.table)} p
    join ${id('raw', rule.table)} r on ${matches(pipeline, rule, 'r', 'p')}`;
}
