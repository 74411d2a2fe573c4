import { describe, expect, test } from 'vitest';
import type { CatalogTable, Pipeline } from '#config';
import { silent } from '#core';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import { AS_OF, CATALOG, employee, Folder, PERIOD, pipeline, type Rows, together } from '../source/small-world.ts';

/** Who is of one household: whoever a row ties to the same employee of the same employer, directly or through others. */

const tables: readonly CatalogTable[] = CATALOG.map((table) => (table.name === 'eligibility' ? { ...table, columns: [...table.columns, { name: 'policy_no', class: 'key', type: 'text' }] } : table));
const definition: Pipeline = pipeline({ people: { where: [{ column: 'relationship', in: ['employee', 'spouse'] }], household: ['policy_no'] }, tables });

type Row = Rows[string][number];
/** Somebody with one row per tie. */
const somebody = (n: number, ties: readonly (string | null)[], row: Row = {}): Rows => {
  const world = employee(n, { person_no: `P${n}`, ...row });
  return { ...world, eligibility: ties.flatMap((policy_no, i) => (world['eligibility'] ?? []).map((own) => ({ ...own, elig_id: i === 0 ? (own['elig_id'] ?? null) : `E${n}-${i}`, policy_no }))) };
};

/** Households as lists of their people's departments, each one's own. */
async function households(...people: readonly Rows[]): Promise<readonly string[]> {
  await using folder = await Folder.of(together(...people), tables);
  await using vault = await openVault();
  const raw = await loadSource(vault, definition, { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent });
  await stage(raw, definition, PERIOD, AS_OF);
  const columns = await vault.rows(sql`select column_name as name, data_type as type from information_schema.columns where table_schema = 'staged' and table_name = 'people'`);
  expect(columns.filter((column) => column.text('type') === 'UUID' || column.text('name').includes('policy_no'))).toEqual([]);
  const rows = await vault.rows(sql`select string_agg("eligibility.dept_id", ' ' order by "eligibility.dept_id") as who from staged.people group by household order by who`);
  return rows.map((row) => row.text('who'));
}
const named = (n: number, ties: readonly (string | null)[], row: Row = {}): Rows => somebody(n, ties, { dept_id: `d${n}`, ...row });

describe('one household', () => {
  test('an employee and a spouse with the same number; others are strangers', async () => {
    expect(await households(named(1, ['X']), named(2, ['X'], { relationship: 'spouse' }), named(3, ['Y']))).toEqual(['d1 d2', 'd3']);
  });

  test('through somebody who works there and is another one’s spouse, and through the one after that', async () => {
    const chain = [named(1, ['A']), named(2, ['A', 'B']), named(3, ['B', 'C']), named(4, ['C', 'D']), named(5, ['D']), named(6, ['E'])];
    expect(await households(...chain)).toEqual(['d1 d2 d3 d4 d5', 'd6']);
    expect(await households(...chain.toReversed())).toEqual(['d1 d2 d3 d4 d5', 'd6']);
  });

  test('of one employer: another one’s numbers are others', async () => {
    const registry: Rows = {
      employer: ['acme', 'other'].map((employer_id) => ({ employer_id, legal_name: employer_id, tz: 'UTC' })),
      contract: ['acme', 'other'].map((employer_id) => ({ employer_id, end_on: '2026-12-31', months_after: 12, destroy_requested_at: null })),
    };
    expect(await households(registry, named(1, ['X']), named(2, ['X'], { employer_id: 'other' }), named(3, ['X'], { relationship: 'spouse' }))).toEqual(['d1 d3', 'd2']);
  });

  test('whoever says of nobody to belong to is not taken for a stranger: the run ends, and tells no number', async () => {
    await expect(households(named(1, ['X']), named(2, [null], { relationship: 'spouse' }))).rejects.toMatchObject({
      code: 'SOURCE_QUALITY',
      message: expect.stringContaining('1 row(s) do not say which household they belong to'),
      hint: expect.stringContaining('policy_no'),
    });
  });
});
