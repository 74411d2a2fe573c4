import type { CellSource } from '#compose';
import type { ReleaseContent } from '#release';
import type { Writing } from './tokens.ts';

/** Is a printed share of others what the release's figures and its own printed numbers of people give? Own arithmetic. */
export function benchmarkHolds(claim: { readonly source: CellSource; readonly share: string | null }, content: ReleaseContent, write: Writing): boolean {
  const { benchmark, tables, indicators } = content;
  const figure = benchmark?.figures.find((each) => each.table === claim.source.table);
  const table = tables.find(({ id }) => id === figure?.table);
  const company = table?.rows.find(({ codes }) => codes.length === 0);
  if (benchmark === undefined || figure === undefined || company?.state !== 'shown') return false;
  const population = (id: string | undefined) => indicators.find((i) => i.id === id)?.population;
  const sizeOf = (codes: readonly string[]): number => {
    for (const other of tables) {
      const at = benchmark.dimensions.map((id) => other.dimensions.indexOf(id));
      if (other.dimensions.length !== at.length || at.includes(-1) || population(other.indicator) !== population(table?.indicator)) continue;
      const row = other.rows.find((r) => r.kind === 'group' && at.every((d, i) => r.codes[d] === codes[i]));
      if (row !== undefined && row.state !== 'withheld') return row.base;
    }
    return 0;
  };
  const groups = figure.groups.map(({ codes, people }) => ({
    here: sizeOf(codes),
    all: total(people),
    picked: total(people.filter((_, c) => claim.source.categories.includes(figure.categories[c] ?? ''))),
  }));
  const known = total(groups.map(({ here }) => here));
  const share =
    10 * known >= 9 * company.base
      ? total(groups.map(({ here, all, picked }) => (here / known) * (picked / all)))
      : total(groups.map(({ picked }) => picked)) / total(groups.map(({ all }) => all));
  return claim.share === write.percent(Math.round(share * FINE), FINE);
}

const FINE = 1e9;

/** Texts and numbers that the comparison is explained with. */
export function benchmarkNumbers({ benchmark }: ReleaseContent, write: Writing): readonly string[] {
  if (benchmark === undefined) return [];
  const texts = [benchmark.label, benchmark.note].flatMap(({ en, es = '', vi = '' }) => [en, es, vi]);
  return [...texts, benchmark.source, write.count(benchmark.sameWithin)];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}
