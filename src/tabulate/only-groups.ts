import { followsPeople } from '#config';
import type { Pipeline } from '#config';
import { dimensionName, indicatorName, sql } from '#vault';
import type { Vault } from '#vault';

/**
 * The last look before counting: the table of people has the employer, the mark of completion (and of being followed, and of standing for a household), one group per dimension and one category per
 * indicator of this report, all of them texts but the marks, and nothing else. A key, a date or a number could not be there unnoticed.
 */
export async function assertOnlyGroups(vault: Vault, pipeline: Pipeline): Promise<void> {
  const rows = await vault.rows(sql`select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'deidentified' and table_name = 'people'`);
  const found = new Map(rows.map((row) => [row.text('name'), row.text('type')]));
  const { dimensions, indicators } = pipeline.report;
  const texts = [
    'employer',
    ...dimensions.map(({ id }) => dimensionName(id)),
    ...indicators.map(({ id }) => indicatorName(id)),
  ];
  const marks = ['completer', ...(followsPeople(pipeline.report) ? ['followed'] : []), ...(pipeline.people.household === undefined ? [] : ['householder', 'householder_alike'])];
  const expected = new Map([...texts.map((name) => [name, 'VARCHAR'] as const), ...marks.map((name) => [name, 'BOOLEAN'] as const)]);
  const same = found.size === expected.size && [...expected].every(([name, type]) => found.get(name) === type);
  if (!same) throw new Error('the de-identified table does not have exactly the columns of this report');
}
