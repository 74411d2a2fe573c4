import { describe, expect, test } from 'vitest';
import { groupKey } from '#protect';
import { breakdowns, employer, request, tookPart, untilSafe } from '../attack/employers.ts';
import { indicator } from '../support/random-tabulation.ts';
import { by, employerOf, rowOf, run, stateOf, whyOf } from './hand-made.ts';

const smoker = indicator('smoker', ['yes', 'no']);

describe('groups of different dimensions inside one another', () => {
  // Team A works at X only, and X has 6 people more.
  const tabulation = employerOf(
    { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y', 'Z'] } },
    [smoker],
    [
      [['A', 'X'], null, [20, 20, 0]],
      [['B', 'X'], null, [3, 3, 0]],
      [['B', 'Y'], null, [40, 40, 0]],
      [['C', 'Z'], null, [50, 50, 0]],
    ],
  );

  test('the site and the team inside it are not both shown', () => {
    const result = run(tabulation);
    expect(
      [stateOf(result, 'smoker', 'A', 'total'), stateOf(result, 'smoker', 'total', 'X')].filter((s) => s === 'shown')
        .length,
    ).toBeLessThan(2);
    const reasons = [whyOf(result, 'smoker', 'A', 'total'), whyOf(result, 'smoker', 'total', 'X')];
    expect(reasons).toContain('nesting');
  });

  test('where the rest is large both are shown', () => {
    const wide = employerOf(
      { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y', 'Z'] } },
      [smoker],
      [
        [['A', 'X'], null, [20, 20, 0]],
        [['B', 'X'], null, [15, 15, 0]],
        [['B', 'Y'], null, [40, 40, 0]],
        [['C', 'Z'], null, [50, 50, 0]],
      ],
    );
    const result = run(wide);
    expect([stateOf(result, 'smoker', 'A', 'total'), stateOf(result, 'smoker', 'total', 'X')]).toEqual([
      'shown',
      'shown',
    ]);
  });
});

describe('more cover for what an auditor found', () => {
  const tabulation = employerOf(
    { org: { total: ['V1', 'V2'], V1: ['A', 'B', 'C'], V2: ['D', 'E'] } },
    [smoker],
    [
      [['A'], null, [20, 20, 0]],
      [['B'], null, [2, 4, 0]],
      [['C'], null, [15, 15, 0]],
      [['D'], null, [30, 30, 0]],
      [['E'], null, [25, 25, 0]],
    ],
  );
  const exposing = (...keys: (readonly string[])[]) => run(tabulation, { exposed: { smoker: keys.map(groupKey) } });

  test('a withheld group gets another sibling', () => {
    const result = exposing(['B']);
    expect([stateOf(result, 'smoker', 'A'), whyOf(result, 'smoker', 'A')]).toEqual(['withheld', 'audit']);
    expect(stateOf(result, 'smoker', 'D')).toBe('shown');
  });

  test('a remainder gets another member', () => {
    expect(stateOf(exposing(['~V1']), 'smoker', 'A')).toBe('withheld');
  });

  test('a shown group goes itself', () => {
    const result = exposing(['D']);
    expect([stateOf(result, 'smoker', 'D'), whyOf(result, 'smoker', 'D')]).toEqual(['withheld', 'audit']);
    expect(stateOf(result, 'smoker', 'E')).toBe('withheld');
  });

  test('each entry hides something more, until nothing is left', () => {
    const hidden = [0, 1, 2, 3, 4, 5].map(
      (times) =>
        [
          ...(exposing(...Array.from({ length: times }, () => ['B']))
            .decisions.get('smoker')
            ?.state.values() ?? []),
        ].filter((s) => s !== 'shown').length,
    );
    expect(hidden.every((n, i) => i === 0 || n > (hidden[i - 1] ?? 0) || n === 8)).toBe(true);
    expect(hidden.at(-1)).toBe(8);
  });

  test('an unknown name asks for everything: nothing is guessed', () => {
    expect(
      [...(exposing(['nowhere']).decisions.get('smoker')?.state.values() ?? [])].every((s) => s === 'withheld'),
    ).toBe(true);
  });

  test('an exposed group inside withheld parents takes its neighbours, not the whole indicator', () => {
    // X × A lies in a withheld site and a withheld team: cover can only come from groups that share its people elsewhere.
    const crossed = employerOf(
      { team: { total: ['A', 'B', 'C'] }, site: { total: ['X', 'Y', 'Z'] }, sex: { total: ['F', 'M'] } },
      [smoker],
      [
        [['A', 'X', 'F'], null, [2, 3, 0]],
        [['B', 'X', 'M'], null, [1, 2, 0]],
        [['A', 'Y', 'M'], null, [1, 2, 0]],
        [['B', 'Y', 'F'], null, [30, 30, 0]],
        [['B', 'Y', 'M'], null, [40, 45, 0]],
        [['C', 'Z', 'F'], null, [50, 50, 0]],
        [['C', 'Z', 'M'], null, [50, 50, 0]],
      ],
    );
    const given = { breakdowns: [by(), by('team'), by('site'), by('sex'), by('team', 'site')] };
    const before = run(crossed, given);
    expect(['A', 'B'].map((c) => stateOf(before, 'smoker', c, 'total', 'total'))).toEqual(['withheld', 'withheld']);
    const after = run(crossed, { ...given, exposed: { smoker: [groupKey(['A', 'X', 'total'])] } });
    expect(rowOf(after, 'smoker.all').state).toBe('shown');
    expect(after.tables.flatMap((t) => t.rows).filter((r) => r.state === 'shown').length).toBeLessThan(
      before.tables.flatMap((t) => t.rows).filter((r) => r.state === 'shown').length,
    );
  });

  test.each(
    process.env['TUTTI_DEEP'] === undefined
      ? [[150, 2]]
      : [
          [150, 2],
          [400, 2],
          [400, 4],
        ],
  )('an employer of %d people, seed %d, keeps its total of who took part', async (people = 0, seed = 0) => {
    const { tables } = await untilSafe(request(employer(seed, people), { breakdowns }));
    expect(rowOf(tables, `${tookPart.id}.all`).state).toBe('shown');
  });
});
