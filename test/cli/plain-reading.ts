import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TZDate } from '@date-fns/tz';
import Papa from 'papaparse';

type Row = Readonly<Record<string, string>>;

/** The last day of consent that counts for a run as of 1 March 2026. */
const AS_OF = '2026-03-01';
const YEAR_END = '2025-12-31';

/** What the source says of one employer's 2025, read without a database: who is entitled, and the answers of those who completed. */
export interface PlainReading {
  readonly eligible: number;
  readonly completers: number;
  readonly answers: readonly Row[];
}

/**
 * The rules of who counts, in plain words: an employee (the latest staff row), not erased, present on the day of completion or at the
 * year's end; a completer where the latest assessment of the year is complete and consent to the terms stands on the day of the run.
 */
export function readPlainly(source: string, employer: string, timeZone: string): PlainReading {
  const table = (name: string): readonly Row[] => Papa.parse<Row>(readFileSync(join(source, `${name}.csv`), 'utf8'), { header: true, skipEmptyLines: true }).data;
  const accounts = Map.groupBy(table('participant'), (row) => row['elig_id']);
  const visits = Map.groupBy(table('assessment'), (row) => row['participant_id']);
  const consents = Map.groupBy(table('consent'), (row) => row['participant_id']);
  const erased = new Set(table('erasure_request').map((row) => row['participant_id']));
  const day = (instant: string): string => new TZDate(instant, timeZone).toISOString().slice(0, 10);
  const staff = table('eligibility').filter((row) => row['employer_id'] === employer && row['relationship'] === 'employee');

  let eligible = 0;
  const answers: Row[] = [];
  for (const rows of Map.groupBy(staff, (row) => row['person_no']).values()) {
    const now = latest(rows, 'hire_on');
    const own = rows.flatMap((row) => accounts.get(row['elig_id']) ?? []).map((account) => account['participant_id']);
    if (own.some((id) => erased.has(id))) continue;
    const terms = own.flatMap((id) => consents.get(id) ?? []).filter((row) => row['kind'] === 'terms' && day(row['at'] ?? '') <= AS_OF);
    const done = own.flatMap((id) => visits.get(id) ?? []).filter((row) => row['completed_at'] !== '' && day(row['completed_at'] ?? '').startsWith('2025'));
    const visit = done.length > 0 && stands(terms, day) ? latest(done, 'completed_at') : null;
    const on = visit === null ? YEAR_END : day(visit['completed_at'] ?? '');
    const left = now['term_on'] ?? '';
    if (!((now['hire_on'] ?? '') <= on && (left === '' || left > on))) continue;
    eligible++;
    if (visit !== null) answers.push(visit);
  }
  return { eligible, completers: answers.length, answers };
}

/** Divisions of departments and sites, as the source's registry has them: the trees that tables are added up along. */
export function treeIn(source: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { data } = Papa.parse<Row>(readFileSync(join(source, 'org_unit.csv'), 'utf8'), { header: true, skipEmptyLines: true });
  const parents = data.flatMap((row) => (row['parent_id'] === '' ? [] : [[row['org_unit_id'] ?? '', row['parent_id'] ?? ''] as const]));
  // People of a division's own office, in none of its departments, stand in a row of their own beside them.
  const offices = data.map((row) => [`${row['org_unit_id'] ?? ''}.direct`, row['org_unit_id'] ?? ''] as const);
  return new Map([['org', new Map([...parents, ...offices])]]);
}

function stands(terms: readonly Row[], day: (instant: string) => string): boolean {
  if (terms.length === 0) return false;
  const { granted, revoked_at: revoked = '' } = latest(terms, 'at');
  return granted === 'true' && (revoked === '' || day(revoked) > AS_OF);
}

function latest(rows: readonly Row[], column: string): Row {
  const last = rows.toSorted((a, b) => (a[column] ?? '').localeCompare(b[column] ?? '')).at(-1);
  if (last === undefined) throw new Error('no rows');
  return last;
}

const said =
  (column: string, ...values: readonly string[]) =>
  (row: Row) =>
    values.includes(row[column] ?? '');
const between = (column: string, from: number, below: number) => (row: Row) => {
  const text = row[column] ?? '';
  return text !== '' && Number(text) >= from && Number(text) < below;
};
const not = (test: (row: Row) => boolean) => (row: Row) => !test(row);

const ANSWERED_HEALTH = said('general_health', 'excellent', 'very_good', 'good', 'fair', 'poor');
const smokes =
  (...now: readonly string[]) =>
  (row: Row) =>
    row['smoked_100'] === 'true' && now.includes(row['smokes_now'] ?? '');
const NEVER_SMOKED = said('smoked_100', 'false');
const SMOKES = smokes('every_day', 'some_days');
const ANSWERED_SMOKING = (row: Row): boolean => NEVER_SMOKED(row) || smokes('every_day', 'some_days', 'not_at_all')(row);

/** By indicator and category code of any of its forms: whom the published definition counts, in terms of the source's own columns. */
export const MEANINGS: Readonly<Record<string, Readonly<Record<string, (row: Row) => boolean>>>> = {
  general_health: {
    excellent: said('general_health', 'excellent'),
    'very-good': said('general_health', 'very_good'),
    good: said('general_health', 'good'),
    fair: said('general_health', 'fair'),
    poor: said('general_health', 'poor'),
    'good-or-better': said('general_health', 'excellent', 'very_good', 'good'),
    'fair-or-poor': said('general_health', 'fair', 'poor'),
    'good-or-missing': not(said('general_health', 'fair', 'poor')),
    missing: not(ANSWERED_HEALTH),
  },
  smoke: {
    daily: smokes('every_day'),
    'some-days': smokes('some_days'),
    former: smokes('not_at_all'),
    never: NEVER_SMOKED,
    current: SMOKES,
    'not-current': (row) => NEVER_SMOKED(row) || smokes('not_at_all')(row),
    'not-current-or-missing': not(SMOKES),
    missing: not(ANSWERED_SMOKING),
  },
  sleep: {
    short: between('sleep_hours', 1, 7),
    enough: between('sleep_hours', 7, 10),
    long: between('sleep_hours', 10, 24.000_001),
    seven: between('sleep_hours', 7, 24.000_001),
    'seven-or-missing': not(between('sleep_hours', 1, 7)),
    missing: not(between('sleep_hours', 1, 24.000_001)),
  },
  mental_days: {
    none: between('mental_bad_days', 0, 1),
    some: between('mental_bad_days', 1, 14),
    frequent: between('mental_bad_days', 14, 31),
    'under-14': between('mental_bad_days', 0, 14),
    'under-14-or-missing': not(between('mental_bad_days', 14, 31)),
    missing: not(between('mental_bad_days', 0, 31)),
  },
  flu_vaccine: {
    had: said('flu_vaccine', 'true'),
    'not-had': said('flu_vaccine', 'false'),
    'not-had-or-missing': not(said('flu_vaccine', 'true')),
    missing: not(said('flu_vaccine', 'true', 'false')),
  },
};
