import { sql } from '#vault';
import type { Sql } from '#vault';
import { bandByDate, yearBands, yearRange } from './bands.ts';
import type { YearBand } from './bands.ts';
import type { Localised } from '#core';
import type { Coarsening, DimensionOf } from './leaf.ts';

/** Nobody has worked anywhere for so many years: the date is wrong. */
const IMPLAUSIBLE = 80;

/** Hire date to whole years of service at the period's last day. */
export function tenureBand(column: Sql, { from }: DimensionOf<'tenure'>, periodEnd: string): Coarsening {
  const bands = yearBands(from);
  const codes = bands.map((band) => ({ employer: null, code: band.code, parent: null, label: label(band) }));
  return { expression: bandByDate(sql`${column}::date`, periodEnd, bands, IMPLAUSIBLE), join: null, codes };
}

function label(band: YearBand): Localised {
  const { from, to } = band;
  if (to === null) return { en: `${from} years and over`, es: `${from} años y más`, vi: `Từ ${from} năm trở lên` };
  if (from === 0)
    return to === 1
      ? { en: 'Under 1 year', es: 'Menos de 1 año', vi: 'Dưới 1 năm' }
      : { en: `Under ${to} years`, es: `Menos de ${to} años`, vi: `Dưới ${to} năm` };
  const range = yearRange(band);
  return range === '1'
    ? { en: '1 year', es: '1 año', vi: '1 năm' }
    : { en: `${range} years`, es: `${range} años`, vi: `${range} năm` };
}
