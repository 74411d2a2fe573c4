import { MISSING } from '../normalise/indicator.ts';
import type { Catalog } from '../normalise/catalog.ts';
import type { Say } from '../problems.ts';
import { scoringParts } from '../scoring-parts.ts';
import type { Report } from '../definitions.ts';
import type { IndicatorRule } from './categories.ts';
import type { ReportRule } from './report.ts';

const RANK = { good: 0, neutral: 1, bad: 2 } as const;

/** An order has every level once and goes from good to bad: a level in the wrong place would call people better who are worse. */
export const orderIsComplete: IndicatorRule = (indicator, say) => {
  const { order, categories } = indicator;
  if (order === undefined) return;
  const levels = categories.filter(({ code }) => code !== MISSING);
  if (order.toSorted().join('\n') !== levels.map(({ code }) => code).toSorted().join('\n')) {
    say(indicator, ['order'], `an order lists every category but '${MISSING}' once, best first`);
    return;
  }
  const ranks = order.map((code) => RANK[levels.find((level) => level.code === code)?.direction ?? 'neutral']);
  if (ranks.some((rank, i) => rank < (ranks[i - 1] ?? 0))) say(indicator, ['order'], 'an order goes from good over neutral to bad levels');
};

/** Only of people who completed can one ask whether they had completed before. */
export const followedOfCompleters: IndicatorRule = (indicator, say) => {
  if (indicator.scoring.kind === 'followed' && indicator.population !== 'completers')
    say(indicator, ['population'], 'who is followed is counted among completers');
};

/** People who are followed are counted as such, once: how many are, and how many are not, decides which groups may be shown at all. */
export const followedAreCounted: ReportRule = (report, say) => {
  const counting = report.indicators.filter(({ scoring }) => scoring.kind === 'followed');
  const kept = report.indicators.find(({ scoring }) => scoring.kind === 'kept');
  if (kept !== undefined && counting.length === 0)
    say(kept, ['follows'], 'a report that follows people counts them too: add an indicator whose scoring is of kind followed');
  for (const more of counting.slice(1)) say(more, ['scoring'], 'who is followed is counted in another indicator of this report already');
};

/**
 * Of people followed there are two assessments; measurements and device months are staged for the period alone. What only splits by a column
 * of the staff list (cut-offs by sex) is read from this year's row for both.
 */
export function followedIsAssessed(report: Report, { people }: Catalog, say: Say): void {
  for (const indicator of report.indicators) {
    const { scoring } = indicator;
    if (scoring.kind !== 'kept' && scoring.kind !== 'followed') continue;
    const assessment = people.joins.find(({ table }) => table === people.completed?.table);
    if (assessment?.latest == null || people.person.length === 0) {
      say(indicator, [], "nobody can be followed here: the catalog must name people by 'person' and join the table of 'completed' by its latest row");
      continue;
    }
    for (const { ref, use } of scoringParts(scoring).columns)
      if (use !== 'split' && ref.table !== assessment.table)
        say(indicator, ['follows'], `column '${ref.table}.${ref.column}' is not of '${assessment.table}': people are followed in answers of their assessments only`);
  }
}
