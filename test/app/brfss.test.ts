import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { loadPipeline, resolvePeriod } from '#config';
import { silent } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { employersOf, tabulate } from '#tabulate';
import { openVault } from '#vault';
import { countIn } from '../support/counted.ts';

const file = env['TUTTI_REAL_DATA'] === undefined ? null : join(env['TUTTI_REAL_DATA'], 'brfss_2022.parquet');
const here = file !== null && existsSync(file);

/** What the definitions say, written once more as plain SQL on the file. */
const BMI = '"WeightInKilograms" / ("HeightInMeters" * "HeightInMeters")';
const PLAUSIBLE = '"WeightInKilograms" between 30 and 300 and "HeightInMeters" between 1.2 and 2.2';
const PREVALENCES: readonly (readonly [indicator: string, category: string, sql: string])[] = [
  ['smoke', 'daily', `"SmokerStatus" = 'Current smoker - now smokes every day'`],
  ['smoke', 'missing', `"SmokerStatus" is null`],
  ['ecig', 'never', `"ECigaretteUsage" = 'Never used e-cigarettes in my entire life'`],
  ['general_health', 'poor', `"GeneralHealth" = 'Poor'`],
  ['physical_days', 'frequent', `"PhysicalHealthDays" between 14 and 30`],
  ['mental_days', 'frequent', `"MentalHealthDays" between 14 and 30`],
  ['sleep', 'short', `"SleepHours" >= 1 and "SleepHours" < 7`],
  ['activity', 'inactive', `"PhysicalActivities" = 'No'`],
  ['alcohol', 'drank', `"AlcoholDrinkers" = 'Yes'`],
  ['bmi', 'class-3', `${PLAUSIBLE} and ${BMI} >= 40`],
  ['bmi', 'healthy', `${PLAUSIBLE} and ${BMI} >= 18.5 and ${BMI} < 25`],
  ['depressive', 'told', `"HadDepressiveDisorder" = 'Yes'`],
  ['diabetes', 'diabetes', `"HadDiabetes" = 'Yes'`],
  ['asthma', 'had', `"HadAsthma" = 'Yes'`],
  ['arthritis', 'not-had', `"HadArthritis" = 'No'`],
  ['checkup', 'year-1', `"LastCheckupTime" = 'Within past year (anytime less than 12 months ago)'`],
  ['flu_vaccine', 'had', `"FluVaxLast12" = 'Yes'`],
  ['pneumonia_vaccine', 'had', `"PneumoVaxEver" = 'Yes'`],
];

/**
 * Unweighted shares of those who answered, in per cent to one decimal, computed from the file with other software. Body mass there is
 * the file's own BMI; from the height and weight that the file gives, rounded, 767 people at the edge are a little under 30.
 */
const NATIONAL: readonly (readonly [indicator: string, categories: readonly string[], share: number])[] = [
  ['smoke', ['daily', 'some-days'], 12.1],
  ['bmi', ['class-1', 'class-2', 'class-3'], 34.3],
  ['depressive', ['told'], 20.6],
  ['mental_days', ['frequent'], 12.9],
  ['sleep', ['short'], 32.4],
  ['activity', ['active'], 77.8],
];

test.skipIf(!here)(`counts on the real BRFSS 2022 file equal plain SQL${here ? '' : ' (SKIPPED: set TUTTI_REAL_DATA to the folder of brfss_2022.parquet)'}`, async () => {
  const pipeline = loadPipeline('pipelines/brfss-2022.yaml');
  const period = resolvePeriod(pipeline.period, '2026-01-01', null);
  await using vault = await openVault({});
  const raw = await loadSource(vault, pipeline, { path: file, databaseUrl: null, period, progress: silent });
  const people = await deidentify(await stage(raw, pipeline, period, '2026-01-01'), pipeline, period, { asOf: '2026-01-01' });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const one = async (sql: string): Promise<number> => Number((await connection.runAndReadAll(sql)).getRowObjectsJson()[0]?.['n']);
  const employers = await employersOf(people, pipeline);
  expect(employers).toHaveLength(54);
  let total = 0;
  const nation = new Map<string, readonly number[]>();
  for (const { id } of employers) {
    const { tabulation } = await tabulate(people, pipeline, id);
    const state = `from read_parquet('${String(file)}') where "State" = '${id.replaceAll("'", "''")}'`;
    const heads = tabulation.heads.completers.reduce((a, b) => a + b, 0);
    expect(heads).toBe(await one(`select count(*) as n ${state}`));
    total += heads;
    for (const { id: indicator, categories } of tabulation.indicators)
      for (const code of categories) nation.set(`${indicator} ${code}`, [...(nation.get(`${indicator} ${code}`) ?? []), countIn(tabulation, indicator, code)]);
    for (const [indicator, category, sql] of PREVALENCES) {
      expect(countIn(tabulation, indicator, category), `${indicator} in ${id}`).toBe(await one(`select count(*) as n ${state} and ${sql}`));
    }
  }
  expect(total).toBe(246_022);
  const shares = NATIONAL.map(([indicator, categories]) => {
    const sum = (codes: readonly string[]): number => codes.flatMap((code) => nation.get(`${indicator} ${code}`) ?? []).reduce((a, b) => a + b, 0);
    const all = pipeline.report.indicators.find(({ id }) => id === indicator)?.categories.map(({ code }) => code) ?? [];
    return { indicator, share: (100 * sum(categories)) / sum(all.filter((code) => code !== 'missing')) };
  });
  const apart = shares.map(({ indicator, share }, i) => ({ indicator, apart: Math.abs(share - (NATIONAL[i]?.[2] ?? NaN)) }));
  expect(apart.filter(({ indicator, apart: by }) => !(by <= (indicator === 'bmi' ? 0.15 : 0.05)))).toEqual([]);
});
