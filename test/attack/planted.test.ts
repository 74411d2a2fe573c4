import { describe, expect, test } from 'vitest';
import { attackIndicator } from '#attack';
import { breakdowns as all, by, employer, indicators, policy, request, tablesOf, untilSafe } from './employers.ts';
import { type Edition, editionOf, publish } from './publisher.ts';
import { breaksARule } from './rules.ts';
import { childrenOf, countsOf, groupsOf, keyOf, plus, total } from './staff-list.ts';
import type { CountedIndicator, Tabulation } from '#core';

/**
 * The auditor against releases that are wrong on purpose. Each withheld group is given back in turn, with its true numbers and remainders that
 * add up; where the result breaks a rule by a plain reading of the tables, the attacker has to find something every time.
 */

const deep = process.env['TUTTI_DEEP'] !== undefined;
const worlds = (deep ? [100, 200] : [100]).flatMap((people) =>
  (deep ? [1, 2, 3] : [4]).map((seed) => ({ people, seed })),
);
const breakdowns = deep ? all : [by(), by('org'), by('site'), by('sex'), by('org', 'sex')];

/** Why an edition is unsafe by itself: a printed group against a rule, or a remainder that is one group or breaks a rule. */
function plainlyUnsafe(tabulation: Tabulation, indicator: CountedIndicator, edition: Edition): string | null {
  for (const breakdown of breakdowns) {
    const form = edition.form(breakdown);
    for (const codes of groupsOf(tabulation, breakdown)) {
      if (edition.state(keyOf(codes)) !== 'shown') continue;
      if (breaksARule(indicator, countsOf(tabulation, indicator, codes), form, policy))
        return `${codes.join()} is printed`;
      for (const [d, dimension] of tabulation.dimensions.entries()) {
        if (!breakdown.dimensions.includes(dimension.id)) continue;
        const hidden = childrenOf(dimension, codes[d] ?? '')
          .map((c) => codes.with(d, c))
          .filter((c) => edition.state(keyOf(c)) !== 'shown');
        const fulls = hidden.map((c) => countsOf(tabulation, indicator, c));
        if (fulls.length === 0 || total(fulls.reduce(plus)) === 0) continue;
        if (breaksARule(indicator, fulls.reduce(plus), form, policy)) return `the rest of ${codes.join()} is derivable`;
      }
    }
  }
  return null;
}

describe.each(worlds)('$people people, seed $seed', { timeout: 600_000 }, async ({ people, seed }) => {
  const tabulation = employer(seed, people);
  const { tables } = await untilSafe(request(tabulation, { breakdowns }));

  test.each(indicators)('every withheld group of $id given back', async (indicator) => {
    const edition = editionOf(tabulation, breakdowns, tablesOf(tables.tables, indicator), policy);
    const groups = new Map(breakdowns.flatMap((b) => groupsOf(tabulation, b)).map((codes) => [keyOf(codes), codes]));
    const withheld = [...groups.values()].filter(
      (codes) => edition.state(keyOf(codes)) !== 'shown' && total(countsOf(tabulation, indicator, codes)) > 0,
    );
    expect(plainlyUnsafe(tabulation, indicator, edition)).toBeNull();
    let planted = 0;
    for (const codes of withheld) {
      const key = keyOf(codes);
      const foolish: Edition = { ...edition, state: (k) => (k === key ? 'shown' : edition.state(k)) };
      const unsafe = plainlyUnsafe(tabulation, indicator, foolish);
      if (unsafe === null) continue;
      planted++;
      const { exposed } = await attackIndicator(tabulation, indicator, publish(tabulation, indicator, foolish), policy);
      expect({ given: codes.join(), unsafe, caught: exposed.length > 0 }).toEqual({
        given: codes.join(),
        unsafe,
        caught: true,
      });
    }
    expect(planted).toBeGreaterThan(withheld.length / 3);
  });
});
