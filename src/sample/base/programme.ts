import { day, isoDay, timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import type { Person } from '../person.ts';
import { at, type Stream } from '../random.ts';
import { post as posts } from '../tables/activity.ts';
import { accountsOf, participantId, type TableRows, type World } from '../world.ts';
import { streamFor } from './people.ts';

const CAMPAIGNS = [
  ['steps', 'Spring steps', day(2025, 4, 14)],
  ['sleep', 'Sleep well', day(2025, 6, 2)],
  ['nutrition', 'Five a day', day(2025, 9, 8)],
] as const;
const CAMPAIGN_DAYS = 28;
/** Share of accounts that join each campaign, and how many days they log on average. */
const JOINS = 0.3;
const LOGS = 8;

export const campaign: TableRows = function* ({ casts }) {
  for (const { spec, ordinal } of casts) {
    for (const [k, [type, name, startsOn]] of CAMPAIGNS.entries()) {
      yield {
        campaign_id: `CA${ordinal}-${k + 1}`,
        employer_id: spec.id,
        type,
        name_i18n: JSON.stringify({ en: name, es: name, vi: name }),
        starts_on: isoDay(startsOn),
        ends_on: isoDay(startsOn + CAMPAIGN_DAYS - 1),
      };
    }
  }
};

interface Enrolment {
  readonly person: Person;
  readonly campaign: string;
  readonly startsOn: number;
  readonly type: string;
  readonly stream: Stream;
}

function* enrolments(world: World): Iterable<Enrolment> {
  for (const person of accountsOf(world)) {
    for (const [k, [type, , startsOn]] of CAMPAIGNS.entries()) {
      const stream = streamFor(world.seed, `campaign-${k + 1}`, person.serial);
      if (stream.chance(JOINS)) yield { person, campaign: `CA${person.cast.ordinal}-${k + 1}`, startsOn, type, stream };
    }
  }
}

export const campaignEnrol: TableRows = function* (world) {
  for (const { person, campaign, startsOn, stream } of enrolments(world)) {
    yield {
      campaign_id: campaign,
      participant_id: participantId(person),
      team_id: stream.chance(0.5) ? `TE${person.cast.ordinal}-${stream.between(1, 9)}` : null,
      at: timestamp(startsOn - stream.between(1, 14), stream.between(420, 1320), person.cast.spec.timeZone),
      completed: stream.chance(0.5),
    };
  }
};

export const campaignLog: TableRows = function* (world) {
  for (const { person, campaign, startsOn, type, stream } of enrolments(world)) {
    const days = stream.between(0, 2 * LOGS);
    for (let i = 0; i < days; i++) {
      yield {
        campaign_id: campaign,
        participant_id: participantId(person),
        day: isoDay(startsOn + i),
        metric: type,
        value: type === 'steps' ? stream.between(2000, 14_000) : stream.between(0, 9),
        note: stream.chance(0.02) ? `Felt fine. ${canary('log', `${person.serial}-${campaign.slice(-1)}-${i}`)}` : null,
      };
    }
  }
};

export const post: TableRows = function* (world) {
  for (const row of posts(world)) yield { ...row, campaign_id: null };
};

const COACHES = ['A', 'B', 'C', 'D'] as const;
const TOPICS = ['weight', 'tobacco', 'stress', 'sleep'] as const;

export const coach: TableRows = function* () {
  for (const [i, letter] of COACHES.entries()) yield { coach_id: `CH-${letter}`, name: `Coach ${letter} ${canary('coach', String(i + 1))}` };
};

function* cases(world: World): Iterable<{ readonly person: Person; readonly stream: Stream }> {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'coaching', person.serial);
    if (stream.chance(0.05)) yield { person, stream };
  }
}

export const coachingCase: TableRows = function* (world) {
  for (const { person, stream } of cases(world)) {
    const opened = stream.between(day(2025, 4, 1), day(2025, 10, 31));
    const closed = stream.chance(0.7);
    const time = (days: number): string => timestamp(opened + days, 600, person.cast.spec.timeZone);
    yield {
      case_id: `CC${person.serial}`,
      participant_id: participantId(person),
      coach_id: `CH-${at(COACHES, stream.between(0, COACHES.length - 1))}`,
      topic: stream.pick(TOPICS),
      opened_at: time(0),
      closed_at: closed ? time(60) : null,
      outcome: closed ? stream.pick(['reached', 'partly', 'stopped']) : null,
    };
  }
};

export const coachingNote: TableRows = function* (world) {
  for (const { person, stream } of cases(world)) {
    yield {
      case_id: `CC${person.serial}`,
      at: timestamp(stream.between(day(2025, 11, 1), day(2025, 12, 31)), 660, person.cast.spec.timeZone),
      body: `${person.name.first} sleeps badly since the move. ${canary('note', person.serial)}`,
    };
  }
};

export const incentiveLedger: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    for (const [k, visit] of person.visits.entries()) {
      if (!visit.completed || visit.oldAccount) continue;
      yield {
        entry_id: `IN${person.serial}-${k + 1}`,
        participant_id: participantId(person),
        rule: 'assessment completed',
        points: 100,
        at: timestamp(visit.on, visit.minute, person.cast.spec.timeZone),
      };
    }
  }
};
