import type { IndicatorDef, Scoring } from '../definitions.ts';
import { MISSING } from '../normalise/indicator.ts';
import type { Say } from '../problems.ts';

export type IndicatorRule = (indicator: IndicatorDef, say: Say) => void;

/** Codes that a scoring can give, with the path of the place that gives them. */
export function scoringCodes(
  scoring: Scoring,
): readonly { readonly code: string; readonly path: readonly (string | number)[] }[] {
  switch (scoring.kind) {
    case 'choice':
      return scoring.values.map(({ code }, i) => ({ code, path: ['values', i] }));
    case 'bands':
      return scoring.bands.map(({ code }, i) => ({ code, path: ['bands', i] }));
    case 'highest':
      return scoring.bands.flatMap((bands, m) => bands.map(({ code }, i) => ({ code, path: ['bands', m, i] })));
    case 'bands-by':
      return scoring.groups.flatMap((group, g) =>
        group.bands.map(({ code }, i) => ({ code, path: ['groups', g, 'bands', i] })),
      );
    case 'cases':
      return [
        ...scoring.cases.map(({ code }, i) => ({ code, path: ['cases', i] })),
        { code: scoring.otherwise, path: ['otherwise'] },
      ];
    case 'present':
    case 'followed':
    case 'kept':
      return [
        { code: scoring.yes, path: ['yes'] },
        { code: scoring.no, path: ['no'] },
      ];
  }
}

export const categoriesUnique: IndicatorRule = (indicator, say) => {
  indicator.categories.forEach(({ code }, i) => {
    if (indicator.categories.findIndex((other) => other.code === code) < i)
      say(indicator, ['categories', i, 'code'], `category '${code}' is listed twice`);
  });
};

export const missingLast: IndicatorRule = (indicator, say) => {
  const at = indicator.categories.findIndex(({ code }) => code === MISSING);
  if (at < 0)
    say(indicator, ['categories'], `the last category must be '${MISSING}': people without an answer are counted too`);
  else if (at < indicator.categories.length - 1)
    say(indicator, ['categories', at], `category '${MISSING}' must stand last`);
};

export const categoriesLabelled: IndicatorRule = (indicator, say) => {
  indicator.categories.forEach(({ code, label }, i) => {
    if (label.en === '') say(indicator, ['categories', i], `category '${code}' needs a label`);
  });
};

export const scoringGivesCategories: IndicatorRule = (indicator, say) => {
  const known = indicator.categories.map(({ code }) => code);
  const given = scoringCodes(indicator.scoring);
  for (const { code, path } of given) {
    if (code === MISSING) say(indicator, ['scoring', ...path], `'${MISSING}' is what remains; it is not scored`);
    else if (!known.includes(code))
      say(indicator, ['scoring', ...path], `scoring gives '${code}', which is not among the categories`);
  }
  indicator.categories.forEach(({ code }, i) => {
    if (code !== MISSING && !given.some((one) => one.code === code))
      say(indicator, ['categories', i], `no answer is ever scored as '${code}'`);
  });
};
