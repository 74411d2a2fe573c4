import type { Period, Pipeline } from '#config';
import type { Progress } from '#core';
import type { Landed } from './landed.ts';
import type { NeededTable } from './needed-columns.ts';

/** What a source is asked for: the needed columns of its tables, to be landed one table after the other. */
export interface SourceOrder {
  readonly pipeline: Pipeline;
  readonly tables: readonly NeededTable[];
  readonly period: Period;
  readonly progress: Progress;
  /** Called when a table has landed; when it has returned, the landed table is gone. */
  readonly landed: (table: NeededTable, form: Landed) => Promise<void>;
}
