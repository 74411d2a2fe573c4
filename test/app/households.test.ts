import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Area, AS_OF, filesIn } from '../support/area.ts';
import { FULL } from '../support/small-employers.ts';

/** Spouses counted beside employees, from files to what the employer reads, against a plain computation on the same files. */

const EMPLOYER = { ...FULL, people: 200, completed: 0.7 };
const POLICY = { minGroup: 11, minCell: 5 };
let area: Area;
beforeAll(async () => {
  area = await Area.with([EMPLOYER], 'spouses');
}, 60_000);
afterAll(() => area.remove());

const run = (source = area.source, name = 'first') =>
  area.tutti(['run', 'pipelines/demo-households.yaml', '--source', source, '--as-of', AS_OF, '--out', area.at(name, 'out'), '--state', area.at(name, 'state')]);

interface Answer {
  readonly site: string;
  readonly sex: string;
  readonly household: string;
  readonly checkup: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Everybody who completed: employees and spouses, by plain SQL; their household is the employee's number. */
async function plain(source: string): Promise<readonly Answer[]> {
  const table = (name: string): string => `read_csv('${source}/${name}.csv', header = true)`;
  const day = (column: string): string => `(${column}::timestamptz at time zone '${EMPLOYER.timeZone}')::date`;
  const query = `
    with staff as (select * from ${table('eligibility')} where relationship in ('employee', 'spouse')),
      own as (select distinct person_no, participant_id from staff join ${table('participant')} using (elig_id)),
      terms as (select person_no, arg_max(granted and (revoked_at is null or ${day('revoked_at')} > date '${AS_OF}'), "at") as stands
        from own join ${table('consent')} using (participant_id) where kind = 'terms' and ${day('"at"')} <= date '${AS_OF}' group by person_no),
      latest as (select own.person_no, arg_max(x, x.completed_at) as x from own join ${table('assessment')} x using (participant_id)
        where ${day('x.completed_at')} between date '2025-01-01' and date '2025-12-31' group by own.person_no),
      gone as (select person_no from own join ${table('erasure_request')} using (participant_id)),
      here as (select staff.*, latest.x, row_number() over (partition by person_no order by hire_on desc) as nth from staff join latest using (person_no) join terms using (person_no)
        where terms.stands and person_no not in (select person_no from gone)
          and hire_on <= ${day('latest.x.completed_at')} and coalesce(term_on > ${day('latest.x.completed_at')}, true))
    select coalesce(site_id, '') as site, coalesce(sex, '') as sex, employee_no as household, coalesce(x.checkup_within_year::varchar, '') as checkup from here where nth = 1`;
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJson();
  return rows.map((row) => ({ site: text(row['site']), sex: text(row['sex']), household: text(row['household']), checkup: text(row['checkup']) }));
}

interface Signed {
  readonly indicators: readonly { readonly id: string; readonly forms: readonly { readonly id: string; readonly categories: readonly { readonly code: string }[] }[] }[];
  readonly tables: readonly { readonly id: string; readonly form: string; readonly dimensions: readonly string[]; readonly rows: readonly { readonly kind: string; readonly codes: readonly string[]; readonly state: string; readonly base?: number; readonly cells?: readonly number[] }[] }[];
}

function signed(name: string): Signed {
  const place = area.at(name, 'out', EMPLOYER.id, '2025', 'households');
  return JSON.parse(readFileSync(join(place, readdirSync(place)[0] ?? '', 'table.json'), 'utf8'));
}

test('numbers are people, spouses among them, and every printed group is of as many households', { timeout: 180_000 }, async () => {
  const { code, stderr } = await run();
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const everybody = await plain(area.source);
  const households = (some: readonly Answer[]): number => new Set(some.map(({ household }) => household)).size;
  expect(households(everybody)).toBeLessThan(everybody.length);
  const { indicators, tables } = signed('first');
  const noIn = (form: string): number => indicators.find(({ id }) => id === 'checkup')?.forms.find(({ id }) => id === form)?.categories.findIndex(({ code: category }) => category === 'not-had') ?? -1;
  const rows = tables.filter(({ id }) => id.startsWith('checkup.')).flatMap(({ dimensions, form, rows: own }) => own.map((row) => ({ dimensions, row, no: noIn(form) })));
  const groups = rows.filter(({ row }) => row.kind === 'group' && row.state === 'shown');
  // Whoever has no stated sex is counted with one of the two, which the label says; sites are on file for everybody.
  const compared = groups.filter(({ dimensions }) => !dimensions.includes('sex'));
  expect(compared.length).toBeGreaterThan(1);
  for (const { dimensions, row, no } of compared) {
    const here = everybody.filter(({ site }) => row.codes[0] === undefined || row.codes[0] === 'total' || row.codes[0] === site);
    expect({ dimensions, codes: row.codes, base: row.base, no: row.cells?.[no] }).toEqual({ dimensions, codes: row.codes, base: here.length, no: here.filter(({ checkup }) => checkup === 'false').length });
    expect(households(here)).toBeGreaterThanOrEqual(POLICY.minGroup);
    for (const answer of [true, false]) expect(households(here.filter(({ checkup }) => (checkup === 'false') === answer))).toBeGreaterThanOrEqual(POLICY.minCell);
  }
});

test('what ties a household together leaves nothing behind', () => {
  const number = /ZZCANARY-employee-\d+/gu;
  const numbers = [...new Set(readFileSync(join(area.source, 'eligibility.csv'), 'utf8').match(number))];
  expect(numbers.length).toBeGreaterThan(100);
  const left = [...filesIn(area.at('first'))].filter(([, bytes]) => bytes.includes('ZZCANARY-employee'));
  expect(left.map(([name]) => name)).toEqual([]);
  expect([...filesIn(area.at('first'))].filter(([name, bytes]) => name.includes('out') && /householder/u.test(bytes.toString('latin1'))).map(([name]) => name)).toEqual([]);
});

test('a household of three is more than two insiders: refused, and the hint says what to set', { timeout: 180_000 }, async () => {
  // Everybody's families belong to one employee.
  const csv = readFileSync(join(area.source, 'eligibility.csv'), 'utf8').split('\n');
  const at = csv[0]?.split(',').indexOf('employee_no') ?? -1;
  const spouses = csv.filter((line) => line.includes(',spouse,'));
  expect(spouses.length).toBeGreaterThan(2);
  const shared = spouses[0]?.split(',')[at] ?? '';
  const source = area.sourceWith('three', 'eligibility', (csvText) => csvText.split('\n').map((line) => (line.includes(',spouse,') ? line.split(',').with(at, shared).join(',') : line)).join('\n'));
  const { code, stdout, stderr } = await run(source, 'refused');
  expect(code).toBe(5);
  expect(`${stdout}${stderr}`).toMatch(/HOUSEHOLD_OF_INSIDERS/u);
  expect(`${stdout}${stderr}`).toMatch(new RegExp(`Set insiders to ${spouses.length + 1}`, 'u'));
});
