import type { Form } from '#core';
import type { CategoryDef, IndicatorDef } from '../definitions.ts';
import type { DefinitionFile, Path } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import type { CategorySpec, FormCategorySpec, IndicatorSpec } from '../shape/indicators.ts';
import type { FindIndicator } from './scoring.ts';
import { normaliseScoring } from './scoring.ts';
import { localised } from './words.ts';

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
  find: FindIndicator,
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
      scoring: normaliseScoring(spec.scoring, find, [...path, 'scoring']),
      ...(spec.order === undefined ? {} : { order: spec.order }),
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
