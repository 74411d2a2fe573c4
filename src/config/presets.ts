import type { Policy, TablesPolicy } from '#core';

/** The default: people in groups of 11 (CMS cell-size policy; risk 0.09 = 1/11), 20 where answers are sensitive, cells of 5 after merging. */
const wellness: Policy = {
  preset: 'wellness',
  minCompleters: 50,
  minParticipation: 25,
  minGroup: 11,
  minGroupSensitive: 20,
  minCell: 5,
  homogeneity: 0.95,
  zeros: 'shown',
  insiders: 1,
  headCounts: 'known',
  percentDecimals: 0,
};

/**
 * Named policies. A preset states what its source asks for and takes everything else from `wellness`.
 * - `cms11`: no cell of 1–10 anywhere, numerators and rests included; 0 allowed (ResDAC, CMS cell size suppression policy).
 * - `wadoh10`: 1–9 hidden, shares near 0 % and 100 % as 5/95 % bands (Washington DOH, small numbers standards).
 * - `survey5`: groups of 5 and no cell rule, as engagement surveys do.
 */
export const presets = {
  wellness,
  cms11: { ...wellness, preset: 'cms11', minGroup: 11, minCell: 11 },
  wadoh10: { ...wellness, preset: 'wadoh10', minGroup: 10, minCell: 10, homogeneity: 0.95 },
  survey5: { ...wellness, preset: 'survey5', minGroup: 5, minCell: 1 },
} as const satisfies Readonly<Record<string, Policy>>;

/**
 * Presets that round: for `tutti protect` only, which prints tables and nothing around them.
 * - `nhs8r5`: 1–7 hidden, 0 shown, everything else rounded to 5 (NHS Digital, disclosure control methodology for Hospital Episode Statistics,
 *   from September 2018). There national figures are exempt; here everything is rounded, group sizes and totals as well as answers.
 */
export const roundingPresets = {
  nhs8r5: { ...wellness, preset: 'nhs8r5', minGroup: 8, minCell: 8, roundTo: 5 },
} as const satisfies Readonly<Record<string, TablesPolicy>>;

export type PresetName = keyof typeof presets;

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

export function isRoundingPreset(name: string): name is keyof typeof roundingPresets {
  return Object.hasOwn(roundingPresets, name);
}

/** Floors that no configuration passes. Cells of fewer than 3 only with the preset that has no cell rule. */
export function floors(preset: string): Readonly<Record<'minGroup' | 'minGroupSensitive' | 'minCell', number>> {
  return { minGroup: 5, minGroupSensitive: 5, minCell: preset === 'survey5' ? 1 : 3 };
}
