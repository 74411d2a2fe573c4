import { canonicalJson, type CountedIndicator, headsOf, type Policy, type Tabulation } from '#core';
import { indicator, mulberry } from '../support/random-tabulation.ts';
import { by, policy as wellness } from './employers.ts';
import { type Edition, publish } from './publisher.ts';
import { mustStayUncertain } from './rules.ts';
import { countsOf, groupsOf, keyOf, total } from './staff-list.ts';

/** Employers of at most eight people, where every workforce can be listed: the answers of each person in all combinations. */

export const policy: Policy = {
  ...wellness,
  minCompleters: 0,
  minParticipation: 0,
  minGroup: 2,
  minGroupSensitive: 2,
  minCell: 2,
};
export const breakdowns = [by(), by('team'), by('site'), by('team', 'site')];

export const habit = (sensitive: boolean) => indicator('habit', ['yes', 'no'], { sensitive, population: 'eligible' });
export const level = (sensitive: boolean) => indicator('level', ['high', 'low'], { sensitive });

export function tinyEmployer(seed: number, of: CountedIndicator): Tabulation {
  const random = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const atoms = new Map<string, { codes: string[]; counts: number[] }>();
  const people = 4 + Math.floor(random() * 5);
  for (let p = 0; p < people; p++) {
    const codes = [pick(['A', 'B', 'C']), pick(['X', 'Y'])];
    const atom = atoms.get(codes.join()) ?? { codes, counts: of.categories.map(() => 0) };
    atoms.set(codes.join(), atom);
    const answer = random() < 0.1 ? of.categories.length - 1 : Math.floor(random() * 2);
    atom.counts[answer] = (atom.counts[answer] ?? 0) + 1;
  }
  const list = [...atoms.values()];
  const heads = list.map((a) => total(a.counts));
  return {
    dimensions: [
      { id: 'team', total: 'total', relations: [{ parent: 'total', children: ['A', 'B', 'C'] }] },
      { id: 'site', total: 'total', relations: [{ parent: 'total', children: ['X', 'Y'] }] },
    ],
    codes: list.map((a) => a.codes),
    heads: { eligible: heads, completers: heads },
    indicators: [of],
    counts: { [of.id]: Int32Array.from(list.flatMap((a) => a.counts)) },
  };
}

/** Ways in which `people` can give `answers` different answers. */
function splits(people: number, answers: number): number[][] {
  if (answers === 1) return [[people]];
  return Array.from({ length: people + 1 }, (_, first) =>
    splits(people - first, answers - 1).map((rest) => [first, ...rest]),
  ).flat();
}

/** Every tabulation of the same people that prints the same report. */
export function workforces(tabulation: Tabulation, of: CountedIndicator, edition: Edition): Tabulation[] {
  const report = canonicalJson(publish(tabulation, of, edition));
  const choices = headsOf(tabulation, of.population).map((n) => splits(n, of.categories.length));
  const all = choices.reduce<number[][]>(
    (heads, own) => heads.flatMap((head) => own.map((tail) => [...head, ...tail])),
    [[]],
  );
  return all
    .map((counts) => ({ ...tabulation, counts: { [of.id]: Int32Array.from(counts) } }))
    .filter((other) => canonicalJson(publish(other, of, edition)) === report);
}

/** Numbers that vary too little over some of the workforces that print the same report; `required` asks for a width of a group of so many people. */
export function tooNarrow(
  tabulation: Tabulation,
  of: CountedIndicator,
  edition: Edition,
  possible: readonly Tabulation[] = workforces(tabulation, of, edition),
  required: (people: number, codes: readonly string[]) => number = (people) => Math.min(policy.minCell, people),
): string[] {
  return breakdowns.flatMap((breakdown) =>
    groupsOf(tabulation, breakdown).flatMap((codes) => {
      if (edition.state(keyOf(codes)) === 'shown') return [];
      const truth = countsOf(tabulation, of, codes);
      const cells = of.forms.flatMap((form) =>
        form.categories.map((c) => c.of.map((code) => of.categories.indexOf(code))),
      );
      return cells.flatMap((categories) => {
        const count = (full: readonly number[]) => categories.reduce((sum, c) => sum + (full[c] ?? 0), 0);
        if (!mustStayUncertain(of, count(truth), total(truth), policy)) return [];
        const values = possible.map((other) => count(countsOf(other, of, codes)));
        const width = Math.max(...values) - Math.min(...values);
        return width >= required(total(truth), codes) ? [] : [`${codes.join()} ${categories.join()} varies by ${width}`];
      });
    }),
  );
}
