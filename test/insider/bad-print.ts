import type { Held } from '../../fixtures/insider/index.ts';
import { kindsIn, widen } from '../../fixtures/insider/known.ts';
import type { Row } from '../../fixtures/insider/held.ts';
import type { Office } from './office.ts';
import { countOf, mustStayUncertain } from './score.ts';

/** Reports as a worse publisher would have printed them from the same answers, to see that each attack bites. */
export const BAD_PRINTS = { naked, careless, percentages, sorted, reasons, forgetful } as const;

/** Prints every group. */
function naked(desk: Office): Held {
  return printed(desk, () => true);
}

/** Withholds what is unsafe by itself and nothing else: no cover, no remainder. */
function careless(desk: Office): Held {
  return printed(desk, (row, counts, people) => {
    const sensitive = desk.held.codebook[row.indicator]?.sensitive === true;
    const least = sensitive ? desk.held.policy.minGroupSensitive : desk.held.policy.minGroup;
    return people === 0 || (people >= least && !counts.some((count) => mustStayUncertain(desk.held, sensitive, count, people)));
  });
}

/** Leaves the percentages of withheld rows standing. */
function percentages({ held, truth }: Office): Held {
  return { ...held, rows: held.rows.map((row) => (row.kind !== 'group' || row.lines[0]?.status !== 'withheld' ? row : withPercentages(row, answersIn({ held, truth }, row)))) };
}

/** Sorts the rows of one indicator by a hidden number. */
function sorted(desk: Office): Held {
  const { held } = desk;
  const first = held.rows.find((row) => row.dimensions.length === 1 && row.lines[0]?.status === 'withheld');
  if (first === undefined) throw new Error('nothing is withheld');
  const rows = held.rows.filter((row) => row.breakdown === first.breakdown && row.indicator === first.indicator);
  const others = held.rows.filter((row) => !rows.includes(row));
  return { ...held, rows: [...others, ...rows.toSorted((a, b) => (answersIn(desk, a).counts[0] ?? 0) - (answersIn(desk, b).counts[0] ?? 0))] };
}

/** Says of each withheld number why it is withheld. */
function reasons(desk: Office): Held {
  const { held } = desk;
  const rows = held.rows.map((row) => (row.lines[0]?.status !== 'withheld' ? row : { ...row, lines: row.lines.map((l, i) => ((answersIn(desk, row).counts[i] ?? 0) < held.policy.minCell ? { ...l, status: 'too-few' } : l)) }));
  return { ...held, rows };
}

/** Withholds in the tables what its PDFs still tell. */
function forgetful({ held }: Office): Held {
  return { ...held, rows: held.rows.map((row) => (row.dimensions.includes('age') ? { ...row, lines: row.lines.map((l) => ({ ...l, count: '', base: '', percent: '', low: '', high: '', status: 'withheld' })) } : row)) };
}

function printed(desk: Office, shown: (row: Row, counts: readonly number[], people: number) => boolean): Held {
  const rows = desk.held.rows
    .filter((row) => row.kind === 'group')
    .map((row): Row => {
      const { counts, people } = answersIn(desk, row);
      const is = shown(row, counts, people);
      return { ...row, lines: row.lines.map(({ category }, i) => ({ category, count: is ? String(counts[i]) : '', base: is ? String(people) : '', percent: '', status: is ? 'published' : 'withheld', low: '', high: '', marks: '' })) };
    });
  return { ...desk.held, rows };
}

function withPercentages(row: Row, { counts, people }: { counts: readonly number[]; people: number }): Row {
  return { ...row, lines: row.lines.map((line, i) => ({ ...line, percent: people === 0 ? '' : String(Math.round((100 * (counts[i] ?? 0)) / people)) })) };
}

function answersIn({ held, truth }: Office, row: Row): { counts: readonly number[]; people: number } {
  const question = held.codebook[row.indicator];
  const who = kindsIn(held, widen(held, row));
  const counts = row.lines.map(({ category }) => countOf(held, truth, row.indicator, who, (question?.forms[row.form]?.[category] ?? []).map((code) => question?.categories.indexOf(code) ?? -1)));
  return { counts, people: countOf(held, truth, row.indicator, who, null) };
}
