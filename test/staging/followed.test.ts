import { describe, expect, test } from 'vitest';
import type { IndicatorDef, People, Pipeline } from '#config';
import { silent } from '#core';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import { neededTables } from '../../src/source/needed-columns.ts';
import { selectNeeded } from '../../src/source/postgres-select.ts';
import { Folder, INDICATORS, PERIOD, employee, indicator, pipeline, together } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';

/** `followed-from-the-year-before` of docs/people-and-periods.md: who is followed, and from which assessment. One trap a test. */

type Row = Rows[string][number];
const AS_OF = '2026-03-01';
const followedUp = indicator('followed_up', { kind: 'followed', yes: 'followed', no: 'not-followed' }, ['followed', 'not-followed']);
const sleep: IndicatorDef = indicator('sleep', { kind: 'bands', measure: { kind: 'column', column: { table: 'assessment', column: 'sleep_hours' }, gate: { min: 1, max: 24 } }, bands: [{ code: 'short', from: null }, { code: 'some', from: 6 }, { code: 'enough', from: 7 }] }, ['short', 'some', 'enough']);
const kept: IndicatorDef = indicator('sleep_kept', { kind: 'kept', of: sleep.scoring, order: ['enough', 'some', 'short'], yes: 'kept', no: 'not-kept' }, ['kept', 'not-kept'], 'followed');
const [participation] = INDICATORS;
if (participation === undefined) throw new Error('no participation');
const following = (people: Partial<People> = {}): Pipeline => pipeline({ people, indicators: [participation, followedUp, kept] });

/** One line a person: unit, completed or entitled, followed or not, hours of sleep now and then. */
async function followed(world: Rows, definition = following()): Promise<readonly string[]> {
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  await stage(await loadSource(vault, definition, { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent }), definition, PERIOD, AS_OF);
  const lines = await vault.rows(
    sql`select concat_ws(' ', "eligibility.dept_id", case when completed then 'completed' else 'entitled' end, case when followed then 'from' else 'alone' end, "assessment.sleep_hours", "~earlier assessment.sleep_hours") as line from staged.people order by line`,
  );
  return lines.map((row) => row.text('line'));
}

const earlier = (completed_at: string | null, sleep_hours: number | null = 5, account = 'A1'): Row => ({ participant_id: account, completed_at, sleep_hours });
/** Completed on 30 June 2025 with 7.5 hours, and whatever else. */
const someone = (rows: readonly Row[], row: Row = {}, now = '2025-06-30T12:00:00Z'): Rows => {
  const own = employee(1, row, { completed_at: now });
  return { ...together({ ...own, assessment: [...(own['assessment'] ?? []), ...rows] }), employer: [{ employer_id: 'acme', legal_name: 'Acme', tz: 'UTC' }] };
};
const FROM = ['d1 completed from 7.5 5.0'];
const ALONE = ['d1 completed alone 7.5'];

interface Case {
  readonly earlier: readonly Row[];
  readonly tz?: string;
  readonly now?: string;
  readonly expected: readonly string[];
}

/** Many people at once, each with an employer of their own, by which they are told apart. */
async function expectEach(cases: Readonly<Record<string, Case>>): Promise<void> {
  const list = Object.values(cases);
  const own = list.map(({ earlier: rows, now = '2025-06-30T12:00:00Z' }, n) => {
    const person = employee(n, { employer_id: `case-${n}` }, { completed_at: now });
    return { ...person, assessment: [...(person['assessment'] ?? []), ...rows.map((row) => ({ ...row, participant_id: `A${n}` }))] };
  });
  const world = {
    ...together(...own),
    employer: list.map(({ tz = 'UTC' }, n) => ({ employer_id: `case-${n}`, legal_name: `case-${n}`, tz })),
    contract: list.map((_, n) => ({ employer_id: `case-${n}`, end_on: '2026-12-31', months_after: 12, destroy_requested_at: null })),
  };
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  await stage(await loadSource(vault, following(), { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent }), following(), PERIOD, AS_OF);
  const rows = await vault.rows(sql`select employer, concat_ws(' ', 'd1', 'completed', case when followed then 'from' else 'alone' end, "assessment.sleep_hours", "~earlier assessment.sleep_hours") as line from staged.people`);
  const found = new Map(rows.map((row) => [row.text('employer'), row.text('line')]));
  expect(Object.fromEntries(Object.keys(cases).map((name, n) => [name, found.get(`case-${n}`)]))).toEqual(Object.fromEntries(Object.entries(cases).map(([name, { expected }]) => [name, expected[0]])));
}

const CHICAGO = { tz: 'America/Chicago', now: '2025-07-01T04:30:00Z' };
const NOVEMBER = { now: '2025-11-30T12:00:00Z' };

test('9 to 15 months of the calendar before this year\'s, at the employer\'s, and of several the latest with all of its answers', () =>
  expectEach({
    'the last instant of nine months': { earlier: [earlier('2024-09-30T23:59:59Z')], expected: FROM },
    'and the next': { earlier: [earlier('2024-10-01T00:00:00Z')], expected: ALONE },
    'the first instant of fifteen months': { earlier: [earlier('2024-03-30T00:00:00Z')], expected: FROM },
    'and the one before': { earlier: [earlier('2024-03-29T23:59:59Z')], expected: ALONE },
    'of the same year': { earlier: [earlier('2025-06-29T12:00:00Z')], expected: ALONE },
    'a later one is this year’s': { earlier: [earlier('2025-07-01T12:00:00Z')], expected: ['d1 completed alone 5.0'] },
    // Completed at 23:30 of 30 June in Chicago.
    'Chicago, the last second of 30 September': { ...CHICAGO, earlier: [earlier('2024-10-01T04:59:59Z')], expected: FROM },
    'Chicago, the first of October': { ...CHICAGO, earlier: [earlier('2024-10-01T05:00:00Z')], expected: ALONE },
    'in Greenwich it is July by then, and October is nine months before': { ...CHICAGO, tz: 'UTC', earlier: [earlier('2024-10-01T05:00:00Z')], expected: FROM },
    'Chicago, the first second of 30 March': { ...CHICAGO, earlier: [earlier('2024-03-30T05:00:00Z')], expected: FROM },
    'Chicago, 29 March': { ...CHICAGO, earlier: [earlier('2024-03-30T04:59:59Z')], expected: ALONE },
    'from the end of November to the end of February': { ...NOVEMBER, earlier: [earlier('2025-02-28T12:00:00Z')], expected: FROM },
    'and no further': { ...NOVEMBER, earlier: [earlier('2025-03-01T12:00:00Z')], expected: ALONE },
    'from the first day of the period': { now: '2025-01-01T12:00:00Z', earlier: [earlier('2023-10-01T12:00:00Z')], expected: FROM },
    'the latest of several': { earlier: [earlier('2024-05-01T12:00:00Z', 8), earlier('2024-08-01T12:00:00Z'), earlier('2024-12-01T12:00:00Z', 9)], expected: FROM },
    'in whatever order they come': { earlier: [earlier('2024-12-01T12:00:00Z', 9), earlier('2024-08-01T12:00:00Z'), earlier('2024-05-01T12:00:00Z', 8)], expected: FROM },
    'a gap is not filled from another one': { earlier: [earlier('2024-05-01T12:00:00Z', 8), earlier('2024-08-01T12:00:00Z', null)], expected: ['d1 completed from 7.5'] },
    'one that was only begun': { earlier: [earlier(null)], expected: ALONE },
    'the same row delivered twice': { earlier: [earlier('2024-06-01T12:00:00Z'), earlier('2024-06-01T12:00:00Z')], expected: FROM },
  }));

test('assessments before the period are read only for people who are followed', async () => {
  await using folder = await Folder.of(someone([earlier('2023-10-01T12:00:00Z')], {}, '2025-01-01T12:00:00Z'));
  const rows = async (definition: Pipeline): Promise<number> => {
    await using own = await openVault();
    await loadSource(own, definition, { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent });
    return (await own.one(sql`select count(*) as n from raw.assessment`)).int('n');
  };
  expect([await rows(pipeline()), await rows(following())]).toEqual([1, 2]);
  // A database is asked for no more than that.
  const asked = (definition: Pipeline): string => {
    const table = neededTables(definition).find(({ name }) => name === 'assessment');
    if (table === undefined) throw new Error('assessments are not needed');
    return selectNeeded(definition, 'public', table, PERIOD, () => false, null).sql;
  };
  expect(asked(pipeline())).toContain("'2025-01-01'::date - 2");
  expect(asked(following())).toContain("'2023-10-01'::date - 2");
});

describe('of whom', () => {
  test('nobody is followed who did not complete this year, agreed to nothing, or asked to be erased', async () => {
    const world = someone([earlier('2024-06-01T12:00:00Z')]);
    const silentNow = { ...world, assessment: (world['assessment'] ?? []).slice(1) };
    expect(await followed(silentNow)).toEqual(['d1 entitled alone']);
    expect(await followed({ ...world, consent: [] })).toEqual(['d1 entitled alone']);
    expect(await followed({ ...world, erasure_request: [{ participant_id: 'A1', received_at: '2026-02-01T00:00:00Z' }] })).toEqual([]);
    const ended = { ...world, contract: [{ employer_id: 'acme', end_on: '2025-12-31', months_after: 2, destroy_requested_at: null }] };
    expect(await followed(ended)).toEqual([]);
    // What retention has taken away is not there any more.
    expect(await followed({ ...world, assessment: (world['assessment'] ?? []).slice(0, 1) })).toEqual(ALONE);
  });
});

describe('with whom', () => {
  const twoJobs = (first: Row, second: Row): readonly Row[] => [
    { ...employee(1)['eligibility']?.[0], elig_id: 'Ea', ...first },
    { ...employee(1)['eligibility']?.[0], elig_id: 'Eb', ...second },
  ];
  const world = (jobs: readonly Row[]): Rows => {
    const base = someone([earlier('2024-06-01T12:00:00Z', 5, 'X1')], { elig_id: 'Eb' });
    return { ...base, eligibility: jobs, participant: [...(base['participant'] ?? []), { participant_id: 'X1', elig_id: 'Ea' }] };
  };

  test('rehired: the answers on the closed account of the first employment', async () => {
    expect(await followed(world(twoJobs({ term_on: '2024-08-01', dept_id: 'd2' }, { hire_on: '2025-01-01' })))).toEqual(FROM);
  });

  test('not the answers given when employed nowhere, or with another employer', async () => {
    expect(await followed(world(twoJobs({ term_on: '2024-05-01', dept_id: 'd2' }, { hire_on: '2025-01-01' })))).toEqual(ALONE);
    const elsewhere = world(twoJobs({ term_on: '2024-08-01', employer_id: 'other', dept_id: 'd2' }, { hire_on: '2025-01-01' }));
    const two = {
      ...elsewhere,
      employer: [...(elsewhere['employer'] ?? []), { employer_id: 'other', legal_name: 'Other', tz: 'UTC' }],
      contract: [...(elsewhere['contract'] ?? []), { employer_id: 'other', end_on: '2026-12-31', months_after: 12, destroy_requested_at: null }],
    };
    expect(await followed(two)).toEqual(ALONE);
    // With nobody's employment on file, the employer still has to be the same.
    expect(await followed(two, following({ employed: null }))).toEqual(ALONE);
  });

  test('on the day of leaving one is gone, then as now', async () => {
    expect(await followed(world(twoJobs({ term_on: '2024-06-01' }, { hire_on: '2025-01-01' })))).toEqual(ALONE);
    expect(await followed(world(twoJobs({ term_on: '2024-06-02' }, { hire_on: '2025-01-01' })))).toEqual(FROM);
  });

  test('a leaver after this year’s answers is followed', async () => {
    expect(await followed(someone([earlier('2024-06-01T12:00:00Z')], { term_on: '2025-07-01' }))).toEqual(FROM);
  });
});

test('a report that follows nobody stages no mark and no earlier answer', async () => {
  await using folder = await Folder.of(someone([earlier('2024-06-01T12:00:00Z')]));
  await using vault = await openVault();
  await stage(await loadSource(vault, pipeline(), { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent }), pipeline(), PERIOD, AS_OF);
  const columns = await vault.rows(sql`select column_name as name from information_schema.columns where table_schema = 'staged' and table_name = 'people'`);
  expect(columns.map((row) => row.text('name')).filter((name) => name.includes('earlier') || name === 'followed')).toEqual([]);
});
