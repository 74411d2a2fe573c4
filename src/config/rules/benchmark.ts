import type { DimensionDef } from '../definitions.ts';
import { didYouMean } from '../suggest.ts';
import type { ReportRule } from './report.ts';

/**
 * A comparison is only as good as the sameness of the two questions: figures name the version of the indicator that they were made for,
 * and are cut into all of its answers. Figures of indicators that the report does not show are left alone.
 */
export const benchmarkFitsIndicators: ReportRule = ({ benchmark, indicators }, say) => {
  const seen = new Set<string>();
  for (const figure of benchmark?.figures ?? []) {
    if (seen.has(figure.indicator)) say(figure, ['indicator'], `figures of '${figure.indicator}' are listed twice`);
    seen.add(figure.indicator);
    if (figure.groups.some(({ people }) => people.length !== figure.categories.length))
      say(figure, ['people'], 'a group has not one count per category');
    const indicator = indicators.find(({ id }) => id === figure.indicator);
    if (indicator === undefined) continue;
    if (indicator.version !== figure.version)
      say(figure, ['version'], `the report has version ${indicator.version} of '${indicator.id}'; the figures were made for another`);
    const answers = indicator.categories.map(({ code }) => code).filter((code) => code !== 'missing');
    if (answers.join('\n') !== figure.categories.join('\n'))
      say(figure, ['categories'], `'${indicator.id}' has the answers ${answers.join(', ')}, in this order`);
  }
};

/** Every age and sex of the report has its figures, once: a group without any would drop out of the adjustment unseen. */
export const benchmarkFitsDimensions: ReportRule = ({ benchmark, dimensions }, say) => {
  if (benchmark === null) return;
  const codes = benchmark.dimensions.map((id) => {
    const dimension = dimensions.find((one) => one.id === id);
    if (dimension === undefined) say(benchmark, ['dimensions'], `this report has no dimension '${id}'${didYouMean(id, dimensions.map((d) => d.id))}`);
    return dimension === undefined ? null : codesOf(dimension);
  });
  const [ages, sexes] = codes;
  if (ages == null || sexes == null) {
    if (codes.every((one, i) => one !== null || dimensions.some(({ id }) => id === benchmark.dimensions[i])))
      say(benchmark, ['dimensions'], 'figures are by dimensions whose groups stand in the report: ages or fixed values');
    return;
  }
  const expected = ages.flatMap((age) => sexes.map((sex) => `${age} × ${sex}`));
  for (const figure of benchmark.figures) {
    const found = figure.groups.map(({ codes: [age, sex] }) => `${age ?? ''} × ${sex ?? ''}`);
    if (found.toSorted().join('\n') !== expected.toSorted().join('\n'))
      say(figure, ['people'], `the groups must be ${expected.join(', ')}, each once`);
  }
};

/** The codes that a definition itself gives; null where the data does (units of a registry, ZIP codes). */
function codesOf({ kind }: DimensionDef): readonly string[] | null {
  if (kind.kind === 'values') return kind.values.map(({ code }) => code);
  if (kind.kind !== 'age') return null;
  return kind.from.map((from, i) => {
    const next = kind.from[i + 1];
    if (next === undefined) return `${from}+`;
    return next - from === 1 ? `${from}` : `${from}-${next - 1}`;
  });
}
