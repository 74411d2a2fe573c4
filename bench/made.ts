import { Stream } from '../src/sample/random.ts';
import type { Relation } from '../src/core/cell.ts';

/** Tables of an invented employer, of any size: what is protected where no public instance is large enough, or none has such a shape. */
export interface Made {
  readonly people: number;
  readonly departments: number;
  /** 0: departments stand directly under the whole. */
  readonly divisions: number;
  readonly sites: number;
  readonly indicators: number;
  /** How many of department, site, age and sex each table crosses; all such tables are made. */
  readonly ways: number;
  readonly seed: number;
}

const USUAL: Made = { people: 200, departments: 12, divisions: 3, sites: 3, indicators: 1, ways: 2, seed: 1 };
const AGES = { a1: 1, a2: 3, a3: 3, a4: 3, a5: 2, a6: 0.5 };
const SEXES = { F: 5, M: 5, X: 0.15 };
/** The largest department or answer is some e^(2·SPREAD) times the smallest. */
const SPREAD = 1.5;
const MOSTLY = 0.7;

/** `made,people=50000,departments=250,…` */
export function madeFrom(name: string): Made {
  const [, ...parts] = name.split(',');
  const asked = parts.map((part) => {
    const [key = '', value = ''] = part.split('=');
    if (!Object.hasOwn(USUAL, key) || !/^\d+$/u.test(value)) throw new RangeError(`${part}: one of ${Object.keys(USUAL).join(', ')}, with a whole number`);
    return [key, Number(value)] as const;
  });
  return { ...USUAL, ...Object.fromEntries(asked) };
}

/** The specification (SPEC.json, with a policy put in) and the counts (CELLS.csv). The same wish makes the same tables. */
export function makeTables(wish: Made, policy: unknown): { readonly spec: string; readonly cells: string } {
  const draw = new Stream(`made ${JSON.stringify(wish)}`);
  const names = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${String(i + 1).padStart(4, '0')}`);
  const skewed = (codes: readonly string[]): Readonly<Record<string, number>> => Object.fromEntries(codes.map((code) => [code, Math.exp(2 * SPREAD * draw.next())]));
  const divisions = names('D', wish.divisions);
  const departments = skewed(names('T', wish.departments));
  const divisionOf = new Map(Object.keys(departments).map((code, i) => [code, divisions[i % divisions.length]]));
  const sites = skewed(names('S', wish.sites));
  const answers = names('q', wish.indicators).map((name) => ({ name, weights: skewed(names(`${name}=c`, draw.between(3, 5))) }));
  const groups = { department: departments, site: sites, age: AGES, sex: SEXES };
  const ids = Object.keys(groups);
  const tables = ids.reduce<readonly (readonly string[])[]>((all, id) => [...all, ...all.map((table) => [...table, id])], [[]]).filter((table) => table.length === wish.ways);
  const counts = new Map<string, number>();
  const drawn = (weights: Readonly<Record<string, number>>) => Object.keys(weights)[draw.weighted(Object.values(weights))] ?? '';
  for (let person = 0; person < wish.people; person++) {
    const department = drawn(departments);
    const home = Object.keys(sites)[Object.keys(departments).indexOf(department) % wish.sites] ?? '';
    const own: Readonly<Record<string, readonly string[]>> = {
      department: ['', department, divisionOf.get(department) ?? ''],
      site: ['', draw.chance(MOSTLY) ? home : drawn(sites)],
      age: ['', drawn(AGES)],
      sex: ['', drawn(SEXES)],
    };
    const measures = ['', ...answers.map(({ weights }) => drawn(weights))];
    const cells = new Set<string>();
    for (const table of tables) {
      let partial = [''];
      for (const id of ids) partial = partial.flatMap((start) => (table.includes(id) ? [...new Set(own[id])] : ['']).map((code) => `${start}${code},`));
      for (const group of partial) for (const measure of measures) cells.add(group + measure);
    }
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const flat = (weights: object): Relation[] => [{ parent: 'all', children: Object.keys(weights) }];
  const inDivisions = divisions.map((parent): Relation => ({ parent, children: Object.keys(departments).filter((code) => divisionOf.get(code) === parent) }));
  const spec = {
    name: 'made',
    dimensions: {
      department: { total: 'all', relations: divisions.length === 0 ? flat(departments) : [{ parent: 'all', children: divisions }, ...inDivisions] },
      site: { total: 'all', relations: flat(sites) },
      age: { total: 'all', relations: flat(AGES) },
      sex: { total: 'all', relations: flat(SEXES) },
      measure: { total: 'people', indicators: answers.map(({ name, weights }) => ({ name, categories: Object.keys(weights).map((code) => code.slice(name.length + 1)) })) },
    },
    tables: tables.map((table) => [...table, 'measure']),
    policy,
  };
  const rows = [...counts].map(([cell, count]) => `${cell},${count}`);
  return { spec: JSON.stringify(spec), cells: `${[...ids, 'measure', 'count'].join(',')}\n${rows.join('\n')}\n` };
}
