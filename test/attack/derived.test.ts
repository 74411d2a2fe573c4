import { describe, expect, test } from 'vitest';
import { attackIndicator, type AttackedTable } from '#attack';
import type { CountedIndicator, Policy, Tabulation } from '#core';
import { indicator } from '../support/random-tabulation.ts';
import { derivedGroups } from '../../src/attack/derived.ts';
import { locate } from '../../src/attack/published.ts';
import { by, policy, secret, untilSafe } from './employers.ts';
import { publish } from './publisher.ts';
import { keyOf } from './staff-list.ts';

const smoker = indicator('smoker', ['yes', 'no']);
const mood = indicator('mood', ['low', 'fair', 'good'], { sensitive: true });

/** Teams A, B, C (with `sites` their site); counts per atom of the indicator's categories. */
function employerOf(
  of: CountedIndicator,
  atoms: readonly (readonly [team: string, site: string, ...counts: number[]])[],
): Tabulation {
  const heads = atoms.map(([, , ...counts]) => counts.reduce((a, b) => a + b, 0));
  return {
    dimensions: [
      { id: 'team', total: 'total', relations: [{ parent: 'total', children: ['A', 'B', 'C'] }] },
      { id: 'site', total: 'total', relations: [{ parent: 'total', children: ['X', 'Y'] }] },
    ],
    codes: atoms.map(([team, site]) => [team, site]),
    heads: { eligible: heads, completers: heads },
    indicators: [of],
    counts: { [of.id]: Int32Array.from(atoms.flatMap(([, , ...counts]) => counts)) },
  };
}

function tables(
  tabulation: Tabulation,
  of: CountedIndicator,
  hidden: readonly string[][],
  given: { form?: string; policy?: Policy; remainders?: boolean } = {},
): AttackedTable[] {
  const keys = new Set(hidden.map(keyOf));
  const chosen = { form: 'full', policy, remainders: false, ...given };
  return publish(tabulation, of, {
    breakdowns: [by(), by('team'), by('site')],
    form: () => chosen.form,
    state: (key) => (keys.has(key) ? 'withheld' : 'shown'),
    remainders: chosen.remainders,
    policy: chosen.policy,
  });
}

const exposedBy = async (tabulation: Tabulation, of: CountedIndicator, published: readonly AttackedTable[]) =>
  (await attackIndicator(tabulation, of, published, policy)).exposed.map((key) => key.split('\u001f').join(' '));

describe('groups that can be worked out', () => {
  test('nothing is exposed where every group is large and mixed', async () => {
    const sound = employerOf(smoker, [
      ['A', 'X', 20, 20, 0],
      ['B', 'X', 20, 20, 0],
      ['C', 'Y', 20, 20, 0],
    ]);
    expect(await exposedBy(sound, smoker, tables(sound, smoker, []))).toEqual([]);
  });

  test('a printed group against a rule', async () => {
    const small = employerOf(smoker, [
      ['A', 'X', 20, 20, 0],
      ['B', 'X', 5, 5, 0],
      ['C', 'Y', 20, 20, 0],
    ]);
    expect(await exposedBy(small, smoker, tables(small, smoker, []))).toContain('B total');
  });

  test('a site less the team inside it', async () => {
    // A works at X only; X has 6 more people, of team B.
    const nested = employerOf(smoker, [
      ['A', 'X', 20, 20, 0],
      ['B', 'X', 3, 3, 0],
      ['B', 'Y', 20, 20, 0],
      ['C', 'Y', 20, 20, 0],
    ]);
    expect(await exposedBy(nested, smoker, tables(nested, smoker, []))).not.toEqual([]);
    const hidden = [
      ['A', 'total'],
      ['B', 'total'],
    ];
    expect(await exposedBy(nested, smoker, tables(nested, smoker, hidden))).toEqual([]);
  });

  test('a site less two teams inside it', async () => {
    const nested = employerOf(smoker, [
      ['A', 'X', 20, 20, 0],
      ['B', 'X', 20, 20, 0],
      ['C', 'X', 3, 3, 0],
      ['C', 'Y', 40, 40, 0],
    ]);
    expect(await exposedBy(nested, smoker, tables(nested, smoker, []))).not.toEqual([]);
  });

  test('a rest whose members all gave the same sensitive answer, seen only after adding answers up', () => {
    // X less A: 40 people, low 0, fair 20, good 20. In full nothing is striking; as "low or not" it is everybody.
    const rest = employerOf(mood, [
      ['A', 'X', 20, 20, 20, 0],
      ['B', 'X', 0, 20, 20, 0],
      ['B', 'Y', 20, 20, 20, 0],
      ['C', 'Y', 20, 20, 20, 0],
    ]);
    const found = derivedGroups(rest, mood, locate(rest, mood, tables(rest, mood, [])), policy);
    expect(found).toEqual([{ subject: keyOf(['A', 'total']), what: 'difference' }]);
  });

  test('people whose sensitive answers follow from several zeros: the smallest printed group around them is named', async () => {
    // Nobody at Y is low and nobody in C is fair: the 20 people of C at Y are all good, although neither Y nor C says so.
    const zeros = employerOf(mood, [
      ['A', 'X', 20, 20, 20, 0],
      ['B', 'Y', 0, 60, 30, 0],
      ['C', 'X', 30, 0, 0, 0],
      ['C', 'Y', 0, 0, 20, 0],
    ]);
    expect(await exposedBy(zeros, mood, tables(zeros, mood, []))).toContain('C total');
    // The engine's answer and the attacker's agree: what is left is not exposed.
    const { tables: safe } = await untilSafe({
      tabulation: zeros,
      breakdowns: [by(), by('team'), by('site')],
      policy,
      secret,
      participation: null,
      exposed: {},
    });
    expect((await attackIndicator(zeros, mood, safe.tables, policy)).exposed).toEqual([]);
  });
});

describe('one group in several tables', () => {
  const three = employerOf(smoker, [
    ['A', 'X', 20, 20, 0],
    ['B', 'X', 2, 38, 0],
    ['C', 'Y', 20, 20, 0],
  ]);

  test('two tables that combine different groups are both used', async () => {
    // The first combines B and C, the second A and B. With A printed in the first, B is known.
    const first = tables(
      three,
      smoker,
      [
        ['B', 'total'],
        ['C', 'total'],
      ],
      { remainders: true },
    )[1]!;
    const second = tables(
      three,
      smoker,
      [
        ['A', 'total'],
        ['B', 'total'],
      ],
      { remainders: true },
    )[1]!;
    const { verdicts } = await attackIndicator(three, smoker, [first, { ...second, id: 'again' }], policy);
    expect(verdicts.exact).toBeGreaterThan(0);
    expect((await attackIndicator(three, smoker, [first], policy)).verdicts.exact).toBe(0);
  });

  test('two numbers for one group are a contradiction, not a choice', async () => {
    const [, honest] = tables(
      three,
      smoker,
      [
        ['B', 'total'],
        ['C', 'total'],
      ],
      { remainders: true },
    );
    const lying = {
      ...honest!,
      id: 'again',
      rows: honest!.rows.map((row) =>
        row.state === 'shown' && row.codes[0] === 'A' ? { ...row, cells: [21, 19, 0] } : row,
      ),
    };
    await expect(attackIndicator(three, smoker, [honest!, lying], policy)).rejects.toThrow();
  });

  test('a row without all its cells is refused', async () => {
    const [, honest] = tables(three, smoker, [
      ['B', 'total'],
      ['C', 'total'],
    ]);
    const torn = {
      ...honest!,
      rows: honest!.rows.map((row) => (row.state === 'shown' ? { ...row, cells: row.cells.slice(1) } : row)),
    };
    await expect(attackIndicator(three, smoker, [torn], policy)).rejects.toThrow('lacks a cell');
  });

  test('an unknown form is refused', async () => {
    const [, honest] = tables(three, smoker, [
      ['B', 'total'],
      ['C', 'total'],
    ]);
    await expect(attackIndicator(three, smoker, [{ ...honest!, form: 'thirds' }], policy)).rejects.toThrow('no form');
  });
});
