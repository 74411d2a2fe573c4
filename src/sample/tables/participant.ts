import { day, isoDay, timestamp, type Day } from '../calendar.ts';
import { canary } from '../canary.ts';
import { streamOf, type Person } from '../person.ts';
import { accountsOf, eligibilityId, participantId, type Row, type TableRows } from '../world.ts';
import { firstName, workEmail } from './eligibility.ts';

const CARRIERS = { US: ['AT&T', 'T-Mobile', 'Verizon'], VN: ['Viettel', 'MobiFone', 'Vinaphone'] } as const;
const LANGUAGES = { en: ['en', 'en', 'en', 'es'], es: ['es', 'es', 'en'], vi: ['vi', 'vi', 'vi', 'en'] } as const;

const PROGRAMME_START = day(2023, 2, 1);

/** When the person opened the account: `days` before the first visit but not before they were hired, or `days` into their time in the programme. */
export function openedOn({ visits, employment }: Person, days: number): Day {
  const hired = Math.max(employment.at(-1)?.hiredOn ?? PROGRAMME_START, PROGRAMME_START);
  const first = visits.find(({ oldAccount }) => !oldAccount)?.on;
  return first === undefined ? hired + days : Math.max(first - 1 - days, Math.min(hired, first - 1));
}

/** Accounts. Somebody rehired has two: the closed one hangs on the earlier employment. */
export const participant: TableRows = function* (world) {
  for (const person of accountsOf(world)) yield* accountRows(person, world.seed);
};

/** The person's accounts; the one in use comes last, unless the other is a duplicate. */
export function* accountRows(person: Person, seed: string): Iterable<Row> {
  const { cast, serial, employment, visits, trap } = person;
  const stream = streamOf(seed, cast, serial, 'participant');
  const opened = openedOn(person, stream.between(0, 59));
  const account: Row = {
    participant_id: participantId(person),
    elig_id: eligibilityId(person, employment.length - 1),
    first_name: firstName(person, 'first'),
    last_name: `${person.name.last} ${canary('last', serial)}`,
    email: workEmail(person),
    mobile: stream.chance(0.8)
      ? `${cast.spec.country === 'VN' ? '+84 90' : '+1 555'} 555 01${String(stream.between(0, 99)).padStart(2, '0')} ${canary('mobile', serial)}`
      : null,
    mobile_carrier: stream.chance(0.7)
      ? `${stream.pick(CARRIERS[cast.spec.country])} ${canary('carrier', serial)}`
      : null,
    photo_url: stream.chance(0.3) ? `https://cdn.example/photos/${canary('photo', serial)}.jpg` : null,
    preferred_lang: stream.pick(LANGUAGES[cast.spec.locale]),
    created_at: timestamp(opened, stream.between(480, 1200), cast.spec.timeZone),
    status: 'active',
  };
  const old = visits.find(({ oldAccount }) => oldAccount);
  if (trap === 'rehire' && old !== undefined) {
    yield {
      ...account,
      participant_id: participantId(person, true),
      elig_id: eligibilityId(person, 0),
      created_at: `${isoDay(old.on - 7)}T12:00:00Z`,
      status: 'closed',
    };
  }
  yield account;
  // Signed up a second time at first, and never came back to that account.
  if (trap === 'duplicate') {
    yield {
      ...account,
      participant_id: participantId(person, true),
      created_at: timestamp(opened - 20, 700, cast.spec.timeZone),
      status: 'duplicate',
    };
  }
}
