import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pipeline } from '#config';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { employersOf, tabulate } from '#tabulate';
import type { Counted, Employer } from '#tabulate';
import { openVault, sql } from '#vault';
import { AS_OF, DIMENSIONS, Folder, INDICATORS, PERIOD, atPath, employee, pipeline, rows, together } from '../source/small-world.ts';
import type { Rows } from '../source/small-world.ts';
import { assertSound } from '../../src/tabulate/sound.ts';
import { treeOf } from '../../src/tabulate/tree.ts';

interface Result {
  readonly employers: readonly Employer[];
  readonly counted: Counted;
}

async function count(world: Rows, definition: Pipeline = pipeline(), employer = 'acme'): Promise<Result> {
  await using folder = await Folder.of(world);
  await using vault = await openVault();
  const staged = await stage(await loadSource(vault, definition, atPath(folder.path)), definition, PERIOD, AS_OF);
  const table = await deidentify(staged, definition, PERIOD, { asOf: AS_OF });
  return { employers: await employersOf(table, definition), counted: await tabulate(table, definition, employer) };
}

/** Adds atoms up to the codes of one dimension, inner ones too. */
function margin({ tabulation }: Counted, dimension: string, value: (atom: number) => number): Readonly<Record<string, number>> {
  const d = tabulation.dimensions.findIndex((one) => one.id === dimension);
  const relations = tabulation.dimensions[d]?.relations ?? [];
  const sum = (code: string): number => {
    const children = relations.find((relation) => relation.parent === code)?.children;
    if (children !== undefined) return children.map(sum).reduce((a, b) => a + b, 0);
    return tabulation.codes.reduce((total, codes, a) => total + (codes[d] === code ? value(a) : 0), 0);
  };
  const codes = new Set(relations.flatMap((relation) => [relation.parent, ...relation.children]));
  return Object.fromEntries([...codes].map((code) => [code, sum(code)]));
}

describe('dimensions', () => {
  const onlyOrg = pipeline({ dimensions: DIMENSIONS.filter((d) => d.id === 'org') });

  test('have every unit of the registry in order, empty ones too, the total first and unstated last', async () => {
    const world = {
      ...together(employee(1, { dept_id: 'd2' })),
      org_unit: [...(rows()['org_unit'] ?? []), { unit_id: 'a', employer_id: 'acme', parent_id: 'acme-co', kind: 'division', name: 'Office' }, { unit_id: 'site', employer_id: 'acme', parent_id: null, kind: 'site', name: 'Hanoi' }],
    };
    const { counted } = await count(world, onlyOrg);
    const expected = [['total', null], ['a', 'total'], ['div', 'total'], ['d1', 'div'], ['d2', 'div'], ['unstated', 'total']];
    expect(counted.dimensions[0]?.codes.map((code) => [code.id, code.parent])).toEqual(expected);
    const reversed = { ...world, org_unit: [...world.org_unit].reverse() };
    expect((await count(reversed, onlyOrg)).counted).toEqual(counted);
  });

  test('people attached to an inner unit get a leaf there, entitled ones too', async () => {
    const { counted } = await count(together(employee(1), employee(2, { dept_id: 'div' }, null)), onlyOrg);
    expect(counted.tabulation.dimensions[0]?.relations).toEqual([
      { parent: 'total', children: ['div', 'unstated'] },
      { parent: 'div', children: ['d1', 'd2', 'div.direct'] },
    ]);
    expect(counted.tabulation.codes).toEqual([['d1'], ['div.direct']]);
    expect(counted.dimensions[0]?.codes.find((code) => code.id === 'div.direct')?.label).toEqual({ en: 'Works, directly', es: 'Works, directamente', vi: 'Works, trực thuộc' });
  });

  test('of one employer do not show units of another', async () => {
    const world = {
      ...together(employee(1), employee(2, { employer_id: 'beta', dept_id: 'b1', zip5: '94105' })),
      employer: [...(rows()['employer'] ?? []), { employer_id: 'beta', legal_name: 'Beta', tz: 'UTC' }],
      contract: [...(rows()['contract'] ?? []), { employer_id: 'beta', end_on: '2026-12-31', months_after: 0 }],
      org_unit: [...(rows()['org_unit'] ?? []), { unit_id: 'b1', employer_id: 'beta', parent_id: null, kind: 'department', name: 'Beta one' }],
    };
    const { counted } = await count(world, pipeline(), 'beta');
    const codes = Object.fromEntries(counted.dimensions.map((d) => [d.id, d.codes.map((code) => code.id)]));
    expect(codes['org']).toEqual(['total', 'b1', 'unstated']);
    expect(codes['area']).toEqual(['total', '941', '000', 'unstated']);
    expect(codes['sex']).toEqual(['total', 'F', 'M', 'unstated']);
    expect(counted.tabulation.heads.eligible).toEqual([1]);
  });
});

test('counts are of people: every margin is what counting by hand gives', async () => {
  const people = fc.array(
    fc.record({ dept_id: fc.constantFrom('d1', 'd2', 'div', 'gone', null), sex: fc.constantFrom('F', 'M', null), done: fc.boolean(), smoker: fc.constantFrom('every_day', 'never', 'pipe', null) }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(people, async (cast) => {
      const { counted } = await count(together(...cast.map(({ dept_id, sex, done, smoker }, n) => employee(n, { dept_id, sex }, done ? { smoker } : null))));
      const { heads, counts } = counted.tabulation;
      const known = (value: string | null, ...codes: readonly string[]): string => (value !== null && codes.includes(value) ? value : 'unstated');
      const eligible = margin(counted, 'org', (a) => heads.eligible[a] ?? 0);
      const completers = margin(counted, 'sex', (a) => heads.completers[a] ?? 0);
      const smokers = margin(counted, 'sex', (a) => counts['smoking']?.[a * 3] ?? 0);
      const missing = margin(counted, 'org', (a) => counts['smoking']?.[a * 3 + 2] ?? 0);
      const took = margin(counted, 'org', (a) => counts['participation']?.[a * 2] ?? 0);
      expect(eligible['total']).toBe(cast.length);
      expect(eligible['d1']).toBe(cast.filter((p) => p.dept_id === 'd1').length);
      expect(eligible['div']).toBe(cast.filter((p) => known(p.dept_id, 'd1', 'd2', 'div') !== 'unstated').length);
      expect(eligible['unstated']).toBe(cast.filter((p) => known(p.dept_id, 'd1', 'd2', 'div') === 'unstated').length);
      for (const sex of ['F', 'M', 'unstated']) {
        expect(completers[sex]).toBe(cast.filter((p) => p.done && known(p.sex, 'F', 'M') === sex).length);
        expect(smokers[sex]).toBe(cast.filter((p) => p.done && known(p.sex, 'F', 'M') === sex && p.smoker === 'every_day').length);
      }
      expect(missing['total']).toBe(cast.filter((p) => p.done && (p.smoker === 'pipe' || p.smoker === null)).length);
      expect(took['total']).toBe(cast.filter((p) => p.done).length);
    }),
    { numRuns: 12 },
  );
});

test('indicators of everybody count everybody, those of completers only completers', async () => {
  const { counted } = await count(together(employee(1), employee(2, {}, null), employee(3, {}, { completed_at: null })), pipeline({ dimensions: [] }));
  const { heads, counts, codes } = counted.tabulation;
  expect(codes).toEqual([[]]);
  expect(heads).toEqual({ eligible: [3], completers: [1] });
  expect([...(counts['participation'] ?? [])]).toEqual([1, 2]);
  expect([...(counts['smoking'] ?? [])]).toEqual([0, 1, 0]);
});

test('an employer without people has no atoms, but all its groups', async () => {
  for (const definition of [pipeline(), pipeline({ dimensions: [] })]) {
    const { counted } = await count(rows(), definition);
    expect(counted.tabulation.codes).toEqual([]);
    expect(counted.tabulation.heads).toEqual({ eligible: [], completers: [] });
  }
});

describe('employers', () => {
  const world = {
    ...together(employee(1), employee(2, { employer_id: 'over', dept_id: 'o1' })),
    employer: [{ employer_id: 'over', legal_name: 'Over', tz: 'UTC' }, ...(rows()['employer'] ?? [])],
    contract: [...(rows()['contract'] ?? []), { employer_id: 'over', end_on: '2024-12-31', months_after: 6 }],
    org_unit: [...(rows()['org_unit'] ?? []), { unit_id: 'o1', employer_id: 'over', parent_id: null, kind: 'department', name: 'Over one' }],
  };

  test('come by id; one whose data may no longer be used is known to have ended and has no counts', async () => {
    const { employers } = await count(world);
    expect(employers).toEqual([{ id: 'acme', name: 'Acme Ltd', ended: false }, { id: 'over', name: 'Over', ended: true }]);
    await expect(count(world, pipeline(), 'over')).rejects.toThrow('no longer be used');
    await expect(count(world, pipeline(), 'nobody')).rejects.toThrow('not in the source');
  });
});

test('a table that holds more than groups is not counted', async () => {
  await using folder = await Folder.of(together(employee(1)));
  await using vault = await openVault();
  const staged = await stage(await loadSource(vault, pipeline(), atPath(folder.path)), pipeline(), PERIOD, AS_OF);
  const table = await deidentify(staged, pipeline(), PERIOD, { asOf: AS_OF });
  await expect(tabulate(table, pipeline({ indicators: INDICATORS.slice(1) }), 'acme')).rejects.toThrow('exactly the columns');
  await vault.run(sql`alter table deidentified.people add column dob date`);
  await expect(tabulate(table, pipeline(), 'acme')).rejects.toThrow('exactly the columns');
  await expect(employersOf(table, pipeline())).rejects.toThrow('exactly the columns');
});

test('what does not add up is found', async () => {
  const { counted } = await count(together(employee(1), employee(2, { sex: 'M' })));
  const { tabulation } = counted;
  expect(() => assertSound(tabulation)).not.toThrow();
  const counts = { ...tabulation.counts, smoking: Int32Array.from(tabulation.counts['smoking'] ?? [], (n, i) => (i === 0 ? n + 1 : n)) };
  expect(() => assertSound({ ...tabulation, counts })).toThrow('smoking does not add up');
  expect(() => assertSound({ ...tabulation, heads: { ...tabulation.heads, eligible: [0, 1] } })).toThrow('more completers');
  expect(() => assertSound({ ...tabulation, codes: [tabulation.codes[0] ?? [], tabulation.codes[0] ?? []] })).toThrow('twice');
  expect(() => assertSound({ ...tabulation, codes: tabulation.codes.map((codes) => codes.map(() => 'total')) })).toThrow('leaf');
});

test('codes that hang in the air are not a tree', () => {
  const label = { en: 'x' };
  expect(() => treeOf([{ code: 'a', parent: 'b', label }, { code: 'b', parent: 'a', label }], new Set(), label)).toThrow('not a tree');
});
