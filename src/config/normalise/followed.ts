import type { Form, Localised } from '#core';
import type { CategoryDef, IndicatorDef } from '../definitions.ts';
import type { DefinitionFile, Path } from '../definition-file.ts';
import { FOLLOWED_MONTHS } from '../followed.ts';
import type { Problems } from '../problems.ts';
import type { FollowedSpec } from '../shape/indicators.ts';
import { MISSING } from './indicator.ts';
import { localised } from './words.ts';

const KEPT: CategoryDef = {
  code: 'kept',
  label: { en: 'Better, or still at the best level', es: 'Mejor, o aún en el mejor nivel', vi: 'Tốt hơn, hoặc vẫn ở mức tốt nhất' },
  direction: 'good',
};
/** Not bad: most of these answered as they had before. */
const NOT_KEPT: CategoryDef = {
  code: 'not-kept',
  label: { en: 'Worse, or no better', es: 'Peor, o no mejor', vi: 'Kém hơn, hoặc không tốt hơn' },
  direction: 'neutral',
};
const NOT_KEPT_OR_MISSING: CategoryDef = {
  code: 'not-kept-or-missing',
  label: { en: 'Worse, no better, or no answer', es: 'Peor, no mejor o sin respuesta', vi: 'Kém hơn, không tốt hơn hoặc không trả lời' },
  direction: 'neutral',
};

/** With two levels "better, or still the best" would be this year's answer and nothing else. */
const FEWEST_LEVELS = 3;

/**
 * An indicator of people followed from one year to the next, made from the one that they are followed in. Its two answers are chosen here, once
 * and for all, so that each is open to everybody whatever they had answered before; null, with the reason reported, where there is no order.
 */
export function normaliseFollowed(
  spec: FollowedSpec,
  of: IndicatorDef,
  file: DefinitionFile,
  path: Path,
  problems: Problems,
): IndicatorDef | null {
  const { order } = of;
  if (order === undefined || order.length < FEWEST_LEVELS || of.population !== 'completers') {
    problems.in(file, [...path, 'follows'], `'${of.id}' cannot be followed: only answers of people who completed, with an 'order' of ${FEWEST_LEVELS} or more levels, best first, can`);
    return null;
  }
  const missing = of.categories.find(({ code }) => code === MISSING);
  if (missing === undefined) return null;
  const categories = [KEPT, NOT_KEPT, missing];
  const forms: readonly Form[] = [
    { id: 'full', categories: categories.map(({ code }) => ({ code, of: [code] })) },
    { id: 'yesno', categories: [{ code: KEPT.code, of: [KEPT.code] }, { code: NOT_KEPT_OR_MISSING.code, of: [NOT_KEPT.code, MISSING] }] },
  ];
  return problems.cameFrom<IndicatorDef>(
    {
      id: spec.id,
      version: spec.version,
      topic: of.topic,
      label: localised(spec.label),
      definition: definitionOf(of, order),
      source: of.source,
      population: 'followed',
      sensitive: of.sensitive,
      scoring: { kind: 'kept', of: of.scoring, order, yes: KEPT.code, no: NOT_KEPT.code },
      categories,
      forms: forms.map((form) => problems.cameFrom({ ...form }, file, path)),
      formCategories: Object.fromEntries([...categories, NOT_KEPT_OR_MISSING].map((category) => [category.code, category])),
    },
    file,
    path,
  );
}

function definitionOf(of: IndicatorDef, order: readonly string[]): Localised {
  const { least, most } = FOLLOWED_MONTHS;
  const levels = (locale: 'en' | 'es' | 'vi'): string =>
    order.map((code) => { const label = of.formCategories[code]?.label; return label?.[locale] ?? label?.en ?? code; }).join(' · ');
  const { en, es, vi } = of.definition;
  return {
    en: `The level now against that of an assessment ${least} to ${most} months before: better or still the best one, or worse or no better. Without an answer then, only the best level counts as better. Levels, best first: ${levels('en')}. ${en}`,
    ...(es === undefined ? {} : { es: `El nivel actual frente al de una evaluación de ${least} a ${most} meses antes: mejor o aún el mejor, o peor o no mejor. Sin respuesta entonces, solo el mejor nivel cuenta como mejor. Niveles, del mejor al peor: ${levels('es')}. ${es}` }),
    ...(vi === undefined ? {} : { vi: `Mức hiện nay so với mức trong bài đánh giá từ ${least} đến ${most} tháng trước: tốt hơn hoặc vẫn ở mức tốt nhất, hay kém hơn hoặc không tốt hơn. Nếu khi đó không trả lời, chỉ mức tốt nhất được tính là tốt hơn. Các mức, từ tốt nhất: ${levels('vi')}. ${vi}` }),
  };
}
