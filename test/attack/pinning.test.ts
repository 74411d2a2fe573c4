import { describe, expect, it } from 'vitest';
import type { Tabulation } from '#core';
import { Solver } from '#solver';
import { pinningOf } from '../../src/attack/pinning.ts';
import { type ReleaseAttack, releaseAttack } from '../../src/attack/release-system.ts';
import { type Fact, sumOf } from '../../src/attack/system.ts';
import { indicator } from '../support/random-tabulation.ts';
import { by, policy, secret, untilSafe } from './employers.ts';
import { smallRelease } from './small-releases.ts';
import { total } from './staff-list.ts';

/** All worlds that keep some facts, person by person: how far a target can go in them. */
function widthUnder(facts: readonly Fact[], { system }: ReleaseAttack, index: Int32Array): number {
  let low = Infinity;
  let high = -Infinity;
  const world = new Int32Array(system.unknowns);
  const walk = (u: number): void => {
    // A sum whose last unknown has its number is either met or not.
    if (!facts.every((fact) => Math.max(...fact.index) !== u - 1 || within(fact, world))) return;
    if (u === world.length) {
      const value = sumOf(index, world);
      low = Math.min(low, value);
      high = Math.max(high, value);
      return;
    }
    for (let n = 0; n <= (system.upper[u] ?? 0); n++) {
      world[u] = n;
      walk(u + 1);
    }
    world[u] = 0;
  };
  walk(0);
  return high - low;
}

function within({ index, low, high }: Fact, world: Int32Array): boolean {
  const sum = sumOf(index, world);
  return low <= sum && sum <= high;
}

/** Nobody at site Y ever answers yes, so the two of team A who work there cannot: of A's six at most four do. */
function pinnedAtY(): Tabulation {
  const habit = indicator('habit', ['yes', 'perhaps', 'no'], { sensitive: false, population: 'completers' });
  const large = ['B', 'C', 'D', 'E'].flatMap((team) => [
    { codes: [team, 'X'], counts: [10, 12, 8, 0] },
    { codes: [team, 'Y'], counts: [0, 3, 2, 0] },
    { codes: [team, 'Z'], counts: [8, 7, 8, 0] },
  ]);
  const atoms = [{ codes: ['A', 'X'], counts: [1, 2, 1, 0] }, { codes: ['A', 'Y'], counts: [0, 1, 1, 0] }, ...large];
  const heads = atoms.map(({ counts }) => total(counts));
  return {
    dimensions: [
      { id: 'team', total: 'total', relations: [{ parent: 'total', children: ['A', 'B', 'C', 'D', 'E'] }] },
      { id: 'site', total: 'total', relations: [{ parent: 'total', children: ['X', 'Y', 'Z'] }] },
    ],
    codes: atoms.map(({ codes }) => codes),
    heads: { eligible: heads, completers: heads },
    indicators: [habit],
    counts: { habit: Int32Array.from(atoms.flatMap(({ counts }) => counts)) },
  };
}

const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 60 : 600 }, (_, i) => i + 1);

describe('what a narrow target hangs on', async () => {
  const solver = await Solver.load();

  it('is printed, is not everybody, and with the staff list, the whole and bands it is enough to work the limits out', () => {
    const seen = { named: 0, alone: 0 };
    for (const seed of seeds) {
      const { tabulation, indicator, tables, policy } = smallRelease(seed, 7, 0.6);
      const attack = releaseAttack(tabulation, indicator, tables, policy);
      const everybody = attack.located.reduce((most, l) => Math.max(most, l.row.state === 'shown' ? l.people : 0), 0);
      const shown = attack.located.filter((l) => l.row.kind === 'group' && l.row.state === 'shown');
      const bands = attack.located.filter((l) => l.row.state === 'banded');
      const kept = [...shown.filter((l) => l.people === everybody), ...bands].map((l) => l.key);
      for (const [t, { index, width }] of attack.system.targets.entries()) {
        const pinning = pinningOf(attack, t, solver);
        if (pinning === null) continue;
        const named = pinning.restsOn;
        seen.named += named.length;
        seen.alone += pinning.alone.length;
        expect(widthUnder(attack.system.facts, attack, index)).toBeLessThan(width);
        expect(named).toEqual(expect.arrayContaining([...pinning.alone]));
        for (const key of named) expect(shown.some((l) => l.key === key && l.people < everybody)).toBe(true);
        const sources = new Set<string | null>([null, ...kept, ...named]);
        const known = attack.system.facts.filter((_, f) => sources.has(attack.sources[f] ?? null));
        expect({ seed, t, width: widthUnder(known, attack, index) < width }).toEqual({ seed, t, width: true });
      }
    }
    expect(seen.alone).toBeGreaterThan(20);
    expect(seen.named).toBeGreaterThan(seen.alone);
  });

  it('is withheld, and not one team after the other in vain', async () => {
    const breakdowns = [by(), by('team'), by('site')];
    const { tables, rounds } = await untilSafe({
      tabulation: pinnedAtY(),
      breakdowns,
      policy,
      secret,
      participation: null,
      exposed: {},
    });
    const withheld = [...(tables.decisions.get('habit')?.state ?? [])]
      .filter(([, state]) => state !== 'shown')
      .map(([key]) => key.split('\u001f'));
    expect(rounds).toBe(2);
    expect(withheld.filter(([team]) => team !== 'total')).toHaveLength(2);
    expect(withheld).toContainEqual(['total', 'Y']);
  });
});
