import { attackTables, cellsOf, type Knowledge } from '#attack';
import { cellKey, protectCells, type structureOf, type TableSet } from '#protect';
import { describe, expect, it } from 'vitest';
import { crossed, rulesOf, summed } from '../../protect/cells/tiny-tables.ts';

const rules = { minGroup: 5, minCell: 5, homogeneity: 0.95, zeros: 'protected', headCounts: 'secret', insiders: 0, roundTo: 1 } as const;

/** Every cell published but those named. */
function without(
  structure: ReturnType<typeof structureOf>,
  values: Int32Array,
  hidden: readonly string[],
): Map<string, Knowledge> {
  return new Map(
    structure.codes.map((codes, c) => [
      cellKey(codes),
      hidden.includes(codes.join(' ')) ? { status: 'withheld' } : { status: 'published', count: values[c] ?? 0 },
    ]),
  );
}

/** sdcTable's table in which every row and column has two hidden cells and one of them is known all the same. */
const trap = crossed({ w: [30, 47, 64, 89], x: [90, 124, 5, 31], y: [92, 100, 59, 85], z: [800, 991, 651, 685] }, [
  'a',
  'b',
  'c',
  'd',
]);
const hidden = ['w a', 'w b', 'w c', 'x a', 'x c', 'y b', 'y d', 'z b', 'z d'];

describe('attackTables', () => {
  it('knows the cell that two hidden per line do not hide (rank trap), with and without the truth', async () => {
    const { structure, values } = summed(trap.set, trap.inner);
    const known = without(structure, values, hidden);
    for (const truth of [null, new Map(structure.codes.map((codes, c) => [cellKey(codes), values[c] ?? 0]))]) {
      const { cells } = await attackTables({ tables: trap.set, known, rules, truth });
      expect(cells).toHaveLength(hidden.length);
      const verdict = (name: string) => cells.find((v) => v.cell === cellKey(name.split(' ')));
      expect(verdict('w b')).toMatchObject({ low: 47, high: 47 });
      for (const name of hidden.filter((h) => h !== 'w b')) expect(verdict(name)?.kind, name).toBe('safe');
    }
  });

  it('a number known exactly is harmless when it is large, and a disclosure when it is small', async () => {
    const { structure, values } = summed(trap.set, trap.inner);
    const known = without(structure, values, hidden);
    const large = await attackTables({ tables: trap.set, known, rules, truth: null });
    expect(large.cells.find((v) => v.low === 47 && v.high === 47)?.kind).toBe('large');
    const small = await attackTables({ tables: trap.set, known, rules: { ...rules, minGroup: 48 }, truth: null });
    expect(small.cells.find((v) => v.low === 47 && v.high === 47)?.kind).toBe('exact');
  });

  it('finds K in linked counties, which each grouping alone hides', async () => {
    const set: TableSet = {
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
    const inner = new Map(Object.entries({ A: 2, B: 2, I: 8, J: 8, K: 3, L: 3, M: 3, N: 7 }));
    const { structure, values } = summed(set, inner);
    const open = await attackTables({
      tables: set,
      known: without(structure, values, ['A', 'B', 'K', 'L', 'M']),
      rules,
      truth: null,
    });
    expect(open.cells.find((v) => v.cell === 'K')).toMatchObject({ kind: 'exact', low: 3, high: 3 });
    const closed = await attackTables({
      tables: set,
      known: without(structure, values, ['A', 'B', 'K', 'L', 'M', 'N']),
      rules,
      truth: null,
    });
    expect(closed.cells.find((v) => v.cell === 'K')?.kind).toBe('safe');
  });

  it('says so when the published numbers contradict each other', async () => {
    const { structure, values } = summed(trap.set, trap.inner);
    const known = without(structure, values, hidden);
    known.set(cellKey(['T', 'T']), {
      status: 'published',
      count: (values[structure.index.get(cellKey(['T', 'T']))!] ?? 0) + 1,
    });
    const { contradiction, cells } = await attackTables({ tables: trap.set, known, rules, truth: null });
    expect(contradiction).toBe(true);
    expect(cells).toEqual([]);
  });

  describe('where no cell is judged', () => {
    const sites = { dimensions: [{ id: 'site', total: 'all', relations: [{ parent: 'all', children: ['a', 'b'] }] }], tables: [['site']], measure: null };
    const told = (all: number, a: number, b: number, say: (n: number) => Knowledge) => new Map([['all', say(all)], ['a', say(a)], ['b', say(b)]] as const);
    const exactly = (count: number): Knowledge => ({ status: 'published', count });
    const roughly = (figure: number): Knowledge => ({ status: 'banded', low: figure - 2, high: figure + 2 });
    const eight = { ...rules, minGroup: 8, minCell: 8, zeros: 'shown' } as const;

    it.each([
      ['published numbers', exactly, 1, [20, 10, 10], false],
      ['published numbers', exactly, 1, [30, 10, 10], true],
      ['rounded numbers', roughly, 5, [25, 10, 10], false],
      ['rounded numbers', roughly, 5, [100, 10, 10], true],
    ] as const)('%s that contradict each other are said to', async (_, say, roundTo, [all, a, b], contradiction) => {
      const found = await attackTables({ tables: sites, known: told(all, a, b, say), rules: { ...eight, roundTo }, truth: null });
      expect(found).toEqual({ cells: [], contradiction, refuted: 0, rounded: say === roughly ? 3 : 0 });
    });

    it('nor does a claim that does not hold make them agree', async () => {
      const claims = { cells: ['all', 'a', 'b'], worlds: [[100, 10, 10]] };
      const found = await attackTables({ tables: sites, known: told(100, 10, 10, roughly), rules: { ...eight, roundTo: 5 }, truth: null, claims });
      expect([found.contradiction, found.refuted]).toEqual([true, 1]);
    });

    it('a contradiction is found beside cells that are judged, in sums of their own', async () => {
      // Of three parts every two are 21 together: each would be ten and a half, which limits alone do not tell. The south's could be anything.
      const pairs = [['p', ['x', 'y']], ['q', ['y', 'z']], ['r', ['x', 'z']], ['s', ['c', 'd']]] as const;
      const relations = [{ parent: 'all', children: pairs.map(([parent]) => parent) }, ...pairs.map(([parent, children]) => ({ parent, children: [...children] }))];
      const known = (pair: number) =>
        new Map<string, Knowledge>([
          ['all', exactly(100 + 3 * pair)],
          ...['p', 'q', 'r'].map((code) => [code, exactly(pair)] as const),
          ['s', exactly(100)],
          ...['x', 'y', 'z'].map((code) => [code, roughly(10)] as const),
          ...['c', 'd'].map((code) => [code, { status: 'withheld' }] as const),
        ]);
      const attack = (pair: number) => attackTables({ tables: { ...sites, dimensions: [{ id: 'site', total: 'all', relations }] }, known: known(pair), rules: { ...eight, roundTo: 5 }, truth: null });
      expect((await attack(21)).contradiction).toBe(true);
      expect(await attack(22)).toMatchObject({ contradiction: false, cells: [{ kind: 'safe' }, { kind: 'safe' }] });
    });
  });

  it('refuses a description in which a cell is not spoken of', async () => {
    const { structure, values } = summed(trap.set, trap.inner);
    const known = without(structure, values, hidden);
    known.delete(cellKey(['w', 'd']));
    await expect(attackTables({ tables: trap.set, known, rules, truth: null })).rejects.toThrow('not spoken of');
  });

  it('believes no claimed world that breaks a fact', async () => {
    const { structure, values } = summed(trap.set, trap.inner);
    const known = without(structure, values, hidden);
    const names = structure.codes.map(cellKey);
    const forged = values.map((v, c) => (structure.codes[c]?.join(' ') === 'w b' ? v + 100 : v));
    const { cells, refuted } = await attackTables({
      tables: trap.set,
      known,
      rules,
      truth: null,
      claims: { cells: names, worlds: [values, forged] },
    });
    expect(refuted).toBe(1);
    expect(cells.find((v) => v.cell === cellKey(['w', 'b']))?.high).toBe(47);
  });

  it('lists the same cells as the engine, by its own reckoning', () => {
    const { structure } = summed(trap.set, trap.inner);
    expect(cellsOf(trap.set)).toEqual(structure.codes.map(cellKey));
  });
});

describe('planted leaks', () => {
  const { set, inner } = crossed({ r1: [2, 30, 14], r2: [22, 9, 0], r3: [17, 12, 8] }, ['a', 'b', 'c']);

  it('every secondary cell given back on its own is caught', async () => {
    const { structure, values } = summed(set, inner);
    const { status, primary } = await protectCells({ structure, values, rules: rulesOf(4) });
    const secondaries = structure.codes.flatMap((codes, c) =>
      status[c] === 'withheld' && primary[c] === 0 ? [codes.join(' ')] : [],
    );
    const all = structure.codes.flatMap((codes, c) => (status[c] === 'withheld' ? [codes.join(' ')] : []));
    expect(secondaries.length).toBeGreaterThan(1);
    for (const given of secondaries) {
      const known = without(
        structure,
        values,
        all.filter((name) => name !== given),
      );
      const { cells } = await attackTables({ tables: set, known, rules: { ...rules, zeros: 'shown' }, truth: null });
      expect(
        cells.some((v) => v.kind === 'exact' || v.kind === 'short'),
        given,
      ).toBe(true);
    }
  });
});
