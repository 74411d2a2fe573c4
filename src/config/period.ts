import { TuttiError } from '#core';
import type { Period, PeriodRule } from './definitions.ts';

/** A real calendar day written `2026-01-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The period of a run: the wanted one, else the last that is over. A period is over when its last day lies before the as-of day,
 * because answers may still come in on the last day itself; one that is not over is refused (its numbers would change).
 */
export function resolvePeriod(rule: PeriodRule, asOf: string, wanted: string | null): Period {
  if (!isDay(asOf)) throw usage('The as-of day is not a calendar day.', 'Write it as 2026-01-31.');
  const period = wanted === null ? lastBefore(rule, asOf) : named(rule, wanted);
  if (period.to >= asOf) {
    throw usage(
      `Period ${period.id} ends on ${period.to} and is not over on the as-of day ${asOf}.`,
      'Choose an earlier period or a later as-of day.',
    );
  }
  return Object.freeze(period);
}

/** The same part of the calendar a year before. Null for a fixed period, which says nothing about other years. */
export function yearBefore(rule: PeriodRule, period: Period): Period | null {
  if (rule.kind === 'fixed') return null;
  const [year = 0, quarter] = period.id.split('-Q').map(Number);
  return quarter === undefined ? yearOf(year - 1) : quarterOf(year - 1, quarter);
}

function named(rule: PeriodRule, wanted: string): Period {
  if (rule.kind === 'fixed') {
    if (wanted === rule.id) return fixed(rule);
    throw usage('The wanted period is not the one this pipeline reports.', `This pipeline has one period: ${rule.id}.`);
  }
  const match = rule.kind === 'year' ? /^([1-9]\d{3})$/.exec(wanted) : /^([1-9]\d{3})-Q([1-4])$/.exec(wanted);
  if (match === null)
    throw usage(
      'The wanted period is not written as this pipeline needs it.',
      `Write it as ${rule.kind === 'year' ? '2026' : '2026-Q3'}.`,
    );
  return rule.kind === 'year' ? yearOf(Number(match[1])) : quarterOf(Number(match[1]), Number(match[2]));
}

function lastBefore(rule: PeriodRule, asOf: string): Period {
  const [year = 0, month = 0] = asOf.split('-').map(Number);
  if (rule.kind === 'fixed') return fixed(rule);
  if (rule.kind === 'year') return yearOf(year - 1);
  const quarter = Math.ceil(month / 3);
  return quarter === 1 ? quarterOf(year - 1, 4) : quarterOf(year, quarter - 1);
}

function fixed(rule: { readonly id: string; readonly from: string; readonly to: string }): Period {
  return { id: rule.id, from: rule.from, to: rule.to };
}

function yearOf(year: number): Period {
  return { id: String(year), from: `${year}-01-01`, to: `${year}-12-31` };
}

function quarterOf(year: number, quarter: number): Period {
  const last = quarter * 3;
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    id: `${year}-Q${quarter}`,
    from: `${year}-${two(last - 2)}-01`,
    to: `${year}-${two(last)}-${daysIn(year, last)}`,
  };
}

function usage(what: string, hint: string): TuttiError {
  return new TuttiError('USAGE', { what, hint });
}
