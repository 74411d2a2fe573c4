import { describe, expect, test } from 'vitest';
import { standsFor } from '#core';
import { cellKey, type CellRules, structureOf, type TableSet } from '#protect';
import { type Judged, judge } from '../../../src/protect/cells/primary.ts';
import { mulberry } from '../../support/random-tabulation.ts';
import { summed } from './tiny-tables.ts';

/** Which cells of anybody's tables are unsafe by themselves, and what the equations between cells are: said once more in plain words, on small tables drawn at random. */
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 250 : 4000 }, (_, i) => i + 1);

const SITES = ['a', 'b', 'c'];
const MEASURES = { ill: ['ill=yes', 'ill=no'], walks: ['walks=often', 'walks=seldom', 'walks=never'] } as const;
const CODES = [...MEASURES.ill, ...MEASURES.walks];

function drawn(seed: number) {
  const random = mulberry(seed * 69_621);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const set: TableSet = {
    dimensions: [
      { id: 'site', total: 'T', relations: [{ parent: 'T', children: SITES }] },
      { id: 'measure', total: 'people', relations: Object.values(MEASURES).map((codes) => ({ parent: 'people', children: codes })) },
    ],
    tables: [['site', 'measure']],
    measure: { dimension: 'measure', indicators: Object.entries(MEASURES).map(([name, codes]) => ({ name, sensitive: random() < 0.6, codes })) },
  };
  const inner = new Map<string, number>();
  for (const site of SITES) {
    const people = pick([0, 2, 4, 7, 12, 30, 60]);
    for (const codes of Object.values(MEASURES)) {
      const counts = codes.map(() => 0);
      // One answer is more or less everybody's.
      const share = pick([0.4, 0.9, 1]);
      for (let p = 0; p < people; p++) counts[random() < share ? 0 : Math.floor(random() * codes.length)]!++;
      codes.forEach((code, i) => inner.set(cellKey([site, code]), counts[i]!));
    }
  }
  const minCell = pick([2, 3, 5]);
  const rules: CellRules = { minGroup: pick([3, 5]), minGroupSensitive: pick([5, 10]), minCell, homogeneity: pick([0.8, 0.95]), zeros: pick(['shown', 'protected']), insiders: pick([0, 1, 2]), headCounts: pick(['known', 'secret']), roundTo: pick([1, 1, 5]) };
  return { set, rules, ...summed(set, inner) };
}

/** One line a cell: whether it is unsafe, the interval that is said of it, the least that it can be, and how far it must be able to move. */
function lines({ set, rules, structure, values }: ReturnType<typeof drawn>, judged: Judged | null): string[] {
  const count = (site: string, code: string): number => values[structure.index.get(cellKey([site, code]))!]!;
  const most = (n: number): number => Math.ceil(rules.homogeneity * n - 1e-9);
  return structure.codes.map(([site = '', code = ''], c) => {
    const [v, n] = [values[c]!, count(site, 'people')];
    const indicator = set.measure!.indicators.find(({ codes }) => codes.includes(code));
    const known = rules.headCounts === 'known';
    const few = (smallest: number) => v < smallest && (v > 0 || rules.zeros === 'protected');
    const group = indicator?.sensitive === true ? rules.minGroupSensitive : known ? rules.minGroup : 0;
    const printed = standsFor(n, rules.roundTo, rules.minGroup);
    const alike = indicator?.sensitive === true && n > 0 && indicator.codes.some((other) => count(site, other) >= most(n));
    const nearly = { low: most(printed.low), high: printed.high };
    const hardly = { low: 0, high: printed.high - most(printed.high) };
    const width = indicator === undefined ? (known ? 0 : rules.minGroup) : known ? Math.min(rules.minCell, n) : rules.minCell;
    let unsafe = false;
    let said: { low: number; high: number } | null = null;
    let guard = 0;
    if (indicator === undefined) unsafe = few(rules.minGroup);
    else if (n > 0 && n < group) unsafe = true;
    else if (alike) {
      said = v >= most(n) ? nearly : v <= hardly.high ? hardly : null;
      unsafe = said === null || v < said.low || v > said.high;
      if (unsafe) said = null;
    } else unsafe = few(rules.minCell);
    const asBand = said !== null;
    if (!unsafe && said === null && v > 0 && rules.roundTo > 1) {
      said = standsFor(v, rules.roundTo, indicator === undefined ? rules.minGroup : rules.minCell);
      // Whoever reads it cannot tell it from nearly everybody's.
      if (indicator?.sensitive === true && said.low === nearly.low && said.high === nearly.high) guard = Math.min(width, hardly.high);
    }
    if (unsafe) guard = width;
    else if (asBand) guard = Math.min(width, hardly.high);
    // To guard nothing and not to guard are the same.
    const guarded = known && indicator === undefined ? 0 : guard;
    const bare = indicator !== undefined && (indicator.sensitive || known);
    const least = Math.max(rules.zeros === 'shown' && !bare ? 1 : 0, Math.min(v, rules.insiders));
    if (judged === null) return `${site} ${code} ${v} of ${n}: ${unsafe ? 'unsafe' : ''} ${said === null ? '' : `${said.low} to ${said.high}`}; at least ${least}, ${width} wide, guarded ${guarded}`;
    const band = judged.bands.get(c);
    const own = judged.guarded.find(({ cells }) => cells.length === 1 && cells[0] === c);
    return `${site} ${code} ${v} of ${n}: ${judged.primary[c] === 1 ? 'unsafe' : ''} ${band === undefined ? '' : `${band.low} to ${band.high}`}; at least ${judged.least[c]}, ${judged.width[c]} wide, guarded ${own?.width ?? 0}`;
  });
}

describe('cells', () => {
  test('are unsafe, printed as intervals and guarded as the rules say', () => {
    const tally = { unsafe: 0, said: 0, sound: 0 };
    for (const seed of seeds) {
      const given = drawn(seed);
      const found = lines(given, judge(given.structure, given.values, given.rules));
      expect({ seed, lines: found }).toEqual({ seed, lines: lines(given, null) });
      for (const line of found) tally[line.includes('unsafe') ? 'unsafe' : line.includes(' to ') ? 'said' : 'sound']++;
    }
    for (const n of Object.values(tally)) expect(n).toBeGreaterThan(seeds.length);
  });

  test('a rest of few, who gave several answers, is guarded as one', () => {
    let several = 0;
    for (const seed of seeds) {
      const given = drawn(seed);
      const { structure, values, rules, set } = given;
      const { guarded, primary } = judge(structure, values, rules);
      const expected = ['T', ...SITES].flatMap((site) =>
        set.measure!.indicators.flatMap(({ codes }) => {
          const at = (code: string) => structure.index.get(cellKey([site, code]))!;
          const n = values[at('people')]!;
          const big = codes.find((code) => values[at(code)]! >= rules.minCell && values[at(code)]! < n && n - values[at(code)]! < rules.minCell);
          const rest = codes.filter((code) => code !== big && primary[at(code)] === 1 && (values[at(code)]! > 0 || rules.zeros === 'protected')).map(at);
          return big === undefined || rest.length < 2 ? [] : [{ cells: rest, width: rules.headCounts === 'known' ? Math.min(rules.minCell, n) : rules.minCell }];
        }),
      );
      const found = guarded.filter(({ cells }) => cells.length > 1).map(({ cells, width }) => ({ cells: [...cells], width }));
      expect(found.toSorted((a, b) => a.cells[0]! - b.cells[0]!)).toEqual(expected.toSorted((a, b) => a.cells[0]! - b.cells[0]!));
      expect(guarded.every(({ reach }) => reach === 0)).toBe(true);
      several += found.length;
    }
    expect(several).toBeGreaterThan(5);
  });
});

describe('the equations between cells', () => {
  const set: TableSet = {
    dimensions: [
      { id: 'place', total: 'T', relations: [{ parent: 'T', children: ['east', 'west'] }, { parent: 'east', children: ['A', 'B'] }, { parent: 'T', children: ['big', 'small'] }] },
      { id: 'age', total: 'any', relations: [{ parent: 'any', children: ['young', 'old'] }] },
      { id: 'measure', total: 'people', relations: Object.values(MEASURES).map((codes) => ({ parent: 'people', children: codes })) },
    ],
    tables: [['place', 'age', 'measure'], ['place'], ['age', 'measure']],
    measure: { dimension: 'measure', indicators: Object.entries(MEASURES).map(([name, codes]) => ({ name, sensitive: false, codes })) },
  };
  const structure = structureOf(set);
  const name = (c: number): string => structure.codes[c]!.join(' ');

  test('are all sums along one dimension, each once', () => {
    const cells = ['T', 'east', 'west', 'A', 'B', 'big', 'small'].flatMap((place) => ['any', 'young', 'old'].flatMap((age) => ['people', ...CODES].map((code) => [place, age, code])));
    expect(structure.codes.map((codes) => codes.join(' ')).toSorted()).toEqual(cells.map((codes) => codes.join(' ')).toSorted());
    const expected = cells.flatMap((cell) =>
      set.dimensions.flatMap(({ relations }, d) => relations.filter(({ parent }) => parent === cell[d]).map(({ children }) => `${cell.join(' ')} = ${children.map((child) => cell.with(d, child).join(' ')).join(' + ')}`)),
    );
    expect(structure.equations.map(({ parent, children }) => `${name(parent)} = ${Array.from(children, name).join(' + ')}`).toSorted()).toEqual(expected.toSorted());
  });

  test('the essential ones say as much as all, and none of them too much along one relation', () => {
    const rank = (rows: readonly (readonly [number, Int32Array])[]): number => {
      // Gauss, modulo a prime: coefficients are 1 and −1.
      const prime = 10_007;
      const inverse = (a: number): number => { let power = 1; for (let e = prime - 2, b = a; e > 0; e >>= 1, b = (b * b) % prime) if (e % 2 === 1) power = (power * b) % prime; return power; };
      const matrix = rows.map(([parent, children]) => { const row = new Array<number>(structure.codes.length).fill(0); row[parent] = 1; for (const c of children) row[c] = prime - 1; return row; });
      let found = 0;
      for (let column = 0; column < structure.codes.length; column++) {
        const pivot = matrix.findIndex((row, r) => r >= found && row[column] !== 0);
        if (pivot < 0) continue;
        [matrix[found], matrix[pivot]] = [matrix[pivot]!, matrix[found]!];
        const scale = inverse(matrix[found]![column]!);
        for (let r = found + 1; r < matrix.length; r++) {
          const factor = (matrix[r]![column]! * scale) % prime;
          if (factor !== 0) matrix[r] = matrix[r]!.map((v, c) => (v + prime * factor - factor * matrix[found]![c]!) % prime);
        }
        found++;
      }
      return found;
    };
    const all = structure.equations.map(({ parent, children }) => [parent, children] as const);
    const essential = structure.equations.filter((e) => e.essential).map(({ parent, children }) => [parent, children] as const);
    expect(rank(essential)).toBe(rank(all));
    expect(essential.length).toBeLessThan(all.length);
    // One grouping of the places: then no essential equation follows from others.
    const single = structureOf({ ...set, dimensions: set.dimensions.map((d) => (d.id === 'place' ? { ...d, relations: d.relations.slice(0, 2) } : d)), tables: [['place', 'age', 'measure']] });
    const leaves = 3 * 2;
    // The people in every leaf group, and in each all answers of an indicator but one, are free.
    expect(single.equations.filter((e) => e.essential)).toHaveLength(single.codes.length - leaves * (1 + 1 + 2));
  });

  test('know the indicator, the head count and the breadth of every cell', () => {
    structure.codes.forEach(([place = '', age = '', code = ''], c) => {
      expect(structure.block[c]).toBe(code === 'people' ? 0 : code.startsWith('ill') ? 1 : 2);
      expect(name(structure.head[c]!)).toBe(`${place} ${age} people`);
      expect(structure.breadth[c]).toBe(Number(['T', 'east'].includes(place)) + Number(age === 'any'));
    });
    for (const { parent, children, block } of structure.equations) expect(block).toBe(Math.max(...Array.from([parent, ...children], (c) => structure.block[c]!)));
    const plain = structureOf({ ...set, dimensions: set.dimensions.slice(0, 2), tables: [['place'], ['age']], measure: null });
    expect(plain.codes).toHaveLength(7 + 2);
    expect([...plain.block, ...plain.head]).toEqual([...plain.codes.map(() => 0), ...plain.codes.keys()]);
    expect(() => structureOf({ ...set, tables: [['place']], dimensions: set.dimensions.map((d) => (d.id === 'age' ? { ...d, relations: [...d.relations, { parent: 'young', children: ['any', 'nobody'] }] } : d)) })).not.toThrow();
  });
});
