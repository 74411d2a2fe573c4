import type { ColumnRef, Gate } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import { scoringParts } from '../scoring-parts.ts';
import type { IndicatorRule } from './categories.ts';
import { scoringCodes } from './categories.ts';

/** One answer, one category. */
export const answersScoredOnce: IndicatorRule = (indicator, say) => {
  const { scoring } = indicator;
  const lists = scoring.kind === 'choice' ? scoring.values : scoring.kind === 'bands-by' ? scoring.groups : [];
  const name = scoring.kind === 'choice' ? 'values' : 'groups';
  const seen = new Set<string>();
  lists.forEach(({ of }, i) => {
    for (const answer of of) {
      if (seen.has(answer)) say(indicator, ['scoring', name, i], 'the same answer of the source is listed twice');
      seen.add(answer);
    }
  });
  if (scoring.kind === 'choice') {
    scoring.values.forEach(({ code }, i) => {
      if (scoring.values.findIndex((other) => other.code === code) < i)
        say(indicator, ['scoring', 'values', i], `'${code}' has two lists of answers; join them`);
    });
  }
  if ((scoring.kind === 'present' || scoring.kind === 'followed') && scoring.yes === scoring.no)
    say(indicator, ['scoring', 'no'], 'yes and no must be two categories');
};

/** Cases are read downwards; a code that comes back further down is a slip of the pen or hides an order that readers would not guess. */
export const casesDiffer: IndicatorRule = (indicator, say) => {
  const { scoring } = indicator;
  if (scoring.kind !== 'cases') return;
  scoring.cases.forEach(({ code }, i) => {
    if (code === scoring.otherwise || scoring.cases.findIndex((other) => other.code === code) < i)
      say(indicator, ['scoring', 'cases', i], `'${code}' is given in two places; join their conditions`);
  });
};

/** Conditions that no answer, or every answer, could meet. */
export const conditionsCanDiffer: IndicatorRule = (indicator, say) => {
  for (const { condition, path } of scoringParts(indicator.scoring).conditions) {
    const here: Path = ['scoring', ...path];
    switch (condition.kind) {
      case 'between': {
        const { from, below } = condition;
        if (from === null && below === null) say(indicator, here, "a condition 'between' needs 'from' or 'below'");
        else if (from !== null && below !== null && from >= below)
          say(indicator, here, "'from' must be smaller than 'below'");
        break;
      }
      case 'answer':
        overlap(condition.yes, condition.no, (answer) =>
          say(indicator, [...here, 'no', answer], 'the same answer of the source is listed twice'),
        );
        break;
      case 'at-least':
        if (condition.number > condition.conditions.length)
          say(indicator, [...here, 'number'], `there are only ${condition.conditions.length} conditions`);
        break;
      case 'indicator': {
        const codes = scoringCodes(condition.scoring).map(({ code }) => code);
        for (const side of ['yes', 'no'] as const) {
          condition[side].forEach((code, i) => {
            if (!codes.includes(code)) say(indicator, [...here, side, i], `that indicator does not give '${code}'`);
          });
        }
        overlap(condition.yes, condition.no, (i) =>
          say(indicator, [...here, 'no', i], 'the same category is listed twice'),
        );
        break;
      }
      case 'above':
      case 'all':
      case 'any':
      case 'not':
    }
  }
};

function overlap(yes: readonly string[], no: readonly string[], twice: (index: number) => void): void {
  no.forEach((one, i) => {
    if (yes.includes(one)) twice(i);
  });
}

/** How many parts may lack must leave some: a scale of which nothing was answered has no score. */
export const enoughIsAnswered: IndicatorRule = (indicator, say) => {
  for (const { measure, path } of scoringParts(indicator.scoring).measures) {
    const here: Path = ['scoring', ...path];
    if (measure.kind === 'sum' && measure.unanswered * 2 > measure.columns.length)
      say(indicator, [...here, 'unanswered'], 'at least half of the items must have been answered');
    const parts = measure.kind === 'mean' ? measure.measures : measure.kind === 'count' ? measure.conditions : null;
    if ((measure.kind === 'mean' || measure.kind === 'count') && parts !== null && measure.answered > parts.length)
      say(indicator, [...here, 'answered'], `there are only ${parts.length} parts`);
  }
};

export const gatesHaveWidth: IndicatorRule = (indicator, say) => {
  const check = (gate: Gate | null, path: Path): void => {
    if (gate !== null && gate.min >= gate.max) say(indicator, ['scoring', ...path], 'min must be smaller than max');
  };
  for (const { measure, path } of scoringParts(indicator.scoring).measures) {
    if (measure.kind === 'column' || measure.kind === 'weighted') check(measure.gate, [...path, 'gate']);
    if (measure.kind === 'sum') check(measure.item, [...path, 'item']);
    if (measure.kind === 'bmi') {
      check(measure.gates.weight, [...path, 'gates', 'weight']);
      check(measure.gates.height, [...path, 'gates', 'height']);
    }
  }
};

export const sumItemsDiffer: IndicatorRule = (indicator, say) => {
  for (const { measure, path } of scoringParts(indicator.scoring).measures) {
    if (measure.kind !== 'sum') continue;
    measure.columns.forEach((ref, i) => {
      if (measure.columns.findIndex((other) => sameColumn(other, ref)) < i)
        say(indicator, ['scoring', ...path, 'columns', i], 'the same item is added twice');
    });
  }
};

function sameColumn(a: ColumnRef, b: ColumnRef): boolean {
  return a.table === b.table && a.column === b.column;
}

const ITEM_9 = /phq.*(?:item|question|[qi_-])_?0?9$|suicid|self[_-]?harm|better_off_dead/i;

/** Thoughts of self-harm are answered to a clinician, not to an employer's report: they are not even part of a sum (the PHQ-8 does without). */
export const neverPhq9Item9: IndicatorRule = (indicator, say) => {
  const what = 'item 9 of the PHQ-9 (self-harm) is never read; score the other eight as the PHQ-8';
  if (ITEM_9.test(indicator.id)) say(indicator, ['id'], what);
  // What people are followed in is reported where it is written.
  if (indicator.scoring.kind === 'kept') return;
  for (const { ref, path } of scoringParts(indicator.scoring).columns)
    if (ITEM_9.test(ref.column)) say(indicator, ['scoring', ...path], what);
};
