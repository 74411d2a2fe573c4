import { protectCells } from '#protect';
import { describe, expect, it } from 'vitest';
import { Crew } from '../../../src/app/tables/crew.ts';
import { peopleOf, threeIndicators } from './three-indicators.ts';
import { rulesOf, summed } from './tiny-tables.ts';

describe('indicators side by side', () => {
  it.each([
    ['secret', 1],
    ['secret', 2],
    ['known', 3],
  ] as const)('head counts %s: two threads withhold what one program would, people %i', async (headCounts, seed) => {
    const { structure, values } = summed(threeIndicators, peopleOf(seed));
    const request = { structure, values, rules: rulesOf(4, { headCounts }), key: 'test' };
    const alone = await protectCells(request);
    await using crew = new Crew(2);
    const together = await protectCells({ ...request, hire: crew.hire });
    expect(together.status).toEqual(alone.status);
    expect(together.hopeless).toEqual(alone.hopeless);
    expect([...together.worlds()]).toEqual([...alone.worlds()]);
    expect(together.status).toContain('withheld');
  });

  it('says how far it is, in numbers of sums', async () => {
    const { structure, values } = summed(threeIndicators, peopleOf(1));
    const said: string[] = [];
    const progress = { step: (text: string) => void said.push(text) };
    await protectCells({ structure, values, rules: rulesOf(4), progress });
    expect(said.at(0)).toMatch(/^open: \d+ head counts, \d+ sums of 3 indicators; \d+ scenarios$/u);
    await protectCells({ structure, values, rules: rulesOf(4, { headCounts: 'known' }), progress });
    expect(said.at(-1)).toBe('3 of 3 indicators');
  });

  it('a thread that fails fails the whole, and does not hang', async () => {
    const { structure, values } = summed(threeIndicators, peopleOf(4));
    await using crew = new Crew(2);
    const broken = protectCells({
      structure,
      values,
      rules: rulesOf(4),
      hire: (answers) => {
        const clerk = crew.hire(answers);
        return async () => clerk({ kind: 'adopt' });
      },
    });
    await expect(broken).rejects.toThrow('no world in mind');
  });
});
