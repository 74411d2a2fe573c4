import type { Direction, ReleaseContent, ReleasedBenchmark, ReleasedCategory, ReleasedFigure, ReleasedRow, ReleasedTable } from '#release';
import { besideOthers } from './beside.ts';
import { interval } from './change.ts';
import { cellFor } from './comparison-rows.ts';
import type { ComparisonCell, ComparisonRow, Section } from './document.ts';
import { percent } from './numbers.ts';
import { companyRow, keyCategories, shareOf } from './published.ts';
import { BENCHMARKS, type BenchmarkTexts, type BenchmarkWord } from './texts/benchmarks.ts';
import type { Voice } from './voice.ts';

/** A group whose number of people is not printed drops out of the adjustment; with more than a tenth of everybody gone there is none. */
const COVERED = 0.9;
/** Why there is no comparison: the employer's own number is not printed exactly. */
const NOT_COMPARED = '–';

/** What the others come to, and whether they have been given the employer's ages and sexes. */
export interface Others {
  readonly share: number;
  readonly adjusted: boolean;
}

interface Side {
  readonly table: ReleasedTable;
  readonly figure: ReleasedFigure;
  readonly benchmark: ReleasedBenchmark;
}

/** The employer as a whole beside a public survey. Only what is printed exactly is compared, and nothing but printed numbers goes into it. */
export function benchmarkSections(v: Voice): readonly Section[] {
  const { benchmark } = v.p.content;
  if (benchmark === undefined) return [];
  const texts = BENCHMARKS[v.locale];
  const told = benchmark.figures.flatMap((figure) => {
    const table = v.p.content.tables.find(({ id }) => id === figure.table);
    return table === undefined ? [] : (indicatorRow(v, texts, { table, figure, benchmark }) ?? []);
  });
  if (told.length === 0) return [];
  const label = v.p.text(benchmark.label);
  const crude = told.flatMap(({ adjusted, name }) => (adjusted === false ? [name] : []));
  const notes = [
    ...(told.some(({ adjusted }) => adjusted === true) ? [texts.adjusted] : []),
    ...(crude.length > 0 ? [texts.crude({ indicators: crude.join(', ') })] : []),
    texts.same({ points: v.numbers.count(benchmark.sameWithin) }),
    ...(told.some(({ adjusted }) => adjusted === null) ? [texts.notCompared({ mark: NOT_COMPARED })] : []),
    v.p.text(benchmark.note),
    v.texts.dictionary.source({ source: benchmark.source.normalize('NFC') }),
  ];
  const { title, caution, others } = texts;
  return [besideOthers(v, { id: 'benchmark', title, lead: texts.lead({ others: label }), caution, table: label, others, rows: told.map(({ row }) => row), notes })];
}

/** `adjusted` is null where nothing is compared. */
function indicatorRow(v: Voice, texts: BenchmarkTexts, side: Side): { readonly row: ComparisonRow; readonly name: string; readonly adjusted: boolean | null } | null {
  const { table } = side;
  const indicator = v.p.content.indicators.find(({ id }) => id === table.indicator);
  const row = companyRow(table);
  if (indicator === undefined || row === undefined) return null;
  const categories = v.p.categoriesOf(indicator, table);
  const key = keyCategories(categories);
  const source = { table: table.id, codes: [], categories: key.map(({ code }) => code) };
  const here = cellFor(v, row, categories, source);
  if (here.state === 'absent') return null;
  const name = v.p.text(indicator.label);
  const others = row.state === 'shown' ? othersOf(v.p.content, side, source.categories) : null;
  const beside = row.state === 'shown' && others !== null ? compared(v, texts, side, { row, categories, key, others }) : ({ state: 'marked', mark: NOT_COMPARED, spoken: texts.spokenNotCompared } as const);
  const label = texts.row({ indicator: name, categories: v.texts.joinOr(key.map((c) => v.p.text(c.label))) });
  return { row: { label, depth: 0, parent: false, kind: 'group', cells: [here, beside] }, name, adjusted: others?.adjusted ?? null };
}

interface Compared {
  readonly row: Extract<ReleasedRow, { state: 'shown' }>;
  readonly categories: readonly ReleasedCategory[];
  readonly key: readonly ReleasedCategory[];
  readonly others: Others;
}

function compared(v: Voice, texts: BenchmarkTexts, { table, benchmark }: Side, { row, categories, key, others }: Compared): ComparisonCell {
  const codes = key.map(({ code }) => code);
  const { count, answered } = shareOf(row, categories, codes);
  const word = wordFor(count.low, answered.low, others.share, benchmark.sameWithin, v.p.content.policy.percentDecimals);
  const text = v.numbers.share(others.share);
  return {
    state: 'change',
    points: text,
    spoken: text,
    words: texts.words[word],
    spokenWords: texts.words[word],
    direction: meaning(word, key[0]?.direction ?? 'neutral'),
    source: { table: table.id, codes: [], categories: codes, of: 'benchmark' },
  };
}

/** By the printed shares, so that a reader who subtracts finds the same; and never more than chance could do to so few people. */
export function wordFor(count: number, answered: number, others: number, sameWithin: number, decimals: number): BenchmarkWord {
  const points = percent(count / answered, decimals) - percent(others, decimals);
  const { low, high } = interval(count, answered);
  if (Math.abs(points) < sameWithin || (others >= low && others <= high)) return 'same';
  return points > 0 ? 'higher' : 'lower';
}

/** Good or bad news, by the direction of the answers compared. */
export function meaning(word: BenchmarkWord, direction: Direction): Direction {
  if (word === 'same' || direction === 'neutral') return 'neutral';
  return (word === 'higher') === (direction === 'good') ? 'good' : 'bad';
}

/**
 * The others' share of some answers. Directly standardised: each group's share, weighted by the employer's printed number of people in it
 * (Rothman, Greenland & Lash, Modern Epidemiology, on standardisation); crude where too few of these numbers are printed.
 */
export function othersOf(content: ReleaseContent, { table, figure, benchmark }: Side, picked: readonly string[]): Others | null {
  const everybody = companyRow(table);
  if (everybody === undefined || everybody.state === 'withheld') return null;
  const bases = printedBases(content, table, benchmark.dimensions);
  let covered = 0;
  let weighted = 0;
  let [chosen, all] = [0, 0];
  for (const { codes, people } of figure.groups) {
    const of = people.reduce((a, b) => a + b, 0);
    const some = people.reduce((sum, n, c) => sum + (picked.includes(figure.categories[c] ?? '') ? n : 0), 0);
    const weight = bases.get(codes.join('\n')) ?? 0;
    covered += weight;
    weighted += weight * (some / of);
    chosen += some;
    all += of;
  }
  if (all === 0) return null;
  const adjusted = covered > 0 && covered >= COVERED * everybody.base;
  return { share: adjusted ? weighted / covered : chosen / all, adjusted };
}

/** People by age and sex, wherever a table of the same people prints them: a group has one head count, whatever is asked. */
function printedBases({ tables, indicators }: ReleaseContent, of: ReleasedTable, dimensions: readonly string[]): ReadonlyMap<string, number> {
  const populationOf = (id: string) => indicators.find((i) => i.id === id)?.population;
  const bases = new Map<string, number>();
  for (const table of tables) {
    if (populationOf(table.indicator) !== populationOf(of.indicator) || table.dimensions.toSorted().join('\n') !== dimensions.toSorted().join('\n')) continue;
    for (const row of table.rows) {
      if (row.kind !== 'group' || row.state === 'withheld') continue;
      bases.set(dimensions.map((id) => row.codes[table.dimensions.indexOf(id)] ?? '').join('\n'), row.base);
    }
  }
  return bases;
}
