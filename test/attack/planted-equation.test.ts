import { describe, expect, test } from 'vitest';
import { attackIndicator } from '#attack';
import { headsOf, type Tabulation } from '#core';
import { by, employer, indicators, policy, request, tablesOf, untilSafe } from './employers.ts';
import { breaksARule } from './rules.ts';
import { atomsOf, countsOf, keyOf, plus, total, wide } from './staff-list.ts';

/**
 * Releases whose tables were protected one by one: that they are about the same people, and so every equation between them, was forgotten. Where
 * a group of one table less a group of another breaks a rule by a plain reading, the attacker has to find something every time.
 */
const seeds = process.env['TUTTI_DEEP'] === undefined ? [1, 2, 3] : Array.from({ length: 20 }, (_, i) => i + 1);

describe('equations between tables, forgotten while protecting', () => {
  test('are remembered by the attacker', async () => {
    let planted = 0;
    for (const seed of seeds) {
      const tabulation = seated(employer(seed, 300));
      const single = await Promise.all([by('org'), by('site')].map((breakdown) => untilSafe(request(tabulation, { breakdowns: [by(), breakdown], participation: null }))));
      for (const indicator of indicators) {
        const tables = single.flatMap(({ tables: own }) => tablesOf(own.tables, indicator).slice(1));
        const { exposed } = await attackIndicator(tabulation, indicator, tables, policy);
        const groups = tables.flatMap((table) =>
          table.rows.flatMap((row) => (row.kind === 'group' && row.state === 'shown' && row.base > 0 ? [{ form: indicator.forms.findIndex((f) => f.id === table.form), codes: wide(tabulation, table.dimensions, row.codes) }] : [])),
        );
        const bad = groups.flatMap((outer) =>
          groups.filter((inner) => {
            const [all, part] = [atomsOf(tabulation, outer.codes), atomsOf(tabulation, inner.codes)];
            const peopled = part.filter((a) => (headsOf(tabulation, indicator.population)[a] ?? 0) > 0);
            if (!peopled.every((a) => all.includes(a))) return false;
            const rest = plus(
              countsOf(tabulation, indicator, outer.codes),
              countsOf(tabulation, indicator, inner.codes).map((v) => -v),
            );
            return total(rest) > 0 && breaksARule(indicator, rest, indicator.forms[Math.max(outer.form, inner.form)]?.id ?? '', policy);
          }).map((inner) => `${keyOf(outer.codes)} less ${keyOf(inner.codes)}`),
        );
        if (bad.length === 0) continue;
        planted++;
        expect({ seed, indicator: indicator.id, bad, caught: exposed.length > 0 }).toMatchObject({ caught: true });
      }
    }
    expect(planted).toBeGreaterThan(0);
  });
});

/** Every department works at one site, so that sites and departments lie inside one another. */
function seated(tabulation: Tabulation): Tabulation {
  const sites = tabulation.dimensions.find((d) => d.id === 'site')?.relations[0]?.children ?? [];
  const place = new Map<string, number>();
  const codes: (readonly string[])[] = [];
  const target = tabulation.codes.map((own) => {
    const now = own.with(1, sites[Number(own[0]?.slice(1)) % sites.length] ?? '');
    const at = place.get(keyOf(now)) ?? codes.push(now) - 1;
    place.set(keyOf(now), at);
    return at;
  });
  const gathered = (values: ArrayLike<number>, width: number): Int32Array => {
    const sums = new Int32Array(codes.length * width);
    target.forEach((to, a) => {
      for (let c = 0; c < width; c++) sums[to * width + c] = (sums[to * width + c] ?? 0) + (values[a * width + c] ?? 0);
    });
    return sums;
  };
  return {
    ...tabulation,
    codes,
    heads: { eligible: [...gathered(tabulation.heads.eligible, 1)], completers: [...gathered(tabulation.heads.completers, 1)] },
    counts: Object.fromEntries(tabulation.indicators.map((i) => [i.id, gathered(tabulation.counts[i.id] ?? [], i.categories.length)])),
  };
}
