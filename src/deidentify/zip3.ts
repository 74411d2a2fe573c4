import { oneOf, sql } from '#vault';
import type { Sql } from '#vault';
import { UNSTATED } from './leaf.ts';
import type { DimensionCode } from './leaf.ts';
import { ZIP3_ALLOWED } from './zip3-allowed.ts';

/** Where Safe Harbor puts all ZIP codes whose area has too few people, and this program everything that is no known ZIP code. */
export const ZIP3_POOL = '000';

/** ZIP or ZIP+4 to its first three digits by the allow-list. */
export function zip3(column: Sql): Sql {
  const prefix = sql`left(${column}, 3)`;
  return sql`case when ${column} is null then ${UNSTATED}
    when regexp_full_match(${column}, '[0-9]{5}(-?[0-9]{4})?') and ${oneOf(prefix, ZIP3_ALLOWED)} then ${prefix} else ${ZIP3_POOL} end`;
}

/** The areas that an employer's people live in, entitled ones, so that taking part does not decide which rows a table has. */
export function zip3Codes(
  found: readonly { readonly employer: string; readonly code: string }[],
): readonly DimensionCode[] {
  const employers = [...new Set(found.map((f) => f.employer))];
  return employers.flatMap((employer) => {
    const areas = found
      .filter((f) => f.employer === employer && f.code !== UNSTATED && f.code !== ZIP3_POOL)
      .map((f) => f.code);
    return [...areas.sort(), ZIP3_POOL].map((code) => ({
      employer,
      code,
      parent: null,
      label:
        code === ZIP3_POOL
          ? { en: 'Other areas', es: 'Otras zonas', vi: 'Khu vực khác' }
          : { en: `ZIP ${code}`, es: `ZIP ${code}`, vi: `ZIP ${code}` },
    }));
  });
}
