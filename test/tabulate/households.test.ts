import { describe, expect, test } from 'vitest';
import { headsOf, householdersOf, type Tabulation } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { tabulate } from '#tabulate';
import { openVault, sql } from '#vault';
import { assertSound } from '../../src/tabulate/sound.ts';
import { AS_OF, atPath, CATALOG, DIMENSIONS, employee, Folder, INDICATORS, PERIOD, pipeline, type Rows, together } from '../source/small-world.ts';

/** One person of each household, counted beside everybody: never more than there are households, in any group and of any answer. */

const tables = CATALOG.map((table) => (table.name === 'eligibility' ? { ...table, columns: [...table.columns, { name: 'policy_no', class: 'key' as const, type: 'text' as const }] } : table));
const people = { where: [{ column: 'relationship', in: ['employee', 'spouse'] }], household: ['policy_no'] };
const definition = pipeline({ people, tables, dimensions: DIMENSIONS.filter(({ id }) => id === 'org' || id === 'sex'), indicators: INDICATORS.filter(({ id }) => ['participation', 'smoking', 'flu'].includes(id)) });

interface Somebody {
  readonly household: string;
  readonly dept: string;
  readonly sex: string;
  readonly smoker: string | null;
}

/** Sixty people in forty households of one to three, some of whom did not complete. */
const everybody: readonly Somebody[] = Array.from({ length: 60 }, (_, i) => ({
  household: `H${i < 40 ? i : (i * 7) % 15}`,
  dept: i % 3 === 0 ? 'd1' : 'd2',
  sex: i % 2 === 0 ? 'F' : 'M',
  smoker: i % 5 === 4 ? null : i % 4 === 0 ? 'every_day' : 'never',
}));

function world(order: readonly number[]): Rows {
  return together(...order.map((n) => {
    const { household, dept, sex, smoker } = everybody[n]!;
    return employee(n, { policy_no: household, dept_id: dept, sex, relationship: n < 40 ? 'employee' : 'spouse' }, smoker === null ? null : { smoker });
  }));
}

async function counted(order: readonly number[], of = definition): Promise<Tabulation> {
  await using folder = await Folder.of(world(order), tables);
  await using vault = await openVault();
  const table = await deidentify(await stage(await loadSource(vault, of, atPath(folder.path)), of, PERIOD, AS_OF), of, PERIOD, { asOf: AS_OF });
  const columns = await vault.rows(sql`select column_name as name, data_type as type from information_schema.columns where table_schema = 'deidentified' and table_name = 'people'`);
  // Marks of yes and no; the household's number is gone.
  expect(columns.filter((column) => !['VARCHAR', 'BOOLEAN'].includes(column.text('type')))).toEqual([]);
  return (await tabulate(table, of, 'acme')).tabulation;
}

const tabulation = await counted(everybody.map((_, i) => i));
const householders = tabulation.householders!;
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const households = (some: readonly Somebody[]): number => new Set(some.map(({ household }) => household)).size;
const completed = everybody.filter(({ smoker }) => smoker !== null);

describe('householders', () => {
  test('are as many as there are households, of everybody, of those who completed and of the others', () => {
    expect(sum(householders.heads.eligible)).toBe(households(everybody));
    expect(sum(householders.heads.completers)).toBe(households(completed));
    expect(sum(householders.heads['non-completers'])).toBe(households(everybody.filter(({ smoker }) => smoker === null)));
    expect(households(completed)).toBeLessThan(completed.length);
    expect(householders.largest).toBe(Math.max(...everybody.map(({ household }) => everybody.filter((other) => other.household === household).length)));
  });

  test('are people: never more than households in any group, of any answer', () => {
    const [smoking] = tabulation.indicators.filter(({ id }) => id === 'smoking');
    tabulation.codes.forEach(([dept, sex], a) => {
      const here = everybody.filter((one) => one.dept === dept && one.sex === sex);
      expect(tabulation.heads.eligible[a]).toBe(here.length);
      expect(householders.heads.eligible[a]).toBeLessThanOrEqual(households(here));
      expect(householders.heads.completers[a]).toBeLessThanOrEqual(households(here.filter(({ smoker }) => smoker !== null)));
      for (const [category, answer] of [['current', 'every_day'], ['not', 'never']] as const) {
        const place = a * smoking!.categories.length + smoking!.categories.indexOf(category);
        const own = here.filter(({ smoker }) => smoker === answer);
        expect(tabulation.counts['smoking']?.[place]).toBe(own.length);
        expect(householders.counts['smoking']?.[place]).toBeLessThanOrEqual(households(own));
      }
    });
  });

  test('are the same in the next run, whatever numbers are drawn and however the rows lie', async () => {
    expect(await counted(everybody.map((_, i) => (i * 37 + 11) % everybody.length))).toEqual(tabulation);
  });

  test('are not counted where the definition ties nobody to anybody', async () => {
    const { household: _, ...alone } = { ...definition.people };
    expect(await counted(everybody.map((_, i) => i), { ...definition, people: alone })).not.toHaveProperty('householders');
  });
});

describe('a count of householders that cannot be', () => {
  const broken = (change: Partial<typeof householders>): (() => void) => () => assertSound({ ...tabulation, householders: { ...householders, ...change } });

  test('is a fault of this program', () => {
    expect(broken({})).not.toThrow();
    expect(broken({ heads: { ...householders.heads, completers: householders.heads.completers.map((n) => n + 40) } })).toThrow(/more householders than completers/u);
    expect(broken({ heads: { ...householders.heads, eligible: householders.heads.eligible.map(() => 0) } })).toThrow(/too few householders for the eligible/u);
    expect(broken({ counts: { ...householders.counts, flu: new Int32Array(householders.counts['flu']!.length) } })).toThrow(/householders of indicator flu do not add up/u);
    expect(broken({ counts: {} })).toThrow(/more householders than people/u);
  });

  test('and people followed have none', () => {
    expect(householdersOf({}, 'followed')).toBeNull();
    expect(() => householdersOf({ householders }, 'followed')).toThrow(/not counted by household/u);
    expect(headsOf(tabulation, 'eligible')).toHaveLength(tabulation.codes.length);
  });
});
