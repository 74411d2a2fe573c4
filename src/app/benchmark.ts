import type { BenchmarkFigure, IndicatorDef, Report } from '#config';
import type { ReleasedBenchmark, ReleasedFigure, ReleasedTable } from '#release';

/** The survey's figures for the tables of everybody that this employer gets, cut as these are; null where none fits. */
export function benchmarkOf({ benchmark, indicators }: Report, tables: readonly ReleasedTable[]): ReleasedBenchmark | null {
  if (benchmark === null) return null;
  const figures = benchmark.figures.flatMap((figure) => figureFor(figure, indicators, tables) ?? []);
  if (figures.length === 0) return null;
  const { id, label, note, source, sameWithin, dimensions } = benchmark;
  return { id, label, note, source, sameWithin, dimensions, figures };
}

/** The survey has no unanswered question: where a form joins the missing answer with others, its shares are of other people. */
function figureFor(figure: BenchmarkFigure, indicators: readonly IndicatorDef[], tables: readonly ReleasedTable[]): ReleasedFigure | null {
  const table = tables.find((t) => t.indicator === figure.indicator && t.dimensions.length === 0);
  const form = indicators.find(({ id }) => id === figure.indicator)?.forms.find(({ id }) => id === table?.form);
  if (table === undefined || form === undefined || !form.categories.some(({ of }) => of.length === 1 && of[0] === 'missing')) return null;
  const answers = form.categories.filter(({ of }) => !of.includes('missing'));
  const groups = figure.groups.map(({ codes, people }) => ({
    codes,
    people: answers.map(({ of }) => of.reduce((sum, code) => sum + (people[figure.categories.indexOf(code)] ?? 0), 0)),
  }));
  return { table: table.id, categories: answers.map(({ code }) => code), groups };
}
