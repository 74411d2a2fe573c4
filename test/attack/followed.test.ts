import { describe, expect, test } from 'vitest';
import { ANSWERS, KEPT, type Answer } from '../support/kept.ts';
import { mulberry } from '../support/random-tabulation.ts';

/**
 * The argument of docs/year-over-year.md, "People followed" (A34), by listing every world: employers so small that all answers of everybody in both years
 * can be gone through. Whatever counts each release prints, of whatever groups: who holds both is left with every world of the one beside
 * every world of the other. What would not do is beside it, and is found.
 */

type Kind = string;
type Judge = (then: Answer, now: Answer) => Kind;
/** Which groups of people a release prints the counts of. Nobody knows of a group more than its printed counts. */
type Printed = readonly (readonly number[])[];

const kept: Judge = (then, now) => KEPT[then][now];

function worlds<T>(people: number, of: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: people }).reduce<readonly (readonly T[])[]>((all) => all.flatMap((world) => of.map((one) => [...world, one])), [[]]);
}

function print(kinds: readonly Kind[], groups: Printed): string {
  return groups.map((group) => group.map((person) => kinds[person]).toSorted().join()).join(' | ');
}

function groupsOf(people: number, random: () => number): Printed {
  const everybody = Array.from({ length: people }, (_, i) => i);
  return [everybody, everybody.filter(() => random() < 0.5), everybody.filter(() => random() < 0.5)].filter(() => random() < 0.8);
}

const judged = (then: readonly Answer[], now: readonly Answer[], judge: Judge): readonly Kind[] => then.map((answer, i) => judge(answer, now[i] ?? 'missing'));
const join = (...parts: readonly (readonly Kind[])[]): string => parts.map((part) => part.join()).join(' / ');

/** Worlds (of last year's answers, and of what this year's release counts) left by both releases, and by each alone side by side. */
function left(judge: Judge, people: number, seed: number): { readonly both: ReadonlySet<string>; readonly product: ReadonlySet<string> } {
  const random = mulberry(seed);
  const answers = worlds(people, ANSWERS);
  const pick = (): readonly Answer[] => answers[Math.floor(random() * answers.length)] ?? [];
  const [x, y] = [pick(), pick()];
  const [first, second] = [groupsOf(people, random), groupsOf(people, random)];
  const [printedThen, printedNow] = [print(x, first), print(judged(x, y, judge), second)];
  const possible = answers.filter((then) => print(then, first) === printedThen);
  const both = new Set<string>();
  for (const then of possible)
    for (const now of answers) {
      const kinds = judged(then, now, judge);
      if (print(kinds, second) === printedNow) both.add(join(then, kinds));
    }
  // The second release alone: whoever has never seen the first knows nothing of last year's answers.
  const kindsAlone = new Set<string>();
  for (const then of answers) for (const now of answers) kindsAlone.add(JSON.stringify(judged(then, now, judge)));
  const alone = [...kindsAlone].map((text): readonly Kind[] => JSON.parse(text)).filter((kinds) => print(kinds, second) === printedNow);
  return { both, product: new Set(possible.flatMap((then) => alone.map((kinds) => join(then, kinds)))) };
}

const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 12 : 200 }, (_, i) => i + 1);
const fails = (judge: Judge): number => seeds.filter((seed) => { const { both, product } = left(judge, 3, seed); return both.size < product.size; }).length;

describe('two releases of people followed', () => {
  test('leave together exactly what each leaves alone', () => {
    let narrowed = 0;
    for (const seed of seeds) {
      const { both, product } = left(kept, 3, seed);
      expect([...both].filter((world) => !product.has(world))).toEqual([]);
      expect(both.size).toBe(product.size);
      if (product.size < worlds(3, ANSWERS).length * 3 ** 3) narrowed += 1;
    }
    // Releases that print nothing would prove nothing.
    expect(narrowed).toBeGreaterThan(seeds.length / 2);
  });

  test('and with them a third, in which this year’s answers are the earlier ones', () => {
    const answers = worlds(2, ANSWERS);
    for (const seed of seeds.slice(0, 4)) {
      const random = mulberry(seed);
      const pick = (): readonly Answer[] => answers[Math.floor(random() * answers.length)] ?? [];
      const [x, y, z] = [pick(), pick(), pick()];
      const groups = [groupsOf(2, random), groupsOf(2, random), groupsOf(2, random)] as const;
      const printed = [print(x, groups[0]), print(judged(x, y, kept), groups[1]), print(judged(y, z, kept), groups[2])];
      const seen = [new Set<string>(), new Set<string>(), new Set<string>()] as const;
      const all = new Set<string>();
      for (const a of answers)
        for (const b of answers)
          for (const c of answers) {
            const kinds = [a, judged(a, b, kept), judged(b, c, kept)];
            const fits = kinds.map((one, i) => print(one, groups[i] ?? []) === printed[i]);
            kinds.forEach((one, i) => fits[i] === true && seen[i]?.add(one.join()));
            if (fits.every(Boolean)) all.add(join(...kinds));
          }
      expect(all.size).toBe(seen[0].size * seen[1].size * seen[2].size);
    }
  });

  test('everybody can have every answer, whatever they had answered before', () => {
    for (const then of ANSWERS) expect(new Set(Object.values(KEPT[then]))).toEqual(new Set(['kept', 'not-kept', 'missing']));
  });
});

describe('what is not printed, because it would not hold', () => {
  const place = (answer: Answer): number => ANSWERS.indexOf(answer);
  test.each<[string, Judge]>([
    ['transitions from level to level', (then, now) => `${then} to ${now}`],
    ['improved, same, worse', (then, now) => (then === 'missing' || now === 'missing' ? 'missing' : place(now) < place(then) ? 'improved' : now === then ? 'same' : 'worse')],
    ['better and not better, without the best level', (then, now) => (then === 'missing' || now === 'missing' ? 'missing' : place(now) < place(then) ? 'better' : 'not better')],
    ['no answer where there was none a year before', (then, now) => (then === 'missing' ? 'missing' : kept(then, now))],
    ['a change in points', (then, now) => (then === 'missing' || now === 'missing' ? 'missing' : String(place(now) - place(then)))],
  ])('%s', (_, judge) => expect(fails(judge)).toBeGreaterThan(0));
});
