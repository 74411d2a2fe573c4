import type { TableSet } from '#protect';
import { cellKey } from '#protect';
import { describe, expect, it } from 'vitest';
import { mulberry } from '../../support/random-tabulation.ts';
import { everyWorld } from './every-world.ts';
import { crossed, protectTiny, rulesOf } from './tiny-tables.ts';

const counties: TableSet = {
  dimensions: [
    {
      id: 'place',
      total: 'T',
      relations: [
        { parent: 'T', children: ['east', 'west'] },
        { parent: 'east', children: ['A', 'B', 'I', 'J'] },
        { parent: 'west', children: ['K', 'L', 'M', 'N'] },
        { parent: 'T', children: ['BIG', 'small'] },
        { parent: 'BIG', children: ['L', 'M'] },
        { parent: 'small', children: ['A', 'B', 'I', 'J', 'K', 'N'] },
      ],
    },
  ],
  tables: [['place']],
  measure: null,
};
const people = new Map(
  Object.entries({ A: 2, B: 2, I: 8, J: 8, K: 3, L: 3, M: 3, N: 7 }).map(([code, v]) => [cellKey([code]), v]),
);

/** 17 people: continents above countries, by age (SSBtoolsData). */
const paris: TableSet = {
  dimensions: [
    {
      id: 'geo',
      total: 'T',
      relations: [
        { parent: 'T', children: ['Europe', 'America'] },
        { parent: 'Europe', children: ['DK', 'FR'] },
        { parent: 'America', children: ['USA'] },
      ],
    },
    { id: 'age', total: 'T', relations: [{ parent: 'T', children: ['old', 'young'] }] },
  ],
  tables: [['geo', 'age']],
  measure: null,
};
const parisians = new Map([
  [cellKey(['DK', 'old']), 1],
  [cellKey(['DK', 'young']), 1],
  [cellKey(['FR', 'old']), 6],
  [cellKey(['FR', 'young']), 2],
  [cellKey(['USA', 'old']), 3],
  [cellKey(['USA', 'young']), 4],
]);

describe('tables with known answers', () => {
  it('linked counties: each grouping alone would be safe with I; together another cell of the west, or a total across, has to go', async () => {
    const { primary, withheld, result } = await protectTiny(counties, people, rulesOf(3));
    expect(primary).toEqual(['A', 'B', 'K', 'L', 'M']);
    expect(result.hopeless).toEqual([]);
    const others = withheld.filter((cell) => !primary.includes(cell) && cell !== 'I');
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((cell) => ['N', 'BIG', 'small', 'west', 'east', 'J'].includes(cell))).toBe(true);
  });

  it('seven unsafe cells among 17 people, as their authors count them', async () => {
    const { primary, result } = await protectTiny(paris, parisians, rulesOf(3));
    expect(new Set(primary)).toEqual(
      new Set(['America old', 'Europe young', 'DK T', 'DK old', 'DK young', 'FR young', 'USA old']),
    );
    expect(result.hopeless).toEqual([]);
  });

  it('a withheld count beside published zeros is at least 1, so 2 = x + y gives both away: more must go', async () => {
    const { set, inner } = crossed({ r1: [0, 1, 7, 1, 0], r2: [2, 0, 0, 2, 8] }, ['A', 'B', 'H', 'M', 'W']);
    const { withheld, result } = await protectTiny(set, inner, rulesOf(3));
    expect(result.hopeless).toEqual([]);
    expect(withheld).toContain('r1 B');
    expect(withheld).toContain('r1 M');
    expect(withheld.length).toBeGreaterThan(4);
    expect(withheld).not.toContain('r1 A');
  });

  it('with zeros protected, zeros are withheld like small counts', async () => {
    const { set, inner } = crossed({ r1: [5, 0, 7, 0, 9], r2: [5, 9, 9, 5, 8] }, ['A', 'B', 'H', 'M', 'W']);
    const { primary, withheld } = await protectTiny(set, inner, rulesOf(3, { zeros: 'protected' }));
    expect(primary).toEqual(['r1 B', 'r1 M']);
    expect(withheld.length).toBeGreaterThanOrEqual(4);
  });

  it('four regions by sex: the one small cell is covered by few others', async () => {
    const { set, inner } = crossed({ A: [2, 18], B: [19, 14], C: [10, 12], D: [14, 11] }, ['female', 'male']);
    const { primary, withheld } = await protectTiny(set, inner, rulesOf(2));
    expect(primary).toEqual(['A female']);
    expect(withheld.length).toBeLessThanOrEqual(5);
  });
});

describe('random small tables', () => {
  const random = mulberry(7);
  const cases = Array.from({ length: 25 }, (_, i) => {
    const [rows, columns] = [2 + Math.floor(random() * 2), 2 + Math.floor(random() * 2)];
    const table = Object.fromEntries(
      Array.from({ length: rows }, (_, r) => [
        `r${r}`,
        Array.from({ length: columns }, () => Math.floor(9 * random() ** 2)),
      ]),
    );
    return {
      name: `${i}: ${rows} × ${columns}`,
      zeros: i % 2 === 0 ? ('shown' as const) : ('protected' as const),
      ...crossed(
        table,
        Array.from({ length: columns }, (_, c) => `c${c}`),
      ),
    };
  });

  it.each(cases)(
    '$name, zeros $zeros: by enumeration of all tables every withheld cell has its width',
    async ({ set, inner, zeros }) => {
      const { structure, values, result } = await protectTiny(set, inner, rulesOf(2, { zeros }));
      expect(result.hopeless).toEqual([]);
      const ranges = everyWorld(structure, values, result.status, zeros === 'shown' ? 1 : 0);
      structure.codes.forEach((codes, c) => {
        if (result.status[c] === 'withheld')
          expect(ranges[c]!.high - ranges[c]!.low, codes.join(' ')).toBeGreaterThanOrEqual(3);
        else expect(values[c], codes.join(' ')).not.toBe(1);
      });
    },
  );

  it.each(cases.slice(0, 8))(
    '$name: other labels, same pattern up to the keyed choice among equals',
    async ({ set, inner, zeros }) => {
      const plain = await protectTiny(set, inner, rulesOf(2, { zeros }));
      const again = await protectTiny(set, inner, rulesOf(2, { zeros }));
      expect(again.withheld).toEqual(plain.withheld);
      expect(new Set(plain.primary).size).toBe(plain.primary.length);
      const twice = await protectTiny(
        { ...set, tables: [...set.tables, ['row'], ['column']] },
        inner,
        rulesOf(2, { zeros }),
      );
      expect(twice.withheld).toEqual(plain.withheld);
    },
  );
});
