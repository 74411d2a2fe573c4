import { day, isoDay, timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import { healthOf } from '../health.ts';
import { PERIOD_END, streamOf } from '../person.ts';
import { accountsOf, participantId, type TableRows } from '../world.ts';

const DEVICES = ['Charge 6', 'Forerunner 165', 'Watch Series 9', 'Smart Band 8'];
const POSTS = ['Walked to work again!', 'Who joins the stairs challenge?', 'Cố lên cả nhóm!', '¡Vamos equipo!'];

/** Means of the valid days of each month; a month with few valid days is there too. One in ten wearers has two devices. */
export const wearableMonth: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const { cast, serial } = person;
    const stream = streamOf(world.seed, cast, serial, 'wearable');
    if (!stream.chance(0.25)) continue;
    const { active } = healthOf(person, world.seed);
    const usual = Math.max(1200, (active ? 7600 : 5400) + 2300 * stream.normal());
    const devices = stream.chance(0.1) ? 2 : 1;
    for (let device = 1; device <= devices; device++) {
      const from = stream.between(1, 6);
      const model = stream.pick(DEVICES);
      for (let month = from; month <= 12; month++) {
        const mark = (kind: string): string => canary(kind, `${serial}-${device}-${month}`);
        yield {
          wearable_id: `WE${serial}-${device}-2025-${String(month).padStart(2, '0')}`,
          participant_id: participantId(person),
          month: isoDay(day(2025, month, 1)),
          valid_days: stream.chance(0.1) ? stream.between(1, 9) : stream.between(16, 28),
          mean_steps: Math.max(300, Math.round(usual + 700 * stream.normal())),
          mean_active_minutes: stream.chance(0.15) ? null : Math.max(0, Math.round(usual / 160 + 14 * stream.normal())),
          mean_sleep_minutes: stream.chance(0.4) ? null : Math.round(415 + 45 * stream.normal()),
          provider_user_id: mark('provider'),
          device_model: `${model} ${mark('wearable')}`,
        };
      }
    }
  }
};

/** What people write in the company-wide area. */
export const post: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const { cast, serial } = person;
    const stream = streamOf(world.seed, cast, serial, 'posts');
    const posts = stream.weighted([0.6, 0.25, 0.1, 0.05]);
    for (let k = 1; k <= posts; k++) {
      yield {
        post_id: `PO${serial}-${k}`,
        participant_id: participantId(person),
        at: timestamp(stream.between(day(2025, 4, 1), PERIOD_END), stream.between(420, 1320), cast.spec.timeZone),
        visible: stream.chance(0.6) ? 'company' : 'team',
        body: `${stream.pick(POSTS)} ${canary('post', `${serial}-${k}`)}`,
      };
    }
  }
};
