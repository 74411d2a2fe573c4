import type { Released } from '#release';
import { spoken, type Column, type Reference } from './csv-shape.ts';
import type { CsvFile } from './csv-text.ts';

/**
 * `csv-metadata.json`: CSV on the Web (W3C, Metadata Vocabulary for Tabular Data), under the name at which software looks for it beside
 * a CSV. Titles and descriptions in every language of the program.
 */
export function csvwMetadata({ id, content }: Released, files: readonly CsvFile[]): object {
  const { report, employer, period, source } = content;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    '@type': 'TableGroup',
    'dc:identifier': id,
    'dc:title': spoken(report.title).map(([language, title]) => ({
      '@value': `${title}: ${employer.name.normalize('NFC')}, ${period.id}`,
      '@language': language,
    })),
    'dc:source': spoken(source).map(([language, text]) => ({ '@value': text, '@language': language })),
    'dc:hasVersion': report.version,
    dialect: {
      encoding: 'utf-8',
      delimiter: ',',
      lineTerminators: ['\n'],
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
    tables: files.map(({ path, title, description, shape }) => ({
      url: path,
      'dc:title': title,
      'dc:description': description,
      tableSchema: {
        columns: shape.columns.map(column),
        primaryKey: shape.key,
        ...(shape.references.length === 0 ? {} : { foreignKeys: shape.references.map(foreignKey) }),
      },
    })),
  };
}

function foreignKey({ columns, list, keys }: Reference): object {
  return { columnReference: columns, reference: { resource: `${list}.csv`, columnReference: keys } };
}

function column(c: Column): object {
  return {
    name: c.name,
    // The header of the file must be one of the titles, or software takes the file for another one.
    titles: Object.fromEntries(
      spoken(c.title).map(([language, title]) => [language, language === 'en' ? [c.name, title] : [title]]),
    ),
    'dc:description': spoken(c.description).map(([language, text]) => ({ '@value': text, '@language': language })),
    datatype: datatypeOf(c),
    required: c.required,
    null: [''],
    ...(c.language === undefined ? {} : { lang: c.language }),
    ...(c.term === undefined ? {} : { propertyUrl: c.term }),
  };
}

function datatypeOf({ type, values, most }: Column): object {
  switch (type) {
    case 'whole':
      return { base: 'nonNegativeInteger' };
    case 'decimal':
      return { base: 'decimal', minimum: 0, ...(most === undefined ? {} : { maximum: most }) };
    case 'boolean':
      return { base: 'boolean', format: 'true|false' };
    case 'text':
      return values === undefined
        ? { base: 'string' }
        : { base: 'string', format: `^(?:${values.map((v) => v.value).join('|')})$` };
  }
}
