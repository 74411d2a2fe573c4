import type { Block } from './block.ts';
import { type Scenario, signIn } from './world.ts';

/** Sums over sums that are looked at: a department's answers in a division's, a division's in the whole's. */
const LEVELS = 3;

/**
 * How much a cell could gain at most in a scenario, whatever were withheld: no more than its sum gains and the other parts of it can lose.
 * A bound: that it could gain so much does not follow.
 */
export function mostGain(block: Block, scenario: Scenario, cell: number, levels = LEVELS): number {
  if (cell >= block.own || block.frozen[cell] === 1) return 0;
  if (levels === 0) return Infinity;
  let most = Infinity;
  for (const e of block.incidence[cell] ?? []) {
    const equation = block.equations[e];
    if (equation === undefined || signIn(block, e, cell) > 0) continue;
    const { parent, children } = equation;
    let gain = mostGain(block, scenario, parent, levels - 1) - (scenario.owed.get(e) ?? 0);
    if (gain >= most) continue;
    for (const other of children) if (other !== cell) gain += mostLoss(block, other);
    most = Math.min(most, gain);
  }
  return most;
}

/** How many people a cell can lose before it is what it is known to be at least. */
function mostLoss(block: Block, cell: number): number {
  return cell >= block.own || block.frozen[cell] === 1 ? 0 : Math.max(0, (block.truth[cell] ?? 0) - (block.least[cell] ?? 0));
}
