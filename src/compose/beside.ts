import type { ComparisonRow, Section } from './document.ts';
import { BENCHMARKS } from './texts/benchmarks.ts';
import type { Voice } from './voice.ts';

interface Beside {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  /** Said before the first number: a difference is no verdict. */
  readonly caution: string;
  readonly table: string;
  readonly others: string;
  readonly rows: readonly ComparisonRow[];
  readonly notes: readonly string[];
}

/** A chapter of one table: a row an indicator, the employer as a whole in one column and others in the next. */
export function besideOthers(v: Voice, { id, title, lead, caution, table, others, rows, notes }: Beside): Section {
  const texts = BENCHMARKS[v.locale];
  return {
    id,
    opens: 'page',
    title,
    lead,
    blocks: [
      { kind: 'text', tone: 'body', text: caution },
      {
        kind: 'comparison',
        title: table,
        group: texts.indicator,
        people: v.texts.table.people,
        share: '%',
        columns: [
          { title: texts.here, category: '', direction: 'neutral' },
          { title: others, category: '', direction: 'neutral', over: { share: '%', people: texts.inComparison } },
        ],
        rows,
        notes: [],
      },
      { kind: 'text', tone: 'note', text: notes.join(' ') },
    ],
  };
}
