import type { ColumnType } from '#config';
import { TuttiError } from '#core';
import { sql } from '#vault';
import type { Sql } from '#vault';
import { bandByDate, bandByYears, inAllLanguages, yearBands, yearRange } from './bands.ts';
import type { Coarsening, DimensionOf } from './leaf.ts';

/** Safe Harbor pools all ages over 89 (45 CFR 164.514(b)(2)(i)(C)): no band may begin later than this. */
const OLDEST_EDGE = 90;
/** Nobody in a workforce is as old as this: the date is wrong. */
const IMPLAUSIBLE = 120;

/** Birth date or age in years to the age band at the period's last day. */
export function ageBand(column: Sql, type: ColumnType, { from }: DimensionOf<'age'>, periodEnd: string): Coarsening {
  if (from.some((edge) => edge > OLDEST_EDGE)) {
    throw new TuttiError('CONFIG_INVALID', {
      what: `an age band begins above ${OLDEST_EDGE} years`,
      hint: 'Ages of 90 and over are always shown together.',
    });
  }
  const bands = yearBands(from);
  const expression =
    type === 'date'
      ? bandByDate(sql`${column}::date`, periodEnd, bands, IMPLAUSIBLE)
      : bandByYears(sql`floor(${column}::double)`, bands, IMPLAUSIBLE);
  const codes = bands.map((band) => ({
    employer: null,
    code: band.code,
    parent: null,
    label:
      band.to === null
        ? { en: `${band.from} and over`, es: `${band.from} y más`, vi: `Từ ${band.from} trở lên` }
        : inAllLanguages(yearRange(band)),
  }));
  return { expression, join: null, codes };
}
