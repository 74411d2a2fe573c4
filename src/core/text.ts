/** A text in the languages a report can speak. English is the one that must exist. */
export interface Localised {
  readonly en: string;
  readonly es?: string;
  readonly vi?: string;
}

export const LOCALES = ['en', 'es', 'vi'] as const;
export type Locale = (typeof LOCALES)[number];

/** The paper that a report is printed on. */
export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];
