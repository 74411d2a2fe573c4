export { due, type DueRequest, type DueResult, localDay } from './due.ts';
export type { EmployerOutcome } from './employer.ts';
export { generate, type GenerateRequest, type GenerateResult } from './generate.ts';
export { plan, type Plan } from './plan.ts';
export { run, type RunRequest, type RunResult } from './run.ts';
export { verify, type Verified } from './verify.ts';
export { validate, type Validated } from './validate.ts';
export { runAttack, runProtect } from './tables/index.ts';
export { writeWhole } from './write-whole.ts';
