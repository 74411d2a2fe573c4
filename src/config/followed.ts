import type { Report } from './definitions.ts';

/** How long before this assessment the earlier one of a person followed was completed, in calendar months, both ends included. */
export const FOLLOWED_MONTHS = { least: 9, most: 15 } as const;

/** Whether a report asks who is followed: only then are assessments of before the period read at all. */
export function followsPeople(report: Pick<Report, 'indicators'>): boolean {
  return report.indicators.some(({ scoring }) => scoring.kind === 'followed' || scoring.kind === 'kept');
}

/** The first day of the month so many months before the month of an ISO day: early enough for whatever is reckoned back from that day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 - months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}
