import type { Band, Scoring } from '#config';
import { join, oneOf, sql, stagedColumn } from '#vault';
import type { Sql } from '#vault';
import { measureSql } from './measure.ts';

/** The category of a person without a usable answer: part of every indicator. */
export const MISSING = 'missing';

export interface ScoringSql {
  /** The category code; never null. */
  readonly category: Sql;
  /** Whether an implausible answer was made missing. */
  readonly implausible: Sql;
}

/** How one person's columns become one category code (definitions.ts, `Scoring`). */
export function scoringSql(scoring: Scoring): ScoringSql {
  switch (scoring.kind) {
    case 'choice': {
      const answer = sql`p.${stagedColumn(scoring.column)}::varchar`;
      const branches = scoring.values.map((value) => sql`when ${oneOf(answer, value.of)} then ${value.code}`);
      return { category: cases(branches), implausible: sql`false` };
    }
    case 'bands': {
      const { value, implausible } = measureSql(scoring.measure);
      return { category: cases(bandBranches(value, scoring.bands)), implausible };
    }
    case 'highest':
      return highest(scoring);
    case 'bands-by': {
      const { value, implausible } = measureSql(scoring.measure);
      const by = sql`p.${stagedColumn(scoring.by)}::varchar`;
      const groups = scoring.groups.map(
        (group) => sql`when ${oneOf(by, group.of)} then ${cases(bandBranches(value, group.bands))}`,
      );
      return { category: cases(groups), implausible };
    }
    case 'present':
      return {
        category: sql`case when p.${stagedColumn(scoring.column)} is not null then ${scoring.yes} else ${scoring.no} end`,
        implausible: sql`false`,
      };
  }
}

/**
 * The highest band of several measures; missing as soon as one measure is, because the missing one could be the highest. A measure may lack
 * a band that another has (there is an elevated systolic pressure, but no elevated diastolic one): the longest list gives the order.
 */
function highest(scoring: Extract<Scoring, { kind: 'highest' }>): ScoringSql {
  const measures = scoring.measures.map(measureSql);
  const lists = scoring.bands.map((bands) => bands.map((band) => band.code));
  const codes = lists.reduce<readonly string[]>((longest, list) => (list.length > longest.length ? list : longest), []);
  if (
    measures.length === 0 ||
    lists.length !== measures.length ||
    lists.some((list) => list.length === 0 || !isSubsequence(list, codes))
  ) {
    throw new RangeError('each measure needs bands, in the order of the longest list of them');
  }
  const unknown = measures.map(
    ({ value }, i) => sql`(${cases(bandBranches(value, scoring.bands[i] ?? []))}) = ${MISSING}`,
  );
  const reached = [...codes].reverse().map((code) => {
    const any = measures.map(({ value }, i) => sql`(${cases(bandBranches(value, scoring.bands[i] ?? []))}) = ${code}`);
    return sql`when ${join(any, ' or ', sql`false`)} then ${code}`;
  });
  return {
    category: cases([sql`when ${join(unknown, ' or ', sql`false`)} then ${MISSING}`, ...reached]),
    implausible: sql`(${join(
      measures.map((measure) => measure.implausible),
      ' or ',
      sql`false`,
    )})`,
  };
}

/** Bands upwards, each from its edge to the next; a number under the first edge has no band. */
function bandBranches(value: Sql, bands: readonly Band[]): readonly Sql[] {
  if (bands.some((band, i) => (band.from === null ? i > 0 : i > 0 && band.from <= (bands[i - 1]?.from ?? -Infinity)))) {
    throw new RangeError('bands are listed upwards, and only the first may have no lower edge');
  }
  return [...bands]
    .reverse()
    .map((band) =>
      band.from === null
        ? sql`when ${value} is not null then ${band.code}`
        : sql`when ${value} >= ${band.from} then ${band.code}`,
    );
}

function cases(branches: readonly Sql[]): Sql {
  return branches.length === 0 ? sql`${MISSING}` : sql`case ${join(branches, ' ', sql``)} else ${MISSING} end`;
}

function isSubsequence(list: readonly string[], of: readonly string[]): boolean {
  const places = list.map((code) => of.indexOf(code));
  return places.every((place, i) => place > (places[i - 1] ?? -1));
}
