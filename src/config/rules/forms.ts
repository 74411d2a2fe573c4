import type { Form } from '#core';
import type { IndicatorRule } from './categories.ts';

/** Every full category stands in exactly one category of each form, `missing` too. */
export const formsPartition: IndicatorRule = (indicator, say) => {
  const full = indicator.categories.map(({ code }) => code);
  for (const form of indicator.forms.slice(1)) {
    const taken = new Set<string>();
    form.categories.forEach(({ of }, i) => {
      for (const code of of) {
        if (!full.includes(code)) say(form, ['categories', i, 'of'], `'${code}' is not among the categories`);
        else if (taken.has(code)) say(form, ['categories', i, 'of'], `'${code}' stands twice in form '${form.id}'`);
        taken.add(code);
      }
    });
    const left = full.filter((code) => !taken.has(code));
    if (left.length > 0)
      say(
        form,
        [],
        `form '${form.id}' leaves out ${left.map((code) => `'${code}'`).join(', ')}: its people would be counted nowhere`,
      );
  }
};

/** Each form joins categories of the one before and has fewer: the engine walks them in order until one is safe. */
export const formsGetCoarser: IndicatorRule = (indicator, say) => {
  indicator.forms.forEach((form, i) => {
    const finer = indicator.forms[i - 1];
    if (finer === undefined) return;
    if (form.categories.length >= finer.categories.length)
      say(form, [], `form '${form.id}' must have fewer categories than '${finer.id}' before it`);
    if (finer.categories.some((part) => !insideOne(part.of, form)))
      say(form, [], `form '${form.id}' splits a category of '${finer.id}'; forms may only join`);
  });
};

function insideOne(codes: readonly string[], form: Form): boolean {
  return form.categories.some(({ of }) => codes.every((code) => of.includes(code)));
}

export const formIdsUnique: IndicatorRule = (indicator, say) => {
  indicator.forms.forEach((form, i) => {
    if (i > 0 && form.id === 'full') say(form, ['id'], "'full' is made from the categories and is not written");
    else if (indicator.forms.findIndex(({ id }) => id === form.id) < i)
      say(form, ['id'], `form '${form.id}' is listed twice`);
  });
};

/** A code means the same answers wherever it stands, or readers of two tables would compare different things. */
export const codesMeanOneThing: IndicatorRule = (indicator, say) => {
  const meaning = new Map<string, string>();
  for (const { code } of indicator.categories) meaning.set(code, code);
  for (const form of indicator.forms.slice(1)) {
    form.categories.forEach(({ code, of }, i) => {
      const now = of.toSorted().join(' ');
      const before = meaning.get(code);
      if (before !== undefined && before !== now) {
        say(
          form,
          ['categories', i],
          `code '${code}' stands for other answers than elsewhere; give the joined category a name of its own`,
        );
      }
      meaning.set(code, before ?? now);
      if (before === undefined && indicator.formCategories[code]?.label.en === '')
        say(form, ['categories', i], `category '${code}' needs a label`);
    });
  }
};
