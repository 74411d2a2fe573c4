import type { Breakdown, CountedIndicator, Dimension, Policy, Tabulation } from '#core';
import { groupKey, protect, type Protected, type ProtectedRow, type ProtectRequest } from '#protect';
import { presets } from '../../src/config/presets.ts';

/** Small employers written by hand, and a short way to ask what was published about a group. */

export const policy: Policy = presets.wellness;
export const by = (...dimensions: string[]): Breakdown => ({
  id: dimensions.length === 0 ? 'all' : dimensions.join('-'),
  dimensions,
});

/** One atom: leaf codes, the people entitled (null: as many as answered), then counts of each indicator's categories. */
export type Atom = readonly [
  codes: readonly string[],
  eligible: number | null,
  ...counts: readonly (readonly number[])[],
];

export function employerOf(
  trees: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  indicators: readonly CountedIndicator[],
  atoms: readonly Atom[],
): Tabulation {
  const dimensions: Dimension[] = Object.entries(trees).map(([id, relations]) => ({
    id,
    total: 'total',
    relations: Object.entries(relations).map(([parent, children]) => ({ parent, children })),
  }));
  const of = (population: 'eligible' | 'completers') => indicators.findIndex((i) => i.population === population);
  const size = ([, , ...counts]: Atom, at: number) => (counts[at] ?? []).reduce((a, b) => a + b, 0);
  const completers = atoms.map((atom) => size(atom, Math.max(0, of('completers'))));
  const eligible = atoms.map(
    (atom, a) => atom[1] ?? (of('eligible') < 0 ? (completers[a] ?? 0) : size(atom, of('eligible'))),
  );
  return {
    dimensions,
    codes: atoms.map(([codes]) => codes),
    heads: { eligible, completers },
    indicators,
    counts: Object.fromEntries(
      indicators.map((indicator, i) => [
        indicator.id,
        Int32Array.from(atoms.flatMap(([, , ...counts]) => counts[i] ?? [])),
      ]),
    ),
  };
}

export function request(tabulation: Tabulation, change: Partial<ProtectRequest> = {}): ProtectRequest {
  return {
    tabulation,
    breakdowns: [by(), ...tabulation.dimensions.map((d) => by(d.id))],
    policy,
    secret: new Uint8Array(32),
    participation: null,
    exposed: {},
    ...change,
  };
}

/** `A total` → how the group of these codes over all dimensions is decided for an indicator. */
export function stateOf(result: Protected, indicator: string, ...codes: string[]): string {
  return result.decisions.get(indicator)?.state.get(groupKey(codes)) ?? 'undecided';
}

export function whyOf(result: Protected, indicator: string, ...codes: string[]): string {
  return result.decisions.get(indicator)?.why.get(groupKey(codes)) ?? '';
}

export function rowOf(result: Protected, table: string, ...codes: string[]): ProtectedRow {
  const row = result.tables.find((t) => t.id === table)?.rows.find((r) => r.codes.join() === codes.join());
  if (row === undefined) throw new Error(`no row ${codes.join()} in ${table}`);
  return row;
}

export function run(tabulation: Tabulation, change: Partial<ProtectRequest> = {}): Protected {
  return protect(request(tabulation, change));
}
