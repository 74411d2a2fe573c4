import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Figures that employers are compared with: unweighted counts of the CDC's BRFSS 2022 (public domain; a cleaned subset of respondents with
 * complete answers, not part of this repository), adults of 18 to 69 years, by the report's ages and sexes.
 *
 *   node scripts/national-benchmark.ts --source brfss_2022.parquet     writes reports/benchmarks/brfss-2022.yaml
 *
 * Only indicators that the survey asks in the same words and that are cut in the same places. Left out on purpose: body mass (stated in the
 * survey, measured in a screening), activity (any in a month against minutes a week), e-cigarettes ("rarely" is no answer of the survey).
 */

interface Question {
  /** Of the indicator whose definition it has. */
  readonly indicator: string;
  readonly version: string;
  /** Category and SQL condition, in the indicator's order. */
  readonly categories: readonly (readonly [code: string, when: string])[];
}

const days = (column: string): Question['categories'] => [
  ['none', `"${column}" = 0`],
  ['some', `"${column}" BETWEEN 1 AND 13`],
  ['frequent', `"${column}" BETWEEN 14 AND 30`],
];
const among = (column: string, answers: readonly (readonly [string, string])[]): Question['categories'] =>
  answers.map(([code, answer]) => [code, `"${column}" = '${answer}'`]);

const QUESTIONS: readonly Question[] = [
  {
    indicator: 'general_health',
    version: '1.0',
    categories: among('GeneralHealth', [['excellent', 'Excellent'], ['very-good', 'Very good'], ['good', 'Good'], ['fair', 'Fair'], ['poor', 'Poor']]),
  },
  { indicator: 'physical_days', version: '1.0', categories: days('PhysicalHealthDays') },
  {
    indicator: 'smoke',
    version: '2.0',
    categories: among('SmokerStatus', [
      ['daily', 'Current smoker - now smokes every day'],
      ['some-days', 'Current smoker - now smokes some days'],
      ['former', 'Former smoker'],
      ['never', 'Never smoked'],
    ]),
  },
  {
    indicator: 'sleep',
    version: '1.0',
    categories: [
      ['short', '"SleepHours" BETWEEN 1 AND 6'],
      ['enough', '"SleepHours" BETWEEN 7 AND 9'],
      ['long', '"SleepHours" BETWEEN 10 AND 24'],
    ],
  },
  { indicator: 'mental_days', version: '1.0', categories: days('MentalHealthDays') },
  {
    indicator: 'checkup',
    version: '1.0',
    categories: [
      ['had', `"LastCheckupTime" LIKE 'Within past year%'`],
      ['not-had', `"LastCheckupTime" NOT LIKE 'Within past year%'`],
    ],
  },
  { indicator: 'flu_vaccine', version: '1.0', categories: among('FluVaxLast12', [['had', 'Yes'], ['not-had', 'No']]) },
];

/** The report's age bands from the survey's, each of five years but the first. */
const AGES: readonly (readonly [code: string, bands: readonly string[]])[] = [
  ['18-29', ['18 to 24', '25 to 29']],
  ['30-39', ['30 to 34', '35 to 39']],
  ['40-49', ['40 to 44', '45 to 49']],
  ['50-59', ['50 to 54', '55 to 59']],
  ['60+', ['60 to 64', '65 to 69']],
];
const SEXES = [
  ['F', 'Female'],
  ['M', 'Male'],
] as const;

const HEADER = `# yaml-language-server: $schema=../../schemas/benchmark.schema.json
# Written by \`node scripts/national-benchmark.ts --source brfss_2022.parquet\`; the file read had sha256
# SHA256.
id: brfss-2022
label:
  en: Adults of 18 to 69 years in the United States, 2022
  es: Personas adultas de 18 a 69 años en Estados Unidos, 2022
  vi: Người trưởng thành 18 đến 69 tuổi tại Hoa Kỳ, 2022
note:
  en: Survey respondents with complete answers, counted unweighted; a survey of households, not of employees.
  es: Personas encuestadas con respuestas completas, contadas sin ponderar; una encuesta de hogares, no de personal.
  vi: Những người được khảo sát có câu trả lời đầy đủ, đếm không có trọng số; khảo sát hộ gia đình, không phải người lao động.
source: CDC, Behavioral Risk Factor Surveillance System 2022. Public domain.
# Shares that differ by fewer percentage points than this are about the same.
sameWithin: 5
dimensions: { age: age, sex: sex }
figures:
`;

export async function benchmarkYaml(source: string): Promise<string> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const lines: string[] = [];
  for (const { indicator, version, categories } of QUESTIONS) {
    lines.push(`  - indicator: ${indicator}`, `    version: '${version}'`, `    categories: [${categories.map(([code]) => code).join(', ')}]`, '    people:');
    for (const [age, bands] of AGES) {
      for (const [sex, answer] of SEXES) {
        const counts = categories.map(([, when]) => `count(*) FILTER (WHERE ${when})::INTEGER`);
        const where = `"Sex" = '${answer}' AND "AgeCategory" IN (${bands.map((band) => `'Age ${band}'`).join(', ')})`;
        const result = await connection.runAndReadAll(`SELECT count(*)::INTEGER, ${counts.join(', ')} FROM read_parquet($file) WHERE ${where}`, { file: source });
        const [all = 0, ...people] = (result.getRows()[0] ?? []).map(Number);
        if (all === 0 || people.reduce((a, b) => a + b, 0) !== all) throw new Error(`${indicator}: not every respondent has one answer`);
        lines.push(`      - { age: '${age}', sex: ${sex}, counts: [${people.join(', ')}] }`);
      }
    }
  }
  const sha256 = createHash('sha256').update(readFileSync(source)).digest('hex');
  return `${HEADER.replace('SHA256', sha256)}${lines.join('\n')}\n`;
}

if (argv[1] === import.meta.filename) {
  const { source } = parseArgs({ options: { source: { type: 'string' } } }).values;
  if (source === undefined) {
    stderr.write('Say where the survey is: --source brfss_2022.parquet\n');
    exit(2);
  }
  const target = join(import.meta.dirname, '..', 'reports', 'benchmarks', 'brfss-2022.yaml');
  writeFileSync(target, await benchmarkYaml(source));
  stdout.write(`${target} written\n`);
}
