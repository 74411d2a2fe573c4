import type { Locale } from '#core';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Texts } from './texts.ts';
import { vi } from './vi.ts';

const CATALOGUE: Readonly<Record<Locale, Texts>> = { en, es, vi };

export function textsFor(locale: Locale): Texts {
  return CATALOGUE[locale];
}
