import type { Band, ColumnRef, Gate, Measure } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import type { IndicatorRule } from './categories.ts';

/** Measures of a scoring with their paths inside it. */
export function measuresOf(
  scoring: Parameters<IndicatorRule>[0]['scoring'],
): readonly { readonly measure: Measure; readonly path: Path }[] {
  switch (scoring.kind) {
    case 'bands':
    case 'bands-by':
      return [{ measure: scoring.measure, path: ['measure'] }];
    case 'highest':
      return scoring.measures.map((measure, i) => ({ measure, path: ['measures', i] }));
    case 'choice':
    case 'present':
      return [];
  }
}

function bandLists(
  scoring: Parameters<IndicatorRule>[0]['scoring'],
): readonly { readonly bands: readonly Band[]; readonly path: Path }[] {
  switch (scoring.kind) {
    case 'bands':
      return [{ bands: scoring.bands, path: ['bands'] }];
    case 'highest':
      return scoring.bands.map((bands, i) => ({ bands, path: ['bands', i] }));
    case 'bands-by':
      return scoring.groups.map(({ bands }, i) => ({ bands, path: ['groups', i, 'bands'] }));
    case 'choice':
    case 'present':
      return [];
  }
}

/** Only the first band may have no lower edge, and edges rise. */
export const bandsAscend: IndicatorRule = (indicator, say) => {
  for (const { bands, path } of bandLists(indicator.scoring)) {
    bands.forEach(({ from }, i) => {
      const before = bands[i - 1]?.from ?? null;
      if (i > 0 && (from === null || (before !== null && from <= before))) {
        say(indicator, ['scoring', ...path, i], 'bands are listed upwards, and only the first may have no lower edge');
      }
    });
  }
};

/** Where the highest of several bands counts, "higher" is the order of the categories: every list must agree with it. */
export const highestIsOrdered: IndicatorRule = (indicator, say) => {
  const { scoring } = indicator;
  if (scoring.kind !== 'highest') return;
  if (scoring.bands.length !== scoring.measures.length)
    say(indicator, ['scoring', 'bands'], `${scoring.measures.length} measures need as many lists of bands`);
  const order = indicator.categories.map(({ code }) => code);
  scoring.bands.forEach((bands, m) => {
    bands.forEach(({ code }, i) => {
      const before = bands[i - 1];
      if (before !== undefined && order.indexOf(code) <= order.indexOf(before.code)) {
        say(indicator, ['scoring', 'bands', m, i], 'bands must follow the order of the categories, lowest first');
      }
    });
  });
};

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
  if (scoring.kind === 'present' && scoring.yes === scoring.no)
    say(indicator, ['scoring', 'no'], 'yes and no must be two categories');
};

export const gatesHaveWidth: IndicatorRule = (indicator, say) => {
  const check = (gate: Gate | null, path: Path): void => {
    if (gate !== null && gate.min >= gate.max) say(indicator, ['scoring', ...path], 'min must be smaller than max');
  };
  for (const { measure, path } of measuresOf(indicator.scoring)) {
    if (measure.kind === 'column') check(measure.gate, [...path, 'gate']);
    if (measure.kind === 'sum') check(measure.item, [...path, 'item']);
    if (measure.kind === 'bmi') {
      check(measure.gates.weight, [...path, 'gates', 'weight']);
      check(measure.gates.height, [...path, 'gates', 'height']);
    }
  }
};

/** Bands that no plausible value can reach are a slip of the pen: they would print a category of zero people for ever. */
export const bandsWithinGate: IndicatorRule = (indicator, say) => {
  const { scoring } = indicator;
  if (scoring.kind === 'choice' || scoring.kind === 'present') return;
  const measures = measuresOf(scoring);
  bandLists(scoring).forEach(({ bands, path }, i) => {
    const measure = (scoring.kind === 'highest' ? measures[i] : measures[0])?.measure;
    const range = measure === undefined ? null : rangeOf(measure);
    if (range === null) return;
    bands.forEach(({ from }, b) => {
      const next = bands[b + 1]?.from ?? null;
      if ((from !== null && from > range.max) || (next !== null && next <= range.min)) {
        say(
          indicator,
          ['scoring', ...path, b],
          `no plausible value falls into this band (the gate allows ${range.min} to ${range.max})`,
        );
      }
    });
  });
};

function rangeOf(measure: Measure): Gate | null {
  if (measure.kind === 'column') return measure.gate;
  if (measure.kind === 'sum')
    return { min: measure.item.min * measure.columns.length, max: measure.item.max * measure.columns.length };
  return null;
}

export const sumItemsDiffer: IndicatorRule = (indicator, say) => {
  for (const { measure, path } of measuresOf(indicator.scoring)) {
    if (measure.kind !== 'sum') continue;
    measure.columns.forEach((ref, i) => {
      if (measure.columns.findIndex((other) => sameColumn(other, ref)) < i)
        say(indicator, ['scoring', ...path, 'columns', i], 'the same item is added twice');
    });
  }
};

export function sameColumn(a: ColumnRef, b: ColumnRef): boolean {
  return a.table === b.table && a.column === b.column;
}

const ITEM_9 = /phq.*(?:item|question|[qi_-])_?0?9$|suicid|self[_-]?harm|better_off_dead/i;

/** Thoughts of self-harm are answered to a clinician, not to an employer's report: the item counts only inside the total of all nine. */
export const neverPhq9Item9: IndicatorRule = (indicator, say) => {
  const what = 'item 9 of the PHQ-9 (self-harm) is never reported; it may only be part of the sum of all nine items';
  const { scoring } = indicator;
  if (ITEM_9.test(indicator.id) && indicator.id !== 'phq9') say(indicator, ['id'], what);
  if ((scoring.kind === 'choice' || scoring.kind === 'present') && ITEM_9.test(scoring.column.column))
    say(indicator, ['scoring', 'column'], what);
  if (scoring.kind === 'bands-by' && ITEM_9.test(scoring.by.column)) say(indicator, ['scoring', 'by'], what);
  for (const { measure, path } of measuresOf(scoring)) {
    if (measure.kind === 'column' && ITEM_9.test(measure.column.column))
      say(indicator, ['scoring', ...path, 'column'], what);
    if (measure.kind === 'sum' && measure.columns.length < 9) {
      measure.columns.forEach(({ column }, i) => {
        if (ITEM_9.test(column)) say(indicator, ['scoring', ...path, 'columns', i], what);
      });
    }
  }
};
