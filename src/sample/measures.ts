import { MARKED_COLUMNS } from './canary.ts';
import { relation } from './schema.ts';

/** What a screening measures, from the list of the columns of `screening`: kept as a value a row, in the unit of the device. */
export interface MeasureItem {
  readonly column: string;
  readonly code: string;
  /** The unit of the relation's column. */
  readonly unit: string;
  /** Another unit that devices give: value in `unit` = value × factor + offset. */
  readonly other: { readonly unit: string; readonly factor: number; readonly offset: number } | null;
}

/** Columns of `screening` that the table of the same name holds itself. */
export const SCREENING_COLUMNS = ['screening_id', 'participant_id', 'at', 'fasted', 'pregnant', 'physician_form'];

/**
 * Units by what a column's name holds. Factors: the international inch and pound are exact; mmol/l to mg/dl by molar mass (cholesterol
 * 386.65 g/mol, triglycerides 885.7, glucose 180.16); HbA1c by the NGSP master equation, % = 0.09148 × mmol/mol + 2.152.
 */
const UNITS: readonly (readonly [pattern: RegExp, unit: string, other: MeasureItem['other']])[] = [
  [/_cm$/, 'cm', { unit: 'in', factor: 2.54, offset: 0 }],
  [/_kg$/, 'kg', { unit: 'lb', factor: 0.453_592_37, offset: 0 }],
  [/cholesterol|hdl|ldl/, 'mg/dL', { unit: 'mmol/L', factor: 38.665, offset: 0 }],
  [/triglyceride/, 'mg/dL', { unit: 'mmol/L', factor: 88.57, offset: 0 }],
  [/glucose/, 'mg/dL', { unit: 'mmol/L', factor: 18.016, offset: 0 }],
  [/a1c/, '%', { unit: 'mmol/mol', factor: 0.091_48, offset: 2.152 }],
  [/systolic|diastolic/, 'mmHg', null],
];

export function readMeasures(): readonly MeasureItem[] {
  const closed = MARKED_COLUMNS['screening'] ?? [];
  const columns = relation('screening').columns.filter(({ name }) => !SCREENING_COLUMNS.includes(name) && !closed.includes(name));
  return columns.map(({ name, type }) => {
    if (type !== 'integer' && type !== 'numeric') throw new Error(`screening.${name} in schema/vendor.sql is ${type}: only numbers are measured`);
    const [, unit, other] = UNITS.find(([pattern]) => pattern.test(name)) ?? [/^/, '1', null];
    return { column: name, code: name.replace(/_(?:cm|kg)$/, ''), unit, other };
  });
}

/** Decimals of a value that was converted back: enough that whole numbers and tenths come out as they were. */
export const CONVERTED_DECIMALS = 2;
/** Decimals of a value in the other unit. */
export const OTHER_DECIMALS = 4;
