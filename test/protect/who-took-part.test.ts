import { describe, expect, test } from 'vitest';
import { indicator } from '../support/random-tabulation.ts';
import { employerOf, policy, rowOf, run, stateOf, whyOf } from './hand-made.ts';

const tookPart = indicator('took-part', ['yes', 'no'], { population: 'eligible' });
const smoker = indicator('smoker', ['yes', 'no']);
const vaccine = indicator('vaccine', ['yes', 'no']);
const teams = { team: { total: ['A', 'B', 'C'] } };

describe('who took part comes first', () => {
  // In A all but two took part: naming the rest would name two people. Smoking there is unremarkable.
  const tabulation = employerOf(
    teams,
    [smoker, tookPart, vaccine],
    [
      [['A'], null, [20, 18, 0], [38, 2], [19, 19, 0]],
      [['B'], null, [20, 20, 0], [40, 20], [20, 20, 0]],
      [['C'], null, [30, 20, 0], [50, 30], [25, 25, 0]],
    ],
  );

  test('a group withheld there is withheld for every indicator (A48)', () => {
    const result = run(tabulation, { participation: 'took-part' });
    expect([stateOf(result, 'took-part', 'A'), whyOf(result, 'took-part', 'A')]).toEqual(['withheld', 'small-cell']);
    for (const id of ['smoker', 'vaccine']) {
      expect([stateOf(result, id, 'A'), whyOf(result, id, 'A')]).toEqual(['withheld', 'head-count']);
      expect(rowOf(result, `${id}.team`, 'A')).toEqual({ kind: 'group', codes: ['A'], state: 'withheld' });
    }
  });

  test('without it each indicator stands alone', () => {
    expect(stateOf(run(tabulation), 'smoker', 'A')).toBe('shown');
  });

  test('its table comes first, whatever the order of the indicators', () => {
    const order = (participation: string | null) => [...run(tabulation, { participation }).decisions.keys()];
    expect(order('took-part')).toEqual(['took-part', 'smoker', 'vaccine']);
    expect(order(null)).toEqual(['smoker', 'took-part', 'vaccine']);
  });
});

describe('tiers by the number of completers', () => {
  const sized = (completers: number) => {
    const half = Math.floor(completers / 2);
    return run(
      employerOf(
        teams,
        [smoker, tookPart],
        [
          [['A'], null, [half, completers - half, 0], [completers, 30]],
          [['B'], 0, [0, 0, 0], [0, 0]],
          [['C'], 0, [0, 0, 0], [0, 0]],
        ],
      ),
      { participation: 'took-part' },
    );
  };

  test.each([
    [50, 'full', ['took-part', 'smoker']],
    [49, 'participation', ['took-part']],
    [25, 'participation', ['took-part']],
    [24, 'active', []],
    [0, 'active', []],
  ] as const)('%d completers: %s', (completers, tier, indicators) => {
    const result = sized(completers);
    expect(result.tier).toBe(tier);
    expect([...new Set(result.tables.map((t) => t.indicator))]).toEqual(indicators);
    expect([...result.decisions.keys()]).toEqual(indicators);
  });

  test('the limits are the policy’s', () => {
    const tabulation = employerOf(
      teams,
      [smoker],
      [
        [['A'], null, [30, 30, 0]],
        [['B'], null, [30, 30, 0]],
        [['C'], null, [30, 30, 0]],
      ],
    );
    expect(run(tabulation, { policy: { ...policy, minCompleters: 180 } }).tier).toBe('full');
    expect(run(tabulation, { policy: { ...policy, minCompleters: 181 } }).tier).toBe('participation');
    expect(run(tabulation, { policy: { ...policy, minCompleters: 181, minParticipation: 181 } }).tier).toBe('active');
  });
});
