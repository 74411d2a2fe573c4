import { afterAll, beforeAll, expect, test } from 'vitest';
import { CANARY } from '../../src/sample/index.ts';
import { EMPLOYERS, FilledDatabase } from './filled-database.ts';

/** Traps that only the vendor's own tables hold; those of the relations are found by `test/fixtures/traps.test.ts`. */

let database: FilledDatabase;
beforeAll(async () => {
  database = await FilledDatabase.open();
});
afterAll(() => database.close());

const count = async (from: string): Promise<number> => Number((await database.list(`SELECT count(*)::int FROM ${from}`))[0]);

test('people are listed in two staff files, some of them otherwise: together they would count twice', async () => {
  const twice = 'vendor.eligibility a JOIN vendor.eligibility b USING (employer_id, person_no, hire_on) WHERE a.file_batch_id < b.file_batch_id';
  expect(await count(twice)).toBeGreaterThan(5);
  expect(await count(`${twice} AND a.dob IS DISTINCT FROM b.dob`)).toBeGreaterThan(1);
  expect(await count(`(SELECT elig_id FROM reporting.eligibility EXCEPT SELECT elig_id FROM vendor.eligibility WHERE file_batch_id LIKE '%-current') AS older`)).toBe(0);
});

test('one person, two accounts on the same row of the staff file: every employer has some', async () => {
  expect(await count(`vendor.participant a JOIN vendor.participant b USING (elig_id) WHERE a.status = 'active' AND b.status = 'duplicate' AND a.created_at > b.created_at`)).toBeGreaterThanOrEqual(EMPLOYERS.length);
});

test('an employer erases somebody on the day of the run', async () => {
  expect(await count(`vendor.erasure_request WHERE received_at::date = '2026-03-01'`)).toBeGreaterThanOrEqual(EMPLOYERS.length);
});

test('spouses share an address with the employee', async () => {
  expect(await count(`vendor.participant p JOIN vendor.eligibility e USING (elig_id) JOIN vendor.participant o ON o.email = p.email AND o.participant_id <> p.participant_id WHERE e.relationship = 'spouse'`)).toBeGreaterThan(2);
});

test('devices measure in their own units, and both units of a measure occur', async () => {
  const units = await database.list(`SELECT code || ' ' || string_agg(DISTINCT unit, ' | ' ORDER BY unit) FROM vendor.biometric WHERE code IN ('height', 'weight', 'total_cholesterol', 'glucose_fasting') GROUP BY code ORDER BY 1`);
  expect(units).toEqual(['glucose_fasting mg/dL | mmol/L', 'height cm | in', 'total_cholesterol mg/dL | mmol/L', 'weight kg | lb']);
});

test('values that cannot be: a height in metres, a stuck scale, a cuff that slipped', async () => {
  for (const slip of [`code = 'height' AND unit = 'cm' AND value < 3`, `code = 'weight' AND value = 999`, `code = 'systolic' AND value = 400`])
    expect(await count(`vendor.biometric WHERE ${slip}`), slip).toBeGreaterThan(0);
});

test('pregnant people were screened, and their weight is on file', async () => {
  expect(await count(`vendor.screening s JOIN vendor.biometric b USING (screening_id) WHERE s.pregnant AND b.code = 'weight'`)).toBeGreaterThan(0);
});

test('paper forms lack a third of their items and more, and are the only ones that do', async () => {
  const answers = `(SELECT r.mode, count(a.item_id) AS given FROM vendor.hra_response r LEFT JOIN vendor.hra_answer a ON a.response_id = r.response_id AND a.item_id < 900
    WHERE r.completed_at IS NOT NULL GROUP BY r.response_id, r.mode) AS given`;
  const items = await count('vendor.hra_item WHERE item_id < 900');
  expect(await count(`${answers} WHERE mode = 'paper'`)).toBeGreaterThan(3);
  expect(await count(`${answers} WHERE mode = 'paper' AND given > ${items} * 0.7`)).toBe(0);
  expect(await count(`${answers} WHERE mode <> 'paper' AND given < ${items} * 0.7`)).toBe(0);
});

test('names are typed into the label of a choice, addresses into comments and into the name of a unit', async () => {
  expect(await count(`vendor.hra_answer WHERE choices IS NOT NULL AND text LIKE 'Other: ask John%${CANARY}%'`)).toBeGreaterThan(1);
  expect(await count(`vendor.hra_answer WHERE text LIKE E'%"call me" on 0903 555 012,\\nor write to %@mail.example%'`)).toBeGreaterThan(0);
  expect(await count(`vendor.participant WHERE first_name LIKE '=HYPERLINK(%'`)).toBeGreaterThan(0);
  expect(await count(`vendor.participant WHERE first_name IS NFC NORMALIZED AND first_name LIKE 'Thủy%'`)).toBeGreaterThan(0);
  expect(await count(`vendor.participant WHERE first_name IS NOT NFC NORMALIZED`)).toBeGreaterThan(0);
});

test('every unit of the past is closed and nobody is in it', async () => {
  expect(await count('vendor.org_unit WHERE valid_to IS NOT NULL')).toBe(EMPLOYERS.length);
  expect(await count('vendor.eligibility e JOIN vendor.org_unit u ON u.org_unit_id IN (e.dept_id, e.site_id) WHERE u.valid_to IS NOT NULL')).toBe(0);
});

test('days on which the device lay in a drawer', async () => {
  expect(await count('vendor.wearable_day WHERE wear_min < 600')).toBeGreaterThan(300);
});

test('every text that is an identifier or free text carries a marker', async () => {
  const { rows } = await database.owner.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'vendor'::regnamespace AND c.relkind IN ('r', 'p') AND a.atttypid = 'text'::regtype AND col_description(c.oid, a.attnum) ~ '^[A-Z]*[DF]' ORDER BY 1, 2`,
  );
  expect(rows.length).toBeGreaterThan(25);
  for (const { table, column } of rows) {
    expect(await count(`vendor.${table} WHERE "${column}" IS NOT NULL`), `${table}.${column}`).toBeGreaterThan(0);
    expect(await count(`vendor.${table} WHERE "${column}" NOT LIKE '%${CANARY}%'`), `${table}.${column}`).toBe(0);
  }
});
