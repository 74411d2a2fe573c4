import { cellKey, type TableSet } from '#protect';
import { mulberry } from '../../support/random-tabulation.ts';

const sites = ['a', 'b', 'c'];
const ages = ['young', 'old'];
const measures = { smokes: ['yes', 'no'], sleeps: ['well', 'so-so', 'badly'], walks: ['yes', 'no'] };

/** Three indicators by site and age: head counts tie them together. */
export const threeIndicators: TableSet = {
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
export function peopleOf(seed: number): ReadonlyMap<string, number> {
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
