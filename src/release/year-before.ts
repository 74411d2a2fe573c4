/** Days are ISO. Years and quarters of the calendar have no leap day at either end. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Does `earlier` cover the same days of the calendar as `period`, one year before? */
export function isYearBefore(earlier: Days, period: Days): boolean {
  return earlier.from === yearBefore(period.from) && earlier.to === yearBefore(period.to);
}

function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
}
