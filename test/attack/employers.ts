import { type Breakdown, type CountedIndicator, type Policy, silent, type Tabulation } from '#core';
import { presets } from '../../src/config/presets.ts';
import { type Outcome, protectUntilSafe } from '../../src/app/protect-until-safe.ts';
import type { ProtectRequest } from '#protect';
import { indicator, randomTabulation } from '../support/random-tabulation.ts';

export const tookPart = indicator('took-part', ['yes', 'no'], { population: 'eligible' });
export const stress = indicator('stress', ['high', 'some', 'low'], { sensitive: true });
export const sleep = indicator('sleep', ['good', 'fair', 'poor', 'bad']);
export const indicators: readonly CountedIndicator[] = [tookPart, stress, sleep];

export const by = (...dimensions: string[]): Breakdown => ({
  id: dimensions.length === 0 ? 'all' : dimensions.join('-'),
  dimensions,
});
export const breakdowns: readonly Breakdown[] = [
  by(),
  by('org'),
  by('site'),
  by('age'),
  by('sex'),
  by('org', 'sex'),
  by('site', 'age'),
];

export const policy: Policy = presets.wellness;
export const secret = new Uint8Array(32).fill(7);

/** A seeded employer: departments of Zipf sizes in three divisions, sites that follow departments, ages, sexes; answers that follow age. */
export function employer(seed: number, people: number): Tabulation {
  return randomTabulation(
    seed,
    people,
    { departments: Math.max(3, Math.round(people / 60)), divisions: 3, sites: 4 },
    indicators,
  );
}

export function request(tabulation: Tabulation, change: Partial<ProtectRequest> = {}): ProtectRequest {
  return { tabulation, breakdowns, policy, secret, participation: 'took-part', exposed: {}, ...change };
}

export async function untilSafe(given: ProtectRequest): Promise<Extract<Outcome, { kind: 'safe' }>> {
  const outcome = await protectUntilSafe(given, silent);
  if (outcome.kind !== 'safe') throw new Error(`refused: ${outcome.indicators.join()}`);
  return outcome;
}

/** The tables of one indicator, in the order of the breakdowns. */
export function tablesOf<T extends { readonly indicator: string }>(
  tables: readonly T[],
  of: CountedIndicator,
): readonly T[] {
  return tables.filter((table) => table.indicator === of.id);
}
