import { describe, expect, it } from 'vitest';
import { LOCALES } from '#core';
import { textsFor } from '../../src/compose/texts/catalogue.ts';

/** All texts of a language that are not functions, by path. */
function plain(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => plain(part, `${path}/${key}`));
}

describe.each(LOCALES)('the catalogue in %s', (locale) => {
  const texts = plain(textsFor(locale));

  it('holds no number of its own: every number in a report comes from the release', () => {
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter(([, text]) => /\p{Nd}/u.test(text))).toEqual([]);
  });

  it('is written in composed characters and without blanks at the ends', () => {
    expect(texts.filter(([, text]) => text !== text.normalize('NFC') || text !== text.trim() || text === '')).toEqual(
      [],
    );
  });

  it('has the paths of English', () => {
    expect(texts.map(([path]) => path)).toEqual(plain(textsFor('en')).map(([path]) => path));
  });
});

it('is translated: few texts are the same in two languages', () => {
  const en = new Map(plain(textsFor('en')));
  for (const locale of ['es', 'vi'] as const) {
    const same = plain(textsFor(locale)).filter(([path, text]) => en.get(path) === text);
    expect(same.map(([path]) => path)).toEqual(locale === 'es' ? ['/topics/alcohol'] : []);
  }
});
