import type { Band, Condition, IndicatorDef, Measure, Scoring } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import type { ConditionSpec, MeasureSpec, ScoringSpec } from '../shape/scoring.ts';
import { answers, columnRef } from './words.ts';

/** The indicator that a condition names; null where there is none, which has then been reported. */
export type FindIndicator = (file: string | null, id: string, at: Path) => IndicatorDef | null;

/** A scoring without references: columns are taken apart, and an indicator that a condition names gives its scoring. */
export function normaliseScoring(spec: ScoringSpec, find: FindIndicator, at: Path): Scoring {
  const part = new Normaliser(find);
  switch (spec.kind) {
    case 'choice':
      return {
        kind: 'choice',
        column: columnRef(spec.column),
        values: spec.values.map(({ code, of }) => ({ code, of: answers(of) })),
      };
    case 'bands':
      return { kind: 'bands', measure: part.measure(spec.measure, [...at, 'measure']), bands: bands(spec.bands) };
    case 'highest':
      return {
        kind: 'highest',
        measures: part.measures(spec.measures, [...at, 'measures']),
        bands: spec.bands.map(bands),
      };
    case 'bands-by':
      return {
        kind: 'bands-by',
        by: columnRef(spec.by),
        measure: part.measure(spec.measure, [...at, 'measure']),
        groups: spec.groups.map((group) => ({ of: answers(group.of), bands: bands(group.bands) })),
      };
    case 'cases':
      return {
        kind: 'cases',
        cases: spec.cases.map(({ code, when }, i) => ({
          code,
          when: part.condition(when, [...at, 'cases', i, 'when']),
        })),
        otherwise: spec.otherwise,
      };
    case 'present':
      return { kind: 'present', column: columnRef(spec.column), yes: spec.yes, no: spec.no };
    case 'followed':
      return { kind: 'followed', yes: spec.yes, no: spec.no };
  }
}

const bands = (written: readonly Band[]): readonly Band[] => written.map(({ code, from }) => ({ code, from }));

class Normaliser {
  readonly #find: FindIndicator;

  constructor(find: FindIndicator) {
    this.#find = find;
  }

  measure(spec: MeasureSpec, at: Path): Measure {
    switch (spec.kind) {
      case 'column':
        return { kind: 'column', column: columnRef(spec.column), gate: spec.gate };
      case 'bmi': {
        const { heightUnit, gates } = spec;
        return { kind: 'bmi', weight: columnRef(spec.weight), height: columnRef(spec.height), heightUnit, gates };
      }
      case 'sum': {
        const { item, unanswered } = spec;
        return { kind: 'sum', columns: spec.columns.map(columnRef), item, unanswered };
      }
      case 'weighted':
        return {
          kind: 'weighted',
          terms: spec.terms.map(({ measure, times }, i) => ({
            measure: this.measure(measure, [...at, 'terms', i, 'measure']),
            times,
          })),
          plus: spec.plus,
          gate: spec.gate,
        };
      case 'product':
      case 'first':
        return { kind: spec.kind, measures: this.measures(spec.measures, [...at, 'measures']) };
      case 'ratio':
        return {
          kind: 'ratio',
          measure: this.measure(spec.measure, [...at, 'measure']),
          over: this.measure(spec.over, [...at, 'over']),
        };
      case 'mean':
        return {
          kind: 'mean',
          measures: this.measures(spec.measures, [...at, 'measures']),
          answered: spec.answered,
        };
      case 'count':
        return {
          kind: 'count',
          conditions: this.#conditions(spec.conditions, [...at, 'conditions']),
          answered: spec.answered,
        };
      case 'if':
        return {
          kind: 'if',
          when: this.condition(spec.when, [...at, 'when']),
          measure: this.measure(spec.measure, [...at, 'measure']),
          otherwise: spec.otherwise,
        };
    }
  }

  measures(specs: readonly MeasureSpec[], at: Path): readonly Measure[] {
    return specs.map((one, i) => this.measure(one, [...at, i]));
  }

  condition(spec: ConditionSpec, at: Path): Condition {
    switch (spec.kind) {
      case 'answer':
        return { kind: 'answer', column: columnRef(spec.column), yes: answers(spec.yes), no: answers(spec.no) };
      case 'between': {
        const { from, below } = spec;
        return { kind: 'between', measure: this.measure(spec.measure, [...at, 'measure']), from, below };
      }
      case 'above':
        return {
          kind: 'above',
          measure: this.measure(spec.measure, [...at, 'measure']),
          than: this.measure(spec.than, [...at, 'than']),
        };
      case 'all':
      case 'any':
        return { kind: spec.kind, conditions: this.#conditions(spec.conditions, [...at, 'conditions']) };
      case 'at-least':
        return {
          kind: 'at-least',
          number: spec.number,
          conditions: this.#conditions(spec.conditions, [...at, 'conditions']),
        };
      case 'not':
        return { kind: 'not', condition: this.condition(spec.condition, [...at, 'condition']) };
      case 'indicator':
        return this.#indicator(spec, at);
    }
  }

  #conditions(specs: readonly ConditionSpec[], at: Path): readonly Condition[] {
    return specs.map((one, i) => this.condition(one, [...at, i]));
  }

  /** Where there is no such indicator the definition is refused; the stand-in is never scored. */
  #indicator(spec: Extract<ConditionSpec, { kind: 'indicator' }>, at: Path): Condition {
    const found = this.#find(spec.file, spec.id, at);
    if (found === null) return { kind: 'any', conditions: [] };
    return { kind: 'indicator', scoring: found.scoring, yes: spec.yes, no: spec.no };
  }
}
