import type { ReleaseContent, ReleasedBenchmark } from '#release';
import { largeContent } from './sample-content.ts';

const AGES = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'];

/** A survey of 100 people a group: the older, the fewer smoke (every third of the women); sleep is the same in every group. */
export const BENCHMARK: ReleasedBenchmark = {
  id: 'survey',
  label: { en: 'Adults of 18 to 69 years, 2022', es: 'Personas adultas de 18 a 69 años, 2022', vi: 'Người trưởng thành 18 đến 69 tuổi, 2022' },
  note: { en: 'Counted unweighted.', es: 'Sin ponderar.', vi: 'Không có trọng số.' },
  source: 'A public survey.',
  sameWithin: 5,
  dimensions: ['age', 'sex'],
  figures: [
    {
      table: 'company.smoking',
      categories: ['never', 'former', 'current'],
      groups: AGES.flatMap((age, i) => [
        { codes: [age, 'f'], people: [100 - 33 - 2 * i, 2 * i, 33] },
        { codes: [age, 'm'], people: [40 + 5 * i, 10, 50 - 5 * i] },
      ]),
    },
    {
      table: 'company.sleep',
      categories: ['short', 'enough', 'long'],
      groups: AGES.flatMap((age) => ['f', 'm'].map((sex) => ({ codes: [age, sex], people: [90, 5, 5] }))),
    },
  ],
};

/** 6,000 entitled people, beside the survey: a few indicators of the sample, for everybody and by age and sex. */
export function benchmarkContent(): ReleaseContent {
  const all = largeContent();
  const kept = ['completed', 'general_health', 'smoking', 'sleep'];
  const tables = all.tables.filter((t) => kept.includes(t.indicator) && ['company', 'by-age-sex'].includes(t.breakdown));
  return { ...all, indicators: formsIn(all.indicators.filter(({ id }) => kept.includes(id)), tables), tables, benchmark: BENCHMARK };
}

/** Only the forms that occur, as a release describes them. */
function formsIn(indicators: ReleaseContent['indicators'], tables: ReleaseContent['tables']): ReleaseContent['indicators'] {
  return indicators.map((one) => ({ ...one, forms: one.forms.filter(({ id }) => tables.some((t) => t.indicator === one.id && t.form === id)) }));
}
