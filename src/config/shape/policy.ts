import * as z from 'zod';

/** Names of §3 of the promise. Bounds here are sanity only; floors and tightening are rules (`policy.ts`). */
export const policyValues = z.strictObject({
  minCompleters: z.int().min(1).max(100_000).optional(),
  minParticipation: z.int().min(1).max(100_000).optional(),
  minGroup: z.int().min(1).max(10_000).optional(),
  minGroupSensitive: z.int().min(1).max(10_000).optional(),
  minCell: z.int().min(1).max(10_000).optional(),
  homogeneity: z.number().gt(0.5).max(1).optional(),
  zeros: z.enum(['shown', 'protected']).optional(),
  insiders: z.int().min(0).max(100).optional(),
  headCounts: z.enum(['known', 'secret']).optional(),
  percentDecimals: z.int().min(0).max(2).optional(),
});
export type PolicyValues = z.infer<typeof policyValues>;

/** What `tutti protect` can be told besides. Every number from 3 on stays above 0 when it is rounded to one of these, and no cell of fewer is printed. */
export const tablesPolicyValues = policyValues.extend({ roundTo: z.literal([1, 3, 5]).optional() });

/** A preset by name, which a pipeline may only tighten. */
export const policyOfPreset = z.strictObject({ preset: z.string(), overrides: policyValues });

export const policyShape = z.union([z.string(), policyOfPreset]);
export type PolicySpec = z.infer<typeof policyShape>;
