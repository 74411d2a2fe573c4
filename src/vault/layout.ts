import { id } from './sql.ts';
import type { Sql } from './sql.ts';

/**
 * Names that one stage writes and the next reads.
 *
 * `raw.TABLE`            the needed columns of a source table, typed; linking keys are pseudonyms
 * `staged.people`        one row a person: `person`, `employer`, `completed`, and `TABLE.COLUMN` for each column a report uses
 * `staged.employer`      `id`, `name`, `zone`, `usable_until` (the last day on which its data may be used)
 * `staged.unit`          registry rows: `dimension`, `employer`, `code`, `parent`, `name`
 * `deidentified.people`  `employer`, `completer`, a leaf code per dimension, a category code per indicator
 * `deidentified.employer` `id`, `name`, `ended` (yes, no)
 * `deidentified.code`    every code of every dimension: `dimension`, `employer` (null: of all), `code`, `parent`, `position`, labels
 */
export const stagedColumn = (ref: { readonly table: string; readonly column: string }): Sql =>
  id(`${ref.table}.${ref.column}`);
/** The same column in the assessment of about a year before (no source table can have a name with `~`). */
export const earlierColumn = (ref: { readonly table: string; readonly column: string }): Sql => id(`~earlier ${ref.table}.${ref.column}`);
export const dimensionName = (dimension: string): string => `dimension ${dimension}`;
export const dimensionColumn = (dimension: string): Sql => id(dimensionName(dimension));
export const indicatorName = (indicator: string): string => `indicator ${indicator}`;
export const indicatorColumn = (indicator: string): Sql => id(indicatorName(indicator));
