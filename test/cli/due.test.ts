import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#core';
import { Area, filesIn, ledgerOf, treeOf } from '../support/area.ts';
import { TINY } from '../support/small-employers.ts';
import type { Outcome } from '../support/tutti.ts';

/** What cron or a systemd timer sees: as many calls as it likes, one run an occurrence. */

let area: Area;
beforeAll(async () => {
  area = await Area.with([TINY], 'due');
});
afterAll(() => area.remove());

/** A definition for 2025 whether or not that is the last year that is over. */
function pipeline(id: string, cron: string): string {
  return area.pipeline(`${id}.yaml`, (shipped) =>
    [
      `id: ${id}`,
      'title: { en: Report, es: Informe, vi: Báo cáo }',
      'source: { kind: files, path: null }',
      `catalog: ${shipped('pipelines/catalogs/vendor.yaml')}`,
      "period: { kind: fixed, id: '2025', from: '2025-01-01', to: '2025-12-31' }",
      'policy: wellness',
      `report: ${shipped('reports/wellness.yaml')}`,
      `schedule: { cron: '${cron}', timeZone: UTC }`,
      'delivery: { kind: folder, path: out }',
    ].join('\n'),
  );
}

/** Once a year, at the given distance from now. */
function yearly(hoursFromNow: number): string {
  const at = new Date(systemClock.now().getTime() + hoursFromNow * 3_600_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
}

const due = (file: string, source = area.source): Promise<Outcome> => area.tutti(['due', file, '--source', source, '--out', area.out, '--state', area.state]);

test('before its time nothing is due, and the next time is named', async () => {
  const result = await due(pipeline('later', yearly(48)));
  expect(result).toMatchObject({ code: 9, stderr: '' });
  expect(result.stdout).toMatch(/^later: nothing due, next \d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z\n$/u);
  expect(treeOf(area.out)).toEqual({});
});

test('a failed run stays due, a done one is not done again', async () => {
  const file = pipeline('now', yearly(-1));
  const broken = area.sourceWith('broken', 'consent', (csv) => `${csv}\n`);
  rmSync(join(broken, 'consent.csv'));
  expect(await due(file, broken)).toMatchObject({ code: 4, stdout: '' });
  expect(treeOf(area.out)).toEqual({});

  const done = await due(file);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toContain('now, 2025: 1 of 1 employers have their report');
  expect([...filesIn(area.out).keys()].filter((name) => /report\.(?:pdf|html)$/u.test(name))).toHaveLength(2);
  const entries = ledgerOf(area.state).length;

  expect((await due(file)).code).toBe(9);
  expect(ledgerOf(area.state)).toHaveLength(entries);
}, 60_000);

test.runIf(process.env['TUTTI_DEEP'] !== undefined)('two pipelines in one call: one is due, and its result is that of the call', async () => {
  const { code, stdout } = await area.tutti(['due', pipeline('later', yearly(48)), pipeline('again', yearly(-2)), '--source', area.source, '--out', area.out, '--state', area.state, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ exit: 0, pipelines: [{ pipeline: 'later', result: null }, { pipeline: 'again', result: { exit: 0 } }] });
});
