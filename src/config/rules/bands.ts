import type { Band, Gate, Measure } from '../definitions.ts';
import { scoringParts } from '../scoring-parts.ts';
import type { IndicatorRule } from './categories.ts';

/** Only the first band may have no lower edge, and edges rise. */
export const bandsAscend: IndicatorRule = (indicator, say) => {
  for (const { bands, path } of scoringParts(indicator.scoring).bands) {
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

/** A category that only one of the groups can have would be known from the group, of which the employer knows who is in it. */
export const groupsGiveAllBands: IndicatorRule = (indicator, say) => {
  const { scoring } = indicator;
  if (scoring.kind !== 'bands-by') return;
  const codes = (bands: readonly Band[]): string => bands.map(({ code }) => code).join(' ');
  const [first, ...others] = scoring.groups;
  others.forEach(({ bands }, i) => {
    if (first !== undefined && codes(bands) !== codes(first.bands))
      say(
        indicator,
        ['scoring', 'groups', i + 1, 'bands'],
        'every group must have the same bands; only their edges may differ',
      );
  });
};

/** Bands that no plausible value can reach are a slip of the pen: they would print a category of zero people for ever. */
export const bandsWithinGate: IndicatorRule = (indicator, say) => {
  for (const { bands, measure, path } of scoringParts(indicator.scoring).bands) {
    const range = measure === null ? null : rangeOf(measure);
    if (range === null) continue;
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
  }
};

/** Where a measure must lie, by interval arithmetic over its gates; null: it is not bounded by what the definition says. */
export function rangeOf(measure: Measure): Gate | null {
  switch (measure.kind) {
    case 'column':
      return measure.gate;
    case 'sum':
      return { min: measure.item.min * measure.columns.length, max: measure.item.max * measure.columns.length };
    case 'weighted': {
      if (measure.gate !== null) return measure.gate;
      const terms = measure.terms.map(({ measure: of, times }) => scaled(rangeOf(of), times));
      return terms.reduce(added, { min: measure.plus, max: measure.plus });
    }
    case 'mean':
    case 'first':
      return measure.measures.map(rangeOf).reduce(around);
    case 'count':
      return { min: 0, max: measure.conditions.length };
    case 'if':
      return rangeOf(measure.measure);
    case 'bmi':
    case 'product':
    case 'ratio':
      return null;
  }
}

function scaled(range: Gate | null, times: number): Gate | null {
  if (range === null) return null;
  const [a, b] = [range.min * times, range.max * times];
  return { min: Math.min(a, b), max: Math.max(a, b) };
}

function added(a: Gate | null, b: Gate | null): Gate | null {
  return a === null || b === null ? null : { min: a.min + b.min, max: a.max + b.max };
}

function around(a: Gate | null, b: Gate | null): Gate | null {
  return a === null || b === null ? null : { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}
