import { type IndicatorDef, loadPipeline, type Period } from '#config';
import type { ReleaseContent, ReleasedRow } from '#release';
import { join } from 'node:path';
import { contentOf } from '../../src/app/content.ts';
import { ROOT } from './tutti.ts';

/** Employers small enough to be reckoned by hand, in the shipped report's own words: one question, by age and sex. */

const shipped = loadPipeline(join(ROOT, 'pipelines', 'demo.yaml'));
const found = shipped.report.indicators.find(({ id }) => id === 'smoke');
if (found === undefined) throw new Error('the shipped report asks about smoking');
export const SMOKE: IndicatorDef = found;
export const AGES = ['18-29', '30-39', '40-49', '50-59', '60+'];
const SEXES = ['F', 'M'];

export const pipeline = { ...shipped, report: { ...shipped.report, indicators: [SMOKE], funnel: [], benchmark: null } };
export const year = (n: number): Period => ({ id: String(n), from: `${n}-01-01`, to: `${n}-12-31` });

/** Who smoke now, and who do not, of one age and sex. */
export type Answers = (age: number, sex: number) => readonly [smoke: number, not: number];

export interface Printing {
  readonly employer: string;
  readonly year?: number;
  readonly answers: Answers;
  /** `report`: smokes now or not; `full`: every day, some days, former, never (those who smoke do so daily, the others never did). */
  readonly form?: 'full' | 'report';
  /** Breakdowns that it prints beside the whole company. */
  readonly by?: readonly string[];
  readonly missing?: number;
  /** The company's row, where it is not printed exactly. */
  readonly company?: 'withheld' | 'banded';
  readonly definition?: string;
}

const dimension = (id: string, total: string, codes: readonly string[]) => ({
  id,
  label: { en: id },
  codes: [{ id: total, label: { en: total }, parent: null }, ...codes.map((code) => ({ id: code, label: { en: code }, parent: total }))],
});
const AGE = dimension('age', 'all-ages', AGES);
const SEX = dimension('sex', 'both', SEXES);

export function contentOfEmployer({ employer, year: of = 2025, answers, form = 'report', by = ['by-age', 'by-sex', 'by-age-sex'], missing = 0, company, definition }: Printing): ReleaseContent {
  const cells = (ages: readonly number[], sexes: readonly number[]): readonly number[] => {
    const parts = ages.flatMap((a) => sexes.map((s) => answers(a, s)));
    const [smoke, not] = [0, 1].map((i) => parts.reduce((sum, part) => sum + (part[i] ?? 0), 0));
    // People without an answer are of the first age and sex.
    const none = ages.includes(0) && sexes.includes(0) ? missing : 0;
    return form === 'report' ? [smoke ?? 0, not ?? 0, none] : [smoke ?? 0, 0, 0, not ?? 0, none];
  };
  const row = (codes: readonly string[], ages: readonly number[], sexes: readonly number[]): ReleasedRow => {
    const all = cells(ages, sexes);
    return { kind: 'group', codes, state: 'shown', base: all.reduce((a, b) => a + b, 0), cells: all };
  };
  const [ages, sexes] = [AGES.map((_, i) => i), SEXES.map((_, i) => i)];
  const ageRows = [...AGE.codes.keys()].map((i) => [AGE.codes[i]?.id ?? '', i === 0 ? ages : [i - 1]] as const);
  const sexRows = [...SEX.codes.keys()].map((i) => [SEX.codes[i]?.id ?? '', i === 0 ? sexes : [i - 1]] as const);
  const everybody = row([], ages, sexes);
  const whole: ReleasedRow =
    company === 'withheld' ? { kind: 'group', codes: [], state: 'withheld' } : company === 'banded' && everybody.state === 'shown' ? { kind: 'group', codes: [], state: 'banded', base: everybody.base, cells: everybody.cells.map((n) => ({ low: 0, high: n + 5 })) } : everybody;
  const tables = [
    { breakdown: 'company', dimensions: [], rows: [whole] },
    { breakdown: 'by-age', dimensions: ['age'], rows: ageRows.map(([code, a]) => row([code], a, sexes)) },
    { breakdown: 'by-sex', dimensions: ['sex'], rows: sexRows.map(([code, s]) => row([code], ages, s)) },
    { breakdown: 'by-age-sex', dimensions: ['age', 'sex'], rows: ageRows.flatMap(([age, a]) => sexRows.map(([sex, s]) => row([age, sex], a, s))) },
  ]
    .filter(({ breakdown }) => breakdown === 'company' || by.includes(breakdown))
    .map((table) => ({ ...table, id: `smoke.${table.breakdown}`, indicator: 'smoke', form }));
  const forms = new Map(pipeline.report.breakdowns.map(({ id }) => [id, form === 'full' ? 0 : 1]));
  const content = contentOf(pipeline, year(of), { id: employer, name: employer, ended: false }, [AGE, SEX], { tier: 'full', tables, decisions: new Map([['smoke', { forms, state: new Map(), why: new Map() }]]) });
  return definition === undefined ? content : { ...content, indicators: content.indicators.map((i) => ({ ...i, definition: { en: definition } })) };
}

/** The same answers in every age and sex: `people` in all, of whom a share smokes. */
export function evenly(people: number, share: number): Answers {
  const each = people / (AGES.length * SEXES.length);
  return () => [Math.round(each * share), Math.round(each) - Math.round(each * share)];
}
