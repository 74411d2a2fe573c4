import type { DimensionDef } from '#config';
import type { Localised } from '#core';
import type { Sql } from '#vault';

/** A code of a dimension, with the label that a reader sees. Codes without an employer belong to all of them. */
export interface DimensionCode {
  readonly employer: string | null;
  readonly code: string;
  readonly parent: string | null;
  readonly label: Localised;
}

/** How a person's column `p."table.column"` becomes the code of one group. The expression is never null. */
export interface Coarsening {
  readonly expression: Sql;
  /** A join that the expression needs; it must not add rows. */
  readonly join: Sql | null;
  readonly codes: readonly DimensionCode[];
}

export type DimensionOf<K extends DimensionDef['kind']['kind']> = Extract<DimensionDef['kind'], { kind: K }>;

/** The code of people of whom the value is not known: part of every dimension, last in it. */
export const UNSTATED = 'unstated';
export const UNSTATED_LABEL: Localised = Object.freeze({ en: 'Not stated', es: 'No consta', vi: 'Không rõ' });

/** Words that the tables use for themselves; no registry may bring its own. */
export const RESERVED_CODES: readonly string[] = Object.freeze(['total', UNSTATED]);
