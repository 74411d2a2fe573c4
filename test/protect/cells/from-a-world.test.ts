import { Solver } from '#solver';
import { describe, expect, it } from 'vitest';
import { type Block, blockOf, PRIMARY } from '../../../src/protect/cells/block.ts';
import { Pool, Watch } from '../../../src/protect/cells/pool.ts';
import { judge } from '../../../src/protect/cells/primary.ts';
import { ShiftModel } from '../../../src/protect/cells/shift-model.ts';
import { asItIs, holds, type Scenario, scenarioOf, type World } from '../../../src/protect/cells/world.ts';
import { mulberry } from '../../support/random-tabulation.ts';
import { peopleOf, threeIndicators } from './three-indicators.ts';
import { rulesOf, summed } from './tiny-tables.ts';

const SEEDS = 10;
/** What moving a withheld cell costs, as a share of a published one. */
const STILL = 0.01;

/** The second indicator's answers, every third cell withheld, and head counts of other people. */
function tables(seed: number, roundTo: 1 | 5): { readonly block: Block; readonly other: Scenario } {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  const others = summed(threeIndicators, peopleOf(seed + 100)).values;
  const judged = judge(structure, values, rulesOf(roundTo === 1 ? 4 : 7, { zeros: 'protected', roundTo }));
  const block = blockOf(structure, values, judged, new Float64Array(values.length).fill(1), (b) => b === 2);
  const random = mulberry(seed);
  for (let c = 0; c < block.own; c++) if (random() < 0.3) block.state[c] = PRIMARY;
  return { block, other: scenarioOf(block, Int32Array.from(block.global.subarray(block.own), (c) => (others[c] ?? 0) - (values[c] ?? 0))) };
}

function shiftsOf(block: Block, world: World): Int32Array {
  const shifts = new Int32Array(block.own);
  world.cells.forEach((cell, i) => (shifts[cell] = world.shifts[i] ?? 0));
  return shifts;
}

/** What it costs to come from one world to another. */
function distance(block: Block, a: World, b: World): number {
  const other = shiftsOf(block, b);
  return shiftsOf(block, a).reduce((sum, shift, c) => sum + Math.abs(shift - (other[c] ?? 0)) * (block.state[c] === PRIMARY ? STILL : 1), 0);
}

/** A model that has found a world in other head counts. */
function begun(solver: Solver): { readonly block: Block; readonly other: Scenario; readonly model: ShiftModel; readonly from: World } {
  const { block, other } = tables(3, 1);
  const model = new ShiftModel(block, solver, []);
  const from = model.find({ scenario: other, hard: false });
  if (from === null) throw new Error('no world to begin with');
  return { block, other, model, from };
}

describe('a change from a known world', () => {
  it.each([1, 5] as const)('is there exactly where one from the truth is, keeps what that keeps, and is no longer (printed to %d)', async (roundTo) => {
    const solver = await Solver.load();
    let found = 0;
    let shorter = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { block, other } = tables(seed, roundTo);
      using model = new ShiftModel(block, solver, []);
      // Far beyond what its printed range would be, were it printed.
      const withheld = Array.from({ length: block.own }, (_, c) => c).filter((c) => block.state[c] === PRIMARY && block.bands.has(c) === roundTo > 1);
      for (const scenario of [asItIs(block), other]) {
        const from = model.find({ scenario, demand: { cells: Int32Array.of(withheld[seed % withheld.length] ?? -1), shift: seed % 2 === 0 ? 9 : -4 }, hard: false });
        if (from === null) continue;
        for (let cell = 0; cell < block.own; cell++)
          for (const shift of [4, -2]) {
            const ask = { scenario, demand: { cells: Int32Array.of(cell), shift: (shiftsOf(block, from)[cell] ?? 0) + shift }, hard: false };
            if (Math.sign(ask.demand.shift) !== Math.sign(shift)) continue;
            const near = model.find({ ...ask, from });
            const far = model.find(ask);
            expect(near === null).toBe(far === null);
            if (near === null || far === null) continue;
            expect(near.scenario).toBe(scenario);
            expect(holds(block, near)).toBe(true);
            expect(Math.sign(shift) * ((shiftsOf(block, near)[cell] ?? 0) - ask.demand.shift)).toBeGreaterThanOrEqual(0);
            found++;
            // Within a printed range a change is as good as none, so that lengths are those of exact numbers.
            if (roundTo > 1) continue;
            expect(distance(block, near, from)).toBeLessThanOrEqual(distance(block, far, from) + 1e-6);
            if (distance(block, near, from) < distance(block, far, from) - 1e-6) shorter++;
          }
      }
    }
    expect(found).toBeGreaterThan(200);
    if (roundTo === 1) expect(shorter).toBeGreaterThan(50);
  });

  it('leaves the model as it was', async () => {
    const solver = await Solver.load();
    const { block, other, model, from } = begun(solver);
    using used = model;
    const truth = { scenario: asItIs(block), cells: new Int32Array(), shifts: new Int32Array() };
    for (let cell = 0; cell < block.own; cell++) {
      using fresh = new ShiftModel(block, solver, []);
      const ask = { scenario: asItIs(block), demand: { cells: Int32Array.of(cell), shift: 2 }, hard: false };
      used.find({ scenario: other, from, demand: { cells: Int32Array.of(cell), shift: 9 }, hard: false });
      const [again, anew] = [used.find(ask), fresh.find(ask)];
      expect(again === null).toBe(anew === null);
      if (again === null || anew === null) continue;
      expect(holds(block, again)).toBe(true);
      // Which of several cheapest changes it is depends on what the solver saw before.
      expect(distance(block, again, truth)).toBeCloseTo(distance(block, anew, truth), 6);
    }
  });

  it('does not begin in other head counts than it ends in, nor with anything but a demand', async () => {
    const { block, other, model, from } = begun(await Solver.load());
    using used = model;
    const demand = { cells: Int32Array.of(0), shift: 1 };
    expect(() => used.find({ scenario: asItIs(block), from, demand, hard: false })).toThrow(/another scenario/u);
    const only = /only a demand/u;
    expect(() => used.find({ scenario: other, from, hard: false })).toThrow(only);
    expect(() => used.find({ scenario: other, from, demand, also: [demand], hard: false })).toThrow(only);
    expect(() => used.find({ scenario: other, from, demand, lures: [{ cell: 1, shift: 1, bonus: 1 }], hard: false })).toThrow(only);
    const limit = used.limit(new Map([[0, 1]]), 0);
    expect(() => used.find({ scenario: other, from, demand, hard: false })).toThrow(only);
    used.lift(limit);
    expect(() => used.find({ scenario: other, from, demand, hard: false })).not.toThrow();
  });

  it('begins where the sum is furthest already, among worlds of the same head counts', () => {
    const { block, other } = tables(3, 1);
    const truth = asItIs(block);
    const pool = new Pool(block.truth);
    const world = (scenario: Scenario, shifts: readonly number[]) => {
      const made = { scenario, cells: Int32Array.from(shifts.keys()), shifts: Int32Array.from(shifts) };
      pool.add(made);
      return made;
    };
    const watch = new Watch({ cells: Int32Array.of(0, 1), width: 5, reach: 0 }, 0);
    expect(pool.nearest(watch, 1, truth)).toBeNull();
    const [up, down] = [world(truth, [3, -1]), world(truth, [2, -5])];
    const elsewhere = world(other, [9, 9]);
    expect(pool.nearest(watch, 4, truth)).toBe(up);
    expect(pool.nearest(watch, -4, truth)).toBe(down);
    expect(pool.nearest(watch, -4, other)).toBe(elsewhere);
    pool.drop([up]);
    expect(pool.nearest(watch, 4, truth)).toBe(down);
  });
});
