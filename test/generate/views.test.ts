import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_SEED, migrate, readSchema, reportingColumns, type Cell } from '../../src/sample/index.ts';
import { Generated, type GeneratedRow } from '../fixtures/generated.ts';
import { reportingCatalog } from '../../fixtures/reporting-catalog.ts';
import { EMPLOYERS, FilledDatabase } from './filled-database.ts';

/** The views against the relations as the files hold them: same rows, same values, but for what is made coarser at the source. */

const relations = new Generated({ seed: DEMO_SEED, employers: EMPLOYERS });
let database: FilledDatabase;
beforeAll(async () => {
  database = await FilledDatabase.open();
});
afterAll(() => database.close());

/** Values as the files hold them; a type that is not here fails the query. */
const SAME_FORM: Readonly<Record<string, string>> = {
  text: '?',
  integer: '?::float8',
  boolean: '?',
  numeric: '?::float8',
  date: '?::text',
  timestamptz: `to_char(? AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
};

const month = (day: string): string => `${day.slice(0, 7)}-01`;

/** What the views make coarser, worked out without SQL: birth to the month, ZIP to three digits, the first day of work to the person's nth of the month. */
function coarse(row: GeneratedRow, all: readonly GeneratedRow[]): Readonly<Record<string, Cell>> {
  const hired = String(row['hire_on']);
  const same = all
    .filter((other) => other['person_no'] === row['person_no'] && month(String(other['hire_on'])) === month(hired))
    .toSorted((a, b) => (`${String(a['hire_on'])}${String(a['elig_id'])}` < `${String(b['hire_on'])}${String(b['elig_id'])}` ? -1 : 1));
  const nth = same.findIndex((other) => other['elig_id'] === row['elig_id']) + 1;
  return {
    dob: row['dob'] === null ? null : month(String(row['dob'])),
    zip5: row['zip5'] === null ? null : `${String(row['zip5']).slice(0, 3)}00`,
    hire_on: `${hired.slice(0, 7)}-${String(nth).padStart(2, '0')}`,
  };
}

test.each(readSchema().filter(({ name }) => reportingColumns().has(name)))('reporting.$name is the relation of the files', async ({ name, columns }) => {
  const open = reportingColumns().get(name) ?? [];
  const [key = ''] = open;
  const list = open.map((column) => (SAME_FORM[columns.find((c) => c.name === column)?.type ?? ''] ?? '').replaceAll('?', `"${column}"`));
  const { rows } = await database.reader.query<unknown[]>({ text: `SELECT ${list.join(', ')} FROM ${name} ORDER BY ${key} COLLATE "C"`, rowMode: 'array' });
  const all = relations.rows(name);
  const people = Map.groupBy(all, (row) => row['person_no'] ?? '');
  const expected = all
    .map((row): GeneratedRow => (name === 'eligibility' ? { ...row, ...coarse(row, people.get(row['person_no'] ?? '') ?? []) } : row))
    .toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(expected.map((row) => open.map((column) => row[column])));
});

test('relations that are all identifiers and free text have no view', () => {
  const closed = readSchema().map(({ name }) => name).filter((name) => !reportingColumns().has(name));
  expect(closed).toEqual(['auth_event', 'post']);
});

test('the catalog of the views is the catalog of the files without what the views do not have', () => {
  const committed = readFileSync(join(import.meta.dirname, '../../pipelines/catalogs/vendor-reporting.yaml'), 'utf8');
  expect(committed, 'run node fixtures/reporting-catalog.ts').toBe(reportingCatalog());
});

describe('coarser values decide nothing else', () => {
  test('ages at the end of every month are those of the exact birth dates', async () => {
    const wrong = await database.list(`SELECT count(*)::int FROM vendor.eligibility e JOIN reporting.eligibility v USING (elig_id),
      generate_series(date '2025-01-01', date '2025-12-01', interval '1 month') AS month,
      LATERAL (SELECT (month + interval '1 month - 1 day')::date AS on_day) AS last
      -- Born on a leap day, one is a year older on 28 February by the month and on 1 March by the day.
      WHERE to_char(e.dob, 'MM-DD') <> '02-29' AND extract(year FROM age(last.on_day, e.dob)) <> extract(year FROM age(last.on_day, v.dob))`);
    expect(wrong).toEqual([0]);
  });

  test("the order of a person's rows stays, also when two begin in one month", async () => {
    const client = await database.another();
    await migrate(client);
    await client.query(`INSERT INTO vendor.employer (employer_id, legal_name, country, locale, tz) VALUES ('e', 'E', 'US', 'en', 'UTC');
      INSERT INTO vendor.eligibility_batch VALUES ('b', 'e', '2025-06-01', 3);
      INSERT INTO vendor.eligibility (elig_id, file_batch_id, employer_id, person_no, employee_no, first_name, last_name, relationship, hire_on)
      SELECT 'row ' || day, 'b', 'e', 'p', 'n', 'f', 'l', 'employee', ('2025-03-' || day)::date FROM unnest(array['21', '05', '30']) AS day`);
    const { rows } = await client.query<{ elig_id: string; on: string }>(`SELECT elig_id, hire_on::text AS on FROM reporting.eligibility ORDER BY hire_on`);
    expect(rows).toEqual([
      { elig_id: 'row 05', on: '2025-03-01' },
      { elig_id: 'row 21', on: '2025-03-02' },
      { elig_id: 'row 30', on: '2025-03-03' },
    ]);
    await client.end();
  });

  test('a value in an unknown unit is no value, and half an answer is not rounded', async () => {
    await database.owner.query('BEGIN');
    try {
      const [screening] = await database.list(`SELECT screening_id FROM vendor.biometric WHERE code = 'weight' LIMIT 1`);
      await database.owner.query(`UPDATE vendor.biometric SET unit = 'stone' WHERE screening_id = $1 AND code = 'weight'`, [screening]);
      expect(await database.list('SELECT weight_kg FROM reporting.screening WHERE screening_id = $1', [screening])).toEqual([null]);
      const [response] = await database.list(`SELECT response_id FROM reporting.assessment WHERE physical_bad_days IS NOT NULL LIMIT 1`);
      await database.owner.query(
        `UPDATE vendor.hra_answer SET num = 1.5 WHERE response_id = $1 AND item_id = (SELECT item_id FROM vendor.hra_item WHERE code = 'physical_bad_days')`,
        [response],
      );
      expect(await database.list('SELECT physical_bad_days::text FROM reporting.assessment WHERE response_id = $1', [response])).toEqual(['1.5']);
    } finally {
      await database.owner.query('ROLLBACK');
    }
  });

  test('days on which the device was not worn for ten hours do not count', async () => {
    await database.owner.query('BEGIN');
    try {
      const [link] = await database.list('SELECT link_id FROM vendor.wearable_day LIMIT 1');
      await database.owner.query(`DELETE FROM vendor.wearable_day WHERE link_id = $1`, [link]);
      await database.owner.query(
        `INSERT INTO vendor.wearable_day (link_id, participant_id, day, steps, sleep_min, wear_min) SELECT $1, participant_id, day::date, steps, sleep, wear
          FROM vendor.wearable_link, (VALUES ('2025-05-01', 9000, 400, 600), ('2025-05-02', 4001, null, 1440), ('2025-05-03', 20000, 480, 599)) AS d (day, steps, sleep, wear) WHERE link_id = $1`,
        [link],
      );
      const { rows } = await database.owner.query('SELECT valid_days::int, mean_steps::int, mean_sleep_minutes::int FROM reporting.wearable_month WHERE wearable_id LIKE $1', [`${String(link)}-%`]);
      // (9000 + 4001) / 2, a half rounded up as everywhere in PostgreSQL; one of the two days has a sleep.
      expect(rows).toEqual([{ valid_days: 2, mean_steps: 6501, mean_sleep_minutes: 400 }]);
    } finally {
      await database.owner.query('ROLLBACK');
    }
  });
});
