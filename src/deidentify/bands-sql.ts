import type { Band } from '#config';
import { join, oneOf, sql } from '#vault';
import type { Sql } from '#vault';

/** The category of a person without a usable answer: part of every indicator. */
export const MISSING = 'missing';

/** `case` with these branches, `missing` where none holds. */
export function cases(branches: readonly Sql[]): Sql {
  return branches.length === 0 ? sql`${MISSING}` : sql`case ${join(branches, ' ', sql``)} else ${MISSING} end`;
}

/** Bands upwards, each from its edge to the next; a number under the first edge has no band. */
export function bandBranches(value: Sql, bands: readonly Band[]): readonly Sql[] {
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

/** A given answer that the definition does not list. */
export function unlisted(answer: Sql, listed: readonly string[]): Sql {
  return sql`(${answer} is not null and not (${oneOf(answer, listed)}))`;
}

export function anyOf(conditions: readonly Sql[]): Sql {
  return sql`(${join(conditions, ' or ', sql`false`)})`;
}

/** How many hold; nothing that is not known does. */
export function numberOf(conditions: readonly Sql[]): Sql {
  return added(conditions.map((condition) => sql`(case when ${condition} then 1 else 0 end)`));
}

/** Nothing as soon as one term is not known. */
export function added(terms: readonly Sql[]): Sql {
  const [first, ...rest] = terms;
  if (first === undefined) throw new RangeError('a sum has at least one term');
  return sql`(${rest.reduce((sum, term) => sql`${sum} + ${term}`, first)})`;
}
