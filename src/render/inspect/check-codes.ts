import { LOCALES, type Localised, type Problem } from '#core';
import type { ReleaseContent, ReleasedDimension } from '#release';
import { readCsv, unquoted } from './read-csv.ts';

/** What a field must be; the words around a remainder's parent are the language's own. */
type Field = string | { readonly holding: string };
type Fields = readonly Field[];

/** The code lists of a release, header and lines, made from the release alone. By file name. */
export function expectedCodes(content: ReleaseContent): ReadonlyMap<string, readonly Fields[]> {
  const used = new Set(content.tables.flatMap((t) => t.dimensions));
  return new Map([
    ['tables/codes/indicator.csv', [INDICATOR_HEADER, ...content.indicators.map(indicatorLine)]],
    ['tables/codes/category.csv', [CATEGORY_HEADER, ...categoryLines(content)]],
    ...content.dimensions
      .filter((d) => used.has(d.id))
      .map((d) => [`tables/codes/dimension-${d.id}.csv`, [GROUP_HEADER, ...groupLines(d)]] as const),
  ]);
}

export function checkCodes(name: string, expected: readonly Fields[], bytes: Uint8Array): readonly Problem[] {
  const { header, lines } = readCsv(bytes);
  const found = [header, ...lines.map((fields) => fields.map(unquoted))];
  const problems: Problem[] = [];
  if (found.length !== expected.length)
    problems.push({ where: name, what: 'has more or fewer lines than the release' });
  for (const [i, wanted] of expected.entries()) {
    const fields = found[i] ?? [];
    if (fields.length !== wanted.length || !wanted.every((field, k) => fits(field, fields[k] ?? '')))
      problems.push({ where: `${name}, line ${String(i + 1)}`, what: 'explains a code otherwise than the release' });
  }
  return problems;
}

function fits(wanted: Field, found: string): boolean {
  if (typeof wanted === 'string') return found === wanted;
  return found.includes(wanted.holding) && !/\p{Nd}/u.test(found.replace(wanted.holding, ''));
}

function texts(text: Localised): readonly string[] {
  return LOCALES.map((locale) => (text[locale] ?? text.en).normalize('NFC'));
}

const INDICATOR_HEADER: Fields = [
  'indicator',
  'topic',
  'population',
  'sensitive',
  'label_en',
  'label_es',
  'label_vi',
  'definition_en',
  'definition_es',
  'definition_vi',
  'source',
];

function indicatorLine(i: ReleaseContent['indicators'][number]): Fields {
  const { id, topic, population, sensitive, label, definition, source } = i;
  return [id, topic, population, `${sensitive}`, ...texts(label), ...texts(definition), source.normalize('NFC')];
}

const CATEGORY_HEADER: Fields = [
  'indicator',
  'form',
  'category',
  'position',
  'label_en',
  'label_es',
  'label_vi',
  'direction',
  'missing',
];

function categoryLines(content: ReleaseContent): readonly Fields[] {
  return content.indicators.flatMap((i) =>
    i.forms.flatMap((form) =>
      form.categories.map((c, at) => [
        i.id,
        form.id,
        c.code,
        `${at + 1}`,
        ...texts(c.label),
        c.direction,
        `${c.missing}`,
      ]),
    ),
  );
}

const GROUP_HEADER: Fields = ['code', 'kind', 'parent', 'label_en', 'label_es', 'label_vi'];

function groupLines({ codes }: ReleasedDimension): readonly Fields[] {
  return codes.flatMap(({ id, parent, label }): readonly Fields[] => {
    const own = [id, parent === null ? 'total' : 'group', parent ?? '', ...texts(label)];
    if (!codes.some((code) => code.parent === id)) return [own];
    const others = texts(label).map((name) => ({ holding: parent === null ? '' : name }));
    return [own, [`~${id}`, 'remainder', id, ...others]];
  });
}
