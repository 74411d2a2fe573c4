import { MARKED_COLUMNS } from './canary.ts';
import { relation, type SchemaColumn } from './schema.ts';

/**
 * The items of the health assessment, from the list of the columns of `assessment`: a column is an item, its name the item's code, unless its
 * answers are kept in a table of their own. The database keeps an answer a row: numbers as numbers, choices as the number of their code.
 */
export interface Item {
  readonly id: number;
  readonly column: string;
  readonly kind: 'number' | 'choice' | 'yes_no';
  /** Codes of a choice by number from 1. */
  readonly codes: readonly string[];
}

export const HRA_VERSION = 'HRA-2025';

/** Every choice has this number too: an answer that no option of the form stands for. */
export const UNKNOWN_CHOICE = { number: 99, code: 'unknown' } as const;

/** Columns of `assessment` that are kept in tables of their own, by response. */
export const KEPT_ELSEWHERE: Readonly<Record<string, { readonly table: 'productivity' | 'utilisation'; readonly column: string }>> = {
  hours_missed: { table: 'productivity', column: 'hours_missed' },
  hours_worked: { table: 'productivity', column: 'hours_worked' },
  presenteeism: { table: 'productivity', column: 'presenteeism' },
  er_visits: { table: 'utilisation', column: 'er_visits' },
  hospital_nights: { table: 'utilisation', column: 'hosp_nights' },
};

/** Columns of `assessment` that say whose and when. */
export const RESPONSE_COLUMNS = ['response_id', 'participant_id', 'started_at', 'completed_at'];

/**
 * Items that are asked and in no relation, so in no report. The ninth question of the PHQ is about thoughts of death: it is for care, not
 * for statistics. Free text holds whatever people type, their own names among it.
 */
export const UNREPORTED_ITEMS = [
  { id: 901, code: 'phq_self_harm', type: 'number', sensitivity: 'never' },
  { id: 902, code: 'comments', type: 'text', sensitivity: 'never' },
  { id: 903, code: 'tobacco_other', type: 'choices', sensitivity: 'never' },
] as const;

export function readItems(): readonly Item[] {
  const closed = MARKED_COLUMNS['assessment'] ?? [];
  const columns = relation('assessment').columns.filter(
    ({ name }) => !RESPONSE_COLUMNS.includes(name) && !closed.includes(name) && KEPT_ELSEWHERE[name] === undefined,
  );
  if (columns.length >= UNREPORTED_ITEMS[0].id) throw new Error('the assessment has more items than there are numbers for');
  return columns.map((column, i) => ({ id: i + 1, column: column.name, kind: kindOf(column), codes: column.codes }));
}

function kindOf({ name, type, codes }: SchemaColumn): Item['kind'] {
  if (type === 'integer' || type === 'numeric') return 'number';
  if (type === 'boolean') return 'yes_no';
  if (type === 'text' && codes.length > 0) return 'choice';
  throw new Error(`assessment.${name} in schema/vendor.sql is ${type} without a list of codes on a line of its own: it cannot be kept as an answer`);
}

/** The number of a choice's code. */
export function choiceOf({ column, codes }: Item, code: string): number {
  if (code === UNKNOWN_CHOICE.code) return UNKNOWN_CHOICE.number;
  const position = codes.indexOf(code);
  if (position < 0) throw new Error(`${column} has no code for an answer that was given`);
  return position + 1;
}
