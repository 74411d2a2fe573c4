import { beforeAll, expect, test } from 'vitest';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import { AS_OF, Folder, PERIOD, atPath } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';
import { catalogue, everyIndicator } from './catalogue.ts';
import { CASES } from './cases.ts';
import type { Given } from './cases.ts';

/** One employer a case: after de-identification nothing else tells people apart. */
const employerOf = (n: number): string => `case-${String(n).padStart(4, '0')}`;

function rowsOf({ sex = 'F', answers = {}, measures = null, months = [] }: Given, n: number): Rows {
  const account = { participant_id: `A${n}` };
  return {
    employer: [{ employer_id: employerOf(n), legal_name: employerOf(n), country: 'US', tz: 'UTC', locale: 'en' }],
    contract: [{ contract_id: `C${n}`, employer_id: employerOf(n), start_on: '2020-01-01', end_on: '2030-12-31', retention_months_after: 12 }],
    eligibility: [{ elig_id: `E${n}`, employer_id: employerOf(n), person_no: `P${n}`, dob: '1980-05-05', sex, relationship: 'employee', hire_on: '2015-01-01' }],
    participant: [{ ...account, elig_id: `E${n}`, created_at: '2024-01-01T00:00:00Z', status: 'active' }],
    consent: [{ ...account, consent_id: `O${n}`, kind: 'terms', granted: true, at: '2024-01-01T00:00:00Z' }],
    assessment: [{ ...account, response_id: `R${n}`, completed_at: '2025-06-01T10:00:00Z', ...answers }],
    screening: measures === null ? [] : [{ ...account, screening_id: `S${n}`, at: '2025-06-02T10:00:00Z', ...measures }],
    wearable_month: months.map((month, k) => ({ ...account, wearable_id: `W${n}-${k}`, ...month })),
  };
}

let found: readonly string[];
beforeAll(async () => {
  const definition = everyIndicator();
  const rows: Record<string, Rows[string][number][]> = {};
  CASES.forEach(([, given], n) => {
    for (const [table, more] of Object.entries(rowsOf(given, n))) (rows[table] ??= []).push(...more);
  });
  await using folder = await Folder.of(rows, definition.source.tables);
  await using vault = await openVault();
  const staged = await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, AS_OF);
  await deidentify(staged, definition, PERIOD, { asOf: AS_OF });
  const columns = definition.report.indicators.map((indicator) => indicator.id);
  const people = await vault.rows(sql`select * from deidentified.people order by employer`);
  expect(people).toHaveLength(CASES.length);
  found = CASES.map(([indicator], n) => {
    if (!columns.includes(indicator)) throw new Error(`there is no indicator ${indicator}`);
    return people[n]?.text(`indicator ${indicator}`) ?? '';
  });
}, 120_000);

test('each answer falls into the category that its definition names', () => {
  const wrong = CASES.flatMap(([indicator, given, expected], n) => (found[n] === expected ? [] : [{ indicator, given, expected, found: found[n] }]));
  expect(wrong).toEqual([]);
});

/** A case for every category there is: an edge nobody looked at would be an edge nobody knows. */
test('every category of every indicator is reached by a case', () => {
  const reached = new Set(CASES.map(([indicator, , category]) => `${indicator} ${category}`));
  const all = catalogue()
    .filter(({ scoring }) => scoring.kind !== 'present' && scoring.kind !== 'followed')
    .flatMap((indicator) => indicator.categories.map(({ code }) => `${indicator.id} ${code}`));
  expect(all.filter((one) => !reached.has(one))).toEqual([]);
});
