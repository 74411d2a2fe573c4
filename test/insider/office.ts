import { loadPipeline } from '#config';
import type { Tabulation } from '#core';
import { mergeUnstated } from '#protect';
import { type Held, hold } from '../../fixtures/insider/index.ts';
import { contentIn } from '../cli/delivered.ts';

/** What the insider holds, and beside it what only the scorer knows. */
export interface Office {
  readonly held: Held;
  readonly truth: Tabulation;
}

/** Sets up the insider's desk: the delivered folder, the staff list as a CSV with who was paid the incentive, and the questionnaire. */
export function office(folder: string, counted: Tabulation): Office {
  const { tabulation: truth } = mergeUnstated(counted, 2 * contentIn(folder).policy.minGroupSensitive);
  return { held: hold(folder, staffList(truth), codebook()), truth };
}

/** One line a colleague. Head counts are all that is used of the truth here. */
function staffList({ dimensions, codes, heads }: Tabulation): string {
  const lines = codes.flatMap((own, a) => {
    const took = heads.completers[a] ?? 0;
    return Array.from({ length: heads.eligible[a] ?? 0 }, (_, i) => [`Colleague ${a}-${i}`, ...own, i < took ? 'yes' : 'no'].join(','));
  });
  return [['name', ...dimensions.map((d) => d.id), 'took_part'].join(','), ...lines].join('\n');
}

/** The questionnaire is printed for every participant. */
function codebook(): string {
  const { indicators } = loadPipeline('pipelines/demo.yaml').report;
  return JSON.stringify(
    Object.fromEntries(
      indicators.map(({ id, population, sensitive, categories, forms }) => [
        id,
        { population, sensitive, categories: categories.map((c) => c.code), forms: Object.fromEntries(forms.map((form) => [form.id, Object.fromEntries(form.categories.map((c) => [c.code, c.of]))])) },
      ]),
    ),
  );
}
