import type { Problem } from '#core';
import type { ReleaseContent, ReleasedPolicy } from './content.ts';
import { rowLabel } from './groups.ts';

/**
 * The last belt, in the room that draws no conclusions: no printed group under `minGroup` people, no printed count (or rest of
 * the base) from 1 to `minCell` − 1. Whether withheld numbers can be worked out is the gate's audit, not this. Groups with
 * nobody in them are structural zeros (an empty department is on the staff list). Expects well-formed content.
 */
export function keepsFloors(content: ReleaseContent): readonly Problem[] {
  const problems: Problem[] = [];
  for (const table of content.tables) {
    const sensitive = content.indicators.find(({ id }) => id === table.indicator)?.sensitive ?? true;
    const minGroup = sensitive ? content.policy.minGroupSensitive : content.policy.minGroup;
    for (const row of table.rows) {
      if (row.state === 'withheld' || row.base === 0) continue;
      const where = `table ${table.id}, ${rowLabel(row)}`;
      if (row.base < minGroup) problems.push({ where, what: 'is smaller than the smallest group of the policy' });
      if (row.state === 'shown' && row.cells.some((count) => isSmall(count, row.base, content.policy)))
        problems.push({ where, what: 'has a count under the smallest cell of the policy' });
    }
  }
  return problems;
}

function isSmall(count: number, base: number, { minCell, zeros }: ReleasedPolicy): boolean {
  if (count === 0) return zeros === 'protected';
  const rest = base - count;
  return count < minCell || (rest > 0 && rest < minCell);
}
