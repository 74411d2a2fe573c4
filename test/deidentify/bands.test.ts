import fc from 'fast-check';
import { differenceInYears } from 'date-fns';
import { expect, test } from 'vitest';
import { openVault, sql } from '#vault';
import { bandByDate, yearBands } from '../../src/deidentify/bands.ts';
import { ZIP3_ALLOWED, ZIP3_RESTRICTED } from '../../src/deidentify/zip3-allowed.ts';

test('bands have the names of their years', () => {
  expect(yearBands([0, 1, 2, 5]).map((band) => band.code)).toEqual(['0', '1', '2-4', '5+']);
  for (const edges of [[], [5, 5], [-1, 3], [1.5]]) expect(() => yearBands(edges)).toThrow(RangeError);
});

/** Whole years as a calendar has them; a birthday on 29 February is completed on 1 March in other years. */
function wholeYears(birth: string, day: string): number {
  return differenceInYears(new Date(`${day}T00:00:00Z`), new Date(`${birth}T00:00:00Z`));
}

test('comparing dates gives whole years', async () => {
  await using vault = await openVault();
  const bands = yearBands(Array.from({ length: 91 }, (_, i) => i));
  const day = (min: string, max: string): fc.Arbitrary<string> => fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
  await fc.assert(
    fc.asyncProperty(fc.array(day('1940-01-01', '2024-12-31'), { minLength: 40, maxLength: 40 }), day('2025-01-01', '2032-12-31'), async (births, end) => {
      const rows = await vault.rows(sql`select ${bandByDate(sql`b::date`, end, bands, 120)} as band, b from (select unnest(string_split(${births.join(' ')}, ' ')) as b)`);
      for (const row of rows) {
        const years = wholeYears(row.text('b'), end);
        expect(row.text('band'), `born ${row.text('b')}, on ${end}`).toBe(years >= 90 ? '90+' : String(years));
      }
    }),
    { numRuns: 40 },
  );
});

test('the ZIP list is the Census list of 894 areas without the 23 restricted ones', () => {
  expect(ZIP3_ALLOWED).toHaveLength(894 - 23);
  expect(ZIP3_RESTRICTED).toHaveLength(23);
  expect(ZIP3_ALLOWED.filter((prefix) => ZIP3_RESTRICTED.includes(prefix))).toEqual([]);
  expect(new Set(ZIP3_ALLOWED).size).toBe(ZIP3_ALLOWED.length);
  for (const prefix of ['090', '098', '340', '962', '966', '008', '969', '000', '192', '099']) expect(ZIP3_ALLOWED).not.toContain(prefix);
  for (const prefix of ['006', '021', '100', '331', '576', '606', '770', '900', '967', '968', '994', '999']) expect(ZIP3_ALLOWED).toContain(prefix);
});
