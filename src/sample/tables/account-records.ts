import { day, timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import { PERIOD_END, streamOf } from '../person.ts';
import { accountsOf, participantId, type TableRows } from '../world.ts';
import { openedOn } from './participant.ts';

const PHONES = [
  ['Safari', 'iPhone 15', 'iOS 18'],
  ['Chrome', 'Pixel 8', 'Android 15'],
  ['Samsung Internet', 'Galaxy S24', 'Android 14'],
  ['Edge', 'Surface Pro', 'Windows 11'],
] as const;

/** Sign-ins: everything in them but the time describes a device. */
export const authEvent: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const { cast, serial } = person;
    const stream = streamOf(world.seed, cast, serial, 'auth');
    const events = stream.between(1, 4);
    for (let k = 1; k <= events; k++) {
      const mark = (kind: string): string => canary(kind, `${serial}-${k}`);
      const [browser, model, os] = stream.pick(PHONES);
      yield {
        event_id: `AU${serial}-${k}`,
        participant_id: participantId(person),
        at: timestamp(stream.between(day(2025, 4, 1), PERIOD_END), stream.between(360, 1380), cast.spec.timeZone),
        // A scoped address of the documentation range: the marker is its zone.
        ip: `2001:db8::${stream.between(1, 65535).toString(16)}%${mark('ip')}`,
        user_agent: `Mozilla/5.0 (${model}; ${os}) ${browser} ${mark('agent')}`,
        browser: `${browser} ${mark('browser')}`,
        device_model: `${model} ${mark('device')}`,
        os: `${os} ${mark('os')}`,
        session_id: mark('session'),
      };
    }
  }
};

/** Other kinds of consent, and the share of accounts that were asked. They decide nothing about the report. */
const MORE_KINDS = [
  ['hra_to_coach', 0.3],
  ['research', 0.25],
  ['spouse_auth', 0.05],
  ['incentive_feed', 0.5],
] as const;

/**
 * Consents. `withdrawn` people have revoked the terms, or answered no at last; `regranted` ones revoked and agreed again. Other kinds
 * say nothing about the terms.
 */
export const consent: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const { cast, serial, part, trap, nth } = person;
    const stream = streamOf(world.seed, cast, serial, 'consent');
    const agreed = openedOn(person, 0);
    const at = (days: number): string => timestamp(agreed + days, 720, cast.spec.timeZone);
    const later = timestamp(stream.between(day(2025, 12, 1), day(2026, 2, 15)), 900, cast.spec.timeZone);
    const row = (k: number, kind: string, granted: boolean, on: string, revoked: string | null) => ({
      consent_id: `CO${serial}-${k}`,
      participant_id: participantId(person),
      kind,
      granted,
      at: on,
      revoked_at: revoked,
    });

    if (trap === 'regranted') {
      yield row(1, 'terms', true, at(-200), at(-100));
      yield row(2, 'terms', true, at(0), null);
    } else if (part === 'withdrawn' && nth % 2 === 1) {
      yield row(1, 'terms', true, at(0), null);
      yield row(2, 'terms', false, later, null);
    } else {
      yield row(1, 'terms', true, at(0), part === 'withdrawn' ? later : null);
    }
    yield row(3, 'marketing', stream.chance(0.4), at(0), null);
    for (const [k, [kind, share]] of MORE_KINDS.entries()) {
      if (stream.chance(share)) yield row(6 + k, kind, stream.chance(0.9), at(0), null);
    }
    if (stream.chance(0.2)) yield row(4, 'wearable', true, at(1), stream.chance(0.1) && agreed < day(2025, 11, 1) ? later : null);
    if (trap === 'rehire')
      yield {
        ...row(5, 'terms', true, timestamp(day(2023, 3, 20), 720, cast.spec.timeZone), null),
        participant_id: participantId(person, true),
      };
  }
};

/** Some requests are carried out, some are still open; both count from the day they were received. */
export const erasureRequest: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    if (person.part !== 'erased') continue;
    const { cast, serial, nth } = person;
    const stream = streamOf(world.seed, cast, serial, 'erasure');
    // One request of each employer arrives on the day on which the year's report is usually made.
    const received = nth === 0 ? day(2026, 3, 1) : stream.between(day(2025, 12, 5), day(2026, 2, 10));
    const time = (days: number): string => timestamp(received + days, stream.between(540, 1020), cast.spec.timeZone);
    yield {
      request_id: `ER${serial}`,
      participant_id: participantId(person),
      received_at: time(0),
      completed_at: nth % 2 === 0 ? null : time(10),
    };
  }
};
