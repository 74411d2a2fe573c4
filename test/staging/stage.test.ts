import { describe, expect, test } from 'vitest';
import type { Pipeline } from '#config';
import { TuttiError } from '#core';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import type { Fact } from '#vault';
import { AS_OF, Folder, PERIOD, atPath, employee, pipeline, rows, together } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';

/** Staged people, one line each: department, completed, smoker. The facts beside them. */
async function staged(world: Rows, definition: Pipeline = pipeline(), asOf = AS_OF): Promise<{ readonly people: readonly string[]; readonly facts: readonly Fact[] }> {
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  const table = await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, asOf);
  const lines = await vault.rows(sql`select concat_ws(' ', "eligibility.dept_id", completed, "assessment.smoker", "screening.weight_kg") as line from staged.people order by line`);
  return { people: lines.map((row) => row.text('line')), facts: table.facts };
}
const people = async (...args: Parameters<typeof staged>): Promise<readonly string[]> => (await staged(...args)).people;

/** More rows for the tables of an `employee`. */
const also = (world: Rows, more: Rows): Rows => Object.fromEntries(Object.keys({ ...world, ...more }).map((name) => [name, [...(world[name] ?? []), ...(more[name] ?? [])]]));
const eligibility = (n: number, row: Rows[string][number]): Rows[string] => (employee(n, row)['eligibility'] ?? []).map((one) => ({ ...one, person_no: `P${n}`, ...row }));

describe('who counts', () => {
  test('entitled people without an account, and those who did not complete, stay', async () => {
    const nobody = { eligibility: eligibility(2, { dept_id: 'd2' }) };
    const started = employee(3, {}, { completed_at: null });
    expect(await people(together(employee(1), nobody, started))).toEqual(['d1 false', 'd1 true never', 'd2 false']);
  });

  test('only rows that the definition counts', async () => {
    expect(await people(together(employee(1), employee(2, { relationship: 'spouse' }), employee(3, { relationship: null })))).toEqual(['d1 true never']);
  });

  test('leavers count if they completed while employed', async () => {
    const left = employee(1, { term_on: '2025-07-01', dept_id: 'before' }, { completed_at: '2025-06-30T12:00:00Z' });
    const leftEarlier = employee(2, { term_on: '2025-06-30', dept_id: 'on the day' }, { completed_at: '2025-06-30T12:00:00Z' });
    const leftQuietly = employee(3, { term_on: '2025-07-01' }, null);
    const leftLater = employee(4, { term_on: '2026-01-01', dept_id: 'after' }, null);
    const leftOnTheLastDay = employee(5, { term_on: '2025-12-31' }, null);
    const notYetHired = employee(6, { hire_on: '2026-01-01' }, null);
    expect(await people(together(left, leftEarlier, leftQuietly, leftLater, leftOnTheLastDay, notYetHired))).toEqual(['after false', 'before true never']);
  });

  test('somebody with no hire date is not known to be employed', async () => {
    expect(await people(together(employee(1, { hire_on: null })))).toEqual([]);
  });
});

describe('one row a person', () => {
  test.each(['old', 'new'] as const)('rehired, with the account on the %s row', async (where) => {
    const old = eligibility(1, { elig_id: 'Eold', term_on: '2025-03-31', dept_id: 'd1' });
    const current = eligibility(1, { elig_id: 'Enew', hire_on: '2025-05-01', dept_id: 'd2' });
    const account = { ...employee(1, { elig_id: where === 'old' ? 'Eold' : 'Enew' }), eligibility: [...old, ...current] };
    const result = await staged(together(account));
    expect(result.people).toEqual(['d2 true never']);
    expect(result.facts).toContainEqual({ what: 'rows beyond one per person', where: 'eligibility', count: 1 });
  });

  test.each([['2025-03-10T10:00:00Z', 'd1'], ['2025-09-10T10:00:00Z', 'd2']])('transferred in July, completed %s: counted in %s', async (completed_at, dept) => {
    const before = eligibility(1, { elig_id: 'Ea', term_on: '2025-07-01', dept_id: 'd1' });
    const after = eligibility(1, { elig_id: 'Eb', hire_on: '2025-07-01', dept_id: 'd2' });
    const world = { ...employee(1, { elig_id: 'Eb' }, { completed_at }), eligibility: [...before, ...after] };
    expect(await people(together(world))).toEqual([`${dept} true never`]);
  });

  test('with two rows open at once the latest counts', async () => {
    const world = { ...employee(1), eligibility: [...eligibility(1, { dept_id: 'd1' }), ...eligibility(1, { elig_id: 'Enew', hire_on: '2025-05-01', dept_id: 'd2' })] };
    expect(await people(together(world))).toEqual(['d2 true never']);
    expect(await people(together({ ...world, eligibility: [...world.eligibility].reverse() }))).toEqual(['d2 true never']);
  });

  test('the same row twice, and two rows with the same date, give the same person each time', async () => {
    const twice = also(employee(1), { eligibility: [...eligibility(1, {}), ...eligibility(1, { dept_id: 'd0' }), ...eligibility(1, { dept_id: 'd3' })] });
    const once = await people(together(twice));
    expect(once).toHaveLength(1);
    const reversed = { ...twice, eligibility: [...(twice['eligibility'] ?? [])].reverse() };
    expect(await people(together(reversed))).toEqual(once);
  });

  test('several accounts: the completion is found, and nothing fans out', async () => {
    const account = (n: number): Rows => ({
      participant: [{ participant_id: `X${n}`, elig_id: 'E1' }],
      consent: [{ participant_id: `X${n}`, kind: 'terms', granted: true, at: '2024-01-01T00:00:00Z' }],
      screening: [{ participant_id: `X${n}`, at: `2025-02-0${n}T00:00:00Z`, weight_kg: 60 + n }],
    });
    expect(await people(together(also(also(employee(1), account(1)), account(2))))).toEqual(['d1 true never 62.0']);
  });

  test('the latest assessment of the period counts', async () => {
    const more = [['2025-02-01', 'every_day'], ['2025-11-30', 'former'], ['2026-01-05', 'some_days'], ['2024-12-30', 'some_days']];
    const world = also(employee(1), { assessment: more.map(([day, smoker]) => ({ participant_id: 'A1', completed_at: `${day}T10:00:00Z`, smoker: smoker ?? null })) });
    expect(await people(together(world))).toEqual(['d1 true former']);
    const reversed = { ...world, assessment: [...(world['assessment'] ?? [])].reverse() };
    expect(await people(together(reversed))).toEqual(['d1 true former']);
  });
});

describe('the period in the time zone of the employer', () => {
  const at = (tz: string, completed_at: string): Rows => ({ ...together(employee(1, {}, { completed_at })), employer: [{ employer_id: 'acme', legal_name: 'Acme', tz }] });
  test.each([
    ['America/Chicago', '2026-01-01T05:30:00Z', true], // 23:30 on the last day
    ['America/Chicago', '2026-01-01T06:30:00Z', false],
    ['America/Chicago', '2025-01-01T05:30:00Z', false],
    ['Asia/Ho_Chi_Minh', '2025-12-31T16:59:59Z', true],
    ['Asia/Ho_Chi_Minh', '2025-12-31T17:00:00Z', false], // midnight there
    ['Asia/Ho_Chi_Minh', '2024-12-31T17:00:00Z', true],
    ['UTC', '2025-12-31T23:59:59Z', true],
    ['Pacific/Kiritimati', '2024-12-31T10:00:00Z', true], // UTC+14
    ['Pacific/Niue', '2026-01-01T10:59:59Z', true], // UTC−11
  ])('%s, %s: %s', async (tz, instant, inside) => {
    expect(await people(at(tz, instant))).toEqual([inside ? 'd1 true never' : 'd1 false']);
  });

  test('an employer without a time zone has the default one; an unknown one is refused', async () => {
    const definition = pipeline({ employers: { ...pipeline().employers, timeZone: 'Asia/Ho_Chi_Minh' } });
    const world = { ...together(employee(1, {}, { completed_at: '2025-12-31T18:00:00Z' })), employer: [{ employer_id: 'acme', legal_name: 'Acme', tz: null }] };
    expect(await people(world, definition)).toEqual(['d1 false']);
    await expect(people(at('Mars/Olympus', '2025-06-01T00:00:00Z'))).rejects.toMatchObject({ code: 'SOURCE_QUALITY', message: expect.not.stringContaining('Mars') });
  });
});

describe('consent', () => {
  const consent = (...list: readonly Rows[string][number][]): Rows => ({
    ...together(employee(1, {}, {}, {})), consent: list.map((row) => ({ participant_id: 'A1', kind: 'terms', granted: true, at: '2024-01-01T00:00:00Z', revoked_at: null, ...row })),
  });
  const WITH = ['d1 true never 81.0'];
  const WITHOUT = ['d1 false'];
  test.each([
    ['given', [{}], WITH],
    ['never asked', [], WITHOUT],
    ['of another kind', [{ kind: 'marketing' }], WITHOUT],
    ['refused', [{ granted: false }], WITHOUT],
    ['not answered', [{ granted: null }], WITHOUT],
    ['revoked', [{ revoked_at: '2025-08-01T00:00:00Z' }], WITHOUT],
    ['revoked on the as-of day', [{ revoked_at: '2026-03-01T23:59:00Z' }], WITHOUT],
    ['revoked after the as-of day', [{ revoked_at: '2026-03-02T00:01:00Z' }], WITH],
    ['given after the as-of day', [{ at: '2026-03-02T00:01:00Z' }], WITHOUT],
    ['revoked, then given again', [{ revoked_at: '2025-02-01T00:00:00Z' }, { at: '2025-03-01T00:00:00Z' }], WITH],
    ['given, then refused', [{}, { granted: false, at: '2025-03-01T00:00:00Z' }], WITHOUT],
    ['refused, then given', [{ granted: false }, { at: '2025-03-01T00:00:00Z' }], WITH],
    ['given and refused at once', [{}, { granted: false }], WITHOUT],
  ])('%s', async (_, list, expected) => {
    expect(await people(consent(...list))).toEqual(expected);
  });

  test('without a time it cannot be ordered, and is refused', async () => {
    await expect(people(consent({ at: null }))).rejects.toMatchObject({ code: 'SOURCE_QUALITY', problems: [{ where: 'consent.at' }] });
  });
});

test('completion that stands in the table of people itself needs consent and the period too', async () => {
  const definition = pipeline({ people: { completed: { table: 'eligibility', column: 'hire_on' }, employed: null } });
  const refused = { ...employee(2, { hire_on: '2025-03-01' }), consent: [] };
  expect(await people(together(employee(1, { hire_on: '2025-03-01' }), refused, employee(3, { hire_on: '2024-03-01' })), definition)).toEqual(['d1 false', 'd1 false never', 'd1 true never']);
});

test('an erased person is out altogether, through any account', async () => {
  const second = { participant: [{ participant_id: 'X1', elig_id: 'E1' }], erasure_request: [{ participant_id: 'X1', received_at: '2026-02-01T00:00:00Z' }] };
  const result = await staged(together(also(employee(1), second), employee(2, { dept_id: 'd2' })));
  expect(result.people).toEqual(['d2 true never']);
  expect(result.facts).toContainEqual({ what: 'people erased', where: 'eligibility', count: 1 });
});

describe('retention', () => {
  const contract = (...list: readonly Rows[string][number][]): Rows => ({ ...together(employee(1)), contract: list.map((row) => ({ employer_id: 'acme', destroy_requested_at: null, ...row })) });
  test.each([
    ['running', [{ end_on: '2026-12-31', months_after: 0 }], 1],
    ['on the last day of its months', [{ end_on: '2026-01-01', months_after: 2 }], 1],
    ['one day later', [{ end_on: '2025-12-31', months_after: 2 }], 0],
    ['renewed', [{ end_on: '2024-12-31', months_after: 0 }, { end_on: '2026-12-31', months_after: 0 }], 1],
    ['destruction requested', [{ end_on: '2026-12-31', months_after: 12, destroy_requested_at: '2026-02-01T00:00:00Z' }], 0],
    ['no contract', [], 0],
    ['of another employer', [{ employer_id: 'other', end_on: '2026-12-31', months_after: 12 }], 0],
    ['without its months', [{ end_on: '2026-12-31', months_after: null }], 0],
  ])('%s', async (_, list, expected) => {
    expect(await people(contract(...list))).toHaveLength(expected);
  });
});

test('rows that cannot be attributed stop the run', async () => {
  const broken: readonly (readonly [Rows, string])[] = [
    [together(employee(1, { person_no: null })), 'which person'],
    [together(employee(1, { employer_id: null })), 'name no employer'],
    [together(employee(1, { employer_id: 'unknown' })), 'not in the registry'],
    [{ ...together(employee(1)), employer: [...(rows()['employer'] ?? []), ...(rows()['employer'] ?? [])] }, 'listed twice'],
  ];
  for (const [world, message] of broken) {
    const error = await people(world).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TuttiError);
    expect(error).toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringContaining(message) });
  }
});

test('a survey: every row a person, everybody a completer, the employer code its name', async () => {
  const definition = pipeline({
    people: { person: [], where: [], latest: null, employed: null, joins: [], completed: null, consent: null, erasure: null, retention: null },
    employers: { registry: null, timeZone: 'UTC' }, indicators: [],
  });
  await using folder = await Folder.of(together(employee(1), employee(1), employee(2, { employer_id: 'beta' })));
  await using vault = await openVault();
  await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, AS_OF);
  const row = await vault.one(sql`select count(*) as n, count(*) filter (where completed) as completed, count(distinct employer) as employers from staged.people`);
  expect([row.int('n'), row.int('completed'), row.int('employers')]).toEqual([3, 3, 2]);
});

test('staging leaves keys, names and unused columns behind', async () => {
  await using folder = await Folder.of(together(employee(1, {}, {}, {})));
  await using vault = await openVault();
  await stage(await loadSource(vault, pipeline(), atPath(folder.path)), pipeline(), PERIOD, AS_OF);
  const columns = await vault.rows(sql`select column_name as c from information_schema.columns where table_name = 'people' order by c`);
  expect(columns.map((row) => row.text('c'))).toEqual([
    'assessment.completed_at', 'assessment.flu_vaccine', 'assessment.q1', 'assessment.q2', 'assessment.sleep_hours', 'assessment.smoker', 'completed', 'eligibility.dept_id',
    'eligibility.dob', 'eligibility.hire_on', 'eligibility.sex', 'eligibility.zip5', 'employer', 'person', 'screening.diastolic', 'screening.hdl', 'screening.height_cm', 'screening.systolic',
    'screening.weight_kg',
  ]);
});
