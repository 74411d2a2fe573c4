import { describe, expect, test } from 'vitest';
import type { CountedIndicator, Tabulation } from '#core';
import { breakdowns, policy, request, tookPart, untilSafe } from '../attack/employers.ts';
import { atomsOf } from '../attack/staff-list.ts';
import { indicator, mulberry, randomTabulation } from '../support/random-tabulation.ts';
import { employerOf, rowOf, run, stateOf, whyOf } from './hand-made.ts';

/** People followed, and those who are not, are groups that the employer can name: both are as large as a group must be (A34). */

const followedUp = indicator('followed-up', ['followed', 'not-followed']);
const kept: CountedIndicator = indicator('kept', ['kept', 'not-kept'], { population: 'followed' });

describe('by hand', () => {
  // In A all but eight are followed: enough for a cell, not for a group.
  const counts: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['A', [30, 8, 0], [15, 15, 0]],
    ['B', [30, 20, 0], [15, 15, 0]],
    ['C', [20, 20, 0], [10, 10, 0]],
    ['D', [40, 0, 0], [20, 20, 0]],
  ];
  const tabulation: Tabulation = employerOf({ team: { total: ['A', 'B', 'C', 'D'] } }, [kept, followedUp], counts.map(([team, up, own]) => [[team], null, own, up] as const));
  const heads = { eligible: counts.map(([, up]) => up.reduce((a, b) => a + b)), completers: counts.map(([, up]) => up.reduce((a, b) => a + b)), followed: counts.map(([, [followed = 0]]) => followed) };
  const given = { ...tabulation, heads };

  test('a group with few who are not followed is withheld, and all that is counted of people followed there', () => {
    const result = run(given, { following: followedUp.id });
    expect([stateOf(result, followedUp.id, 'A'), whyOf(result, followedUp.id, 'A')]).toEqual(['withheld', 'small-cell']);
    expect([stateOf(result, kept.id, 'A'), whyOf(result, kept.id, 'A')]).toEqual(['withheld', 'head-count']);
    // Together with whoever covers for it, both sides are large.
    const remainder = rowOf(result, `${followedUp.id}.team`, '~total');
    expect(remainder.state === 'shown' && remainder.cells.every((count) => count === 0 || count >= policy.minGroup)).toBe(true);
    expect([...result.decisions.keys()]).toEqual([followedUp.id, kept.id]);
  });

  test('a group in which everybody is followed has nobody to tell apart', () => {
    const everybody = employerOf({ team: { total: ['D', 'E'] } }, [kept, followedUp], [[['D'], null, [20, 20, 0], [40, 0, 0]], [['E'], null, [20, 20, 0], [40, 20, 0]]]);
    const result = run({ ...everybody, heads: { eligible: [40, 60], completers: [40, 60], followed: [40, 40] } }, { following: followedUp.id });
    expect(['D', 'E'].map((team) => stateOf(result, kept.id, team))).toEqual(['shown', 'shown']);
  });

  test('without knowing which indicator counts them, it would be shown', () => {
    const result = run(given);
    expect([stateOf(result, followedUp.id, 'A'), stateOf(result, kept.id, 'A')]).toEqual(['shown', 'shown']);
  });
});

describe.each([1, 2, 3])('employer %i', async (seed) => {
  const plain = randomTabulation(seed, 420, { departments: 7, divisions: 3, sites: 4 }, [tookPart, followedUp]);
  // Followed are those whom the random answers call so; what is kept is drawn beside it.
  const random = mulberry(seed);
  const up = plain.counts[followedUp.id] ?? new Int32Array();
  const followed = plain.codes.map((_, a) => up[a * 3] ?? 0);
  const own = Int32Array.from(followed.flatMap((n) => { const yes = Array.from({ length: n }).filter(() => random() < 0.4).length; return [yes, n - yes, 0]; }));
  // Nobody's answer is missing: whether somebody is followed is known of everybody.
  const known = Int32Array.from(plain.codes.flatMap((_, a) => [followed[a] ?? 0, (plain.heads.completers[a] ?? 0) - (followed[a] ?? 0), 0]));
  const tabulation: Tabulation = { ...plain, heads: { ...plain.heads, followed }, indicators: [tookPart, followedUp, kept], counts: { ...plain.counts, [followedUp.id]: known, [kept.id]: own } };
  const { tables, attacks } = await untilSafe({ ...request(tabulation), following: followedUp.id });

  test('whoever subtracts finds no group of few who are not followed, in no row', () => {
    let printed = 0;
    for (const table of tables.tables.filter((t) => t.indicator === kept.id)) {
      const sum = (codes: readonly string[], heads: readonly number[]): number => {
        const full = tabulation.dimensions.map((d) => codes[table.dimensions.indexOf(d.id)] ?? d.total);
        return atomsOf(tabulation, full).reduce((total, a) => total + (heads[a] ?? 0), 0);
      };
      for (const row of table.rows) {
        if (row.state === 'withheld' || row.base === 0) continue;
        // A remainder is the withheld groups under its parent.
        const parent = row.codes.find((code) => code.startsWith('~'))?.slice(1) ?? null;
        const at = row.codes.findIndex((code) => code.startsWith('~'));
        const children = tabulation.dimensions.find((d) => d.id === table.dimensions[at])?.relations.find((r) => r.parent === parent)?.children ?? [];
        const members = row.kind === 'group' ? [row.codes] : children.map((child) => row.codes.map((code, i) => (i === at ? child : code))).filter((codes) => table.rows.some((other) => other.kind === 'group' && other.state === 'withheld' && other.codes.join() === codes.join()));
        const all = members.reduce((total, codes) => total + sum(codes, tabulation.heads.completers), 0);
        expect(members.reduce((total, codes) => total + sum(codes, followed), 0)).toBe(row.base);
        expect(row.base).toBeGreaterThanOrEqual(policy.minGroup);
        expect(all - row.base === 0 || all - row.base >= policy.minGroup).toBe(true);
        printed += 1;
      }
    }
    expect(printed).toBeGreaterThan(breakdowns.length);
  });

  test('and the attacker narrows nothing', () => {
    expect(attacks.flatMap(({ exposed }) => exposed)).toEqual([]);
  });
});
