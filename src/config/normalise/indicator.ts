import type { Form } from '#core';
import type { Band, CategoryDef, IndicatorDef, Measure, Scoring } from '../definitions.ts';
import type { DefinitionFile, Path } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import type { CategorySpec, FormCategorySpec, IndicatorSpec, MeasureSpec, ScoringSpec } from '../shape/indicators.ts';
import { answers, columnRef, localised } from './words.ts';

export const MISSING = 'missing';

/** What `missing` is called where an indicator does not say it better ("Not measured"). */
const NO_ANSWER: CategoryDef = {
  code: MISSING,
  label: { en: 'No answer', es: 'Sin respuesta', vi: 'Không trả lời' },
  direction: 'neutral',
};

export function normaliseIndicator(
  spec: IndicatorSpec,
  topic: string,
  file: DefinitionFile,
  path: Path,
  problems: Problems,
): IndicatorDef {
  const categories = spec.categories.map((category) => labelled(category));
  const full: Form = { id: 'full', categories: categories.map(({ code }) => ({ code, of: [code] })) };
  const shorter = spec.forms.map((form, i) =>
    problems.cameFrom({ id: form.id, categories: form.categories.map(({ code, of }) => ({ code, of })) }, file, [
      ...path,
      'forms',
      i,
    ]),
  );
  return problems.cameFrom(
    {
      id: spec.id,
      version: spec.version,
      topic,
      label: localised(spec.label),
      definition: localised(spec.definition),
      source: spec.source,
      population: spec.population,
      sensitive: spec.sensitive,
      scoring: scoring(spec.scoring),
      categories,
      forms: [full, ...shorter],
      formCategories: formCategories(spec, categories),
    },
    file,
    path,
  );
}

/** Every code of every form: those of the full categories, and each merged code as it is first labelled. */
function formCategories(spec: IndicatorSpec, full: readonly CategoryDef[]): Readonly<Record<string, CategoryDef>> {
  const known = new Map(full.map((category) => [category.code, category]));
  for (const category of spec.forms.flatMap((form) => form.categories)) {
    if (!known.has(category.code)) known.set(category.code, labelled(category));
  }
  return Object.fromEntries(known);
}

/** A label left out is an empty one here; the rule `categoriesLabelled` refuses it for all but `missing`. */
function labelled(spec: CategorySpec | FormCategorySpec): CategoryDef {
  const stand: CategoryDef =
    spec.code === MISSING ? NO_ANSWER : { code: spec.code, label: { en: '' }, direction: 'neutral' };
  return {
    code: spec.code,
    label: spec.label === undefined ? stand.label : localised(spec.label),
    direction: spec.direction ?? stand.direction,
  };
}

function measure(spec: MeasureSpec): Measure {
  switch (spec.kind) {
    case 'column':
      return { kind: 'column', column: columnRef(spec.column), gate: spec.gate };
    case 'bmi':
      return {
        kind: 'bmi',
        weight: columnRef(spec.weight),
        height: columnRef(spec.height),
        heightUnit: spec.heightUnit,
        gates: spec.gates,
      };
    case 'sum':
      return { kind: 'sum', columns: spec.columns.map(columnRef), item: spec.item };
  }
}

function scoring(spec: ScoringSpec): Scoring {
  const bands = (written: readonly Band[]): readonly Band[] => written.map(({ code, from }) => ({ code, from }));
  switch (spec.kind) {
    case 'choice':
      return {
        kind: 'choice',
        column: columnRef(spec.column),
        values: spec.values.map(({ code, of }) => ({ code, of: answers(of) })),
      };
    case 'bands':
      return { kind: 'bands', measure: measure(spec.measure), bands: bands(spec.bands) };
    case 'highest':
      return { kind: 'highest', measures: spec.measures.map(measure), bands: spec.bands.map(bands) };
    case 'bands-by':
      return {
        kind: 'bands-by',
        by: columnRef(spec.by),
        measure: measure(spec.measure),
        groups: spec.groups.map((group) => ({ of: answers(group.of), bands: bands(group.bands) })),
      };
    case 'present':
      return { kind: 'present', column: columnRef(spec.column), yes: spec.yes, no: spec.no };
  }
}
