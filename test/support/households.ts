import type { CountedIndicator, Tabulation } from '#core';
import { indicator, mulberry } from './random-tabulation.ts';

/** Somebody of a made-up employer whose people come in households. */
export interface Member {
  readonly household: number;
  readonly codes: readonly string[];
  /** Place of the answer in the indicator's categories. */
  readonly answer: number;
}

export const habit: CountedIndicator = indicator('habit', ['yes', 'no']);
export const mood: CountedIndicator = indicator('mood', ['good', 'fair', 'bad'], { sensitive: true });

const DEPARTMENTS = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'];
const DIMENSIONS: Tabulation['dimensions'] = [
  { id: 'org', total: 'total', relations: [{ parent: 'total', children: ['A', 'B'] }, { parent: 'A', children: ['A1', 'A2', 'A3'] }, { parent: 'B', children: ['B1', 'B2', 'B3'] }] },
  { id: 'sex', total: 'total', relations: [{ parent: 'total', children: ['F', 'M'] }] },
];

/** So many households, a third of them couples who mostly work together and answer alike. */
export function members(seed: number, households: number, of: CountedIndicator): readonly Member[] {
  const random = mulberry(seed);
  const answers = of.categories.length;
  return Array.from({ length: households }, (_, household) => {
    const department = () => DEPARTMENTS[Math.floor(DEPARTMENTS.length * random() ** 1.6)] ?? 'A1';
    const answer = () => Math.min(answers - 1, Math.floor(answers * random() ** 1.4));
    const first: Member = { household, codes: [department(), random() < 0.5 ? 'F' : 'M'], answer: answer() };
    if (random() > 0.34) return [first];
    const sex = first.codes[1] === 'F' ? 'M' : 'F';
    return [first, { household, codes: [random() < 0.8 ? (first.codes[0] ?? '') : department(), sex], answer: random() < 0.8 ? first.answer : answer() }];
  }).flat();
}

/** Everybody counted as a person, and beside it the first of each household. */
export function tabulated(people: readonly Member[], of: CountedIndicator): Tabulation {
  const codes = [...new Map(people.map((member) => [member.codes.join(), member.codes])).values()];
  const place = new Map(codes.map((own, a) => [own.join(), a]));
  const width = of.categories.length;
  const count = (counted: readonly Member[]) => {
    const counts = new Int32Array(codes.length * width);
    for (const { codes: own, answer } of counted) counts[(place.get(own.join()) ?? 0) * width + answer] = (counts[(place.get(own.join()) ?? 0) * width + answer] ?? 0) + 1;
    return { counts: { [of.id]: counts }, heads: codes.map((_, a) => counts.subarray(a * width, (a + 1) * width).reduce((x, y) => x + y, 0)) };
  };
  const all = count(people);
  const first = count(people.filter((member, i) => people.findIndex(({ household }) => household === member.household) === i));
  return {
    dimensions: DIMENSIONS,
    codes,
    heads: { eligible: all.heads, completers: all.heads },
    indicators: [of],
    counts: all.counts,
    householders: { heads: { eligible: first.heads, completers: first.heads, 'non-completers': codes.map(() => 0) }, counts: first.counts, largest: 2 },
  };
}

/** The same, taking everybody for a stranger to everybody. */
export function asStrangers({ householders: _, ...tabulation }: Tabulation): Tabulation {
  return tabulation;
}

export function householdsAmong(people: readonly Member[]): number {
  return new Set(people.map(({ household }) => household)).size;
}
