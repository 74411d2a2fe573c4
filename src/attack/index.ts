export { attackIndicator, type IndicatorAttack } from './attack-release.ts';
export { audit, type Audit, type Verdict } from './audit.ts';
export { certificateFlaws } from './certificate.ts';
export { hangsOn } from './pinning.ts';
export type { AttackedRow, AttackedTable } from './published.ts';
export { type AttackSystem, ContradictionError, type Fact, holds, type Target } from './system.ts';
export type { World } from './world.ts';
export { attackTables, type CellVerdict, type TableAttack, type TableVerdicts } from './tables/attack-tables.ts';
export { type AttackedTables, cellsOf, type Knowledge } from './tables/table-system.ts';
