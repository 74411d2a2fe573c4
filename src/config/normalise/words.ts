import type { Localised } from '#core';
import type { ColumnRef } from '../definitions.ts';
import type { TextSpec } from '../shape/words.ts';

/** `table.column`, whose form the shape has checked. */
export function columnRef(written: string): ColumnRef {
  const [table = '', column = ''] = written.split('.');
  return { table, column };
}

/** Texts in Unicode's composed form (NFC), so that the same word has the same bytes whoever typed it. */
export function localised(text: TextSpec): Localised {
  return {
    en: text.en.normalize('NFC'),
    ...(text.es === undefined ? {} : { es: text.es.normalize('NFC') }),
    ...(text.vi === undefined ? {} : { vi: text.vi.normalize('NFC') }),
  };
}

/** Answers are compared as texts: `true`, `false` and whole numbers too. */
export function answers(written: readonly (string | boolean | number)[]): readonly string[] {
  return written.map(String);
}
