import { day, isoDay, timestamp, type Day } from '../calendar.ts';
import { canary } from '../canary.ts';
import type { Stream } from '../random.ts';
import { wearableMonth } from '../tables/activity.ts';
import { readDayMeans, VALID_WEAR_MINUTES } from '../wear.ts';
import type { Row, TableRows } from '../world.ts';
import { streamFor } from './people.ts';

const PROVIDERS = ['Fitbit', 'Garmin', 'Apple Health', 'Mi Fitness'] as const;
const EPOCH = day(1970, 1, 1);

/** `WE1000042-1-2025-06` belongs to the link `WE1000042-1`. */
function linkOf(row: Row): string {
  return String(row['wearable_id']).slice(0, -'-2025-06'.length);
}

export const wearableLink: TableRows = function* (world) {
  let last = '';
  for (const row of wearableMonth(world)) {
    const link = linkOf(row);
    if (link === last) continue;
    last = link;
    const stream = streamFor(world.seed, 'wearable_link', link);
    yield {
      link_id: link,
      participant_id: row['participant_id'] ?? null,
      provider: stream.pick(PROVIDERS),
      provider_user_id: row['provider_user_id'] ?? null,
      oauth_token: canary('oauth', link.slice(2)),
      device_model: row['device_model'] ?? null,
      linked_at: timestamp(dayOf(row), 480, 'UTC'),
      revoked_at: null,
    };
  }
};

/**
 * The days behind each month: as many valid ones as it says, whose means are exactly the month's, and a few on which the device lay in a drawer.
 */
export const wearableDay: TableRows = function* (world) {
  const means = readDayMeans();
  for (const row of wearableMonth(world)) {
    const link = linkOf(row);
    const first = dayOf(row);
    const length = daysIn(first);
    const valid = Number(row['valid_days']);
    const stream = streamFor(world.seed, 'wearable_day', String(row['wearable_id']));
    const values = new Map(means.map(({ column, of }) => [of, scattered(row[column] ?? null, valid, stream)]));
    const value = (column: string, i: number): number | null => values.get(column)?.[i] ?? null;
    const drawer = Math.min(length - valid, 2);
    for (let i = 0; i < valid + drawer; i++) {
      const worn = i < valid;
      const steps = worn ? value('steps', i) : stream.between(0, 400);
      yield {
        link_id: link,
        participant_id: row['participant_id'] ?? null,
        day: isoDay(first + i),
        steps,
        active_min: worn ? value('active_min', i) : null,
        distance_m: worn ? (value('distance_m', i) ?? (steps === null ? null : Math.round(0.72 * steps))) : null,
        sleep_min: worn ? value('sleep_min', i) : null,
        resting_hr: worn ? (value('resting_hr', i) ?? stream.between(52, 78)) : null,
        kcal: worn ? (value('kcal', i) ?? stream.between(1500, 2900)) : null,
        wear_min: worn ? stream.between(VALID_WEAR_MINUTES, 1200) : stream.between(0, VALID_WEAR_MINUTES - 1),
      };
    }
  }
};

/** Whole numbers around a mean: what one day has more, the next has less, by at most two fifths. */
function scattered(mean: Row[string], days: number, stream: Stream): readonly (number | null)[] {
  if (typeof mean !== 'number') return Array.from({ length: days }, () => null);
  const values = Array.from({ length: days }, () => mean);
  for (let i = 0; i + 1 < days; i += 2) {
    const more = stream.between(0, Math.floor(0.4 * mean));
    values[i] = mean + more;
    values[i + 1] = mean - more;
  }
  return values;
}

function dayOf(row: Row): Day {
  const [year = NaN, month = NaN, dayOfMonth = NaN] = String(row['month']).split('-').map(Number);
  return day(year, month, dayOfMonth) - EPOCH;
}

function daysIn(first: Day): number {
  let length = 28;
  while (isoDay(first + length).slice(0, 7) === isoDay(first).slice(0, 7)) length++;
  return length;
}
