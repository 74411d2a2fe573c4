export { Sql, id, join, oneOf, sql } from './sql.ts';
export type { SqlValue } from './sql.ts';
export { Columns, Row } from './row.ts';
export { Vault, TextAppender, openVault } from './vault.ts';
export type { VaultOptions } from './vault.ts';
export { advance, begin } from './stage-table.ts';
export type { Fact, Next, Stage, Table } from './stage-table.ts';
export { dimensionColumn, dimensionName, indicatorColumn, indicatorName, stagedColumn } from './layout.ts';
