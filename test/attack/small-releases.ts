import type { AttackedTable } from '#attack';
import { type Breakdown, type CountedIndicator, headsOf, type Policy, type Tabulation } from '#core';
import { indicator, mulberry } from '../support/random-tabulation.ts';
import { by, policy as wellness } from './employers.ts';
import { publish, type State } from './publisher.ts';
import { inForm } from './rules.ts';
import { childrenOf, countsOf, groupsOf, keyOf, total, wide } from './staff-list.ts';

/** Releases about a handful of people, wise or foolish: drawn at random, true, and so small that everything about them can be listed. */
export interface SmallRelease {
  readonly tabulation: Tabulation;
  readonly indicator: CountedIndicator;
  readonly policy: Policy;
  readonly breakdowns: readonly Breakdown[];
  readonly tables: readonly AttackedTable[];
}

/** `most`: people; `shown`: share of groups that are printed. Half of them have no crossed table. */
export function smallRelease(seed: number, most: number, shown: number): SmallRelease {
  const random = mulberry(seed * 2_654_435);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const population = pick(['completers', 'eligible', 'non-completers'] as const);
  const of = indicator('level', population === 'eligible' ? ['high', 'mid', 'low'] : ['high', 'low'], { sensitive: random() < 0.5, population });
  const people = 3 + Math.floor(random() * (most - 2));
  const kinds = Array.from({ length: people }, () => [pick(['A', 'B', 'C', 'D']), pick(['X', 'Y'])]);
  // One kind whom the indicator does not count stands before all others.
  const codes = [['D', 'Y'], ...new Map(kinds.map((kind) => [kind.join(), kind])).values()].filter((kind, i, all) => i === 0 || kind.join() !== all[0]?.join());
  const counted = codes.map((kind, i) => (i === 0 ? 0 : kinds.filter((other) => other.join() === kind.join()).length));
  const counts = counted.flatMap((n) => {
    const own = of.categories.map(() => 0);
    const favourite = pick([0, 0, 1, of.categories.length - 1]);
    for (let p = 0; p < n; p++) {
      const answer = random() < 0.6 ? favourite : Math.floor(random() * own.length);
      own[answer] = (own[answer] ?? 0) + 1;
    }
    return own;
  });
  const others = counted.map((_, i) => (i === 0 ? 3 : Math.floor(random() * 2)));
  const heads = { completers: population === 'non-completers' ? others : counted, eligible: population === 'eligible' ? counted : counted.map((n, i) => n + (others[i] ?? 0)) };
  const tabulation: Tabulation = {
    dimensions: [
      { id: 'org', total: 'total', relations: [{ parent: 'total', children: ['V', 'C', 'D'] }, { parent: 'V', children: ['A', 'B'] }] },
      { id: 'site', total: 'total', relations: [{ parent: 'total', children: ['X', 'Y'] }] },
    ],
    codes,
    heads: population === 'eligible' ? { completers: counted.map(() => 0), eligible: counted } : heads,
    indicators: [of],
    counts: { [of.id]: Int32Array.from(counts) },
  };
  const policy: Policy = { ...wellness, minGroup: pick([2, 3]), minGroupSensitive: pick([3, 4]), minCell: pick([2, 3]), homogeneity: pick([0.75, 0.95]), zeros: pick(['shown', 'protected']) };
  const breakdowns = [by(), by('org'), by('site'), ...(random() < 0.5 ? [by('org', 'site')] : [])];
  const states = new Map<string, State>();
  for (const breakdown of breakdowns) {
    for (const group of groupsOf(tabulation, breakdown)) {
      const full = countsOf(tabulation, of, group);
      const edge = Math.ceil(policy.homogeneity * total(full));
      const bands = inForm(of, full, 'yesno').every((v) => v >= edge || v <= total(full) - edge);
      if (!states.has(keyOf(group))) states.set(keyOf(group), random() < shown ? 'shown' : bands && random() < 0.5 ? 'banded' : 'withheld');
    }
  }
  const forms = new Map(breakdowns.map((b) => [b.id, pick(['full', 'yesno'])]));
  const tables = publish(tabulation, of, { breakdowns, form: (b) => forms.get(b.id) ?? '', state: (key) => states.get(key) ?? 'withheld', remainders: random() < 0.7, policy });
  return { tabulation, indicator: of, policy, breakdowns, tables };
}

/** Names of the smallest groups that the row is about: one, or for a remainder those withheld children that it stands for. */
export function groupsBehind({ tabulation }: SmallRelease, table: AttackedTable, row: AttackedTable['rows'][number]): readonly (readonly string[])[] {
  const at = row.codes.findIndex((code) => code.startsWith('~'));
  if (at < 0) return [wide(tabulation, table.dimensions, row.codes)];
  const dimension = tabulation.dimensions.find((d) => d.id === table.dimensions[at])!;
  const printed = new Set(table.rows.flatMap((r) => (r.kind === 'group' && r.state === 'shown' ? [keyOf(r.codes)] : [])));
  return childrenOf(dimension, row.codes[at]!.slice(1))
    .map((child) => row.codes.with(at, child))
    .filter((codes) => !printed.has(keyOf(codes)))
    .map((codes) => wide(tabulation, table.dimensions, codes));
}

/** Do these counts agree with every printed row? */
export function agrees(release: SmallRelease, counts: Int32Array): boolean {
  const { tabulation, indicator: of, tables } = release;
  const other = { ...tabulation, counts: { [of.id]: counts } };
  return tables.every((table) =>
    table.rows.every((row) => {
      if (row.state === 'withheld') return true;
      const parts = groupsBehind(release, table, row).map((codes) => inForm(of, countsOf(other, of, codes), table.form));
      return row.cells.every((cell, c) => {
        const count = parts.reduce((sum, cells) => sum + cells[c]!, 0);
        return typeof cell === 'number' ? count === cell : cell.low <= count && count <= cell.high;
      });
    }),
  );
}

/** All ways in which the people of each kind can have answered. */
export function everyAnswer({ tabulation, indicator: of }: SmallRelease): Int32Array[] {
  const splits = (people: number, answers: number): number[][] =>
    answers === 1 ? [[people]] : Array.from({ length: people + 1 }, (_, first) => splits(people - first, answers - 1).map((rest) => [first, ...rest])).flat();
  return headsOf(tabulation, of.population)
    .reduce<number[][]>((all, n) => all.flatMap((head) => splits(n, of.categories.length).map((tail) => [...head, ...tail])), [[]])
    .map((counts) => Int32Array.from(counts));
}
