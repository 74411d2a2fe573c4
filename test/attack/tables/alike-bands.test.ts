import { expect, test } from 'vitest';
import { EXIT, systemClock } from '#core';
import { attackReleased } from '../../../src/app/tables/attack-released.ts';
import { protectTables } from '../../../src/app/tables/protect-tables.ts';
import { readSpec } from '../../../src/app/tables/read-spec.ts';

/**
 * Nearly everybody's answer is an interval that ends at the head count. Where that head count is withheld, to cover a small one, the interval must be withheld
 * with it: in one indicator, and in several that are protected side by side.
 */

const PEOPLE: Readonly<Record<string, readonly [number, number]>> = { small: [1, 2], alike: [0, 400], b: [200, 230], c: [300, 220] };

function specOf(indicators: readonly string[], key: string) {
  const dimensions = {
    site: { total: 'all', relations: [{ parent: 'all', children: Object.keys(PEOPLE) }] },
    measure: { total: 'people', indicators: indicators.map((name) => ({ name, categories: ['yes', 'no'], sensitive: true })) },
  };
  const policy = { minGroup: 5, minGroupSensitive: 20, minCell: 5, zeros: 'shown', insiders: 0, headCounts: 'secret' };
  return readSpec(JSON.stringify({ dimensions, tables: [['site', 'measure']], policy, key }), 'spec');
}

function csvOf(indicators: readonly string[]): string {
  const sum = (k: number) => Object.values(PEOPLE).reduce((total, pair) => total + (pair[k] ?? 0), 0);
  const rows = [['', [sum(0), sum(1)]] as const, ...Object.entries(PEOPLE)].flatMap(([site, [yes = 0, no = 0]]) => [
    `${site},,${yes + no}`,
    ...indicators.flatMap((name) => [`${site},${name}=yes,${yes}`, `${site},${name}=no,${no}`]),
  ]);
  return ['site,measure,count', ...rows].join('\n');
}

test.each([[['one']], [['one', 'two']]])('%j: an interval never tells a head count that is withheld', async (indicators) => {
  const seen = new Set<string>();
  for (const key of ['k1', 'k2', 'k4', 'k6']) {
    const spec = specOf(indicators, key);
    const outcome = await protectTables(spec, { text: csvOf(indicators), file: 'cells' }, systemClock);
    if (outcome.kind !== 'protected') throw new Error('refused');
    const lines = outcome.csv.split('\n');
    const head = lines.find((line) => line.startsWith('alike,,')) ?? '';
    seen.add(head);
    for (const name of indicators)
      expect(lines).toContain(head === 'alike,,400,published,,' ? `alike,${name}=no,,banded,380,400` : `alike,${name}=no,,withheld,,`);
    expect((await attackReleased(spec, { text: outcome.csv, file: 'out' }, [], null)).exit).toBe(EXIT.done);
  }
  expect(seen).toContain('alike,,,withheld,,');
});

test('and the attacker reads it off where it is not', async () => {
  const spec = specOf(['one'], 'k1');
  const outcome = await protectTables(spec, { text: csvOf(['one']), file: 'cells' }, systemClock);
  if (outcome.kind !== 'protected') throw new Error('refused');
  const told = outcome.csv.replace('alike,one=no,,withheld,,', 'alike,one=no,,banded,380,400').replace('alike,one=yes,,withheld,,', 'alike,one=yes,,banded,0,20');
  const { exit, verdicts } = await attackReleased(spec, { text: told, file: 'told' }, [], null);
  const of = (site: string) => verdicts.find(({ cell }) => cell === [site, 'people'].join('\u001f'));
  expect(exit).toBe(EXIT.refused);
  // 400 people; the 3 beside them follow.
  expect([of('alike'), of('small')]).toMatchObject([{ kind: 'large', low: 400, high: 400 }, { kind: 'exact', low: 3, high: 3 }]);
});

test('an answer that nearly everybody’s divides into is withheld: to call it nearly nobody’s would be wrong', async () => {
  const places: Readonly<Record<string, readonly [number, number, number]>> = { north: [50, 147, 3], south: [60, 70, 70], west: [40, 60, 90] };
  const relations = [
    { parent: 'people', children: ['ill=no', 'ill=yes'] },
    { parent: 'ill=no', children: ['ill=never', 'ill=not now'] },
  ];
  const dimensions = {
    site: { total: 'all', relations: [{ parent: 'all', children: Object.keys(places) }] },
    measure: { total: 'people', indicators: [{ name: 'ill', categories: ['no', 'yes'], sensitive: true }], relations },
  };
  const policy = { minGroup: 5, minGroupSensitive: 20, minCell: 5, zeros: 'shown', insiders: 0, headCounts: 'secret' };
  const rows = Object.entries(places).map(([site, [never, notNow, yes]]) => ({ site, never, notNow, yes }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all = { site: '', never: sum((r) => r.never), notNow: sum((r) => r.notNow), yes: sum((r) => r.yes) };
  const csv = [all, ...rows].flatMap(({ site, never, notNow, yes }) => [
    `${site},,${never + notNow + yes}`,
    `${site},ill=no,${never + notNow}`,
    `${site},ill=yes,${yes}`,
    `${site},ill=never,${never}`,
    `${site},ill=not now,${notNow}`,
  ]);
  const spec = readSpec(JSON.stringify({ dimensions, tables: [['site', 'measure']], policy }), 'spec');
  const outcome = await protectTables(spec, { text: ['site,measure,count', ...csv].join('\n'), file: 'cells' }, systemClock);
  if (outcome.kind !== 'protected') throw new Error('refused');
  const north = outcome.csv.split('\n').filter((line) => line.startsWith('north,ill'));
  expect(north).toEqual(
    expect.arrayContaining(['north,ill=no,,banded,190,200', 'north,ill=yes,,banded,0,10', 'north,ill=never,,withheld,,', 'north,ill=not now,,withheld,,']),
  );
});
