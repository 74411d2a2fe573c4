import { day, isoDay, timestamp } from '../calendar.ts';
import { contract as contracts, employer as employers, orgUnit as units } from '../tables/employer.ts';
import type { Cast } from '../cast.ts';
import { at } from '../random.ts';
import type { Row, TableRows, World } from '../world.ts';

const PROGRAMME_START = '2023-01-01';
const SECTORS: Readonly<Record<string, string>> = { clinic: '621111', electronic: '334418', manufactur: '332999' };

export const employer: TableRows = function* (world) {
  for (const [{ spec }, row] of together(world, employers(world))) {
    yield {
      ...row,
      parent_id: spec.mergedInto?.id ?? null,
      merged_on: spec.mergedInto?.on ?? null,
      naics: Object.entries(SECTORS).find(([word]) => spec.id.includes(word))?.[1] ?? '561110',
      headcount_band: spec.people < 250 ? 'under 250' : spec.people < 1000 ? '250-999' : '1000 and more',
    };
  }
};

export const employerName: TableRows = function* ({ casts }) {
  for (const { spec } of casts) {
    if (spec.formerName === undefined) continue;
    yield { employer_id: spec.id, legal_name: spec.formerName.name, valid_from: '2015-01-01', valid_to: spec.formerName.until };
  }
};

export const contract: TableRows = function* (world) {
  for (const [{ ordinal }, row] of together(world, contracts(world))) {
    yield { ...row, legal_hold: ordinal % 25 === 0, baa: true, modules: '{assessment,screening,wearables,campaigns,coaching}' };
  }
};

/** Every employer once had one more unit, which nobody is in any more. */
export const orgUnit: TableRows = function* (world) {
  for (const row of units(world)) yield { ...row, zip5: null, valid_from: PROGRAMME_START, valid_to: null };
  for (const { spec, ordinal } of world.casts) {
    yield {
      org_unit_id: `X${ordinal}`,
      employer_id: spec.id,
      parent_id: null,
      kind: 'department',
      name: 'Closed Workshop',
      zip5: null,
      valid_from: PROGRAMME_START,
      valid_to: '2024-03-31',
    };
  }
};

/** Two staff files of each employer: the one before, and the one that counts. */
export const eligibilityBatch: TableRows = function* ({ casts }) {
  for (const cast of casts) {
    for (const [id, on] of [
      [batchId(cast, 'before'), day(2026, 1, 20)],
      [batchId(cast, 'current'), day(2026, 2, 25)],
    ] as const) {
      yield {
        file_batch_id: id,
        employer_id: cast.spec.id,
        received_at: timestamp(on, 300, cast.spec.timeZone),
        file_rows: cast.members.length,
      };
    }
  }
};

export function batchId({ ordinal }: Cast, which: 'before' | 'current'): string {
  return `FB${ordinal}-${which}`;
}

/** Months in which an employer's screenings may fall. */
const FIRST_MONTH = day(2023, 1, 1);
const LAST_MONTH = day(2026, 4, 1);

/** One screening event a month, at the largest site. */
export const screeningEvent: TableRows = function* ({ casts }) {
  for (const cast of casts) {
    for (let on = FIRST_MONTH; on <= LAST_MONTH; on++) {
      const held = isoDay(on);
      if (!held.endsWith('-15')) continue;
      yield {
        event_id: eventId(String(cast.ordinal), held),
        employer_id: cast.spec.id,
        org_unit_id: at(cast.organisation.sites, 0).id,
        held_on: held,
        vendor: 'Field Laboratory Services',
      };
    }
  }
};

export function eventId(ordinal: string, on: string): string {
  return `EV${ordinal}-${on.slice(0, 7)}`;
}

/** Rows of one per employer, beside their employer. */
function* together({ casts }: World, rows: Iterable<Row>): Generator<readonly [Cast, Row]> {
  const each = casts[Symbol.iterator]();
  for (const row of rows) {
    const next = each.next();
    if (next.done === true) throw new Error('there are more rows than employers');
    yield [next.value, row];
  }
}
