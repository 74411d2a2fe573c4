import { LOCALES } from '#core';
import type { Localised } from '#core';
import type { Report } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import type { Say } from '../problems.ts';

/** A report speaks the languages of its title, and all of it does: a reader never meets a label in another tongue. */
export function languagesComplete(report: Report, say: Say): void {
  const spoken = LOCALES.filter((locale) => report.title[locale] !== undefined);
  const check = (about: object, path: Path, text: Localised): void => {
    const lacking = spoken.filter((locale) => text[locale] === undefined);
    if (lacking.length > 0) say(about, path, `text has no ${lacking.join(', ')}, which the report's title promises`);
  };
  check(report, ['source'], report.source);
  for (const dimension of report.dimensions) {
    check(dimension, ['label'], dimension.label);
    check(dimension, ['total'], dimension.total);
    if (dimension.kind.kind === 'values')
      dimension.kind.values.forEach(({ label }, i) => check(dimension, ['values', i, 'label'], label));
  }
  for (const step of report.funnel) check(step, ['label'], step.label);
  if (report.benchmark !== null) {
    check(report.benchmark, ['label'], report.benchmark.label);
    check(report.benchmark, ['note'], report.benchmark.note);
  }
  for (const breakdown of report.breakdowns) check(breakdown, ['label'], breakdown.label);
  for (const indicator of report.indicators) {
    check(indicator, ['label'], indicator.label);
    check(indicator, ['definition'], indicator.definition);
    indicator.categories.forEach(({ label }, i) => check(indicator, ['categories', i], label));
    for (const form of indicator.forms.slice(1)) {
      form.categories.forEach(({ code }, i) => {
        const merged = indicator.formCategories[code];
        if (merged !== undefined && !indicator.categories.some((category) => category.code === code))
          check(form, ['categories', i], merged.label);
      });
    }
  }
}
