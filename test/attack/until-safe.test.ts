import { describe, expect, test } from 'vitest';
import { canonicalJson, headsOf } from '#core';
import { attackIndicator } from '#attack';
import { countsOf as countsIn } from '../../src/attack/world.ts';
import { breakdowns, employer, indicators, policy, request, tablesOf, untilSafe } from './employers.ts';
import { editionOf, publish } from './publisher.ts';
import { faults } from './re-add.ts';
import { breaksARule } from './rules.ts';
import { atomsOf, countsOf, keyOf, plus, SEPARATOR, total } from './staff-list.ts';

const deep = process.env['TUTTI_DEEP'] !== undefined;
const sizes = deep ? [60, 100, 150, 250, 400, 800, 1500] : [60, 120, 250];
const seeds = deep ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 2, 3];
const worlds = sizes.flatMap((people) => seeds.map((seed) => ({ people, seed })));

describe.each(worlds)('$people people, seed $seed', async ({ people, seed }) => {
  const tabulation = employer(seed, people);
  const { tables, attacks } = await untilSafe(request(tabulation));
  const present = indicators.filter((i) => tables.decisions.has(i.id));

  test('nothing is exposed, and every target was judged safe', async () => {
    expect(attacks.map((a) => a.indicator)).toEqual(present.map((i) => i.id));
    for (const attack of attacks) {
      expect(attack.exposed).toEqual([]);
      expect(attack.verdicts).toEqual({ safe: attack.targets, exact: 0, short: 0, unresolved: 0 });
    }
    // An attack of its own, not the one that the loop remembers.
    const last = present.at(-1)!;
    expect((await attackIndicator(tabulation, last, tablesOf(tables.tables, last), policy)).exposed).toEqual([]);
  });

  test('every table adds up, and every remainder obeys the rules', () => {
    for (const indicator of present)
      expect(faults(tabulation, indicator, breakdowns, tablesOf(tables.tables, indicator), policy)).toEqual([]);
  });

  test('every printed number is the true one', () => {
    for (const indicator of present) {
      const own = tablesOf(tables.tables, indicator);
      const again = publish(tabulation, indicator, editionOf(tabulation, breakdowns, own, policy));
      for (const [t, table] of own.entries()) expect(rowsByName(again[t]!.rows)).toEqual(rowsByName(table.rows));
    }
  });

  test('every pair of nested printed groups leaves a group that obeys the rules', () => {
    let pairs = 0;
    for (const indicator of present) {
      const printed = new Map<string, { atoms: ReadonlySet<number>; full: readonly number[]; form: number }>();
      for (const table of tablesOf(tables.tables, indicator)) {
        for (const row of table.rows) {
          if (row.kind !== 'group' || row.state !== 'shown' || row.base === 0) continue;
          const codes = tabulation.dimensions.map((d) => row.codes[table.dimensions.indexOf(d.id)] ?? d.total);
          const form = indicator.forms.findIndex((f) => f.id === table.form);
          const before = printed.get(keyOf(codes));
          printed.set(keyOf(codes), {
            atoms: new Set(atomsOf(tabulation, codes)),
            full: countsOf(tabulation, indicator, codes),
            form: Math.min(form, before?.form ?? form),
          });
        }
      }
      for (const outer of printed.values()) {
        for (const inner of printed.values()) {
          if (inner.atoms.size >= outer.atoms.size || ![...inner.atoms].every((a) => outer.atoms.has(a))) continue;
          pairs++;
          const rest = plus(
            outer.full,
            inner.full.map((v) => -v),
          );
          const form = indicator.forms[Math.max(outer.form, inner.form)]!.id;
          expect([total(rest), breaksARule(indicator, rest, form, policy)]).toEqual([total(rest), false]);
        }
      }
    }
    if (people > 100) expect(pairs).toBeGreaterThan(0);
  });

  test('a witness world is the same workforce with other answers and the same report', () => {
    for (const attack of attacks) {
      const indicator = present.find((i) => i.id === attack.indicator)!;
      const width = indicator.categories.length;
      const edition = editionOf(tabulation, breakdowns, tablesOf(tables.tables, indicator), policy);
      const report = canonicalJson(publish(tabulation, indicator, edition));
      for (const world of attack.worlds.slice(0, 8)) {
        const counts = tabulation.counts[indicator.id]!.slice();
        const there = countsIn(world, attack.truth);
        attack.atoms.forEach((atom, i) => counts.set(there.subarray(i * width, (i + 1) * width), atom * width));
        for (const atom of attack.atoms)
          expect(total([...counts.subarray(atom * width, (atom + 1) * width)])).toBe(
            headsOf(tabulation, indicator.population)[atom],
          );
        const other = { ...tabulation, counts: { ...tabulation.counts, [indicator.id]: counts } };
        expect(canonicalJson(publish(other, indicator, edition)) === report).toBe(true);
      }
    }
  });
});

function rowsByName(rows: readonly { readonly codes: readonly string[] }[]): Record<string, unknown> {
  return Object.fromEntries(rows.map((row) => [row.codes.join(SEPARATOR), row]));
}
