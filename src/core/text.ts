/** A text in the languages a report can speak. English is the one that must exist. */
export interface Localised {
  readonly en: string;
  readonly es?: string;
  readonly vi?: string;
}

export const LOCALES = ['en', 'es', 'vi'] as const;
export type Locale = (typeof LOCALES)[number];
