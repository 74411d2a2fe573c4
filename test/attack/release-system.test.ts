import { describe, expect, test } from 'vitest';
import { holds } from '#attack';
import { headsOf } from '#core';
import { releaseAttack } from '../../src/attack/release-system.ts';
import { mustStayUncertain } from './rules.ts';
import { agrees, everyAnswer, groupsBehind, smallRelease } from './small-releases.ts';
import { atomsOf, countsOf, keyOf, total, wide } from './staff-list.ts';

/** What the attacker of a release writes down, against a plain reading of the same tables: on releases so small that all workforces can be listed. */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 120 : 2000 }, (_, i) => i + 1);

describe('the attacker’s system of a release', () => {
  test('has as its worlds exactly the workforces that agree with every printed row', () => {
    const tally = { worlds: 0, others: 0, banded: 0, remainders: 0 };
    for (const seed of seeds) {
      const release = smallRelease(seed, 6, 0.4);
      const { tabulation, indicator: of, tables, policy } = release;
      const attack = releaseAttack(tabulation, of, tables, policy);
      const width = of.categories.length;
      const counted = headsOf(tabulation, of.population).flatMap((n, atom) => (n > 0 ? [atom] : []));
      expect(attack.atoms).toEqual(counted);
      const unknowns = (counts: Int32Array) => Int32Array.from(counted.flatMap((atom) => [...counts.subarray(atom * width, (atom + 1) * width)]));
      expect([...attack.truth]).toEqual([...unknowns(tabulation.counts[of.id]!)]);
      for (const counts of everyAnswer(release)) {
        const said = agrees(release, counts);
        tally[said ? 'worlds' : 'others']++;
        if (holds(attack.system, unknowns(counts)) !== said) throw new Error(`seed ${seed}: ${counts.join()} is ${said ? '' : 'no '}world`);
      }
      // Nobody gives two answers, and nobody none.
      for (const [u, n] of attack.truth.entries()) expect([n + 1, n - 1].map((other) => holds(attack.system, attack.truth.with(u, other)))).toEqual([false, false]);
      expect(Array.from(attack.truth, (__, u) => attack.system.answers!.atom[u]! * width + attack.system.answers!.category[u]!)).toEqual([...attack.truth.keys()]);
      expect(attack.system.answers!.category.every((c) => c < width)).toBe(true);
      for (const table of tables) for (const row of table.rows) {
        tally.banded += Number(row.state === 'banded');
        tally.remainders += Number(row.kind === 'remainder');
      }
    }
    for (const n of Object.values(tally)) expect(n).toBeGreaterThan(seeds.length);
  });

  test('asks for every unsafe number of a named group that is not printed, and for nothing else', () => {
    let asked = 0;
    for (const seed of seeds) {
      const release = smallRelease(seed, 30, 0.4);
      const { tabulation, indicator: of, tables, policy } = release;
      const attack = releaseAttack(tabulation, of, tables, policy);
      const cells = new Map(of.forms.flatMap((form) => form.categories.map((c) => [c.of.join(), c.of])));
      const printed = new Set(tables.flatMap((t) => t.rows.flatMap((row) => (row.kind === 'group' && row.state === 'shown' ? of.forms.find((f) => f.id === t.form)!.categories.map((c) => `${keyOf(wide(tabulation, t.dimensions, row.codes))} ${c.of.join()}`) : []))));
      const groups = new Map(tables.flatMap((t) => t.rows.flatMap((row) => (row.kind === 'group' ? [wide(tabulation, t.dimensions, row.codes)] : []))).map((codes) => [keyOf(codes), codes]));
      const expected = [...groups].flatMap(([key, codes]) => {
        const full = countsOf(tabulation, of, codes);
        return [...cells].flatMap(([name, answers]) => {
          const count = answers.reduce((sum, a) => sum + full[of.categories.indexOf(a)]!, 0);
          if (printed.has(`${key} ${name}`) || !mustStayUncertain(of, count, total(full), policy)) return [];
          const index = atomsOf(tabulation, codes).flatMap((atom) => (attack.atoms.includes(atom) ? answers.map((a) => attack.atoms.indexOf(atom) * of.categories.length + of.categories.indexOf(a)) : []));
          return [`${key}: ${index.toSorted((a, b) => a - b).join()}, ${Math.min(policy.minCell, total(full))}, ${total(full)} people`];
        });
      });
      expect(attack.system.targets.map(({ index, width, reach }, t) => `${attack.subjects[t]}: ${[...index].toSorted((a, b) => a - b).join()}, ${width + reach}, ${attack.people[t]} people`).toSorted()).toEqual(expected.toSorted());
      asked += expected.length;
    }
    expect(asked).toBeGreaterThan(10 * seeds.length);
  });

  test('knows the people behind every row, in the table’s order', () => {
    for (const seed of seeds) {
      const release = smallRelease(seed, 30, 0.6);
      const { tabulation, indicator: of, tables, policy } = release;
      const heads = headsOf(tabulation, of.population);
      const { located } = releaseAttack(tabulation, of, tables, policy);
      const expected = tables.flatMap((table) =>
        table.rows.map((row) => {
          const atoms = groupsBehind(release, table, row).flatMap((codes) => atomsOf(tabulation, codes)).filter((atom) => heads[atom]! > 0);
          return { key: keyOf(wide(tabulation, table.dimensions, row.codes)), atoms: atoms.toSorted((a, b) => a - b), people: atoms.reduce((sum, atom) => sum + heads[atom]!, 0) };
        }),
      );
      expect(located.map(({ key, atoms, people }) => ({ key, atoms: atoms.toSorted((a, b) => a - b), people }))).toEqual(expected);
    }
  });
});
