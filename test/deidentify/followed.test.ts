import { expect, test } from 'vitest';
import type { IndicatorDef } from '#config';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { tabulate } from '#tabulate';
import { openVault, sql } from '#vault';
import { ANSWERS, KEPT, LEVELS, type Answer } from '../support/kept.ts';
import { AS_OF, DIMENSIONS, Folder, INDICATORS, PERIOD, atPath, employee, indicator, pipeline, together } from '../source/small-world.ts';

/** What is counted of people followed, for every pair of answers; docs/year-over-year.md, "People followed". */

const answer = (column: string) => ({ table: 'assessment', column });
const sleep = indicator('sleep', { kind: 'bands', measure: { kind: 'column', column: answer('sleep_hours'), gate: { min: 1, max: 24 } }, bands: [{ code: 'short', from: null }, { code: 'some', from: 6 }, { code: 'enough', from: 7 }] }, LEVELS);
const followedUp = indicator('followed_up', { kind: 'followed', yes: 'followed', no: 'not-followed' }, ['followed', 'not-followed']);
const kept: IndicatorDef = indicator('sleep_kept', { kind: 'kept', of: sleep.scoring, order: LEVELS, yes: 'kept', no: 'not-kept' }, ['kept', 'not-kept'], 'followed');
const [participation] = INDICATORS;
if (participation === undefined) throw new Error('no participation');
/** Cut-offs by sex, of which there is this year's staff row only. */
const bySex: IndicatorDef = indicator(
  'sum_kept',
  {
    kind: 'kept', order: ['low', 'middle', 'high'], yes: 'kept', no: 'not-kept',
    of: {
      kind: 'bands-by', by: { table: 'eligibility', column: 'sex' }, measure: { kind: 'column', column: answer('q1'), gate: { min: 0, max: 9 } },
      groups: [
        { of: ['F'], bands: [{ code: 'low', from: null }, { code: 'middle', from: 2 }, { code: 'high', from: 4 }] },
        { of: ['M'], bands: [{ code: 'low', from: null }, { code: 'middle', from: 3 }, { code: 'high', from: 5 }] },
      ],
    },
  },
  ['kept', 'not-kept'],
  'followed',
);
const definition = pipeline({ dimensions: DIMENSIONS.slice(0, 1), indicators: [participation, followedUp, kept, bySex] });

const HOURS = { enough: 8, some: 6.5, short: 4, missing: null, implausible: 40 } as const;
type Given = keyof typeof HOURS;
const GIVEN: readonly Given[] = [...ANSWERS, 'implausible'];
const meant = (given: Given): Answer => (given === 'implausible' ? 'missing' : given);

test('better or still the best, or not, or no answer: for every pair of answers, and for nobody who is not followed', async () => {
  const pairs = GIVEN.flatMap((then) => GIVEN.map((now) => ({ then, now })));
  // One employer a pair, told apart by nothing else; the last two differ in sex; the very last is not followed.
  const people = [...pairs.map((pair) => ({ ...pair, sex: 'F', q: [2, 1] as const })), { then: 'some', now: 'some', sex: 'M', q: [4, 2] } as const];
  const id = (n: number): string => `case-${String(n).padStart(3, '0')}`;
  const worlds = people.map(({ then, now, sex, q }, n) => {
    const own = employee(n, { employer_id: id(n), sex }, { sleep_hours: HOURS[now], q1: q[1] });
    return { ...own, assessment: [...(own['assessment'] ?? []), { participant_id: `A${n}`, completed_at: '2024-06-01T10:00:00Z', sleep_hours: HOURS[then], q1: q[0] }] };
  });
  const alone = employee(999, { employer_id: id(999) });
  const ids = [...people.map((_, n) => id(n)), id(999)];
  const world = {
    ...together(...worlds, alone),
    employer: ids.map((employer_id) => ({ employer_id, legal_name: employer_id, tz: 'UTC' })),
    contract: ids.map((employer_id) => ({ employer_id, end_on: '2026-12-31', months_after: 0, destroy_requested_at: null })),
  };
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  const staged = await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, AS_OF);
  const table = await deidentify(staged, definition, PERIOD, { asOf: AS_OF });
  const rows = await vault.rows(sql`select employer, followed, "indicator followed_up" as up, "indicator sleep_kept" as kept, "indicator sum_kept" as by_sex from deidentified.people order by employer`);
  const byEmployer = new Map(rows.map((row) => [row.text('employer'), row]));
  expect(pairs.map(({ then, now }, n) => [then, now, byEmployer.get(id(n))?.text('kept')])).toEqual(pairs.map(({ then, now }) => [then, now, KEPT[meant(then)][meant(now)]]));
  // 2 then and 1 now: for a woman from the middle to the best level. 4 then and 2 now: for a man as well, by his cut-offs.
  expect(byEmployer.get(id(0))?.text('by_sex')).toBe('kept');
  expect(byEmployer.get(id(pairs.length))?.text('by_sex')).toBe('kept');
  expect([byEmployer.get(id(0))?.text('up'), byEmployer.get(id(999))?.text('up')]).toEqual(['followed', 'not-followed']);
  expect([byEmployer.get(id(999))?.boolean('followed'), byEmployer.get(id(999))?.textOrNull('kept')]).toEqual([false, null]);
  // Nothing of the earlier assessment is left but the mark and the categories.
  const columns = await vault.rows(sql`select column_name as name from information_schema.columns where table_schema = 'deidentified' and table_name = 'people' order by name`);
  expect(columns.map((row) => row.text('name'))).toEqual(['completer', 'dimension org', 'employer', 'followed', ...definition.report.indicators.map((i) => `indicator ${i.id}`).toSorted()]);

  const { tabulation } = await tabulate(table, definition, id(0));
  expect(tabulation.heads).toEqual({ eligible: [1], completers: [1], followed: [1] });
  expect([...(tabulation.counts['sleep_kept'] ?? [])]).toEqual([1, 0, 0]);
  expect((await tabulate(table, definition, id(999))).tabulation.heads.followed).toEqual([0]);
});
