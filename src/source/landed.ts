import type { ColumnType } from '#config';
import type { ColumnKind } from '#vault';
import type { NeededColumn } from './needed-columns.ts';

/** The schema in which values wait for their types. */
export const LANDING = 'landing';

/**
 * In which form each column of a table has landed. Files deliver texts; a database delivers values of the column's own type where that is
 * exact, and texts of all others. What they then mean is decided in one place (typed.ts).
 */
export type Landed = (column: NeededColumn) => ColumnKind;

export const allTexts: Landed = () => 'text';

/** Forms that a type of the catalog may land in without a detour through text. */
export const EXACT: Readonly<Record<ColumnType, readonly ColumnKind[]>> = {
  text: ['text', 'int32', 'int64', 'uuid'],
  integer: ['int32', 'int64'],
  number: ['int32', 'double'],
  boolean: ['boolean'],
  date: ['date'],
  timestamp: ['instant'],
};
