import { describe, expect, test } from 'vitest';
import { indicator } from '../support/random-tabulation.ts';
import { by, employerOf, policy, rowOf, run, stateOf, whyOf } from './hand-made.ts';

const sleep = indicator('sleep', ['good', 'fair', 'poor']);
const stress = indicator('stress', ['high', 'low'], { sensitive: true });
const teams = { team: { total: ['A', 'B', 'C', 'D'] } };

describe('the finest form that loses few people', () => {
  const withPoor = (...poor: [number, number, number, number]) =>
    run(
      employerOf(
        teams,
        [sleep],
        (['A', 'B', 'C', 'D'] as const).map((code, i) => [[code], null, [40, 30, poor[i]!, 0]]),
      ),
    );
  const formOf = (result: ReturnType<typeof run>, table: string) => result.tables.find((t) => t.id === table)?.form;

  test('no small cell: the full form everywhere', () => {
    const result = withPoor(10, 10, 10, 10);
    expect([formOf(result, 'sleep.all'), formOf(result, 'sleep.team')]).toEqual(['full', 'full']);
  });

  test('a small cell in most teams: the shorter form for teams, the full one for all', () => {
    const result = withPoor(2, 2, 2, 10);
    expect([formOf(result, 'sleep.all'), formOf(result, 'sleep.team')]).toEqual(['full', 'yesno']);
    expect(rowOf(result, 'sleep.team', 'A')).toMatchObject({ state: 'shown', base: 72, cells: [40, 32] });
  });

  test('one team in ten lost is tolerated, more is not', () => {
    // The company's own row counts as well: A is 160 of 2 × 812 (9.9 %), then 170 of 2 × 822 (10.3 %).
    const sized = (small: number) =>
      run(
        employerOf(
          teams,
          [sleep],
          [
            [['A'], null, [small - 32, 30, 2, 0]],
            [['B'], null, [100, 90, 27, 0]],
            [['C'], null, [100, 90, 27, 0]],
            [['D'], null, [100, 90, 28, 0]],
          ],
        ),
      );
    expect(formOf(sized(160), 'sleep.team')).toBe('full');
    expect(formOf(sized(170), 'sleep.team')).toBe('yesno');
  });

  test('never finer than in a table that is a margin of it', () => {
    const tabulation = employerOf(
      { ...teams, sex: { total: ['F', 'M'] } },
      [sleep],
      [
        [['A', 'F'], null, [40, 30, 2, 0]],
        [['B', 'M'], null, [40, 30, 2, 0]],
        [['C', 'F'], null, [40, 30, 2, 0]],
        [['D', 'M'], null, [40, 30, 2, 0]],
      ],
    );
    const result = run(tabulation, { breakdowns: [by('team', 'sex'), by('sex'), by('team'), by()] });
    const at = (table: string) => sleep.forms.findIndex((f) => f.id === formOf(result, table));
    for (const margin of ['sleep.sex', 'sleep.team', 'sleep.all'])
      expect(at('sleep.team-sex')).toBeGreaterThanOrEqual(at(margin));
    expect(at('sleep.sex')).toBeGreaterThanOrEqual(at('sleep.all'));
  });

  test('a printed form also passes in every coarser one', () => {
    // Full answers are sound, "good or not" leaves a rest of 0 of 60 sensitive people: nobody printed.
    const mood = indicator('mood', ['low', 'fair', 'good'], { sensitive: true });
    const result = run(
      employerOf(
        teams,
        [mood],
        [
          [['A'], null, [0, 30, 30, 0]],
          [['B'], null, [30, 30, 30, 0]],
          [['C'], null, [30, 30, 30, 0]],
          [['D'], null, [30, 30, 30, 0]],
        ],
      ),
    );
    expect(rowOf(result, 'mood.team', 'A').state).not.toBe('shown');
  });
});

describe('bands instead of counts', () => {
  const sensitive = (high: number, low: number, given = {}) =>
    run(
      employerOf(
        teams,
        [stress],
        [
          [['A'], null, [high, low, 0]],
          [['B'], null, [60, 60, 0]],
          [['C'], null, [60, 60, 0]],
          [['D'], null, [70, 60, 0]],
        ],
      ),
      given,
    );

  test('nearly everybody gave the same sensitive answer: a band over 95 %, the other under 5 %', () => {
    const result = sensitive(118, 2);
    expect([stateOf(result, 'stress', 'A'), whyOf(result, 'stress', 'A')]).toEqual(['banded', 'small-cell']);
    expect(rowOf(result, 'stress.team', 'A')).toEqual({
      kind: 'group',
      codes: ['A'],
      state: 'banded',
      base: 120,
      cells: [
        { low: 114, high: 120 },
        { low: 0, high: 6 },
      ],
    });
  });

  test('a banded child is in the remainder, with a sibling beside it', () => {
    const result = sensitive(118, 2);
    const remainder = rowOf(result, 'stress.team', '~total');
    expect(remainder.state === 'shown' && remainder.base > 120).toBe(true);
    expect(['B', 'C', 'D'].filter((c) => stateOf(result, 'stress', c) !== 'shown')).toHaveLength(1);
  });

  test.each([
    // base, the edge (95 % rounded up), room above it: a band must leave at least minCell possible steps.
    [100, 'banded'],
    [99, 'withheld'],
    [80, 'withheld'],
    [30, 'withheld'],
  ])('of %d people, all alike: %s', (base, state) => {
    expect(stateOf(sensitive(base, 0), 'stress', 'A')).toBe(state);
  });

  test('answers that are not sensitive have no band', () => {
    const plain = indicator('stress', ['high', 'low']);
    const result = run(
      employerOf(
        teams,
        [plain],
        [
          [['A'], null, [118, 2, 0]],
          [['B'], null, [60, 60, 0]],
          [['C'], null, [60, 60, 0]],
          [['D'], null, [70, 60, 0]],
        ],
      ),
    );
    expect(stateOf(result, 'stress', 'A')).toBe('withheld');
  });

  test('a banded company total stays a band, and no row beside it adds up to more', () => {
    const result = run(
      employerOf(
        teams,
        [stress],
        (['A', 'B', 'C', 'D'] as const).map((code) => [[code], null, [119, 1, 0]]),
      ),
    );
    expect(rowOf(result, 'stress.all')).toMatchObject({
      state: 'banded',
      base: 480,
      cells: [
        { low: 456, high: 480 },
        { low: 0, high: 24 },
      ],
    });
    expect(result.tables.flatMap((t) => t.rows).filter((r) => r.kind === 'remainder' || r.state === 'shown')).toEqual(
      [],
    );
  });

  test('the homogeneity share is the policy’s', () => {
    expect(stateOf(sensitive(110, 10), 'stress', 'A')).toBe('shown');
    expect(stateOf(sensitive(110, 10, { policy: { ...policy, homogeneity: 0.9 } }), 'stress', 'A')).toBe('banded');
  });
});

describe('zeros', () => {
  const zero = (zeros: 'shown' | 'protected') =>
    run(
      employerOf(
        teams,
        [sleep],
        [
          [['A'], null, [30, 30, 0, 6]],
          [['B'], null, [30, 30, 20, 7]],
          [['C'], null, [30, 30, 21, 8]],
          [['D'], null, [30, 30, 22, 9]],
        ],
      ),
      { policy: { ...policy, zeros } },
    );

  test('a zero may be shown, or it is a small cell', () => {
    expect(rowOf(zero('shown'), 'sleep.team', 'A')).toMatchObject({ state: 'shown', cells: [30, 30, 0, 6] });
    // Where zeros are protected, teams fall back to the form in which nobody has one.
    const careful = zero('protected');
    const printed = careful.tables.flatMap((t) => t.rows).flatMap((r) => (r.state === 'shown' ? r.cells : []));
    expect(printed.length).toBeGreaterThan(0);
    expect(printed).not.toContain(0);
  });

  test('an empty group is withheld where zeros are protected', () => {
    const tabulation = employerOf(
      teams,
      [sleep],
      [
        [['A'], 0, [0, 0, 0, 0]],
        [['B'], null, [30, 30, 20, 7]],
        [['C'], null, [30, 30, 21, 8]],
        [['D'], null, [30, 30, 22, 9]],
      ],
    );
    expect(stateOf(run(tabulation), 'sleep', 'A')).toBe('shown');
    expect(stateOf(run(tabulation, { policy: { ...policy, zeros: 'protected' } }), 'sleep', 'A')).toBe('withheld');
  });
});
