import { createPublicKey } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeReport } from '#compose';
import { openRelease } from '#release';
import { writeCsvFolder } from '../../src/sample/index.ts';
import { Area } from '../support/area.ts';
import { FULL } from '../support/small-employers.ts';

/** The shipped report on people followed, from files to what the employer reads, against a plain computation on the same files. */

const EMPLOYER = { ...FULL, people: 150, completed: 0.8 };
let area: Area;
let folder: string;
beforeAll(async () => {
  area = await Area.with([], 'nobody');
  rmSync(area.source, { recursive: true });
  await writeCsvFolder(area.source, { seed: 'one year on', employers: [EMPLOYER], year: 2026, followUp: true });
  const { code, stderr } = await run(
    area.pipeline('followed.yaml', (shipped) =>
      [
        'id: followed',
        'title: { en: One year on }',
        'source: { kind: files, path: null }',
        `catalog: ${shipped('pipelines/catalogs/vendor.yaml')}`,
        'period: { kind: year }',
        'policy: wellness',
        `report: ${shipped('reports/followed.yaml')}`,
        'schedule: null',
        `delivery: { kind: folder, path: ${area.out} }`,
      ].join('\n'),
    ),
  );
  if (code !== 0) throw new Error(`nothing was reported: ${stderr}`);
  const place = join(area.out, EMPLOYER.id, '2026', 'followed');
  folder = join(place, readdirSync(place)[0] ?? '');
}, 180_000);
afterAll(() => area.remove());

const run = (pipeline: string) => area.tutti(['run', pipeline, '--source', area.source, '--as-of', '2027-02-01', '--period', '2026', '--out', area.out, '--state', area.state]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of everybody followed: the levels of an answer then and now, in words; people by plain SQL. */
async function plain(): Promise<{ readonly completed: number; readonly followed: readonly { readonly health: string; readonly stress: string }[] }> {
  const table = (name: string): string => `read_csv('${area.source}/${name}.csv', header = true, all_varchar = false)`;
  const day = (column: string): string => `(${column}::timestamptz at time zone '${EMPLOYER.timeZone}')::date`;
  // Best is 1; 99: no answer.
  const level = (column: string, levels: readonly string[]): string => `case ${levels.map((name, i) => `when ${column} = '${name}' then ${i + 1}`).join(' ')} else 99 end`;
  const judged = (column: string, levels: readonly string[]): string =>
    `case when ${level(`now.${column}`, levels)} = 99 then 'missing' when ${level(`now.${column}`, levels)} = 1 then 'kept' when ${level(`past.${column}`, levels)} < 99 and ${level(`now.${column}`, levels)} < ${level(`past.${column}`, levels)} then 'kept' else 'not-kept' end`;
  const query = `
    with staff as (select * from ${table('eligibility')} where employer_id = '${EMPLOYER.id}' and relationship = 'employee'),
      own as (select distinct staff.person_no, participant_id from staff join ${table('participant')} using (elig_id)),
      terms as (select person_no, arg_max(granted and (revoked_at is null or ${day('revoked_at')} > date '2027-02-01'), "at") as stands
        from own join ${table('consent')} using (participant_id) where kind = 'terms' and ${day('"at"')} <= date '2027-02-01' group by person_no),
      visits as (select own.person_no, ${day('x.completed_at')} as done, x.* from own join ${table('assessment')} x using (participant_id)
        where exists (select 1 from staff where staff.person_no = own.person_no and staff.hire_on <= ${day('x.completed_at')} and (staff.term_on is null or staff.term_on > ${day('x.completed_at')}))),
      latest as (select own.person_no, ${day('x.completed_at')} as done, x.* from own join ${table('assessment')} x using (participant_id) where year(${day('x.completed_at')}) = 2026
        qualify row_number() over (partition by own.person_no order by x.completed_at desc) = 1),
      now as (select latest.* from latest join terms using (person_no) where stands and exists (select 1 from visits v where v.person_no = latest.person_no and v.response_id = latest.response_id)
        and person_no not in (select person_no from own join ${table('erasure_request')} using (participant_id))),
      past as (select v.* from visits v join now using (person_no) where v.done between now.done - interval 15 month and now.done - interval 9 month
        qualify row_number() over (partition by v.person_no order by v.completed_at desc) = 1)
    select (past.person_no is not null) as followed, ${judged('general_health', ['excellent', 'very_good', 'good', 'fair', 'poor'])} as health, ${judged('stress_level', ['low', 'moderate', 'high'])} as stress
    from now left join past using (person_no)`;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJson();
  return { completed: rows.length, followed: rows.filter((row) => row['followed'] === true).map((row) => ({ health: text(row['health']), stress: text(row['stress']) })) };
}

interface Signed {
  readonly indicators: readonly { readonly id: string; readonly forms: readonly { readonly id: string; readonly categories: readonly { readonly code: string }[] }[] }[];
  readonly tables: readonly { readonly breakdown: string; readonly indicator: string; readonly form: string; readonly rows: readonly { readonly cells?: readonly number[] }[] }[];
}

/** Published counts of the company as a whole: `indicator category` → count, as signed. */
function company(): ReadonlyMap<string, number> {
  const { indicators, tables }: Signed = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8'));
  return new Map(
    tables
      .filter(({ breakdown }) => breakdown === 'company')
      .flatMap(({ indicator, form, rows }) => {
        const categories = indicators.find(({ id }) => id === indicator)?.forms.find(({ id }) => id === form)?.categories ?? [];
        return categories.map(({ code }, c): [string, number] => [`${indicator} ${code}`, rows[0]?.cells?.[c] ?? NaN]);
      }),
  );
}

test('the counts are those of plain SQL', async () => {
  const { completed, followed } = await plain();
  const printed = company();
  const count = (list: readonly string[], code: string): number => list.filter((one) => one === code).length;
  expect(followed.length).toBeGreaterThan(30);
  expect(completed - followed.length).toBeGreaterThan(10);
  expect([printed.get('participation completed'), printed.get('followed_up followed')]).toEqual([completed, followed.length]);
  // Whatever form is printed: 'kept' stands in each of them.
  expect(printed.get('general_health_kept kept')).toBe(count(followed.map(({ health }) => health), 'kept'));
  expect(printed.get('stress_kept kept')).toBe(count(followed.map(({ stress }) => stress), 'kept'));
});

test('the page says who is followed, and warns', () => {
  const html = readFileSync(join(folder, 'report.html'), 'utf8');
  for (const words of ['One year on', 'Not followed', 'regression to the mean', 'Better, or still at the best level']) expect(html).toContain(words);
  expect(html).not.toContain('No company-wide health result');
});

test.each([
  ['en', ['One year on', 'Not followed', 'regression to the mean', 'Better, or still at the best level', 'about a year before it']],
  ['es', ['Un año después', 'Sin seguimiento', 'regresión a la media', 'Mejor, o aún en el mejor nivel', 'aproximadamente un año antes']],
  ['vi', ['Sau một năm', 'Không được theo dõi', 'hồi quy về trung bình', 'Tốt hơn, hoặc vẫn ở mức tốt nhất', 'khoảng một năm trước']],
] as const)('and so it does in %s', (locale, words) => {
  const bundle = area.at(`bundle-${locale}`);
  mkdirSync(bundle);
  for (const name of ['manifest.json', 'manifest.sig', 'table.json']) copyFileSync(join(folder, name), join(bundle, name));
  const release = openRelease(bundle, createPublicKey(readFileSync(join(area.state, 'keys', 'public-key.pem'))));
  const said = JSON.stringify(composeReport(release.content, locale));
  for (const word of words) expect(said).toContain(word);
});

/** The third condition of the argument: this year's answers stand in one report. */
test.runIf(process.env['TUTTI_DEEP'] !== undefined)('a report that counts this year’s answers themselves is refused beside it', async () => {
  const { code, stdout } = await run('pipelines/demo.yaml');
  expect(code).toBe(5);
  expect(stdout).toContain('HISTORY_OVERLAPS');
}, 120_000);
