import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Breakdown, CountedIndicator, Policy, Tabulation } from '#core';
import { presets } from '../../src/config/presets.ts';

/**
 * One attack of the catalogue as a tiny employer (`fixtures/attacks/`): who there is, what a foolish publisher would print, and which
 * number that gives away. Two or three groups stand for an employer, so the limits on the size of the whole are lifted.
 */
const codes = z.array(z.string());
const counts = z.array(z.int().min(0));
const shape = z.strictObject({
  id: z.string().regex(/^A\d+$/u),
  title: z.string(),
  story: z.string(),
  /** Per dimension: every parent with its children; the root is `total`. */
  dimensions: z.record(z.string(), z.record(z.string(), codes)),
  indicator: z.strictObject({
    id: z.string(),
    population: z.enum(['eligible', 'completers']),
    sensitive: z.boolean(),
    categories: codes,
    forms: z.record(z.string(), z.record(z.string(), codes)),
  }),
  /** People alike: their codes, how many gave each answer, and how many of those with one person of each household only (or all, everywhere). */
  people: z.array(z.union([z.tuple([codes, counts]), z.tuple([codes, counts, counts])])),
  breakdowns: z.array(codes),
  policy: z.strictObject({ zeros: z.enum(['shown', 'protected']), insiders: z.int().min(1) }).partial(),
  foolish: z.strictObject({ mistake: z.string(), withheld: z.array(codes), forms: z.record(z.string(), z.string()) }),
  /** `learns`: the attacker's interval for these answers in this group if the foolish tables are printed. */
  secret: z.strictObject({ group: codes, answers: codes, learns: z.tuple([z.int(), z.int()]) }),
});

export type Fixture = z.infer<typeof shape>;

/** An attack on anybody's tables (`fixtures/attacks/tables/`): `tutti protect`'s own, without an employer around it. */
const tableShape = z.strictObject({
  id: z.string().regex(/^A\d+$/u),
  title: z.string(),
  story: z.string(),
  spec: z.unknown(),
  cells: z.record(z.string(), z.int()),
  /** What a foolish publisher prints; null: withheld. */
  foolish: z.strictObject({ mistake: z.string(), prints: z.record(z.string(), z.int().nullable()) }),
  /** The attacker's interval for each withheld cell then. */
  learns: z.record(z.string(), z.tuple([z.int(), z.int()])),
});

export type TableFixture = z.infer<typeof tableShape>;

const elsewhereShape = z.array(
  z.strictObject({
    id: z.string().regex(/^A\d+$/u),
    title: z.string(),
    status: z.enum(['tested elsewhere', 'cannot occur', 'not covered']),
    why: z.string(),
    tests: z.array(z.string()),
    /** One edit of the source that switches the defence off; then each of `tests` fails (test/attack/switched-off.test.ts). */
    switch: z.strictObject({ file: z.string(), find: z.string(), replace: z.string() }).optional(),
  }),
);

export type Elsewhere = z.infer<typeof elsewhereShape>[number];

export const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'attacks');

export function fixtures(): readonly Fixture[] {
  const names = readdirSync(folder).filter((name) => /^A\d+-[a-z-]+\.json$/u.test(name));
  return names
    .map((name) => shape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

export function tableFixtures(): readonly TableFixture[] {
  return readdirSync(join(folder, 'tables')).map((name) => tableShape.parse(JSON.parse(readFileSync(join(folder, 'tables', name), 'utf8'))));
}

export function elsewhere(): readonly Elsewhere[] {
  return elsewhereShape.parse(JSON.parse(readFileSync(join(folder, 'elsewhere.json'), 'utf8')));
}

export function build(fixture: Fixture): {
  tabulation: Tabulation;
  indicator: CountedIndicator;
  breakdowns: readonly Breakdown[];
  policy: Policy;
} {
  const { id, population, sensitive, categories, forms } = fixture.indicator;
  const indicator: CountedIndicator = {
    id,
    population,
    sensitive,
    categories,
    forms: Object.entries(forms).map(([form, merged]) => ({
      id: form,
      categories: Object.entries(merged).map(([code, of]) => ({ code, of })),
    })),
  };
  const heads = fixture.people.map(([, answers]) => answers.reduce((a, b) => a + b, 0));
  const tabulation: Tabulation = {
    dimensions: Object.entries(fixture.dimensions).map(([dimension, tree]) => ({
      id: dimension,
      total: 'total',
      relations: Object.entries(tree).map(([parent, children]) => ({ parent, children })),
    })),
    codes: fixture.people.map(([own]) => own),
    heads: { eligible: heads, completers: heads },
    indicators: [indicator],
    counts: { [id]: Int32Array.from(fixture.people.flatMap(([, answers]) => answers)) },
    ...householdersOf(fixture),
  };
  const breakdowns = fixture.breakdowns.map((dimensions) => ({
    id: dimensions.length === 0 ? 'all' : dimensions.join('-'),
    dimensions,
  }));
  const policy: Policy = {
    ...presets.wellness,
    minCompleters: 0,
    minParticipation: 0,
    ...(fixture.policy.zeros === undefined ? {} : { zeros: fixture.policy.zeros }),
    ...(fixture.policy.insiders === undefined ? {} : { insiders: fixture.policy.insiders }),
  };
  return { tabulation, indicator, breakdowns, policy };
}

/** Where people share a household: one person of each. Households are of as many people as the policy has insiders. */
function householdersOf({ indicator, people, policy }: Fixture): Pick<Tabulation, 'householders'> {
  const own = people.flatMap(([, , householders]) => (householders === undefined ? [] : [householders]));
  if (own.length === 0) return {};
  const heads = own.map((answers) => answers.reduce((a, b) => a + b, 0));
  return { householders: { heads: { eligible: heads, completers: heads, 'non-completers': heads.map(() => 0) }, counts: { [indicator.id]: Int32Array.from(own.flat()) }, largest: policy.insiders ?? 1 } };
}
