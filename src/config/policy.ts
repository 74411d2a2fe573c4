import { TuttiError } from '#core';
import type { Policy, TablesPolicy } from '#core';
import { deepFreeze } from './freeze.ts';
import { floors, isPreset, isRoundingPreset, presets, roundingPresets } from './presets.ts';
import { describe, valueAt } from './shape/parse.ts';
import type { PolicySpec, PolicyValues } from './shape/policy.ts';
import { policyOfPreset, policyValues, tablesPolicyValues } from './shape/policy.ts';
import { didYouMean } from './suggest.ts';

/** Reports what is wrong with the value under `path`. */
export type PolicyFault = (path: readonly string[], what: string) => void;

type Name = Exclude<keyof Policy, 'preset'>;

/** What is wrong with `now` against the preset, where it protects less; null where it is as strict or stricter. */
function looser(name: Name, now: Policy, preset: Policy): string | null {
  switch (name) {
    case 'minCompleters':
    case 'minParticipation':
    case 'minGroup':
    case 'minGroupSensitive':
    case 'minCell':
    case 'insiders':
      return atLeast(now[name], preset[name]);
    case 'homogeneity':
    case 'percentDecimals':
      return atMost(now[name], preset[name]);
    case 'zeros':
      return now.zeros === preset.zeros || now.zeros === 'protected' ? null : "zeros are 'protected' in this preset";
    case 'headCounts':
      // Neither is the stricter: `known` gives the attacker more, `secret` asks for more. A preset's choice stands.
      return now.headCounts === preset.headCounts
        ? null
        : `headCounts is '${preset.headCounts}' in this preset and stays so`;
  }
}

function atLeast(now: number, preset: number): string | null {
  return now >= preset ? null : `may only be tightened: the preset has ${preset}, a smaller number protects less`;
}

function atMost(now: number, preset: number): string | null {
  return now <= preset ? null : `may only be tightened: the preset has ${preset}, a larger number protects less`;
}

/** A pipeline's policy: a preset, or a preset tightened. Null when anything is wrong, all of it reported. */
export function resolvePolicy(spec: PolicySpec, fault: PolicyFault): Policy | null {
  const name = nameIn(spec);
  if (isPreset(name)) return tightened(presets[name], spec, fault);
  fault(placeOfName(spec), isRoundingPreset(name) ? roundsInTables(name) : unknownPreset(name, Object.keys(presets)));
  return null;
}

/** A preset for `tutti protect`, tightened where asked; the attacker there has no staff list, and a preset that rounds goes on rounding. */
function resolveForTables(spec: PolicySpec, fault: PolicyFault): TablesPolicy | null {
  const name = nameIn(spec);
  const preset: TablesPolicy | null = isPreset(name) ? { ...presets[name], roundTo: 1 } : isRoundingPreset(name) ? roundingPresets[name] : null;
  if (preset === null) {
    fault(placeOfName(spec), unknownPreset(name, [...Object.keys(presets), ...Object.keys(roundingPresets)]));
    return null;
  }
  const policy = tightened(preset, spec, fault);
  return policy === null ? null : { ...policy, headCounts: 'secret', roundTo: preset.roundTo };
}

function nameIn(spec: PolicySpec): string {
  return typeof spec === 'string' ? spec : spec.preset;
}

function placeOfName(spec: PolicySpec): readonly string[] {
  return typeof spec === 'string' ? [] : ['preset'];
}

/** Half of a preset is none: a report's sums, shares and comparisons are made of exact counts. */
function roundsInTables(name: keyof typeof roundingPresets): string {
  return (
    `preset '${name}' rounds every count to ${roundingPresets[name].roundTo}, and a report prints exact counts or bands: its tables add up, and its percentages are of what it prints; ` +
    `only 'tutti protect' rounds. Choose 'wadoh10' (hides 1–9, the next stricter), or another preset`
  );
}

function unknownPreset(name: string, known: readonly string[]): string {
  return `there is no preset of this name${didYouMean(name, known)}; known are ${known.join(', ')}`;
}

function tightened(preset: Policy, spec: PolicySpec, fault: PolicyFault): Policy | null {
  const overrides = typeof spec === 'string' ? {} : spec.overrides;
  const policy = withValues(preset, overrides);
  const found: (readonly [path: readonly string[], what: string])[] = [];
  const note: PolicyFault = (path, what) => found.push([path, what]);
  for (const key of namesIn(overrides)) {
    const loosened = looser(key, policy, preset);
    if (loosened !== null) note([key], loosened);
  }
  checkFloors(policy, note);
  checkOrder(policy, overrides, note);
  for (const [path, what] of found) fault(['overrides', ...path], what);
  return found.length === 0 ? deepFreeze(policy) : null;
}

function namesIn(values: PolicyValues): readonly Name[] {
  return policyValues.keyof().options.filter((key) => values[key] !== undefined);
}

/** Sensitive groups are never smaller than others: a larger `minGroup` lifts `minGroupSensitive` unless that is set as well. */
function withValues(base: Policy, values: PolicyValues): Policy {
  const minGroup = values.minGroup ?? base.minGroup;
  return {
    preset: base.preset,
    minCompleters: values.minCompleters ?? base.minCompleters,
    minParticipation: values.minParticipation ?? base.minParticipation,
    minGroup,
    minGroupSensitive: values.minGroupSensitive ?? Math.max(base.minGroupSensitive, minGroup),
    minCell: values.minCell ?? base.minCell,
    homogeneity: values.homogeneity ?? base.homogeneity,
    zeros: values.zeros ?? base.zeros,
    insiders: values.insiders ?? base.insiders,
    headCounts: values.headCounts ?? base.headCounts,
    percentDecimals: values.percentDecimals ?? base.percentDecimals,
  };
}

function checkFloors(policy: Policy, fault: PolicyFault): void {
  const least = floors(policy.preset);
  for (const name of ['minGroup', 'minGroupSensitive', 'minCell'] as const) {
    if (policy[name] < least[name]) fault([name], `must be at least ${least[name]}; no configuration goes below`);
  }
}

function checkOrder(policy: Policy, values: PolicyValues, fault: PolicyFault): void {
  if (policy.minGroupSensitive < policy.minGroup)
    fault(['minGroupSensitive'], `must be at least minGroup (${policy.minGroup})`);
  if (policy.minParticipation > policy.minCompleters) {
    fault(
      [values.minParticipation === undefined ? 'minCompleters' : 'minParticipation'],
      'minParticipation must not be larger than minCompleters',
    );
  }
}

/**
 * The policy of `tutti protect`: a preset's name, a preset with overrides (tightening only), or an object of policy names, which
 * starts from `wellness` and may set any value down to the floors. Nobody is known to hold a staff list there, so head counts
 * are `secret` unless the object says otherwise; nothing is rounded unless the preset or the object says so.
 */
export function parsePolicy(value: unknown): TablesPolicy {
  const problems: { where: string; what: string }[] = [];
  const fault: PolicyFault = (path, what) => problems.push({ where: ['policy', ...path].join('.'), what });
  const policy = readPolicy(value, fault);
  if (policy === null || problems.length > 0) {
    throw new TuttiError('CONFIG_INVALID', {
      what: 'The policy is not valid.',
      hint: 'Use a preset by name, or an object of policy names; values may not go below the floors.',
      problems,
    });
  }
  return deepFreeze(policy);
}

function readPolicy(value: unknown, fault: PolicyFault): TablesPolicy | null {
  if (typeof value === 'string') return resolveForTables(value, fault);
  if (typeof value === 'object' && value !== null && 'preset' in value) {
    const overridden = policyOfPreset.safeParse('overrides' in value ? value : { ...value, overrides: {} });
    if (overridden.success) return resolveForTables(overridden.data, fault);
    reportShape(overridden.error.issues, value, ['preset', 'overrides'], fault);
    return null;
  }
  const values = tablesPolicyValues.safeParse(value);
  if (!values.success) {
    reportShape(values.error.issues, value, tablesPolicyValues.keyof().options, fault);
    return null;
  }
  const policy = withValues({ ...presets.wellness, preset: 'custom', headCounts: 'secret' }, values.data);
  checkFloors(policy, fault);
  checkOrder(policy, values.data, fault);
  return { ...policy, roundTo: values.data.roundTo ?? 1 };
}

type ShapeIssues = NonNullable<ReturnType<typeof tablesPolicyValues.safeParse>['error']>['issues'];

function reportShape(issues: ShapeIssues, value: unknown, known: readonly string[], fault: PolicyFault): void {
  for (const issue of issues) {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') fault(path, `is not a valid value: it ${describe(issue, valueAt(value, path))}`);
    else for (const key of issue.keys) fault([...path, key], `unknown name '${key}'${hintFor(key, path, known)}`);
  }
}

/** Beside a preset, a value stands under `overrides`. */
function hintFor(key: string, path: readonly string[], known: readonly string[]): string {
  const names: readonly string[] = policyValues.keyof().options;
  if (path.length > 0) return didYouMean(key, names);
  return !known.includes(key) && names.includes(key) ? `; beside a preset it belongs under 'overrides'` : didYouMean(key, known);
}
