import type { Locale } from '#core';

/** How one language writes numbers and days. Nothing here rounds a count: only shares are rounded, to the policy's decimals. */
export interface NumberFormat {
  readonly count: (n: number) => string;
  /** `ratio` between 0 and 1. */
  readonly share: (ratio: number) => string;
  /** The same without the sign, for the lower end of a range. */
  readonly shareNumber: (ratio: number) => string;
  readonly day: (iso: string) => string;
}

/** The one mark of a number that is not shown, whatever the reason. */
export const WITHHELD_MARK = '*';

/**
 * A share in per cent, halves rounded up. The same in every format: 57 of 200 is 28.5 %, and floating point must not make it 28 here
 * and 29 there. Ties of counts under a million are further than the tolerance from anything that is not a tie.
 */
export function percent(ratio: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(ratio * 100 * scale + 0.5 + 1e-9) / scale;
}

export function numberFormat(locale: Locale, decimals: number): NumberFormat {
  const count = new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const shareNumber = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return Object.freeze({
    count: (n: number) => count.format(n),
    share: (ratio: number) => share.format(percent(ratio, decimals) / 100),
    shareNumber: (ratio: number) => shareNumber.format(percent(ratio, decimals)),
    day: (iso: string) => day.format(Date.parse(`${iso}T00:00:00Z`)),
  });
}
