import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tabulation } from '#core';
import { CANARY, DEMO_EMPLOYERS, DEMO_SEED } from '../../src/sample/index.ts';
import { contentIn, linesFrom, linesOf } from '../cli/delivered.ts';
import { exposedIn, proofFlaws, truthOf } from '../cli/enemy.ts';
import { MEANINGS, readPlainly, treeIn } from '../cli/plain-reading.ts';
import { reAdd } from '../cli/re-add.ts';
import { Area } from '../support/area.ts';
import { searchCanary } from '../support/canary-search.ts';
import type { Outcome } from '../support/tutti.ts';

/** The demonstration as it is shown to people, run once and held to every promise; minutes, so only with TUTTI_DEEP. */
describe.runIf(process.env['TUTTI_DEEP'] !== undefined)('the demonstration', () => {
  let area: Area;
  let outcome: Outcome;
  let truths: ReadonlyMap<string, Tabulation>;
  beforeAll(async () => {
    area = await Area.with(DEMO_EMPLOYERS, DEMO_SEED);
    outcome = await area.run([], { env: { TUTTI_PROGRESS: 'plain' } });
    truths = await truthOf(
      area.source,
      DEMO_EMPLOYERS.map(({ id }) => id),
    );
  }, 600_000);
  afterAll(() => area.remove());

  const folderOf = (employer: string): string => {
    const place = join(area.out, employer, '2025', 'wellness');
    return join(place, readdirSync(place)[0] ?? '');
  };

  test('is done, and no identifier is anywhere', async () => {
    expect(outcome).toMatchObject({ code: 0 });
    expect((await searchCanary(area.out)).found).toEqual([]);
    expect((await searchCanary(area.state)).found).toEqual([]);
    expect(outcome.stdout + outcome.stderr).not.toContain(CANARY);
    expect(readdirSync(area.tmp)).toEqual([]);
  }, 120_000);

  test.each(DEMO_EMPLOYERS)('$id: tables add up, say what was signed, and say what the source says', ({ id, timeZone, people }) => {
    const lines = linesOf(folderOf(id));
    const signed = linesFrom(contentIn(folderOf(id)));
    expect(lines.toSorted(inOrder)).toEqual(signed.toSorted(inOrder));
    const { faults, sums } = reAdd(lines, treeIn(area.source));
    expect(faults).toEqual([]);
    expect(sums).toBeGreaterThan(200);
    const plain = readPlainly(area.source, id, timeZone);
    expect(plain.eligible).toBe(people);
    const company = lines.filter((line) => line.breakdown === 'company' && line.status === 'published' && line.indicator in MEANINGS);
    for (const { indicator, category, count, base } of company) {
      const meant = MEANINGS[indicator]?.[category];
      expect({ indicator, category, count, base }).toEqual({ indicator, category, count: meant === undefined ? null : plain.answers.filter(meant).length, base: plain.completers });
    }
    expect(new Set(company.map((line) => line.indicator)).size).toBeGreaterThanOrEqual(4);
  });

  test.each(DEMO_EMPLOYERS)(
    '$id: with the staff list and the report, no number is narrower than promised',
    async ({ id }) => {
      const truth = truths.get(id);
      if (truth === undefined) throw new Error(`nobody counted ${id}`);
      const content = contentIn(folderOf(id));
      expect(proofFlaws(content, truth, area.state, folderOf(id).split('/').at(-1) ?? '').flaws).toEqual([]);
      expect(await exposedIn(content, truth)).toEqual([]);
    },
    600_000,
  );
});

function inOrder(a: object, b: object): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
