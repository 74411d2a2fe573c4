import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attackIndicator, type AttackedTable, audit } from '#attack';
import { Solver } from '#solver';
import { type CountedIndicator, headsOf, type Policy, type Tabulation } from '#core';
import { releaseAttack } from '../../src/attack/release-system.ts';
import { secret as key, untilSafe } from './employers.ts';
import { build, elsewhere, type Fixture, fixtures, tableFixtures } from './fixture.ts';
import { publish } from './publisher.ts';
import { faults } from './re-add.ts';
import { atomsOf, keyOf } from './staff-list.ts';

const root = join(import.meta.dirname, '..', '..');
const solver = await Solver.load();
const CATALOGUE = Array.from({ length: 51 }, (_, i) => `A${i + 1}`);

/** The attacker's interval for a number that the fixture names, found by asking for less and less until two worlds span it. */
function intervalOf(
  tabulation: Tabulation,
  indicator: CountedIndicator,
  tables: readonly AttackedTable[],
  policy: Policy,
  secret: Fixture['secret'],
): { low: number; high: number } {
  const { system, truth, atoms } = releaseAttack(tabulation, indicator, tables, policy);
  const width = indicator.categories.length;
  const categories = secret.answers.map((answer) => indicator.categories.indexOf(answer));
  expect(categories).not.toContain(-1);
  const index = Int32Array.from(
    atomsOf(tabulation, secret.group).flatMap((atom) => categories.map((c) => atoms.indexOf(atom) * width + c)),
  );
  for (let asked = index.length === 0 ? 0 : 100_000; ;) {
    const verdict = audit({ ...system, targets: [{ index, width: asked, reach: 0 }] }, solver, truth).verdicts[0]!;
    if (verdict.kind === 'safe' || verdict.kind === 'exact') return { low: verdict.low, high: verdict.high };
    if (verdict.kind === 'unresolved') throw new Error('no interval was found');
    asked = verdict.high - verdict.low;
  }
}

/** The engine's release keeps the secret; a foolish one gives it away, and the auditor says so. */
function bothHalves(fixture: Fixture): void {
  const { tabulation, indicator, breakdowns, policy } = build(fixture);
  const people = atomsOf(tabulation, fixture.secret.group).reduce(
    (sum, a) => sum + (headsOf(tabulation, indicator.population)[a] ?? 0),
    0,
  );

  test('the engine’s release keeps the number uncertain, and adds up', async () => {
    const { tables, attacks } = await untilSafe({
      tabulation,
      breakdowns,
      policy,
      secret: key,
      participation: null,
      exposed: {},
    });
    expect(attacks.flatMap((a) => a.exposed)).toEqual([]);
    expect(faults(tabulation, indicator, breakdowns, tables.tables, policy)).toEqual([]);
    const { low, high } = intervalOf(tabulation, indicator, tables.tables, policy, fixture.secret);
    expect(high - low).toBeGreaterThanOrEqual(Math.min(policy.minCell, people));
    const totals = tables.tables.flatMap((t) => t.rows.filter((row) => row.codes.every((code) => code === 'total')));
    expect(totals.length > 0 && totals.every((row) => row.state === 'shown')).toBe(true);
  });

  const foolish = (): readonly AttackedTable[] => {
    const withheld = new Set(fixture.foolish.withheld.map(keyOf));
    return publish(tabulation, indicator, {
      breakdowns,
      form: (b) => fixture.foolish.forms[b.id] ?? indicator.forms[0]!.id,
      state: (group) => (withheld.has(group) ? 'withheld' : 'shown'),
      remainders: false,
      policy,
    });
  };

  test(`without the defence the attacker has it: ${fixture.foolish.mistake}`, () => {
    const learnt = intervalOf(tabulation, indicator, foolish(), policy, fixture.secret);
    expect([learnt.low, learnt.high]).toEqual(fixture.secret.learns);
  });

  test('and the auditor says so', async () => {
    const { exposed } = await attackIndicator(tabulation, indicator, foolish(), policy);
    expect(exposed.length).toBeGreaterThan(0);
  });
}

describe.each(fixtures())('$id $title', bothHalves);

describe('the catalogue is covered, or says why not', () => {
  // An entry may have several fixtures, and one of tables beside its standing in reports.
  const here = [...new Set(fixtures().map((f) => f.id))];
  const ofTables = tableFixtures();
  const others = elsewhere();

  test('every entry once', () => {
    expect([...here, ...others.map((e) => e.id)].sort(byNumber)).toEqual(CATALOGUE);
    expect(ofTables.filter(({ id }) => !CATALOGUE.includes(id))).toEqual([]);
  });

  test.each(others)('$id $title: $status', ({ status, why, tests, switch: off }) => {
    expect(off === undefined || tests.length > 0).toBe(true);
    if (status === 'tested elsewhere') expect(off).toBeDefined();
    expect(why.length).toBeGreaterThan(20);
    if (status !== 'cannot occur') expect(tests.length > 0).toBe(status === 'tested elsewhere');
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    // The code moves on, and the edit that switches the defence off (test/attack/switched-off.test.ts) has to find it.
    if (off !== undefined) expect(readFileSync(join(root, off.file), 'utf8')).toContain(off.find);
  });

  test('docs/attacks.md has a line for each, with the same standing', () => {
    const page = readFileSync(join(root, 'docs', 'attacks.md'), 'utf8');
    const lines = [...page.matchAll(/^\| (A\d+) \| ([^|]+) \| ([^|]+) \|/gmu)].map(
      ([, id = '', title, standing]) => `${id} ${title?.trim()}: ${standing?.trim()}`,
    );
    const expected = [
      ...[...fixtures(), ...ofTables].map((f) => `${f.id} ${f.title}: fixture`),
      ...others.map((e) => `${e.id} ${e.title}: ${e.status}`),
    ];
    expect(lines.toSorted()).toEqual(expected.toSorted());
  });
});

function byNumber(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1));
}
