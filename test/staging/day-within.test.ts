import { expect, test } from 'vitest';
import { openVault, sql } from '#vault';
import { dayWithin, localDay } from '../../src/staging/columns.ts';
import { pipeline } from '../source/small-world.ts';

const AT = { table: 'assessment', column: 'completed_at' };
const ZONES = ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/Denver', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

/** Half hours of six days on either side of both ends, in zones as far from UTC as there are. */
test.each([null, '2025-01-01'])('the quick answer is the exact one, from %s on', async (from) => {
  await using vault = await openVault();
  const to = '2025-12-31';
  await vault.run(sql`create table t as select zone, day::timestamptz + to_minutes(30 * i) as instant
    from (select unnest(string_split(${ZONES.join()}, ',')) as zone),
      (select unnest([date '2025-01-01', date '2025-12-31']) as day), range(-288, 288) r(i)`);
  const day = localDay(pipeline(), AT, sql`instant`, sql`zone`);
  const quick = dayWithin(pipeline(), AT, sql`instant`, sql`zone`, from, to);
  const row = await vault.one(sql`select count(*) as n, count_if(${quick}) as inside,
    count(*) filter (where (${quick}) is distinct from (${from === null ? sql`true` : sql`${day} >= ${from}::date`} and ${day} <= ${to}::date)) as differ from t`);
  expect(row.int('differ')).toBe(0);
  expect(row.int('inside')).toBeGreaterThan(1000);
  expect(row.int('inside')).toBeLessThan(row.int('n'));
});

test('no instant is on no day', async () => {
  await using vault = await openVault();
  const row = await vault.one(sql`select coalesce(${dayWithin(pipeline(), AT, sql`null::timestamptz`, sql`'UTC'`, '2025-01-01', '2025-12-31')}, false) as inside`);
  expect(row.boolean('inside')).toBe(false);
});
