import { describe, expect, test } from 'vitest';
import { headsOf } from '#core';
import { attackIndicator } from '#attack';
import { randomTabulation, indicator } from '../support/random-tabulation.ts';
import { breakdowns, policy, request, tablesOf, tookPart, untilSafe } from './employers.ts';
import { faults } from './re-add.ts';
import { atomsOf } from './staff-list.ts';

const signedUp = indicator('signed-up', ['yes', 'no'], { population: 'non-completers' });
const habit = indicator('habit', ['often', 'seldom', 'never'], { sensitive: true });

/**
 * The steps of a programme: who completed, who of the others signed up, what those who completed answered. The employer knows who
 * completed; the answers of one population say nothing about another's, so each is protected and attacked by itself (A30, A31).
 */
describe.each([1, 2, 3])('those who did not complete, employer %i', async (seed) => {
  const tabulation = randomTabulation(seed, 260, { departments: 9, divisions: 3, sites: 4 }, [tookPart, signedUp, habit]);
  const { tables, attacks } = await untilSafe(request(tabulation));
  const own = tablesOf(tables.tables, signedUp);
  const sizeOf = (codes: readonly string[], population: 'completers' | 'non-completers') =>
    atomsOf(tabulation, codes).reduce((sum, a) => sum + (headsOf(tabulation, population)[a] ?? 0), 0);

  test('are the entitled people less those who completed, in every printed row', () => {
    let printed = 0;
    for (const table of own) {
      for (const row of table.rows) {
        if (row.kind !== 'group' || row.state !== 'shown') continue;
        const codes = tabulation.dimensions.map((d) => row.codes[table.dimensions.indexOf(d.id)] ?? d.total);
        const people = sizeOf(codes, 'non-completers');
        expect(row.base).toBe(people);
        printed += 1;
        if (people === 0) continue;
        // A group of abstainers that is too small to be printed names them.
        expect(people).toBeGreaterThanOrEqual(policy.minGroup);
        for (const cell of row.cells) expect(cell === 0 || cell >= policy.minCell).toBe(true);
      }
    }
    expect(printed).toBeGreaterThan(5);
    expect(faults(tabulation, signedUp, breakdowns, own, policy)).toEqual([]);
  });

  test('are withheld wherever who took part is', () => {
    const shown = (name: string) => new Set(tables.tables.filter((t) => t.indicator === name).flatMap((t) => t.rows.flatMap((row) => (row.kind === 'group' && row.state === 'shown' ? [`${t.breakdown} ${row.codes.join('|')}`] : []))));
    const tookPartIn = shown(tookPart.id);
    expect([...shown(signedUp.id)].filter((row) => !tookPartIn.has(row))).toEqual([]);
  });

  test('stay uncertain to an employer that knows who completed', async () => {
    const attack = attacks.find((a) => a.indicator === signedUp.id);
    expect(attack?.exposed).toEqual([]);
    expect(attack?.verdicts.safe).toBe(attack?.targets);
    expect((await attackIndicator(tabulation, signedUp, own, policy)).exposed).toEqual([]);
  });
});

test('an unprotected table of those who did not complete is exposed', async () => {
  const tabulation = randomTabulation(4, 90, { departments: 9, divisions: 3, sites: 4 }, [tookPart, signedUp]);
  const table = {
    id: 'by-org',
    breakdown: 'by-org',
    indicator: signedUp.id,
    dimensions: ['org'],
    form: signedUp.forms.at(-1)?.id ?? '',
    rows: ['total', 'V1', 'V2', 'V3', ...Array.from({ length: 9 }, (_, i) => `D${i + 1}`)].map((code) => {
      const atoms = atomsOf(tabulation, [code, 'total', 'total', 'total']);
      const of = (category: number) => atoms.reduce((sum, a) => sum + (tabulation.counts[signedUp.id]?.[a * signedUp.categories.length + category] ?? 0), 0);
      const [yes, no] = [of(0), of(1) + of(2)];
      return { kind: 'group', codes: [code], state: 'shown', base: yes + no, cells: [yes, no] } as const;
    }),
  };
  expect((await attackIndicator(tabulation, signedUp, [table], policy)).exposed.length).toBeGreaterThan(0);
});
