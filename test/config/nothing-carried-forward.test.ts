import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPipeline, scoringColumns, type Pipeline } from '#config';
import { ROOT } from '../support/tutti.ts';

/**
 * The precondition of comparing two years (docs/year-over-year.md): no answer counts in two periods. What an indicator reads must come
 * from rows of the period (`latest-completed-assessment`, `measurements-of-the-period` in test/staging/people-and-periods.test.ts prove that
 * those of other periods stay out), or from the staff list and the account, which hold no answers.
 */

/** Facts of the staff list and of the account: the employer's own, or whether somebody ever signed up. */
const LASTING = ['eligibility.sex', 'participant.created_at'];

/** A row of this table, or one that it hangs on, is picked within the period. */
function ofThePeriod(people: Pipeline['people'], table: string): boolean {
  const step = people.joins.find((each) => each.table === table);
  return step !== undefined && (step.within !== null || ofThePeriod(people, step.on.equals.table));
}

const carried = (pipeline: Pipeline): readonly string[] =>
  pipeline.report.indicators.flatMap(({ scoring }) => scoringColumns(scoring).flatMap((c) => (ofThePeriod(pipeline.people, c.table) ? [] : [`${c.table}.${c.column}`])));

describe.each(['demo', 'demo-postgres', 'demo-risk-profile', 'demo-followed'])('%s', (name) => {
  const pipeline = loadPipeline(join(ROOT, 'pipelines', `${name}.yaml`));

  test('reads answers of the period only', () => {
    expect([...new Set(carried(pipeline))].filter((column) => !LASTING.includes(column))).toEqual([]);
    expect(pipeline.report.indicators.length).toBeGreaterThan(5);
  });

  test('and would be caught if a join were not limited to the period', () => {
    const joins = pipeline.people.joins.map((each) => (each.table === 'assessment' ? { ...each, within: null } : each));
    expect(carried({ ...pipeline, people: { ...pipeline.people, joins } }).filter((column) => column.startsWith('assessment.')).length).toBeGreaterThan(5);
  });
});
