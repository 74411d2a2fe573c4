import type { Band, ColumnRef, ColumnType, Condition, Measure, Scoring } from './definitions.ts';
import type { Path } from './definition-file.ts';

/** One place of a scoring that names a column. */
export interface ScoredColumn {
  readonly ref: ColumnRef;
  readonly path: Path;
  /** Types that make sense here; null: any. */
  readonly types: readonly ColumnType[] | null;
  /** `gate`: decides only whether an answer is used (fasting, pregnancy); `split`: chooses between cut-offs; `presence`: only whether there is a value. */
  readonly use: 'answer' | 'gate' | 'split' | 'presence';
}

export interface ScoringParts {
  readonly columns: readonly ScoredColumn[];
  readonly measures: readonly { readonly measure: Measure; readonly path: Path }[];
  readonly conditions: readonly { readonly condition: Condition; readonly path: Path }[];
  /** Lists of bands with the measure that they cut; null where a list too many has none. */
  readonly bands: readonly { readonly bands: readonly Band[]; readonly measure: Measure | null; readonly path: Path }[];
}

const NUMBERS: readonly ColumnType[] = ['integer', 'number'];
const ANSWERS: readonly ColumnType[] = ['text', 'boolean', 'integer'];

/**
 * All parts of a scoring with their paths in the file. The scoring of another indicator (a condition `indicator`) stands in another
 * file, where it is checked: of it only the columns are listed, at the place that names it.
 */
export function scoringParts(scoring: Scoring): ScoringParts {
  const walk = new Walk();
  walk.scoring(scoring, []);
  return walk;
}

/** Every column that a scoring reads. */
export function scoringColumns(scoring: Scoring): readonly ColumnRef[] {
  return scoringParts(scoring).columns.map(({ ref }) => ref);
}

class Walk implements ScoringParts {
  readonly columns: ScoredColumn[] = [];
  readonly measures: { readonly measure: Measure; readonly path: Path }[] = [];
  readonly conditions: { readonly condition: Condition; readonly path: Path }[] = [];
  readonly bands: { readonly bands: readonly Band[]; readonly measure: Measure | null; readonly path: Path }[] = [];
  #gate = false;

  scoring(scoring: Scoring, path: Path): void {
    switch (scoring.kind) {
      case 'choice':
        this.#column(scoring.column, [...path, 'column'], ANSWERS);
        break;
      case 'present':
        this.columns.push({ ref: scoring.column, path: [...path, 'column'], types: null, use: this.#gate ? 'gate' : 'presence' });
        break;
      case 'bands':
        this.bands.push({ bands: scoring.bands, measure: scoring.measure, path: [...path, 'bands'] });
        this.#measure(scoring.measure, [...path, 'measure']);
        break;
      case 'highest':
        scoring.bands.forEach((bands, i) =>
          this.bands.push({ bands, measure: scoring.measures[i] ?? null, path: [...path, 'bands', i] }),
        );
        this.#measures(scoring.measures, [...path, 'measures']);
        break;
      case 'bands-by':
        scoring.groups.forEach(({ bands }, i) =>
          this.bands.push({ bands, measure: scoring.measure, path: [...path, 'groups', i, 'bands'] }),
        );
        this.columns.push({ ref: scoring.by, path: [...path, 'by'], types: ANSWERS, use: 'split' });
        this.#measure(scoring.measure, [...path, 'measure']);
        break;
      case 'cases':
        scoring.cases.forEach(({ when }, i) => this.#condition(when, [...path, 'cases', i, 'when']));
        break;
      case 'kept':
        // What is followed is checked where it is written; here it is read, this year's answers and those of a year before.
        for (const column of scoringParts(scoring.of).columns) this.columns.push({ ...column, path });
        break;
      case 'followed':
        break;
    }
  }

  #column(ref: ColumnRef, path: Path, types: readonly ColumnType[]): void {
    this.columns.push({ ref, path, types, use: this.#gate ? 'gate' : 'answer' });
  }

  #measures(measures: readonly Measure[], path: Path): void {
    measures.forEach((measure, i) => this.#measure(measure, [...path, i]));
  }

  #measure(measure: Measure, path: Path): void {
    this.measures.push({ measure, path });
    switch (measure.kind) {
      case 'column':
        this.#column(measure.column, [...path, 'column'], NUMBERS);
        break;
      case 'bmi':
        this.#column(measure.weight, [...path, 'weight'], NUMBERS);
        this.#column(measure.height, [...path, 'height'], NUMBERS);
        break;
      case 'sum':
        measure.columns.forEach((ref, i) => this.#column(ref, [...path, 'columns', i], NUMBERS));
        break;
      case 'weighted':
        measure.terms.forEach((term, i) => this.#measure(term.measure, [...path, 'terms', i, 'measure']));
        break;
      case 'product':
      case 'mean':
      case 'first':
        this.#measures(measure.measures, [...path, 'measures']);
        break;
      case 'ratio':
        this.#measure(measure.measure, [...path, 'measure']);
        this.#measure(measure.over, [...path, 'over']);
        break;
      case 'count':
        this.#conditions(measure.conditions, [...path, 'conditions']);
        break;
      case 'if':
        this.#asGate(() => this.#condition(measure.when, [...path, 'when']));
        this.#measure(measure.measure, [...path, 'measure']);
        break;
    }
  }

  #conditions(conditions: readonly Condition[], path: Path): void {
    conditions.forEach((condition, i) => this.#condition(condition, [...path, i]));
  }

  #condition(condition: Condition, path: Path): void {
    this.conditions.push({ condition, path });
    switch (condition.kind) {
      case 'answer':
        this.#column(condition.column, [...path, 'column'], ANSWERS);
        break;
      case 'between':
        this.#measure(condition.measure, [...path, 'measure']);
        break;
      case 'above':
        this.#measure(condition.measure, [...path, 'measure']);
        this.#measure(condition.than, [...path, 'than']);
        break;
      case 'all':
      case 'any':
      case 'at-least':
        this.#conditions(condition.conditions, [...path, 'conditions']);
        break;
      case 'not':
        this.#condition(condition.condition, [...path, 'condition']);
        break;
      case 'indicator':
        for (const column of scoringParts(condition.scoring).columns)
          this.columns.push({ ...column, path, use: this.#gate ? 'gate' : column.use });
    }
  }

  #asGate(visit: () => void): void {
    const before = this.#gate;
    this.#gate = true;
    visit();
    this.#gate = before;
  }
}
