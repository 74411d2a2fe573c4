import { cellKey, protectCells, type TableSet } from '#protect';
import { describe, expect, it } from 'vitest';
import { Crew } from '../../../src/app/tables/crew.ts';
import { mulberry } from '../../support/random-tabulation.ts';
import { rulesOf, summed } from './tiny-tables.ts';

const sites = ['a', 'b', 'c'];
const ages = ['young', 'old'];
const measures = { smokes: ['yes', 'no'], sleeps: ['well', 'so-so', 'badly'], walks: ['yes', 'no'] };

const set: TableSet = {
  dimensions: [
    { id: 'site', total: 'T', relations: [{ parent: 'T', children: sites }] },
    { id: 'age', total: 'T', relations: [{ parent: 'T', children: ages }] },
    {
      id: 'measure',
      total: 'people',
      relations: Object.entries(measures).map(([name, categories]) => ({ parent: 'people', children: categories.map((c) => `${name}=${c}`) })),
    },
  ],
  tables: [['site', 'age', 'measure']],
  measure: {
    dimension: 'measure',
    indicators: Object.entries(measures).map(([name, categories]) => ({ name, sensitive: false, codes: categories.map((c) => `${name}=${c}`) })),
  },
};

/** Every group's people answer every question. */
function people(seed: number): ReadonlyMap<string, number> {
  const random = mulberry(seed);
  const inner = new Map<string, number>();
  for (const site of sites)
    for (const age of ages) {
      const n = 4 + Math.floor(random() * 20);
      for (const [name, categories] of Object.entries(measures)) {
        const counts = categories.map(() => 0);
        for (let i = 0; i < n; i++) {
          const at = Math.floor(random() ** 2 * categories.length);
          counts[at] = (counts[at] ?? 0) + 1;
        }
        categories.forEach((category, i) => inner.set(cellKey([site, age, `${name}=${category}`]), counts[i] ?? 0));
      }
    }
  return inner;
}

describe('indicators side by side', () => {
  it.each([
    ['secret', 1],
    ['secret', 2],
    ['known', 3],
  ] as const)('head counts %s: two threads withhold what one program would, people %i', async (headCounts, seed) => {
    const { structure, values } = summed(set, people(seed));
    const request = { structure, values, rules: rulesOf(4, { headCounts }), key: 'test' };
    const alone = await protectCells(request);
    await using crew = new Crew(2);
    const together = await protectCells({ ...request, hire: crew.hire });
    expect(together.status).toEqual(alone.status);
    expect(together.hopeless).toEqual(alone.hopeless);
    expect([...together.worlds()]).toEqual([...alone.worlds()]);
    expect(together.status).toContain('withheld');
  });

  it('a thread that fails fails the whole, and does not hang', async () => {
    const { structure, values } = summed(set, people(4));
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
