import { groupLabels } from '#compose';
import { LOCALES } from '#core';
import { childrenOf, remainderCode, type ReleaseContent, type ReleasedDimension } from '#release';
import { CATEGORIES, GROUPS, INDICATORS } from './csv-code-columns.ts';
import { csvBytes, fileName, type CsvFile } from './csv-text.ts';

/**
 * The machine-readable data dictionary: what every code of the tables means, with definitions, cut-offs and their sources. Lists of
 * groups hold all codes, those of remainders included, whether or not a table has such a row: they say nothing about what is withheld.
 */
export function codeLists(content: ReleaseContent): readonly CsvFile[] {
  const used = new Set(content.tables.flatMap((t) => t.dimensions));
  return [
    indicatorList(content),
    categoryList(content),
    ...content.dimensions.filter((d) => used.has(d.id)).map((dimension) => groupList(content, dimension)),
  ];
}

/** The file of a dimension's codes, without its ending. */
export function dimensionList(dimension: string): string {
  return `codes/dimension-${fileName('dimension', dimension)}`;
}

function indicatorList(content: ReleaseContent): CsvFile {
  const lines = content.indicators.map((i) => [
    i.id,
    i.topic,
    i.population,
    String(i.sensitive),
    ...LOCALES.map((l) => nfc(i.label[l] ?? i.label.en)),
    ...LOCALES.map((l) => nfc(i.definition[l] ?? i.definition.en)),
    nfc(i.source),
  ]);
  return {
    path: 'codes/indicator.csv',
    shape: INDICATORS,
    bytes: csvBytes(INDICATORS, lines),
    title: 'Indicators',
    description: 'What each indicator counts, with cut-offs and where they come from.',
  };
}

function categoryList(content: ReleaseContent): CsvFile {
  const lines = content.indicators.flatMap((i) =>
    i.forms.flatMap((form) =>
      form.categories.map((c, at) => [
        i.id,
        form.id,
        c.code,
        String(at + 1),
        ...LOCALES.map((l) => nfc(c.label[l] ?? c.label.en)),
        c.direction,
        String(c.missing),
      ]),
    ),
  );
  return {
    path: 'codes/category.csv',
    shape: CATEGORIES,
    bytes: csvBytes(CATEGORIES, lines),
    title: 'Answers',
    description: 'The answers of every indicator, in each form in which a table shows it.',
  };
}

function groupList(content: ReleaseContent, dimension: ReleasedDimension): CsvFile {
  const labels = LOCALES.map((locale) => groupLabels(content, locale));
  const groups = dimension.codes.flatMap(({ id, parent }) => [
    { code: id, kind: parent === null ? 'total' : 'group', parent: parent ?? '' },
    ...(childrenOf(dimension, id).length === 0 ? [] : [{ code: remainderCode(id), kind: 'remainder', parent: id }]),
  ]);
  const lines = groups.map(({ code, kind, parent }) => [
    code,
    kind,
    parent,
    ...labels.map((label) => label(dimension, code)),
  ]);
  return {
    path: `${dimensionList(dimension.id)}.csv`,
    shape: GROUPS,
    bytes: csvBytes(GROUPS, lines),
    title: `Groups: ${dimension.label.en.normalize('NFC')}`,
    description: 'Every group of the dimension in the order of the registry, with its parent.',
  };
}

function nfc(text: string): string {
  return text.normalize('NFC');
}
