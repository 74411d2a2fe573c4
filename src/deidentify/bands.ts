import type { Localised } from '#core';
import { join, sql } from '#vault';
import type { Sql } from '#vault';
import { UNSTATED } from './leaf.ts';

/** Whole years from `from` up to and without `to`; null: and more. */
export interface YearBand {
  readonly code: string;
  readonly from: number;
  readonly to: number | null;
}

/** Bands from their lower edges, e.g. [18, 30, 60]: 18-29, 30-59, 60+. */
export function yearBands(edges: readonly number[]): readonly YearBand[] {
  if (
    edges.length === 0 ||
    edges.some((edge, i) => !Number.isSafeInteger(edge) || edge < 0 || edge <= (edges[i - 1] ?? -1))
  ) {
    throw new RangeError('lower edges of bands are whole numbers of years, listed upwards');
  }
  return edges.map((from, i) => {
    const to = edges[i + 1] ?? null;
    if (to === null) return { code: `${from}+`, from, to };
    return { code: to - from === 1 ? `${from}` : `${from}-${to - 1}`, from, to };
  });
}

/** Years as a reader writes them; the same dash in every language. */
export function yearRange(band: YearBand): string {
  if (band.to === null) return `${band.from}+`;
  return band.to - band.from === 1 ? `${band.from}` : `${band.from}–${band.to - 1}`;
}

/**
 * The band of somebody whose event (birth, hire) was on `date`, in whole years at `day`. By comparing dates, which is exact: N years are
 * complete when the event was on or before the same day N years earlier. Unknown, future or implausibly old dates are unstated.
 */
export function bandByDate(date: Sql, day: string, bands: readonly YearBand[], oldest: number): Sql {
  const yearsBefore = (years: number): Sql => sql`(${day}::date - to_years(${years}))::date`;
  return caseOf(
    sql`${date} is null or ${date} > ${day}::date or ${date} <= ${yearsBefore(oldest)}`,
    bands,
    (band) => sql`${date} <= ${yearsBefore(band.from)}`,
  );
}

/** The band of a number of whole years. */
export function bandByYears(years: Sql, bands: readonly YearBand[], oldest: number): Sql {
  return caseOf(
    sql`${years} is null or ${years} < 0 or ${years} >= ${oldest}`,
    bands,
    (band) => sql`${years} >= ${band.from}`,
  );
}

function caseOf(unknown: Sql, bands: readonly YearBand[], reached: (band: YearBand) => Sql): Sql {
  const branches = [...bands].reverse().map((band) => sql`when ${reached(band)} then ${band.code}`);
  return sql`case when ${unknown} then ${UNSTATED} ${join(branches, ' ', sql``)} else ${UNSTATED} end`;
}

export function inAllLanguages(text: string): Localised {
  return { en: text, es: text, vi: text };
}
