import type { CountedIndicator, Policy } from '#core';

/** The rules about a published group, said once more in plain words and without the engine's code, so that tests do not ask it about itself. */
export function breaksARule(
  indicator: CountedIndicator,
  full: readonly number[],
  form: string,
  policy: Policy,
): boolean {
  const base = full.reduce((a, b) => a + b, 0);
  if (base === 0) return false;
  if (base < (indicator.sensitive ? policy.minGroupSensitive : policy.minGroup)) return true;
  // Whoever sees a form can add up every coarser one.
  const from = indicator.forms.findIndex((f) => f.id === form);
  return indicator.forms.slice(from).some((f) =>
    inForm(indicator, full, f.id).some((count) => {
      const few = (v: number) => v < policy.minCell && (v > 0 || (policy.zeros === 'protected' && v === count));
      const rest = base - count;
      return (
        few(count) || (rest > 0 && rest < policy.minCell) || (indicator.sensitive && count >= policy.homogeneity * base)
      );
    }),
  );
}

/** Is this number of an unpublished group one that must stay uncertain? */
export function mustStayUncertain(indicator: CountedIndicator, count: number, people: number, policy: Policy): boolean {
  if (people === 0 || (count === 0 && policy.zeros === 'shown')) return false;
  const rest = people - count;
  const small = people < (indicator.sensitive ? policy.minGroupSensitive : policy.minGroup);
  return (
    small ||
    count < policy.minCell ||
    (rest > 0 && rest < policy.minCell) ||
    (indicator.sensitive && count >= policy.homogeneity * people)
  );
}

export function inForm(indicator: CountedIndicator, full: readonly number[], form: string): number[] {
  const found = indicator.forms.find((f) => f.id === form);
  if (found === undefined) throw new Error(`no form ${form}`);
  return found.categories.map(({ of }) =>
    of.reduce((sum, code) => sum + (full[indicator.categories.indexOf(code)] ?? Number.NaN), 0),
  );
}
