import { Solver } from '#solver';
import { describe, expect, it } from 'vitest';
import { type Block, blockOf } from '../../../src/protect/cells/block.ts';
import { judge } from '../../../src/protect/cells/primary.ts';
import { mostGain } from '../../../src/protect/cells/reach.ts';
import { ShiftModel } from '../../../src/protect/cells/shift-model.ts';
import { asItIs, holds } from '../../../src/protect/cells/world.ts';
import { peopleOf, threeIndicators } from './three-indicators.ts';
import { rulesOf, summed } from './tiny-tables.ts';

/** One indicator's answers, head counts given. */
function answers(seed: number): Block {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  return blockOf(structure, values, judge(structure, values, rulesOf(4)), new Float64Array(values.length).fill(1), (b) => b === 1);
}

/** A solver that counts what it is asked. */
async function counting(): Promise<{ readonly solver: Solver; readonly solves: () => number }> {
  const real = await Solver.load();
  let solves = 0;
  const solver = new Proxy(real, {
    get: (target, name) =>
      name !== 'model'
        ? Reflect.get(target, name, target)
        : (...args: Parameters<Solver['model']>) => {
            const model = real.model(...args);
            const maximise = model.maximise.bind(model);
            model.maximise = (cost) => {
              solves++;
              return maximise(cost);
            };
            return model;
          },
  });
  return { solver, solves: () => solves };
}

describe('the cheapest change', () => {
  const block = answers(2);
  const scenario = asItIs(block);
  const cell = Array.from({ length: block.own }, (_, c) => c).find((c) => block.frozen[c] !== 1 && mostGain(block, scenario, c) >= 2) ?? -1;
  const up = (shift: number) => ({ scenario, demand: { cells: Int32Array.of(cell), shift }, hard: false });

  it('is not sought by the solver where the other answers of the group cannot lose so many', async () => {
    const { solver, solves } = await counting();
    using model = new ShiftModel(block, solver, []);
    expect(model.find(up(mostGain(block, scenario, cell) + 1))).toBeNull();
    expect(solves()).toBe(0);
    const world = model.find(up(1));
    expect(world !== null && holds(block, world)).toBe(true);
    expect(solves()).toBeGreaterThan(0);
  });

  it('is not sought twice where there is none, nor for more; for less it is', async () => {
    const { solver, solves } = await counting();
    using model = new ShiftModel(block, solver, []);
    const down = (shift: number) => up(-shift);
    // More people than it has cannot leave a cell: from there on fewer, until so many can.
    const all = (block.truth[cell] ?? 0) - (block.least[cell] ?? 0);
    const below = Array.from({ length: all + 2 }, (_, i) => all + 2 - i).find((shift) => model.find(down(shift)) !== null) ?? 0;
    const before = solves();
    for (const shift of [below + 1, below + 2, below + 9]) expect(model.find(down(shift))).toBeNull();
    expect(solves()).toBe(before);
    expect(below).toBeGreaterThan(0);
    expect(model.find(down(below))).not.toBeNull();
  });

  it('is sought again when a limit that forbade it is lifted', async () => {
    const solver = await Solver.load();
    using model = new ShiftModel(block, solver, []);
    const limit = model.limit(new Map([[cell, 1]]), 0);
    expect(model.find(up(1))).toBeNull();
    model.lift(limit);
    expect(model.find(up(1))).not.toBeNull();
  });
});
