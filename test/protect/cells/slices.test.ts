import { protectCells } from '#protect';
import { Solver } from '#solver';
import { describe, expect, it } from 'vitest';
import { Answers } from '../../../src/protect/cells/answers.ts';
import { blockOf } from '../../../src/protect/cells/block.ts';
import { Cover } from '../../../src/protect/cells/cover.ts';
import { judge } from '../../../src/protect/cells/primary.ts';
import { peopleOf, threeIndicators } from './three-indicators.ts';
import { rulesOf, summed } from './tiny-tables.ts';

function tables(seed: number) {
  const { structure, values } = summed(threeIndicators, peopleOf(seed));
  const rules = rulesOf(6, { zeros: 'protected' });
  return { structure, values, rules, block: () => blockOf(structure, values, judge(structure, values, rules), new Float64Array(values.length).fill(1), (b) => b === 1) };
}

describe('covering some sums at a time', () => {
  it('withholds and proves what covering all at once does, and says when it is done', async () => {
    const solver = await Solver.load();
    let longest = 0;
    for (let seed = 0; seed < 8; seed++) {
      const { block } = tables(seed);
      using atOnce = new Cover(block(), solver);
      using slowly = new Cover(block(), solver);
      expect(atOnce.cover()).toBe(true);
      let calls = 1;
      while (!slowly.cover(1)) calls++;
      expect(slowly.block.state).toEqual(atOnce.block.state);
      expect(slowly.pool.open().map(({ guarded }) => guarded)).toEqual(atOnce.pool.open().map(({ guarded }) => guarded));
      // Nothing is left to be done, and a call that looks at nothing does nothing.
      const before = slowly.block.state.slice();
      slowly.cover();
      expect(slowly.block.state).toEqual(before);
      longest = Math.max(longest, calls);
    }
    expect(longest).toBeGreaterThan(3);
  });

  it('is told to whoever waits', async () => {
    const { structure, values, rules } = tables(5);
    const solver = await Solver.load();
    const said: number[] = [];
    const slices: boolean[] = [];
    using stack = new DisposableStack();
    await protectCells({
      structure,
      values,
      rules,
      progress: { step: (text) => void said.push(Number(/, (\d+) sums/u.exec(text)?.[1] ?? Number.NaN)) },
      hire: (own) => {
        const answers = stack.use(new Answers(own, solver));
        return async (order) => {
          // One sum at a time, whatever is asked for: these tables have few.
          const reply = answers.carryOut(order.kind === 'cover' ? { ...order, sums: 1 } : order);
          if (order.kind === 'cover') slices.push(reply.more);
          return Promise.resolve(reply);
        };
      },
    });
    expect(slices.filter((more) => more).length).toBeGreaterThan(3);
    expect(slices.at(-1)).toBe(false);
    expect(said.length).toBeGreaterThan(4);
    expect(said.every((sums) => Number.isInteger(sums))).toBe(true);
  });
});
