import { describe, expect, test } from 'vitest';
import { fc, test as property } from '@fast-check/vitest';
import { BASE_TABLES } from '../../src/sample/base/index.ts';
import { worldOf } from '../../src/sample/database.ts';
import { CANARY, employerSizes, generateDatabase, marketEmployer, SMALLEST_EMPLOYER } from '../../src/sample/index.ts';
import { LARGEST_EMPLOYER } from '../../src/sample/market.ts';
import { Generated, text } from '../fixtures/generated.ts';

describe('sizes of employers', () => {
  property.prop([fc.integer({ min: 200, max: 5_000_000 }), fc.string({ maxLength: 5 })], { numRuns: 30 })('add up to the people asked for, none too small or too large', (people, seed) => {
    const sizes = employerSizes(people, seed, null);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(SMALLEST_EMPLOYER);
    expect(Math.max(...sizes)).toBeLessThan(LARGEST_EMPLOYER + SMALLEST_EMPLOYER);
  });

  test.each([
    [200, 3],
    [200, 1],
    [5_000_000, 60],
    [6000, 100],
  ])('%i people in %i employers', (people, count) => {
    const sizes = employerSizes(people, 'seed', count);
    expect(sizes).toHaveLength(count);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(SMALLEST_EMPLOYER);
  });

  test('are those of a market: most small, the median near 350', () => {
    const sizes = employerSizes(2_000_000, 'market', null).toSorted((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(280);
    expect(median).toBeLessThan(420);
    expect(sizes.at(-1)).toBeGreaterThan(5000);
  });
});

describe('past and changed employers', () => {
  const employers = Array.from({ length: 8 }, (_, nth) => marketEmployer(nth, 60, 'seed'));
  const world = worldOf({ seed: 'seed', employers });
  const rows = (table: string) => [...(BASE_TABLES[table]?.(world) ?? [])];

  test('one was renamed', () => {
    expect(rows('employer_name')).toEqual([{ employer_id: 'employer-00004', legal_name: `${employers[3]?.legalName} & Sons`, valid_from: '2015-01-01', valid_to: '2024-10-01' }]);
  });

  test('one was merged into another', () => {
    const merged = rows('employer').filter((row) => row['parent_id'] !== null);
    expect(merged).toMatchObject([{ employer_id: 'employer-00006', parent_id: 'employer-00005', merged_on: '2025-07-01' }]);
  });

  test("one's contract has ended, and its retention with it", () => {
    const ended = rows('contract').filter((row) => String(row['end_on']) < '2025-01-01');
    expect(ended).toMatchObject([{ employer_id: 'employer-00008', end_on: '2023-12-31', retention_months_after: 12 }]);
  });

  test('in one, an address was typed into the name of a department', () => {
    const typed = rows('org_unit').filter((row) => String(row['name']).includes(CANARY));
    expect(typed).toMatchObject([{ employer_id: 'employer-00003' }]);
  });
});

test('larger employers have a site of one person, a division with people of its own, and as many people as asked for', () => {
  const spec = marketEmployer(0, 900, 'seed');
  const database = new Generated({ seed: 'seed', employers: [spec] });
  const lone = spec.sites.filter(({ people }) => people === 1);
  expect(lone).toHaveLength(1);
  const site = database.rows('org_unit').find((row) => row['name'] === lone[0]?.name);
  expect(database.rows('eligibility').filter((row) => row['site_id'] === site?.['org_unit_id']).length).toBeGreaterThan(0);
  expect(spec.divisions.some(({ office }) => (office ?? 0) > 0)).toBe(true);
  expect(new Set(database.rows('eligibility').map((row) => text(row, 'person_no'))).size).toBeGreaterThan(900);
});

describe('other years', () => {
  const employer = marketEmployer(0, 60, 'seed');
  const cells = (year: number): readonly string[] =>
    [...generateDatabase({ seed: 'seed', employers: [employer], year })].flatMap(({ rows }) => [...rows].flat().map(String));

  test('are the same world, moved: every day and time by whole years, nothing else', () => {
    const [usual, moved] = [cells(2025), cells(2028)];
    const differ = usual.flatMap((cell, i) => (cell === moved[i] ? [] : [[cell, moved[i] ?? ''] as const]));
    expect(differ.length).toBeGreaterThan(500);
    for (const [before, after] of differ) {
      expect(after).toBe(`${Number(before.slice(0, 4)) + 3}${before.slice(4).replace(/^-02-29/, Number(before.slice(0, 4)) % 4 === 1 ? '-02-29' : '-02-28')}`);
    }
  });
});

describe('follow-up', () => {
  const employers = [marketEmployer(0, 1200, 'seed')];
  const earlier = (followUp: boolean) => {
    const database = new Generated({ seed: 'seed', employers, followUp });
    const rows = database.rows('assessment').filter((row) => String(row['completed_at']).startsWith('2024'));
    return { database, people: new Set(rows.map((row) => text(row, 'participant_id'))).size };
  };

  test('nearly everybody took part in the year before, with small changes since', () => {
    const [usual, followed] = [earlier(false), earlier(true)];
    expect(followed.people).toBeGreaterThan(1.8 * usual.people);
    const bodies = followed.database.by('screening', 'participant_id');
    const changes = [...bodies.values()].flatMap((rows) => {
      const weights = [rows[0], rows.at(-1)].map((row) => (row?.['weight_kg'] === 999 ? null : (row?.['weight_kg'] ?? null)));
      const [before, after] = weights;
      return rows.length < 2 || typeof before !== 'number' || typeof after !== 'number' ? [] : [after - before];
    });
    expect(changes.length).toBeGreaterThan(100);
    // 0.2 kg/m² a year is about 0.6 kg; the standard error of the mean is some 0.2 kg.
    const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
    expect(mean).toBeGreaterThan(-0.2);
    expect(mean).toBeLessThan(1.4);
    expect(changes.filter((change) => change !== 0).length).toBeGreaterThan(0.9 * changes.length);
  });

  test('this year stays as it was', () => {
    const thisYear = (followUp: boolean) =>
      new Generated({ seed: 'seed', employers, followUp }).rows('screening').filter((row) => String(row['at']).startsWith('2025')).map((row) => [row['participant_id'], row['weight_kg']]);
    expect(thisYear(true).length).toBeGreaterThan(100);
    const usual = new Map(thisYear(false).map(([person, weight]) => [person, weight]));
    const both = thisYear(true).filter(([person]) => usual.has(person ?? null));
    for (const [person, weight] of both) expect(usual.get(person ?? null)).toBe(weight);
  });
});
