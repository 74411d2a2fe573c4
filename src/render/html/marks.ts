import type { Direction } from '#release';
import { mark } from '../chart/bars.ts';
import { markup, type Markup } from './markup.ts';

/** The shape that says without colour what the colour says; decoration, because a word always stands beside it. */
export function markOf(direction: Direction | 'missing'): Markup {
  return markup`<svg class="mark" viewBox="-5 -5 10 10" aria-hidden="true"><path class="${direction}" d="${mark(direction)}"/></svg>`;
}

/** What is seen, and what a screen reader says instead. */
export function spoken(seen: string, said: string): Markup {
  return markup`<span aria-hidden="true">${seen}</span><span class="sr">${said}</span>`;
}
