export { type CellsRequest, type CellStatus, type ProtectedCells, protectCells } from './cells/protect-cells.ts';
export type { CellRules } from './cells/primary.ts';
export { cellKey, type CellStructure, structureOf, type TableSet } from './cells/structure.ts';
export { groupKey } from './groups.ts';
export { PRIMARY_RULES, type PrimaryRule } from './primary/index.ts';
export { mergeUnstated, type Recoded, UNSTATED } from './recode.ts';
export { forcedBy, type Part, prepare, protect, type Protected, type Protection, type ProtectRequest } from './protect.ts';
export type { ProtectedRow, ProtectedTable } from './rows.ts';
