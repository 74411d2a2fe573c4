import type { ReleasedBookFigure } from '#release';
import { meaning, wordFor } from './benchmark.ts';
import { besideOthers } from './beside.ts';
import { cellFor } from './comparison-rows.ts';
import type { ComparisonRow, Section } from './document.ts';
import { dimensionOf } from './labels.ts';
import { numberFormat } from './numbers.ts';
import { companyRow, shareOf } from './published.ts';
import { BENCHMARKS } from './texts/benchmarks.ts';
import { BOOKS } from './texts/books.ts';
import type { Voice } from './voice.ts';

/** How many other employers there are at least (the rule of src/app/book/may-be-shown.ts); more than that is never said. */
const AT_LEAST = 5;

/** The employer as a whole beside the vendor's other employers of the year before: signed whole percentages, nothing worked out here. */
export function bookSections(v: Voice): readonly Section[] {
  const { book, tables } = v.p.content;
  if (book === undefined) return [];
  const texts = BOOKS[v.locale];
  const shared = BENCHMARKS[v.locale];
  const rows = book.figures.flatMap((figure) => bookRow(v, figure, book.sameWithin) ?? []);
  if (rows.length === 0) return [];
  const without = tables.filter((t) => t.dimensions.length === 0).length - rows.length;
  const notes = [
    texts.who({ atLeast: v.numbers.count(AT_LEAST) }),
    ...mixes(v, book.figures),
    shared.same({ points: v.numbers.count(book.sameWithin) }),
    ...(without > 0 ? [texts.without({ results: v.numbers.count(without) })] : []),
  ];
  const { period } = book;
  const { title, caution, others } = texts;
  return [besideOthers(v, { id: 'book', title, lead: texts.lead({ period: period.id }), caution, table: texts.table({ period: period.id }), others, rows, notes })];
}

function bookRow(v: Voice, figure: ReleasedBookFigure, sameWithin: number): ComparisonRow | null {
  const table = v.p.content.tables.find(({ id }) => id === figure.table);
  const indicator = v.p.content.indicators.find(({ id }) => id === table?.indicator);
  const row = table === undefined ? undefined : companyRow(table);
  if (table === undefined || indicator === undefined || row?.state !== 'shown') return null;
  const texts = BENCHMARKS[v.locale];
  const categories = v.p.categoriesOf(indicator, table);
  const picked = categories.filter(({ code }) => figure.categories.includes(code));
  const source = { table: table.id, codes: [], categories: figure.categories };
  const { count, answered } = shareOf(row, categories, figure.categories);
  const word = wordFor(count.low, answered.low, figure.percent / 100, sameWithin, v.p.content.policy.percentDecimals);
  const share = numberFormat(v.locale, 0).share(figure.percent / 100);
  return {
    label: texts.row({ indicator: v.p.text(indicator.label), categories: v.texts.joinOr(picked.map((c) => v.p.text(c.label))) }),
    depth: 0,
    parent: false,
    kind: 'group',
    cells: [
      cellFor(v, row, categories, source),
      {
        state: 'change',
        points: share,
        spoken: share,
        words: texts.words[word],
        spokenWords: texts.words[word],
        direction: meaning(word, picked[0]?.direction ?? 'neutral'),
        source: { ...source, of: 'book' },
      },
    ],
  };
}

/** One sentence for each mix that the others were given, naming the results where it is not that of all. */
function mixes(v: Voice, figures: readonly ReleasedBookFigure[]): readonly string[] {
  const texts = BOOKS[v.locale];
  const nameOf = ({ table }: ReleasedBookFigure): string => {
    const id = v.p.content.tables.find((t) => t.id === table)?.indicator;
    const found = v.p.content.indicators.find((i) => i.id === id);
    return found === undefined ? '' : v.p.text(found.label);
  };
  return [...Map.groupBy(figures, ({ adjustedFor }) => adjustedFor.join('\n')).values()].map((alike) => {
    const results = alike.length === figures.length ? null : alike.map(nameOf).join(', ');
    const by = (alike[0]?.adjustedFor ?? []).map((id) => v.p.text(dimensionOf(v.p, id).label));
    return by.length === 0 ? texts.crude({ results }) : texts.adjusted({ by: by.join(' × '), results });
  });
}
