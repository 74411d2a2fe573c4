import { describe, expect, test } from 'vitest';
import type { Pipeline } from '#config';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { id, openVault, sql } from '#vault';
import type { Vault } from '#vault';
import { AS_OF, DIMENSIONS, Folder, PERIOD, atPath, employee, pipeline, rows, together } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';

async function deidentified<T>(world: Rows, look: (vault: Vault, facts: readonly { what: string; where: string; count: number }[]) => Promise<T>, definition: Pipeline = pipeline()): Promise<T> {
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  const staged = await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, AS_OF);
  const table = await deidentify(staged, definition, PERIOD, { asOf: AS_OF });
  return await look(vault, table.facts);
}

interface Case {
  readonly row?: Rows[string][number];
  readonly answers?: Rows[string][number];
  readonly measures?: Rows[string][number] | null;
}

/** The value of one de-identified column for each case: one employer a case, because nothing else tells people apart any more. */
async function outcomes(column: string, cases: readonly Case[]): Promise<readonly (string | null)[]> {
  const ids = cases.map((_, n) => `case-${String(n).padStart(3, '0')}`);
  const world = {
    ...together(...cases.map(({ row, answers, measures }, n) => employee(n, { ...row, employer_id: ids[n] ?? null }, answers ?? {}, measures ?? null))),
    employer: ids.map((employer_id) => ({ employer_id, legal_name: employer_id, tz: 'UTC' })),
    contract: ids.map((employer_id) => ({ employer_id, end_on: '2026-12-31', months_after: 0 })),
  };
  return deidentified(world, async (vault) => {
    const found = await vault.rows(sql`select employer, ${id(column)} as value from deidentified.people order by employer`);
    expect(found.map((row) => row.text('employer'))).toEqual(ids);
    return found.map((row) => row.textOrNull('value'));
  });
}

/** Checks `[input, expected]` pairs; the failure shows the inputs. */
async function expectEach<T>(column: string, pairs: readonly (readonly [T, string | null])[], toCase: (input: T) => Case): Promise<void> {
  const values = await outcomes(column, pairs.map(([input]) => toCase(input)));
  expect(pairs.map(([input], i) => [input, values[i]])).toEqual(pairs);
}

test('only the employer, groups, the completion mark and categories are left in the vault', async () => {
  await deidentified(together(employee(1, {}, {}, {}), employee(2, {}, null)), async (vault) => {
    const columns = await vault.rows(sql`select table_schema || '.' || table_name as t, column_name as c, data_type as d from information_schema.columns order by t, c`);
    const people = columns.filter((row) => row.text('t') === 'deidentified.people').map((row) => row.text('c'));
    expect(new Set(columns.map((row) => row.text('t')))).toEqual(new Set(['deidentified.people', 'deidentified.code', 'deidentified.employer']));
    expect(people).toEqual(['completer', ...DIMENSIONS.map((d) => `dimension ${d.id}`).sort(), 'employer', ...pipeline().report.indicators.map((i) => `indicator ${i.id}`).sort()]);
    expect(new Set(columns.map((row) => row.text('d')))).toEqual(new Set(['VARCHAR', 'BOOLEAN']));
  });
});

describe('age', () => {
  test('is whole years at the end of the period', () =>
    expectEach('dimension age', [
      ['2007-12-31', '18-29'], ['2008-01-01', 'unstated'], ['1996-01-01', '18-29'], ['1995-12-31', '30-59'], ['1965-12-31', '60+'], ['1966-01-01', '30-59'],
      ['1933-04-01', '60+'], // 92
      ['1906-01-01', '60+'], ['1905-12-31', 'unstated'], ['2026-01-01', 'unstated'], [null, 'unstated'],
    ], (dob) => ({ row: { dob } })));

  test('a birthday on 29 February', async () => {
    const definition = pipeline();
    const leap = { id: '2024', from: '2023-03-01', to: '2024-02-28' };
    await using folder = await Folder.of(together(employee(1, { dob: '1994-02-28' }, { completed_at: '2023-06-01T00:00:00Z' }), employee(2, { dob: '1964-02-29' }, { completed_at: '2023-06-01T00:00:00Z' })));
    await using vault = await openVault();
    const staged = await stage(await loadSource(vault, definition, { ...atPath(folder.path), period: leap }), definition, leap, AS_OF);
    await deidentify(staged, definition, leap, { asOf: AS_OF });
    const bands = await vault.rows(sql`select "dimension age" as g from deidentified.people order by g`);
    // 30 on the last day; 60 only on the day after it.
    expect(bands.map((row) => row.text('g'))).toEqual(['30-59', '30-59']);
  });

  test('no band may begin above 90, nor may edges be out of order', async () => {
    const age = (from: readonly number[]): Pipeline => pipeline({ dimensions: DIMENSIONS.map((d) => (d.id === 'age' ? { ...d, kind: { kind: 'age', from } } : d)) });
    await expect(deidentified(together(employee(1)), () => Promise.resolve(0), age([18, 91]))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(deidentified(together(employee(1)), () => Promise.resolve(0), age([30, 18]))).rejects.toThrow(RangeError);
    await expect(deidentified(together(employee(1)), () => Promise.resolve(0), age([18, 90]))).resolves.toBe(0);
  });
});

test('tenure is whole years at the end of the period', () =>
  expectEach('dimension tenure', [['2025-01-01', '0'], ['2024-12-31', '1-4'], ['2020-12-31', '5+'], ['2021-01-01', '1-4'], ['1940-01-01', 'unstated']], (hire_on) => ({ row: { hire_on } })));

test('ZIP codes become large areas', () =>
  expectEach('dimension area', [
    ['02139', '021'], ['02139-4307', '021'], ['021394307', '021'],
    ['03601', '000'], ['06390', '000'], ['20201', '000'], ['10278', '000'], ['89000', '000'], // restricted
    ['09001', '000'], ['34001', '000'], ['96201', '000'], // military
    ['2139', '000'], ['0213A', '000'], ['700000', '000'], [null, 'unstated'],
  ], (zip5) => ({ row: { zip5 } })));

test('fixed values; everything else is unstated', () =>
  expectEach('dimension sex', [['F', 'F'], ['female', 'F'], ['M', 'M'], ['X', 'unstated'], ['f', 'unstated'], [null, 'unstated']], (sex) => ({ row: { sex } })));

test('units of the registry; unknown ones, and those of another employer, are unstated', async () => {
  const world = {
    ...together(employee(1), employee(2, { dept_id: 'div' }), employee(3, { dept_id: 'gone' }), employee(4, { dept_id: null }), employee(5, { dept_id: 'other-1' })),
    employer: [{ employer_id: 'acme', legal_name: 'Acme', tz: 'UTC' }, { employer_id: 'other', legal_name: 'Other', tz: 'UTC' }],
    org_unit: [...(rows()['org_unit'] ?? []), { unit_id: 'other-1', employer_id: 'other', parent_id: null, kind: 'department', name: 'Elsewhere' }],
  };
  const groups = await deidentified(world, async (vault) => (await vault.rows(sql`select "dimension org" as g from deidentified.people order by g`)).map((row) => row.text('g')));
  expect(groups).toEqual(['d1', 'div', 'unstated', 'unstated', 'unstated']);
});

type Answers = Rows[string][number];

describe('indicators', () => {
  const answers = (row: Answers): Case => ({ answers: row });
  const measures = (row: Answers): Case => ({ measures: row });

  test('choice', async () => {
    await expectEach<Answers>('indicator smoking', [[{ smoker: 'some_days' }, 'current'], [{ smoker: 'former' }, 'not'], [{ smoker: 'pipe' }, 'missing'], [{ smoker: null }, 'missing']], answers);
    await expectEach<Answers>('indicator flu', [[{ flu_vaccine: true }, 'yes'], [{ flu_vaccine: false }, 'no'], [{ flu_vaccine: null }, 'missing']], answers);
  });

  test('bands of a number', () =>
    expectEach<Answers>('indicator sleep', [
      [{ sleep_hours: 6.9 }, 'short'], [{ sleep_hours: 7 }, 'enough'], [{ sleep_hours: 1 }, 'short'], [{ sleep_hours: 0.9 }, 'missing'], [{ sleep_hours: 25 }, 'missing'], [{ sleep_hours: null }, 'missing'],
    ], answers));

  test('bands of a sum', () =>
    expectEach<Answers>('indicator mood', [[{ q1: 0, q2: 2 }, 'low'], [{ q1: 1, q2: 2 }, 'high'], [{ q1: 3, q2: null }, 'missing'], [{ q1: 3, q2: 4 }, 'missing'], [{ q1: -1, q2: 3 }, 'missing']], answers));

  test('presence', () => expectEach<Answers>('indicator participation', [[{}, 'yes'], [{ completed_at: null }, 'no']], answers));

  test('body mass', () =>
    expectEach<Answers>('indicator bmi', [
      [{ weight_kg: 81, height_cm: 180 }, 'over'], // 25 exactly
      [{ weight_kg: 80.99, height_cm: 180 }, 'healthy'], [{ weight_kg: 59.94, height_cm: 180 }, 'healthy'], // 18.5 exactly
      [{ weight_kg: 59.93, height_cm: 180 }, 'under'], [{ weight_kg: 97.2, height_cm: 180 }, 'obese'], // 30 exactly
      [{ weight_kg: 81, height_cm: 1.8 }, 'missing'], [{ weight_kg: 810, height_cm: 180 }, 'missing'], [{ weight_kg: null }, 'missing'],
    ], measures));

  test('the highest of two', () =>
    expectEach<Answers>('indicator pressure', [
      [{ systolic: 119, diastolic: 79 }, 'normal'], [{ systolic: 120, diastolic: 70 }, 'elevated'], [{ systolic: 120, diastolic: 80 }, 'raised'], [{ systolic: 130, diastolic: 70 }, 'raised'], [{ systolic: 118, diastolic: 90 }, 'high'], [{ systolic: 150, diastolic: 85 }, 'high'],
      [{ systolic: 400, diastolic: 95 }, 'missing'], [{ systolic: null, diastolic: 95 }, 'missing'], [{ systolic: 150, diastolic: null }, 'missing'],
    ], measures));

  test('cut-offs by sex', () =>
    expectEach<readonly [string | null, number]>('indicator hdl', [[['F', 45], 'low'], [['F', 50], 'fine'], [['M', 45], 'fine'], [['M', 39], 'low'], [['X', 45], 'missing'], [[null, 45], 'missing'], [['F', 300], 'missing']],
      ([sex, hdl]) => ({ row: { sex }, measures: { hdl } })));

  test('body mass from metres has no rounding noise at an edge', async () => {
    const metres = pipeline({
      indicators: pipeline().report.indicators.filter((i) => i.id === 'bmi').map((i) => ({
        ...i, scoring: i.scoring.kind === 'bands' && i.scoring.measure.kind === 'bmi' ? { ...i.scoring, measure: { ...i.scoring.measure, heightUnit: 'm', gates: { weight: { min: 30, max: 300 }, height: { min: 1.2, max: 2.3 } } } } : i.scoring,
      })),
    });
    const bmi = await deidentified(together(employee(1, {}, {}, { weight_kg: 60.0625, height_cm: 1.55 })), async (vault) => (await vault.one(sql`select "indicator bmi" as c from deidentified.people`)).text('c'), metres);
    expect(bmi).toBe('over');
  });

  test('answers of people who did not complete are not carried on', async () => {
    expect(await outcomes('indicator bmi', [{ answers: { completed_at: null }, measures: {} }])).toEqual([null]);
  });

  test('implausible answers are counted', async () => {
    const world = together(employee(1, {}, { sleep_hours: 90 }, { systolic: 400 }), employee(2, {}, {}, { systolic: null, weight_kg: 5 }), employee(3, {}, null, { systolic: 400 }));
    const facts = await deidentified(world, (_, all) => Promise.resolve(all));
    const implausible = facts.filter((f) => f.what === 'implausible answers made missing' && f.count > 0);
    expect(implausible.map((f) => [f.where, f.count])).toEqual([['indicator sleep', 1], ['indicator bmi', 1], ['indicator pressure', 1]]);
  });
});

describe('residue', () => {
  const unit = (unit_id: string, name: string | null): Rows[string][number] => ({ unit_id, employer_id: 'acme', parent_id: 'div', kind: 'department', name });
  const withUnits = (...units: Rows[string]): Rows => ({ ...together(employee(1)), org_unit: [...(rows()['org_unit'] ?? []), ...units] });

  const SUSPICIOUS = [
    'Sales (ask jane.doe@acme.com)', 'Sales +1 (617) 555-0123', 'Sales 0912 345 678', 'See https://acme.example/team', 'www.acme.example', 'host 10.1.22.33', 'fe80:0:0:1::7', '078-05-1120', 'Sales\u202Eenaj',
  ];
  const PLAIN = ['Paint shop 2', 'R&D', 'Khối Sản xuất', 'Shift 06:00–14:00', 'Building 12-14', '=HYPERLINK("x")'];

  test('names that hold an identifier, and missing ones, give way to a neutral label', async () => {
    const names = [...SUSPICIOUS, ...PLAIN, null];
    await deidentified(withUnits(...names.map((name, n) => unit(`u${n}`, name))), async (vault, facts) => {
      const labels = await vault.rows(sql`select code, en from deidentified.code where code like 'u%' and code <> 'unstated'`);
      const found = new Map(labels.map((row) => [row.text('code'), row.text('en')]));
      expect(names.map((name, n) => [name, found.get(`u${n}`)])).toEqual(names.map((name, n) => [name, name !== null && PLAIN.includes(name) ? name : `Unit u${n}`]));
      expect(facts).toContainEqual({ what: 'labels that held an identifier', where: 'dimension org', count: SUSPICIOUS.length });
    });
  });

  test.each(['jane@acme.com', '10.1.22.33', '+16175550123', '078-05-1120'])('the code %j stops the run and is not named', async (code) => {
    const error: unknown = await deidentified(withUnits(unit(code, 'Sales')), () => Promise.resolve(0)).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'IDENTIFIER_RESIDUE', exit: 5 });
    expect(JSON.stringify(error) + String(error)).not.toContain(code);
  });

  test('the name of an employer gives way to its id', async () => {
    const world = { ...together(employee(1)), employer: [{ employer_id: 'acme', legal_name: 'Acme c/o jane@acme.com', tz: 'UTC' }] };
    expect(await deidentified(world, async (vault) => (await vault.one(sql`select name from deidentified.employer`)).text('name'))).toBe('acme');
  });
});

test.each([
  ['listed twice', { unit_id: 'd1', parent_id: 'div' }], ['no code', { unit_id: null, parent_id: null }], ['reserved', { unit_id: 'total', parent_id: null }], ['reserved', { unit_id: 'x.direct', parent_id: null }],
  ['reserved', { unit_id: 'unstated', parent_id: null }], ['reserved', { unit_id: '~d', parent_id: null }], ['own ancestor', { unit_id: 'loop', parent_id: 'loop' }],
])('a registry with a unit that is %s stops the run: %j', async (what, unit) => {
  const world = { ...together(employee(1)), org_unit: [...(rows()['org_unit'] ?? []), { employer_id: 'acme', kind: 'department', name: 'x', ...unit }] };
  await expect(deidentified(world, () => Promise.resolve(0))).rejects.toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringContaining(what) });
});
