export { groupKey } from './groups.ts';
export { PRIMARY_RULES, type PrimaryRule } from './primary/index.ts';
export { mergeUnstated, type Recoded, UNSTATED } from './recode.ts';
export { protect, type Protected, type ProtectRequest } from './protect.ts';
export type { ProtectedRow, ProtectedTable } from './rows.ts';
