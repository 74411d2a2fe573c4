import { describe, expect, test } from 'vitest';
import { attackTables, type Knowledge } from '#attack';
import { mulberry } from '../../support/random-tabulation.ts';

/**
 * The attacker of anybody's tables against a plain reading of them: two sites, one or two questions, and so few people that all tables of whole numbers that
 * agree with what is published can be listed. What is published is drawn at random, so most of it is foolish.
 */
const DEEP = process.env['TUTTI_DEEP'] !== undefined;
/** Milliseconds: thousands of seeds take a minute, and longer beside other suites. */
const LONG = 300_000;
/** The last of the daily ones has an interval of a single count, under the smallest group, which was taken for nearly everybody of a group of nobody. */
const seeds = [...Array.from({ length: DEEP ? 3000 : 80 }, (_, i) => i + 1), ...(DEEP ? [] : [1798])];
const SITES = ['a', 'b'];
const ANSWERS = ['yes', 'no'];
const MOST = 13;

type Given = Parameters<typeof attackTables>[0];
type Cells = ReadonlyMap<string, number>;

const name = (site: string, code: string): string => `${site}\u001f${code}`;

/** A table with all its sums, from the answers at each site. */
function summed(answers: readonly (readonly number[])[]): Map<string, number> {
  const all = ANSWERS.map((_, k) => answers.reduce((sum, own) => sum + own[k]!, 0));
  return new Map([all, ...answers].flatMap((own, s) => [[name(SITES[s - 1] ?? 'all', 'people'), own[0]! + own[1]!] as const, ...ANSWERS.map((code, k) => [name(SITES[s - 1] ?? 'all', code), own[k]!] as const)]));
}

function drawn(seed: number) {
  const random = mulberry(seed * 48_271);
  const int = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const sensitive = random() < 0.5;
  const rules: Given['rules'] = { minGroup: int(2, 5), minCell: int(2, 4), homogeneity: 0.75, zeros: random() < 0.5 ? 'shown' : 'protected', headCounts: random() < 0.5 ? 'known' : 'secret', insiders: int(0, 2), roundTo: 1 };
  const tables: Given['tables'] = {
    dimensions: [
      { id: 'site', total: 'all', relations: [{ parent: 'all', children: SITES }] },
      { id: 'measure', total: 'people', relations: [{ parent: 'people', children: ANSWERS }] },
    ],
    tables: [['site', 'measure']],
    measure: { dimension: 'measure', indicators: [{ sensitive, codes: ANSWERS }] },
  };
  const truth = summed(SITES.map(() => ANSWERS.map(() => (random() < 0.2 ? 0 : int(1, 6)))));
  const open = 0.3 + 0.6 * random();
  const bare = (cell: string) => rules.zeros === 'protected' || (!cell.endsWith('people') && (sensitive || rules.headCounts === 'known'));
  const known = new Map([...truth].map(([cell, v]): [string, Knowledge] => {
    // A nought that cannot be withheld is printed.
    if (random() > open || (v === 0 && !bare(cell))) return [cell, { status: 'published', count: v }];
    if (random() > 0.2) return [cell, { status: 'withheld' }];
    const head = truth.get(name(cell.split('\u001f')[0]!, 'people'))!;
    // Nearly everybody, as such an interval is reckoned; or any interval around the count.
    if (!cell.endsWith('people') && v >= 0.75 * head && v > 0) return [cell, { status: 'banded', low: Math.ceil(0.75 * head), high: head }];
    const [low, high] = [Math.max(0, v - int(0, 2)), v + int(0, 2)];
    // One that would say nearly everybody of a group of another size is withheld.
    return [cell, sensitive && low > 0 && low === Math.ceil(0.75 * high) ? { status: 'withheld' } : { status: 'banded', low, high }];
  }));
  return { rules, tables, truth, known, sensitive, bare };
}

/** All tables that agree with what is known. `colluders`: those with the true counts at hand know of that many in every cell. */
function every({ rules, known, truth, sensitive, bare }: ReturnType<typeof drawn>, colluders: number): Cells[] {
  // Nearly everybody's answer ends at the head count, which is printed, if at all, from the smallest group on.
  const told = new Map([...known].flatMap(([cell, k]) => (sensitive && !cell.endsWith('people') && k.status === 'banded' && k.low > 0 && k.high >= rules.minGroup && k.low === Math.ceil(rules.homogeneity * k.high) ? [[name(cell.split('\u001f')[0]!, 'people'), k.high] as const] : [])));
  const ends = (cell: string): readonly [number, number] => {
    const k = known.get(cell)!;
    if (k.status === 'published') return [k.count, k.count];
    const [low, high] = k.status === 'banded' ? [k.low, k.high] : [Math.max(bare(cell) ? 0 : 1, Math.min(colluders, truth.get(cell)!)), Infinity];
    const head = told.get(cell);
    return head === undefined ? [low, high] : [Math.max(low, head), Math.min(high, head)];
  };
  const all = [...known.keys()].map((cell) => [cell, ends(cell)] as const);
  const choices = SITES.map((site) => ANSWERS.map((code) => { const [low, high] = ends(name(site, code)); return Array.from({ length: Math.max(0, Math.min(high, MOST) - low + 1) }, (_, i) => low + i); }));
  const worlds: Cells[] = [];
  for (const x of choices[0]![0]!) for (const y of choices[0]![1]!) {
    const [low, high] = ends(name('a', 'people'));
    if (x + y < low || x + y > high) continue;
    for (const z of choices[1]![0]!) for (const w of choices[1]![1]!) {
      const world = summed([[x, y], [z, w]]);
      if (all.every(([cell, [least, most]]) => world.get(cell)! >= least && world.get(cell)! <= most)) worlds.push(world);
    }
  }
  return worlds;
}

/** How every cell without a number has to be judged. */
function expected({ rules, known }: ReturnType<typeof drawn>, worlds: readonly Cells[]) {
  return [...known].flatMap(([cell, k]) => {
    if (k.status === 'published') return [];
    const values = worlds.map((world) => world.get(cell)!);
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    const head = known.get(name(cell.split('\u001f')[0]!, 'people'))!;
    const people = cell.endsWith('people');
    const own = people ? rules.minGroup : rules.headCounts === 'known' && head.status === 'published' ? Math.min(rules.minCell, head.count) : rules.minCell;
    const width = k.status === 'banded' ? Math.min(own, k.high - k.low) : own;
    const sound = k.status === 'withheld' && low >= (people ? rules.minGroup : rules.minCell);
    return [{ cell, width, low, high, kind: high - low >= width ? 'safe' : sound ? 'large' : low === high ? 'exact' : 'short' }];
  });
}

describe('every cell without a number', () => {
  test.each([['a stranger', false], ['whoever has the true counts', true]])('is judged as the list of all tables says, by %s', async (_, has) => {
    const tally = { safe: 0, large: 0, exact: 0, short: 0, unresolved: 0 };
    for (const seed of seeds) {
      const given = drawn(seed);
      const found = await attackTables({ ...given, truth: has ? given.truth : null });
      const worlds = every(given, has ? given.rules.insiders : 0);
      const should = expected(given, worlds);
      // Not so where counts can be larger than were tried.
      const listed = worlds.every((world) => [...world.values()].every((v) => v < MOST));
      expect([found.contradiction, found.refuted, found.rounded]).toEqual([false, 0, 0]);
      expect({ seed, cells: found.cells.map(({ cell, kind, width }) => ({ cell, kind, width })) }).toEqual({ seed, cells: should.map(({ cell, kind, width }) => ({ cell, kind, width })) });
      for (const [i, { kind, low, high, width }] of found.cells.entries()) {
        tally[kind]++;
        if (kind !== 'safe') expect([low, high]).toEqual([should[i]!.low, should[i]!.high]);
        else expect([high - low >= width, listed && (low < should[i]!.low || high > should[i]!.high)]).toEqual([true, false]);
      }
    }
    expect(tally.unresolved).toBe(0);
    for (const kind of ['safe', 'large', 'exact', 'short'] as const) expect(tally[kind]).toBeGreaterThan(seeds.length / 10);
  }, LONG);

  test('is judged the same with tables that somebody claims, of which those that do not agree are counted and not believed', async () => {
    let refuted = 0;
    for (const seed of seeds.slice(0, 60)) {
      const given = drawn(seed);
      const worlds = every(given, 0);
      const random = mulberry(seed);
      const claimed = Array.from({ length: 8 }, () => {
        const world = worlds[Math.floor(random() * worlds.length)]!;
        return random() < 0.5 ? world : new Map([...world].map(([cell, v]) => [cell, random() < 0.3 ? v + 1 : v] as const));
      });
      const cells = [...given.known.keys()].toReversed();
      const wrong = claimed.filter((world) => !worlds.some((one) => [...one].every(([cell, v]) => given.known.get(cell)?.status === 'published' || world.get(cell) === v)));
      const found = await attackTables({ ...given, truth: null, claims: { cells, worlds: claimed.map((world) => cells.map((cell) => world.get(cell)!)) } });
      expect(found.refuted).toBe(wrong.length);
      refuted += wrong.length;
      expect(found.cells.map(({ cell, kind }) => ({ cell, kind }))).toEqual(expected(given, worlds).map(({ cell, kind }) => ({ cell, kind })));
      // A claim that leaves out a cell says nothing.
      const silent = cells.filter((cell) => given.known.get(cell)?.status !== 'published').slice(1);
      if (silent.length + 1 === cells.filter((cell) => given.known.get(cell)?.status !== 'published').length)
        expect((await attackTables({ ...given, truth: null, claims: { cells: silent, worlds: [silent.map((cell) => worlds[0]!.get(cell)!)] } })).refuted).toBe(1);
    }
    expect(refuted).toBeGreaterThan(30);
  }, LONG);

  test('is not judged where no table agrees with what is published, or the true counts do not', async () => {
    let contradictions = 0;
    for (const seed of seeds) {
      const given = drawn(seed);
      const random = mulberry(seed * 7);
      const known = new Map([...given.known].map(([cell, k]) => [cell, k.status === 'published' && random() < 0.3 ? { ...k, count: k.count + 1 } : k] as const));
      const changed = [...known].some(([cell, k]) => k !== given.known.get(cell));
      if ([...known.values()].every((k) => k.status === 'published')) continue;
      const impossible = every({ ...given, known }, 0).length === 0;
      const found = await attackTables({ ...given, known, truth: null });
      expect({ seed, contradiction: found.contradiction, cells: found.cells.length > 0 }).toEqual({ seed, contradiction: impossible, cells: !impossible });
      contradictions += Number(impossible);
      if (changed && !impossible) continue;
      expect((await attackTables({ ...given, known, truth: given.truth })).contradiction).toBe(impossible);
    }
    expect(contradictions).toBeGreaterThan(seeds.length / 10);
  }, LONG);
});
