import { LOCALES, type Localised } from '#core';

/** A text that the data files say by themselves, so it exists in every language. */
export type Said = Required<Localised>;

/** One column of a delivered CSV, as it is written, described in both descriptors, and checked when read back. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'whole' | 'decimal' | 'boolean';
  readonly title: Localised;
  readonly description: Localised;
  /** Never empty. */
  readonly required: boolean;
  /** The only values there are, with what they mean. */
  readonly values?: readonly { readonly value: string; readonly meaning: string }[];
  readonly most?: number;
  /** The term of a public vocabulary that means the same. */
  readonly term?: string;
  /** The language of the texts in it. */
  readonly language?: string;
}

/** Columns that one row of another file explains: a foreign key. */
export interface Reference {
  readonly columns: readonly string[];
  /** The file without its ending: `codes/indicator`. */
  readonly list: string;
  readonly keys: readonly string[];
}

export interface Shape {
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly references: readonly Reference[];
}

export function say(en: string, es: string, vi: string): Said {
  return { en, es, vi };
}

/** The languages a localised text exists in, in the program's order. */
export function spoken(text: Localised): readonly (readonly [language: string, text: string])[] {
  return LOCALES.flatMap((locale) => {
    const said = text[locale];
    return said === undefined ? [] : [[locale, said.normalize('NFC')] as const];
  });
}
