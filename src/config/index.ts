export * from './definitions.ts';
export { FOLLOWED_MONTHS, followsPeople, monthsBefore } from './followed.ts';
export { loadPipeline } from './load.ts';
export { resolvePeriod, yearBefore } from './period.ts';
export type { PolicyFault } from './policy.ts';
export { parsePolicy, resolvePolicy } from './policy.ts';
export type { PresetName } from './presets.ts';
export { presets } from './presets.ts';
export { scoringColumns } from './scoring-parts.ts';
