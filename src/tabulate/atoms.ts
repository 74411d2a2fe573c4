import { followsPeople } from '#config';
import type { IndicatorDef, Pipeline } from '#config';
import type { Population, Tabulation } from '#core';
import { dimensionColumn, indicatorColumn, join, sql } from '#vault';
import type { Columns, Sql, Vault } from '#vault';
import type { TabulatedDimension } from './dimensions.ts';
import { relationsOf } from './tree.ts';

/**
 * Counts of people at the finest cross-classification, in one pass: a wide `count_if` per category under one GROUP BY, which is several
 * times faster than any long form. Margins are added up later from these, so the same people are never counted by two queries. By column:
 * the dimensions' codes, people, completers, people followed (where the report follows any), then each indicator's categories; where households are
 * counted, then the householders of each population and of each category. Only completers have a category where only they are counted;
 * that each indicator adds up is checked afterwards, in every atom. (Of nothing but nulls `count_if` makes null.)
 */
export function countFinest(vault: Vault, pipeline: Pipeline, employer: string): Promise<Columns> {
  const { dimensions, indicators } = pipeline.report;
  const groups = dimensions.map(({ id }) => dimensionColumn(id));
  const counts = (among: (population: Population) => Sql): readonly Sql[] =>
    indicators.flatMap(({ id, categories, population }) => categories.map(({ code }) => sql`coalesce(count_if(${indicatorColumn(id)} = ${code}${among(population)}), 0)::integer`));
  const followed = followsPeople(pipeline.report) ? [sql`count_if(followed)::integer`] : [];
  const householders =
    pipeline.people.household === undefined
      ? []
      : [
          ...[sql`householder`, sql`householder_alike and completer`, sql`householder_alike and not completer`].map((mark) => sql`count_if(${mark})::integer`),
          ...counts((population) => (population === 'eligible' ? sql` and householder` : sql` and householder_alike`)),
        ];
  return vault.columns(sql`select ${join([...groups, sql`count(*)`, sql`count_if(completer)::integer`, ...followed, ...counts(() => sql``), ...householders], ', ', sql``)}
    from deidentified.people where employer = ${employer}
    ${groups.length === 0 ? sql`having count(*) > 0` : sql`group by all order by ${join(groups, ', ', sql``)}`}`);
}

/** The counted columns with people on leaves of the dimensions' trees. `largest`: the most people of one household; null: nobody counts households. */
export function atoms(columns: Columns, pipeline: Pipeline, dimensions: readonly TabulatedDimension[], largest: number | null): Tabulation {
  const { indicators } = pipeline.report;
  const texts = dimensions.map((_, d) => columns.texts(d));
  const codes = Array.from({ length: columns.rowCount }, (_, a) =>
    dimensions.map((dimension, d) => dimension.leafOf(texts[d]?.[a] ?? '')),
  );
  const first = dimensions.length;
  const follows = followsPeople(pipeline.report);
  const heads = (at: number): readonly number[] => Object.freeze([...columns.integers(at)]);
  const answers = first + (follows ? 3 : 2);
  const after = answers + indicators.reduce((sum, { categories }) => sum + categories.length, 0);
  return Object.freeze({
    dimensions: Object.freeze(dimensions.map(({ id, codes: own }) => relationsOf(id, own))),
    codes: Object.freeze(codes.map((row) => Object.freeze(row))),
    heads: Object.freeze({
      eligible: heads(first),
      completers: heads(first + 1),
      ...(follows ? { followed: heads(first + 2) } : {}),
    }),
    indicators: Object.freeze(
      indicators.map(({ id, population, sensitive, categories, forms }) =>
        Object.freeze({ id, population, sensitive, categories: Object.freeze(categories.map((c) => c.code)), forms }),
      ),
    ),
    counts: countsOf(columns, answers, indicators),
    ...(largest === null
      ? {}
      : {
          householders: Object.freeze({
            heads: Object.freeze({ eligible: heads(after), completers: heads(after + 1), 'non-completers': heads(after + 2) }),
            counts: countsOf(columns, after + 3, indicators),
            largest,
          }),
        }),
  });
}

/** Per indicator the counts of all atoms, category by category within an atom. */
function countsOf(
  columns: Columns,
  first: number,
  indicators: readonly IndicatorDef[],
): Readonly<Record<string, Int32Array>> {
  let at = first;
  const counts: Record<string, Int32Array> = {};
  for (const { id, categories } of indicators) {
    const own = new Int32Array(columns.rowCount * categories.length);
    categories.forEach((_, c) =>
      columns.integers(at + c).forEach((count, a) => (own[a * categories.length + c] = count)),
    );
    counts[id] = own;
    at += categories.length;
  }
  return Object.freeze(counts);
}
