import type { Span } from './document.ts';
import type { NumberFormat } from './numbers.ts';
import type { Share } from './published.ts';
import type { Texts } from './texts/texts.ts';

/** How a range is said. */
export type RangeWords = Pick<Texts, 'over' | 'under' | 'between'>;

/** A share in words: exact, "over 95 %", "under 5 %", or a range. `null` where nobody answered: 0 of 0 is not a share. */
export function shareText(share: Share, homogeneity: number, numbers: NumberFormat, texts: RangeWords): string | null {
  const span = spanOf(share);
  if (span === null) return null;
  if (share.exact) return numbers.share(span.to);
  if (span.from >= homogeneity) return texts.over({ share: numbers.share(homogeneity) });
  if (span.to <= 1 - homogeneity + 1e-9) return texts.under({ share: numbers.share(1 - homogeneity) });
  return texts.between({ low: numbers.shareNumber(span.from), high: numbers.share(span.to) });
}

export function spanOf({ count, answered }: Share): Span | null {
  if (answered.high === 0) return null;
  return { from: count.low / answered.high, to: answered.low === 0 ? 1 : Math.min(1, count.high / answered.low) };
}

/** The people behind a number: one count, or both ends of a range. */
export function countText({ count }: Share, numbers: NumberFormat, texts: RangeWords): string {
  if (count.low === count.high) return numbers.count(count.low);
  return texts.between({ low: numbers.count(count.low), high: numbers.count(count.high) });
}

export function answeredText({ answered }: Share, numbers: NumberFormat, texts: RangeWords): string {
  if (answered.low === answered.high) return numbers.count(answered.low);
  return texts.between({ low: numbers.count(answered.low), high: numbers.count(answered.high) });
}
