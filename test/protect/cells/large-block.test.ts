import { describe, expect, it } from 'vitest';
import { madeFrom, makeTables } from '../../../bench/made.ts';
import { protectTables } from '../../../src/app/tables/protect-tables.ts';
import { readSpec } from '../../../src/app/tables/read-spec.ts';
import { systemClock } from '#core';

const policy = { minGroup: 5, minGroupSensitive: 5, minCell: 5, zeros: 'shown', insiders: 0, headCounts: 'secret' };

describe('one indicator of thousands of cells', () => {
  it('is covered several cells at once, and every withheld cell is as uncertain as in small tables', async () => {
    const { spec, cells } = makeTables(madeFrom('made,people=5500,departments=420,divisions=0,sites=8,ways=1'), policy);
    const outcome = await protectTables(readSpec(spec, 'spec'), { text: cells, file: 'cells' }, systemClock);
    const { audit, primary, secondary, cells: all } = outcome.report;
    expect(outcome.kind).toBe('protected');
    // Enough cells and enough unsafe ones for several at once (cover.ts); a head count of every group, and all of its answers.
    expect(all).toBeGreaterThan(1500);
    expect(primary).toBeGreaterThan(320);
    expect(secondary).toBeGreaterThan(0);
    expect(audit).toEqual({ judged: primary + secondary, safe: primary + secondary, large: 0, exact: 0, short: 0, unresolved: 0, refuted: 0 });
  }, 60_000);
});

describe('tables made for a measurement', () => {
  it('are the same for the same wish', () => {
    const wish = madeFrom('made,people=100,departments=7,indicators=2,ways=3');
    expect(makeTables(wish, policy)).toEqual(makeTables({ ...wish }, policy));
    expect(makeTables({ ...wish, seed: 2 }, policy)).not.toEqual(makeTables(wish, policy));
  });

  it('are not made from what is not understood', () => {
    for (const part of ['colour=3', 'people', 'people=many', 'people=-1']) expect(() => madeFrom(`made,${part}`)).toThrow(part);
  });
});
