import type { due as dueNow } from './due.ts';
import type { generate as generateNow } from './generate.ts';
import type { Plan, plan as planNow } from './plan.ts';
import type { run as runNow } from './run.ts';
import type { runAttack as attackNow, runProtect as protectNow } from './tables/index.ts';
import type { Validated, validate as validateNow } from './validate.ts';
import type { verify as verifyNow } from './verify.ts';

export type { DueRequest, DueResult } from './due.ts';
export type { EmployerOutcome } from './employer.ts';
export type { GenerateRequest, GenerateResult } from './generate.ts';
export type { Plan } from './plan.ts';
export type { RunRequest, RunResult } from './run.ts';
export { type Seal, sealWith } from './seal.ts';
export type { Validated } from './validate.ts';
export type { Verified } from './verify.ts';
export { writeWhole } from './write-whole.ts';

// What the program can do. A use case loads its rooms when it is asked for: checking a definition does not wait for the database engine,
// nor a run for the generator.
export const due: typeof dueNow = async (...given) => (await import('./due.ts')).due(...given);
export const generate: typeof generateNow = async (...given) => (await import('./generate.ts')).generate(...given);
export const plan = async (...given: Parameters<typeof planNow>): Promise<Plan> => (await import('./plan.ts')).plan(...given);
export const run: typeof runNow = async (...given) => (await import('./run.ts')).run(...given);
export const runAttack: typeof attackNow = async (...given) => (await import('./tables/index.ts')).runAttack(...given);
export const runProtect: typeof protectNow = async (...given) => (await import('./tables/index.ts')).runProtect(...given);
export const validate = async (...given: Parameters<typeof validateNow>): Promise<Validated> => (await import('./validate.ts')).validate(...given);
export const verify: typeof verifyNow = async (...given) => (await import('./verify.ts')).verify(...given);
