import { didYouMean } from '../suggest.ts';
import type { ReportRule } from './report.ts';

/** The first step is everybody, and each other one stands on a step before it: a share of nobody could not be told. */
export const funnelStepsFollow: ReportRule = ({ funnel }, say) => {
  const earlier: string[] = [];
  funnel.forEach((step, i) => {
    const { id, of } = step;
    if (earlier.includes(id)) say(step, ['id'], `step '${id}' is listed twice`);
    if ((of === null) !== (i === 0)) say(step, ['of'], "the first step is of nobody ('of: null'), every other one of a step before it");
    else if (of !== null && !earlier.includes(of)) say(step, ['of'], `there is no step '${of}' before this one${didYouMean(of, earlier)}`);
    earlier.push(id);
  });
};

/** A step counts answers of this report's indicators; nothing is counted for a funnel alone. */
export const funnelCountsIndicators: ReportRule = ({ funnel, indicators }, say) => {
  const ids = indicators.map(({ id }) => id);
  for (const step of funnel) {
    const counted = new Set<string>();
    step.count.forEach(({ indicator: id, categories }, i) => {
      const indicator = indicators.find((one) => one.id === id);
      if (indicator === undefined) {
        say(step, ['count', i, 'indicator'], `this report has no indicator '${id}'${didYouMean(id, ids)}`);
        return;
      }
      // Two indicators count the same people twice, unless they are about different people.
      if (counted.has(id)) say(step, ['count', i, 'indicator'], `indicator '${id}' is added up twice`);
      counted.add(id);
      if (typeof categories === 'string') return;
      const known = indicator.categories.map(({ code }) => code);
      categories.forEach((code, c) => {
        if (!known.includes(code)) say(step, ['count', i, 'categories', c], `indicator '${id}' has no category '${code}'${didYouMean(code, known)}`);
        else if (categories.indexOf(code) < c) say(step, ['count', i, 'categories', c], `category '${code}' is added up twice`);
      });
    });
  }
};
