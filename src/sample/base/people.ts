import { isoDay } from '../calendar.ts';
import { canary } from '../canary.ts';
import { at, Stream } from '../random.ts';
import { authEvent as signIns, consent as consents, erasureRequest as requests } from '../tables/account-records.ts';
import { eligibility as staffFile } from '../tables/eligibility.ts';
import { accountRows } from '../tables/participant.ts';
import { accountsOf, participantId, type Row, type TableRows } from '../world.ts';

const JOBS = ['production', 'technical', 'office', 'sales', 'management'] as const;
const SALARY_BANDS = ['A', 'B', 'C', 'D', 'E'] as const;
const GENDERS = ['woman', 'man', 'non-binary', 'not stated'] as const;
const ETHNICITIES = ['not stated', 'Hispanic', 'White', 'Black', 'Asian', 'two or more'] as const;
const CITIES = ['Riverton', 'Lakeside', 'Fairview', 'Greenville'] as const;
const DAY_MS = 86_400_000;

/** A stream of its own for what only the vendor's tables hold of a row. */
export function streamFor(seed: string, table: string, id: string): Stream {
  return new Stream(`${seed}/vendor/${table}/${id}`);
}

/**
 * The staff files. In the file before the one that counts, one row in forty stood as well, most of them with a mistake that has been put right
 * since: read together, the two would count people twice.
 */
export const eligibility: TableRows = function* (world) {
  for (const row of staffFile(world)) {
    const id = String(row['elig_id']);
    const stream = streamFor(world.seed, 'eligibility', id);
    const batch = `FB${id.slice(2, id.lastIndexOf('-') - 6)}`;
    const current: Row = {
      ...row,
      file_batch_id: `${batch}-current`,
      job_class: stream.pick(JOBS),
      union_member: stream.chance(0.2),
      salary_band: at(SALARY_BANDS, stream.weighted([0.3, 0.3, 0.2, 0.15, 0.05])),
    };
    yield current;
    if (!stream.chance(1 / 40)) continue;
    const wrong = stream.chance(0.5) ? { dept_id: null } : { dob: '1970-01-01' };
    yield { ...current, ...wrong, elig_id: `${id}-before`, file_batch_id: `${batch}-before` };
  }
};

export const participant: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    for (const row of accountRows(person, world.seed)) {
      const id = String(row['participant_id']);
      const stream = streamFor(world.seed, 'participant', id);
      const mark = (kind: string): string => canary(kind, person.serial);
      yield {
        ...row,
        display_name: stream.chance(0.5) ? `${person.name.first} ${mark('display')}` : null,
        dob: person.trap === 'no-birth-date' ? null : isoDay(person.born),
        sex_at_birth: person.trap === 'no-sex' ? null : person.sex,
        gender_identity: stream.chance(0.6) ? (stream.chance(0.01) ? stream.pick(GENDERS) : person.sex === 'F' ? 'woman' : 'man') : null,
        ethnicity: stream.chance(0.5) ? stream.pick(ETHNICITIES) : null,
        address_line: stream.chance(0.7) ? `${stream.between(1, 999)} Example Street ${mark('address')}` : null,
        city: stream.pick(CITIES),
        state: person.cast.spec.country === 'US' ? 'XX' : null,
        zip5: null,
        last_login_at: stream.chance(0.8) ? later(row, stream.between(1, 60)) : null,
      };
    }
  }
};

/** An `inet` has no room for a marker. */
export const authEvent: TableRows = function* (world) {
  for (const row of signIns(world)) yield { ...row, ip: String(row['ip']).replace(/%.*$/, '') };
};

export const deviceToken: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'device_token', person.serial);
    if (!stream.chance(0.6)) continue;
    yield {
      token_id: `DT${person.serial}`,
      participant_id: participantId(person),
      push_token: canary('push', person.serial),
      advertising_id: stream.chance(0.4) ? canary('advertising', person.serial) : null,
      model: stream.pick(['iPhone 15', 'Pixel 8', 'Galaxy S24']),
    };
  }
};

export const consent: TableRows = function* (world) {
  for (const row of consents(world)) {
    const stream = streamFor(world.seed, 'consent', String(row['consent_id']));
    yield { ...row, version: '2023-01', source: stream.chance(0.9) ? 'web' : 'paper' };
  }
};

export const erasureRequest: TableRows = function* (world) {
  for (const row of requests(world)) {
    const done = row['completed_at'] !== null;
    yield {
      ...row,
      verified_at: later(row, 1, 'received_at'),
      due_at: later(row, 30, 'received_at'),
      scope: 'account',
      evidence: done ? JSON.stringify({ tables: 31, receipt: `RC-${String(row['request_id'])}` }) : null,
    };
  }
};

/** Days after a time of the row. */
function later(row: Row, days: number, column = 'created_at'): string {
  return `${new Date(Date.parse(String(row[column])) + days * DAY_MS).toISOString().slice(0, 19)}Z`;
}
