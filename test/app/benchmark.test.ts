import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, expect, test } from 'vitest';
import { loadPipeline } from '#config';
import type { ReleasedTable } from '#release';
import { benchmarkYaml } from '../../scripts/national-benchmark.ts';
import { benchmarkOf } from '../../src/app/benchmark.ts';

const { report } = loadPipeline(new URL('../../pipelines/demo.yaml', import.meta.url).pathname);
const table = (indicator: string, form: string): ReleasedTable => ({ id: `${indicator}.company`, breakdown: 'company', indicator, dimensions: [], form, rows: [] });
const figure = (form: string) => benchmarkOf(report, [table('smoke', form)])?.figures[0];

describe('the figures that an employer is compared with', () => {
  test('have the published answers of the whole survey', () => {
    const all = benchmarkOf(report, report.benchmark?.figures.map(({ indicator }) => table(indicator, 'full')) ?? []);
    expect(all?.figures).toHaveLength(7);
    for (const { groups } of all?.figures ?? []) {
      expect(groups).toHaveLength(10);
      // Every respondent answered every question: each group has the same people in every figure.
      expect(groups.map(({ people }) => people.reduce((a, b) => a + b, 0))).toEqual(all?.figures[0]?.groups.map(({ people }) => people.reduce((a, b) => a + b, 0)));
    }
    // 12 % of adults smoked in 2022 (unweighted, all ages); 13.5 % of those of 18 to 69 years.
    const smoke = all?.figures.find((f) => f.table === 'smoke.company');
    const people = smoke?.groups.flatMap((g) => g.people) ?? [];
    const smokers = smoke?.groups.reduce((sum, g) => sum + (g.people[0] ?? 0) + (g.people[1] ?? 0), 0) ?? 0;
    expect(smokers / people.reduce((a, b) => a + b, 0)).toBeCloseTo(0.135, 2);
  });

  test('are joined as the table joins them', () => {
    const [full, short] = [figure('full'), figure('report')];
    expect(short?.categories).toEqual(['current', 'not-current']);
    expect(short?.groups[0]?.people).toEqual([(full?.groups[0]?.people[0] ?? 0) + (full?.groups[0]?.people[1] ?? 0), (full?.groups[0]?.people[2] ?? 0) + (full?.groups[0]?.people[3] ?? 0)]);
  });

  test('are none where people without an answer count with others: the survey has no such people', () => {
    expect(figure('yesno')).toBeUndefined();
  });

  test('are none in a report that is compared with nobody', () => {
    expect(benchmarkOf({ ...report, benchmark: null }, [table('smoke', 'full')])).toBeNull();
  });
});

const file = env['TUTTI_REAL_DATA'] === undefined ? null : join(env['TUTTI_REAL_DATA'], 'brfss_2022.parquet');

test.skipIf(file === null || !existsSync(file))('the committed figures are those of the survey', async () => {
  expect(await benchmarkYaml(file ?? '')).toBe(readFileSync(join(import.meta.dirname, '../../reports/benchmarks/brfss-2022.yaml'), 'utf8'));
});
