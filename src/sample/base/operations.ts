import { day, timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import { PERIOD_END } from '../person.ts';
import { accountsOf, participantId, type TableRows } from '../world.ts';
import { streamFor } from './people.ts';

const YEAR_START = day(2025, 1, 1);

export const message: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'message', person.serial);
    yield {
      message_id: `MS${person.serial}`,
      participant_id: participantId(person),
      channel: stream.pick(['email', 'push', 'sms']),
      subject: `${person.name.first}, your assessment is waiting ${canary('subject', person.serial)}`,
      sent_at: timestamp(stream.between(YEAR_START, PERIOD_END), 540, person.cast.spec.timeZone),
    };
  }
};

export const supportTicket: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'ticket', person.serial);
    if (!stream.chance(0.03)) continue;
    yield {
      ticket_id: `TK${person.serial}`,
      participant_id: participantId(person),
      body: `I am ${person.name.first} ${person.name.last} and cannot sign in. ${canary('ticket', person.serial)}`,
      at: timestamp(stream.between(YEAR_START, PERIOD_END), 720, person.cast.spec.timeZone),
    };
  }
};

export const staffAccess: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'access', person.serial);
    if (!stream.chance(0.03)) continue;
    yield {
      access_id: `SA${person.serial}`,
      staff: `support ${canary('staff', person.serial)}`,
      participant_id: participantId(person),
      purpose: stream.pick(['ticket', 'coaching', 'audit']),
      at: timestamp(stream.between(YEAR_START, PERIOD_END), 780, person.cast.spec.timeZone),
    };
  }
};

/** The report of the year before, as it was given to each employer. */
export const disclosureLog: TableRows = function* ({ casts }) {
  for (const { spec, ordinal } of casts) {
    yield {
      disclosure_id: `DI${ordinal}`,
      recipient: spec.id,
      report_id: `wellness-2024-${ordinal}`,
      at: timestamp(day(2025, 1, 20), 480, spec.timeZone),
      basis: 'aggregate report under the contract',
      sha256: String(ordinal % 10).repeat(64),
    };
  }
};
