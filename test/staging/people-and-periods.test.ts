import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resolvePeriod } from '#config';
import type { IndicatorDef, Join, Period, People, Pipeline } from '#config';
import { silent } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import { Folder, PERIOD, employee, indicator, pipeline, rows, together } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';

/** One test a rule, named as in docs/people-and-periods.md, each with the trap that the rule is for. */

interface Given {
  readonly definition?: Pipeline;
  readonly period?: Period;
  readonly asOf?: string;
}

/** People as they are counted, one line each: unit, `completed` or `entitled`, smoking, weight. */
async function counted(world: Rows, { definition = pipeline(), period = PERIOD, asOf = '2026-03-01' }: Given = {}): Promise<readonly string[]> {
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  const raw = await loadSource(vault, definition, { path: folder.path, databaseUrl: null, period, progress: silent });
  await stage(raw, definition, period, asOf);
  const lines = await vault.rows(
    sql`select concat_ws(' ', "eligibility.dept_id", case when completed then 'completed' else 'entitled' end, "assessment.smoker", "screening.weight_kg") as line from staged.people order by line`,
  );
  return lines.map((row) => row.text('line'));
}

type Row = Rows[string][number];
const staff = (n: number, row: Row): Rows[string] => (employee(n, row)['eligibility'] ?? []).map((one) => ({ ...one, person_no: `P${n}`, ...row }));
const also = (world: Rows, more: Rows): Rows => Object.fromEntries(Object.keys({ ...world, ...more }).map((name) => [name, [...(world[name] ?? []), ...(more[name] ?? [])]]));
const answered = (on: string, smoker: string, account = 'A1'): Row => ({ participant_id: account, completed_at: on, smoker });
const inZone = (tz: string, completed_at: string): Rows => ({ ...together(employee(1, {}, { completed_at })), employer: [{ employer_id: 'acme', legal_name: 'Acme', tz }] });
const quarter = (wanted: string): Period => resolvePeriod({ kind: 'quarter' }, '2027-01-01', wanted);
const joined = (table: string, change: Partial<Join>): Partial<People> => ({ joins: pipeline().people.joins.map((join) => (join.table === table ? { ...join, ...change } : join)) });

const RULES: Readonly<Record<string, () => Promise<void>>> = {
  'eligible-at-completion': async () => {
    // Left in July: after the answers, they count; on the very day or before them, they do not.
    const left = (term_on: string): Promise<readonly string[]> => counted(together(employee(1, { term_on }, { completed_at: '2025-06-30T12:00:00Z' })));
    expect(await left('2025-07-01')).toEqual(['d1 completed never']);
    expect(await left('2025-06-30')).toEqual([]);
  },
  'entitled-at-the-end': async () => {
    const silent = (row: Row): Promise<readonly string[]> => counted(together(employee(1, row, null)));
    expect(await silent({ term_on: '2026-01-01' })).toEqual(['d1 entitled']);
    expect(await silent({ term_on: '2025-12-31' })).toEqual([]);
    expect(await silent({ hire_on: '2025-12-31' })).toEqual(['d1 entitled']);
    expect(await silent({ hire_on: '2026-01-01' })).toEqual([]);
    expect(await silent({ hire_on: null })).toEqual([]);
  },
  'unit-at-completion': async () => {
    const moved = [...staff(1, { elig_id: 'Ea', term_on: '2025-07-01', dept_id: 'd1' }), ...staff(1, { elig_id: 'Eb', hire_on: '2025-07-01', dept_id: 'd2' })];
    const completed = (completed_at: string): Promise<readonly string[]> => counted(together({ ...employee(1, { elig_id: 'Eb' }, { completed_at }), eligibility: moved }));
    expect(await completed('2025-06-30T10:00:00Z')).toEqual(['d1 completed never']);
    expect(await completed('2025-07-01T10:00:00Z')).toEqual(['d2 completed never']);
  },
  'latest-completed-assessment': async () => {
    const visits = [answered('2025-02-01T10:00:00Z', 'every_day'), answered('2025-11-30T10:00:00Z', 'former'), answered('2026-01-05T10:00:00Z', 'some_days')];
    const world = { ...employee(1), assessment: visits };
    expect(await counted(together(world))).toEqual(['d1 completed former']);
    expect(await counted(together({ ...world, assessment: visits.toReversed() }))).toEqual(['d1 completed former']);
    // The same person in the first quarter: the other answers.
    expect(await counted(together(world), { period: quarter('2025-Q1') })).toEqual(['d1 completed every_day']);
  },
  'started-is-not-completed': async () => {
    const world = also(employee(1), { assessment: [{ participant_id: 'A1', completed_at: null, smoker: 'every_day' }] });
    expect(await counted(together(world))).toEqual(['d1 completed never']);
    expect(await counted(together(employee(1, {}, { completed_at: null, smoker: 'every_day' })))).toEqual(['d1 entitled']);
  },
  'employees-only': async () => {
    // A spouse with the employee's address, and one who works there too.
    const spouse = employee(2, { relationship: 'spouse', work_email: 'ZZCANARY-1@acme.test' });
    expect(await counted(together(employee(1), spouse))).toEqual(['d1 completed never']);
    const works = { ...employee(2), eligibility: [...staff(2, { elig_id: 'Es', relationship: 'spouse', dept_id: 'd2' }), ...staff(2, {})] };
    expect(await counted(together(employee(1), works))).toEqual(['d1 completed never', 'd1 completed never']);
    expect(await counted(together(employee(1, { relationship: null })))).toEqual([]);
  },
  'people-not-rows': async () => {
    const twice = { ...employee(1), eligibility: [...staff(1, {}), ...staff(1, {}), ...staff(1, { elig_id: 'Eold', hire_on: '2010-01-01', term_on: '2012-01-01' })] };
    expect(await counted(together(twice))).toEqual(['d1 completed never']);
  },
  'every-account-of-a-person': async () => {
    // Rehired within the year: the answers stand on the closed account of the first employment, while it lasted.
    const both = [...staff(1, { elig_id: 'Ea', term_on: '2025-07-01', dept_id: 'd1' }), ...staff(1, { elig_id: 'Eb', hire_on: '2025-09-01', dept_id: 'd2' })];
    const first = employee(1, { elig_id: 'Ea' }, { completed_at: '2025-03-01T10:00:00Z' });
    const world = also({ ...first, eligibility: both }, { participant: [{ participant_id: 'X1', elig_id: 'Eb' }] });
    expect(await counted(together(world))).toEqual(['d1 completed never']);
    // Answered again on the new one: the later answers, in the later unit.
    const again = also(world, { assessment: [answered('2025-10-01T10:00:00Z', 'former', 'X1')], consent: [{ participant_id: 'X1', kind: 'terms', granted: true, at: '2025-09-02T00:00:00Z' }] });
    expect(await counted(together(again))).toEqual(['d2 completed former']);
  },
  'calendar-of-the-employer': async () => {
    const cases: readonly (readonly [zone: string, instant: string, period: string, inside: boolean])[] = [
      ['America/Chicago', '2025-04-01T04:59:59Z', '2025-Q1', true], // the last second of March, in summer time
      ['America/Chicago', '2025-04-01T05:00:00Z', '2025-Q1', false],
      ['America/Chicago', '2025-04-01T05:00:00Z', '2025-Q2', true],
      ['America/Chicago', '2026-01-01T05:59:59Z', '2025-Q4', true], // in winter time an hour later
      ['Asia/Ho_Chi_Minh', '2025-06-30T16:59:59Z', '2025-Q2', true],
      ['Asia/Ho_Chi_Minh', '2025-06-30T17:00:00Z', '2025-Q2', false],
      ['Asia/Ho_Chi_Minh', '2025-06-30T17:00:00Z', '2025-Q3', true],
      ['Pacific/Kiritimati', '2025-09-30T10:00:00Z', '2025-Q4', true], // UTC+14: already October there
    ];
    for (const [zone, instant, period, inside] of cases)
      expect([zone, instant, period, await counted(inZone(zone, instant), { period: quarter(period) })]).toEqual([zone, instant, period, [inside ? 'd1 completed never' : 'd1 entitled']]);
  },
  'whole-periods': () => {
    expect(quarter('2025-Q1')).toEqual({ id: '2025-Q1', from: '2025-01-01', to: '2025-03-31' });
    expect(resolvePeriod({ kind: 'quarter' }, '2026-01-01', null).id).toBe('2025-Q4');
    expect(() => resolvePeriod({ kind: 'year' }, '2025-12-31', '2025')).toThrow('is not over');
    return Promise.resolve();
  },
  'measurements-of-the-period': async () => {
    // After the assessment but in the year; another year's; without consent not even that.
    const screened = (at: string): Promise<readonly string[]> => counted(together(employee(1, {}, {}, { at })));
    expect(await screened('2025-12-31T10:00:00Z')).toEqual(['d1 completed never 81.0']);
    expect(await screened('2026-01-01T10:00:00Z')).toEqual(['d1 completed never']);
    expect(await counted({ ...together(employee(1, {}, {}, {})), consent: [] })).toEqual(['d1 entitled']);
  },
  'rows-that-may-count': async () => {
    const world = also(employee(1, {}, {}, { weight_kg: 81, systolic: 120 }), { screening: [{ participant_id: 'A1', at: '2025-09-01T10:00:00Z', weight_kg: 70, systolic: 90 }] });
    const from = (least: number): Promise<readonly string[]> =>
      counted(together(world), { definition: pipeline({ people: joined('screening', { where: [{ column: 'systolic', atLeast: least }] }) }) });
    expect(await from(90)).toEqual(['d1 completed never 70.0']);
    expect(await from(91)).toEqual(['d1 completed never 81.0']);
    expect(await from(121)).toEqual(['d1 completed never']);
    // A row without the value does not meet the rule.
    const unknown = also(world, { screening: [{ participant_id: 'A1', at: '2025-10-01T10:00:00Z', weight_kg: 60, systolic: null }] });
    expect(await counted(together(unknown), { definition: pipeline({ people: joined('screening', { where: [{ column: 'systolic', atLeast: 0 }] }) }) })).toEqual(['d1 completed never 70.0']);
  },
  'consent-on-the-day-of-the-run': async () => {
    const revoked = { ...together(employee(1)), consent: [{ participant_id: 'A1', kind: 'terms', granted: true, at: '2024-01-01T00:00:00Z', revoked_at: '2026-02-20T00:00:00Z' }] };
    expect(await counted(revoked, { asOf: '2026-02-19' })).toEqual(['d1 completed never']);
    expect(await counted(revoked, { asOf: '2026-02-20' })).toEqual(['d1 entitled']);
    const again = { ...revoked, consent: [...revoked.consent, { participant_id: 'A1', kind: 'terms', granted: true, at: '2026-02-25T00:00:00Z', revoked_at: null }] };
    expect(await counted(again, { asOf: '2026-03-01' })).toEqual(['d1 completed never']);
  },
  'erased-altogether': async () => {
    const request = { erasure_request: [{ participant_id: 'A1', received_at: '2026-02-01T00:00:00Z', completed_at: null }] };
    expect(await counted(together(also(employee(1), request), employee(2, { dept_id: 'd2' })))).toEqual(['d2 completed never']);
  },
  'while-the-contract-lasts': async () => {
    const contract = (end_on: string, destroy_requested_at: string | null = null): Rows => ({ ...together(employee(1)), contract: [{ employer_id: 'acme', end_on, months_after: 2, destroy_requested_at }] });
    expect(await counted(contract('2026-01-01'))).toHaveLength(1);
    expect(await counted(contract('2025-12-31'))).toEqual([]);
    expect(await counted(contract('2026-12-31', '2026-02-28T00:00:00Z'))).toEqual([]);
    expect(await counted({ ...rows(), ...together(employee(1)), contract: [] })).toEqual([]);
  },
  // Every edge and trap: followed.test.ts.
  'followed-from-the-year-before': async () => {
    const up: IndicatorDef = indicator('followed_up', { kind: 'followed', yes: 'followed', no: 'not-followed' }, ['followed', 'not-followed']);
    const definition = pipeline({ indicators: [...pipeline().report.indicators, up] });
    const followed = async (then: string): Promise<boolean> => {
      await using folder = await Folder.of(together(also(completed, { assessment: [answered(then, 'never')] })));
      await using vault = await openVault();
      await stage(await loadSource(vault, definition, { path: folder.path, databaseUrl: null, period: PERIOD, progress: silent }), definition, PERIOD, '2026-03-01');
      return (await vault.one(sql`select followed from staged.people`)).boolean('followed');
    };
    const completed = employee(1, {}, { completed_at: '2025-06-30T12:00:00Z' });
    expect([await followed('2024-09-30T12:00:00Z'), await followed('2024-10-01T12:00:00Z')]).toEqual([true, false]);
  },
  'age-at-the-end-of-the-period': async () => {
    const ages = async (dob: string, period: Period): Promise<string> => {
      await using folder = await Folder.of(together(employee(1, { dob }, { completed_at: '2025-02-01T10:00:00Z' })));
      await using vault = await openVault();
      const raw = await loadSource(vault, pipeline(), { path: folder.path, databaseUrl: null, period, progress: silent });
      await deidentify(await stage(raw, pipeline(), period, '2026-03-01'), pipeline(), period, { asOf: '2026-03-01' });
      return (await vault.one(sql`select "dimension age" as age from deidentified.people`)).text('age');
    };
    // Thirty on 1 April: in the year's report, but not yet in that of the first quarter.
    expect(await ages('1995-04-01', PERIOD)).toBe('30-59');
    expect(await ages('1995-04-01', quarter('2025-Q1'))).toBe('18-29');
  },
};

describe('rules of people and periods', () => {
  test.each(Object.entries(RULES))('%s', async (_, rule) => rule());
});

test('docs/people-and-periods.md names these rules and no others', () => {
  const page = readFileSync(new URL('../../docs/people-and-periods.md', import.meta.url), 'utf8');
  expect([...page.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, name]) => name)).toEqual(Object.keys(RULES));
});
