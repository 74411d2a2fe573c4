import { describe, expect, it } from 'vitest';
import { Solver } from '#solver';
import { type Block, blockOf } from '../../../src/protect/cells/block.ts';
import { judge } from '../../../src/protect/cells/primary.ts';
import { mostGain } from '../../../src/protect/cells/reach.ts';
import { asItIs, type Scenario, scenarioOf, signIn } from '../../../src/protect/cells/world.ts';
import { mulberry } from '../../support/random-tabulation.ts';
import { peopleOf, threeIndicators } from './three-indicators.ts';
import { rulesOf, summed } from './tiny-tables.ts';

const SEEDS = 12;
const FAR = 1e6;

/** The first indicator's answers, and other head counts that may or may not suit them. */
function tables(seed: number): { readonly block: Block; readonly scenarios: readonly Scenario[] } {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  const judged = judge(structure, values, rulesOf(4));
  const block = blockOf(structure, values, judged, new Float64Array(values.length).fill(1), (b) => b === 1);
  const random = mulberry(seed + 1000);
  const other = () => scenarioOf(block, Int32Array.from(block.global.subarray(block.own), () => (random() < 0.3 ? Math.floor(random() * 5) - 2 : 0)));
  return { block, scenarios: [asItIs(block), other(), other()] };
}

/** The most that a cell can gain in fractions of people, by a linear program over every equation; −∞ where the scenario cannot be at all. */
function gainOf(solver: Solver, block: Block, scenario: Scenario, cell: number): number {
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const owed: number[] = [];
  block.equations.forEach(({ parent, children }, e) => {
    for (const c of [parent, ...children]) {
      if (c >= block.own) continue;
      index.push(c);
      value.push(signIn(block, e, c));
    }
    start.push(index.length);
    owed.push(scenario.owed.get(e) ?? 0);
  });
  const fixed = (c: number) => block.frozen[c] === 1;
  using model = solver.model(
    {
      columns: block.own,
      lower: Float64Array.from({ length: block.own }, (_, c) => (fixed(c) ? 0 : Math.min(0, (block.least[c] ?? 0) - (block.truth[c] ?? 0)))),
      upper: Float64Array.from({ length: block.own }, (_, c) => (fixed(c) ? 0 : FAR)),
      rowStart: Int32Array.from(start),
      rowIndex: Int32Array.from(index),
      rowValue: Float64Array.from(value),
      rowLow: Float64Array.from(owed),
      rowHigh: Float64Array.from(owed),
    },
    { seconds: 10 },
  );
  const outcome = model.maximise(Float64Array.from({ length: block.own }, (_, c) => Number(c === cell)));
  expect(outcome.kind).not.toBe('unresolved');
  return outcome.kind === 'optimal' ? outcome.objective : -Infinity;
}

describe('how much a cell could gain', () => {
  it('is never said to be less than it could, in head counts as they are and in others', async () => {
    const solver = await Solver.load();
    let tight = 0;
    let possible = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { block, scenarios } = tables(seed);
      for (const scenario of scenarios)
        for (let cell = 0; cell < block.own; cell++) {
          const gain = gainOf(solver, block, scenario, cell);
          const bound = mostGain(block, scenario, cell);
          expect(bound).toBeGreaterThanOrEqual(gain - 1e-6);
          possible += Number(gain > -Infinity);
          tight += Number(gain > -Infinity && bound < gain + 1e-6);
        }
    }
    // A bound that is always far off would be of no use: it is exact for most cells of such tables.
    expect(possible).toBeGreaterThan(SEEDS * 10);
    expect(tight / possible).toBeGreaterThan(0.5);
  });

  it('is nothing for a zero that is printed, and for what another part protects', () => {
    const { block, scenarios: [truth = asItIs(block)] } = tables(3);
    for (let cell = 0; cell < block.global.length; cell++)
      if (cell >= block.own || block.frozen[cell] === 1) expect(mostGain(block, truth, cell)).toBe(0);
    expect(block.global.length).toBeGreaterThan(block.own);
  });
});
