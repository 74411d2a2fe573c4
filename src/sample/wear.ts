import { relation } from './schema.ts';

/** Months of wearables, from the list of the columns of `wearable_month`: each mean is over the valid days of the month, from one column of days. */
export interface DayMean {
  readonly column: string;
  /** The column of `wearable_day`. */
  readonly of: string;
}

/** A day counts when the device was worn for at least ten hours of it (Troiano et al., Med Sci Sports Exerc 2008;40:181). */
export const VALID_WEAR_MINUTES = 600;

/** Columns of `wearable_month` that are no means; identifiers of the device stay with the link. */
export const MONTH_COLUMNS = ['wearable_id', 'participant_id', 'month', 'valid_days', 'provider_user_id', 'device_model'];

const DAY_COLUMNS: readonly (readonly [pattern: RegExp, column: string])[] = [
  [/steps/, 'steps'],
  [/sleep/, 'sleep_min'],
  [/active|mvpa/, 'active_min'],
  [/heart/, 'resting_hr'],
  [/distance/, 'distance_m'],
  [/kcal|energy/, 'kcal'],
];

export function readDayMeans(): readonly DayMean[] {
  const columns = relation('wearable_month').columns.filter(({ name }) => !MONTH_COLUMNS.includes(name));
  return columns.map(({ name, type }) => {
    const of = DAY_COLUMNS.find(([pattern]) => pattern.test(name))?.[1];
    if (of === undefined || type !== 'integer') throw new Error(`wearable_month.${name} in schema/vendor.sql is no whole mean of days that are kept`);
    return { column: name, of };
  });
}
