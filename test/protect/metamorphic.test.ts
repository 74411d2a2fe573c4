import { describe, expect, test } from 'vitest';
import { canonicalJson, type CountedIndicator, type Tabulation } from '#core';
import { protect, type ProtectedTable } from '#protect';
import { breakdowns, by, employer, policy, request, secret, untilSafe } from '../attack/employers.ts';
import { indicator, mulberry, randomTabulation } from '../support/random-tabulation.ts';

const seeds = process.env['TUTTI_DEEP'] === undefined ? [1, 2, 3, 4] : Array.from({ length: 40 }, (_, i) => i + 1);

describe.each(seeds)('seed %d', (seed) => {
  const tabulation = employer(seed, 90 + 40 * (seed % 4));

  test('the order of the atoms changes nothing', () => {
    expect(canonicalJson(protect(request(shuffled(tabulation, seed))).tables)).toBe(
      canonicalJson(protect(request(tabulation)).tables),
    );
  });

  test('an atom in two halves changes nothing', () => {
    expect(canonicalJson(protect(request(halved(tabulation))).tables)).toBe(
      canonicalJson(protect(request(tabulation)).tables),
    );
  });

  test('the order of the indicators changes the order of the tables only', () => {
    const turned = { ...tabulation, indicators: [...tabulation.indicators].reverse() };
    expect(byId(protect(request(turned)).tables)).toEqual(byId(protect(request(tabulation)).tables));
  });

  test('other names for dimensions, indicators and answers: the same tables under those names', () => {
    const renamed = protect(
      request(renamedWords(tabulation), {
        breakdowns: breakdowns.map((b) => ({ ...b, dimensions: b.dimensions.map(loud) })),
        participation: loud('took-part'),
      }),
    );
    const expected = protect(request(tabulation)).tables.map((t) => ({
      ...t,
      id: `${loud(t.indicator)}.${t.breakdown}`,
      indicator: loud(t.indicator),
      dimensions: t.dimensions.map(loud),
    }));
    expect(canonicalJson(renamed.tables)).toBe(canonicalJson(expected));
  });

  test('other codes: the same pattern, where no two siblings are equally large', () => {
    // With ties the keyed hash of the name decides, so this employer has none.
    const level = indicator('level', ['high', 'low']);
    const flat = untied(seed, level);
    const given = { breakdowns: [by(), by('org')], participation: null };
    const tables = protect(request(flat, given)).tables;
    const renamed = protect(request(recoded(flat), given)).tables;
    expect(canonicalJson(renamed)).toBe(canonicalJson(tables).replaceAll(/"(~?)([DV]\d+)"/gu, '"$1x$2"'));
    expect(tables.flatMap((t) => t.rows).some((row) => row.state === 'withheld')).toBe(true);
  });

  test('a stricter policy withholds at least the same groups for themselves', () => {
    // One form only: with several, a stricter policy may take a coarser form, in which fewer groups are unsafe.
    const level = indicator('level', ['high', 'low']);
    const only: CountedIndicator = { ...level, forms: level.forms.slice(0, 1) };
    const flat = randomTabulation(seed, 400, { departments: 8, divisions: 2, sites: 4 }, [only]);
    const primaries = (change: Partial<typeof policy>) => {
      const result = protect({
        tabulation: flat,
        breakdowns,
        policy: { ...policy, ...change },
        secret,
        participation: null,
        exposed: {},
      });
      return new Set(
        [...(result.decisions.get('level')?.why ?? [])]
          .filter(([, why]) => ['group-size', 'small-cell', 'small-rest'].includes(why))
          .map(([key]) => key),
      );
    };
    const loose = primaries({});
    const state = (change: Partial<typeof policy>) =>
      protect({
        tabulation: flat,
        breakdowns,
        policy: { ...policy, ...change },
        secret,
        participation: null,
        exposed: {},
      }).decisions.get('level')?.state;
    expect(loose.size).toBeGreaterThan(0);
    for (const change of [{ minGroup: 15 }, { minCell: 8 }, { zeros: 'protected' }] as const) {
      const strict = state(change);
      for (const key of loose) expect(strict?.get(key), key).not.toBe('shown');
      expect(primaries(change).size).toBeGreaterThanOrEqual(loose.size);
    }
  });
});

test('the whole loop twice gives the same bytes, and so does a shuffled employer', async () => {
  const tabulation = employer(2, 120);
  const once = await untilSafe(request(tabulation));
  const twice = await untilSafe(request(tabulation));
  expect(canonicalJson(twice.tables.tables)).toBe(canonicalJson(once.tables.tables));
  expect(twice.attacks.map((a) => a.worlds)).toEqual(once.attacks.map((a) => a.worlds));
  const turned = await untilSafe(request(shuffled(tabulation, 9)));
  expect(canonicalJson(turned.tables.tables)).toBe(canonicalJson(once.tables.tables));
});

const loud = (word: string) => word.toUpperCase();

function byId(tables: readonly ProtectedTable[]): Record<string, unknown> {
  return Object.fromEntries(tables.map((t) => [t.id, t]));
}

/** Atoms of another tabulation, each taken whole or in part: `pick` lists, per new atom, the old one. */
function rearranged(
  tabulation: Tabulation,
  pick: readonly number[],
  take: (id: string, atom: number, category: number, at: number) => number,
  heads: (population: 'eligible' | 'completers', atom: number, at: number) => number,
): Tabulation {
  const widths = Object.fromEntries(tabulation.indicators.map((i) => [i.id, i.categories.length]));
  return {
    ...tabulation,
    codes: pick.map((a) => tabulation.codes[a]!),
    heads: {
      eligible: pick.map((a, at) => heads('eligible', a, at)),
      completers: pick.map((a, at) => heads('completers', a, at)),
    },
    counts: Object.fromEntries(
      tabulation.indicators.map(({ id }) => [
        id,
        Int32Array.from(pick.flatMap((a, at) => Array.from({ length: widths[id]! }, (_, c) => take(id, a, c, at)))),
      ]),
    ),
  };
}

function shuffled(tabulation: Tabulation, seed: number): Tabulation {
  const random = mulberry(seed);
  const pick = tabulation.codes
    .map((_, a) => ({ a, at: random() }))
    .sort((x, y) => x.at - y.at)
    .map(({ a }) => a);
  const count = (id: string, a: number, c: number) =>
    tabulation.counts[id]![a * (tabulation.counts[id]!.length / tabulation.codes.length) + c]!;
  return rearranged(tabulation, pick, count, (population, a) => tabulation.heads[population][a]!);
}

/** Every atom twice: half of each count, rounded up, and the rest. */
function halved(tabulation: Tabulation): Tabulation {
  const pick = tabulation.codes.flatMap((_, a) => [a, a]);
  const half = (v: number, at: number) => (at % 2 === 0 ? Math.ceil(v / 2) : Math.floor(v / 2));
  const count = (id: string, a: number, c: number) =>
    tabulation.counts[id]![a * (tabulation.counts[id]!.length / tabulation.codes.length) + c]!;
  return rearranged(
    tabulation,
    pick,
    (id, a, c, at) => half(count(id, a, c), at),
    (population, a, at) => half(tabulation.heads[population][a]!, at),
  );
}

function renamedWords(tabulation: Tabulation): Tabulation {
  const indicators = tabulation.indicators.map((i) => ({
    ...i,
    id: loud(i.id),
    categories: i.categories.map(loud),
    forms: i.forms.map((f) => ({
      ...f,
      categories: f.categories.map((c) => ({ code: loud(c.code), of: c.of.map(loud) })),
    })),
  }));
  return {
    ...tabulation,
    dimensions: tabulation.dimensions.map((d) => ({ ...d, id: loud(d.id) })),
    indicators,
    counts: Object.fromEntries(Object.entries(tabulation.counts).map(([id, counts]) => [loud(id), counts])),
  };
}

/** Departments of 3, 8, 13 … people in two divisions: no two siblings of one size. */
function untied(seed: number, of: CountedIndicator): Tabulation {
  const random = mulberry(seed);
  const departments = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'];
  const sizes = departments.map((_, i) => 3 + 5 * i + (i === 6 ? 20 : 0));
  const counts = sizes.flatMap((n) => {
    const high = Math.floor(n * (0.3 + 0.4 * random()));
    return [high, n - high, 0];
  });
  return {
    dimensions: [
      {
        id: 'org',
        total: 'total',
        relations: [
          { parent: 'total', children: ['V1', 'V2'] },
          { parent: 'V1', children: ['D1', 'D3', 'D5'] },
          { parent: 'V2', children: ['D2', 'D4', 'D6', 'D7'] },
        ],
      },
    ],
    codes: departments.map((d) => [d]),
    heads: { eligible: sizes, completers: sizes },
    indicators: [of],
    counts: { [of.id]: Int32Array.from(counts) },
  };
}

function recoded(tabulation: Tabulation): Tabulation {
  const other = (code: string) => (code === 'total' ? code : `x${code}`);
  return {
    ...tabulation,
    dimensions: tabulation.dimensions.map((d) => ({
      ...d,
      relations: d.relations.map((r) => ({ parent: other(r.parent), children: r.children.map(other) })),
    })),
    codes: tabulation.codes.map((codes) => codes.map(other)),
  };
}
