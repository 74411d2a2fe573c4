import { sha256 } from '#core';
import type { Released } from '#release';
import type { Column, Reference, Shape } from './csv-shape.ts';
import type { CsvFile } from './csv-text.ts';

/**
 * `datapackage.json`: Data Package version 2 with a Table Schema per file (datapackage.org). The standard has texts in one language, so
 * they are English here; the other languages stand in `csv-metadata.json` and in the code lists. No licence and no date: the files
 * are for the employer they were made for, and the same release gives the same bytes.
 */
export function dataPackage({ id, content }: Released, files: readonly CsvFile[]): object {
  const { report, employer, period } = content;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `release-${id}`,
    id,
    title: `${report.title.en}: ${employer.name}, ${period.id}`.normalize('NFC'),
    description: [
      `Prepared for ${employer.name}. Counts of people in groups, from ${period.from} to ${period.to}.`,
      'A number that could say something about a few people is not in these files: its field is empty and its status says so.',
      'Every table adds up: groups without exact numbers are also counted together, in remainder rows.',
    ]
      .join(' ')
      .normalize('NFC'),
    version: report.version,
    sources: [{ title: content.source.en.normalize('NFC') }],
    resources: files.map(resource),
  };
}

function resource({ path, bytes, shape, title, description }: CsvFile): object {
  return {
    name: path.replace(/\.csv$/u, ''),
    path,
    type: 'table',
    title,
    description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${sha256(bytes)}`,
    dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: tableSchema(shape),
  };
}

function tableSchema({ columns, key, references }: Shape): object {
  return {
    fields: columns.map(field),
    missingValues: [''],
    primaryKey: key,
    ...(references.length === 0 ? {} : { foreignKeys: references.map(foreignKey) }),
  };
}

function foreignKey({ columns, list, keys }: Reference): object {
  return { fields: columns, reference: { resource: list, fields: keys } };
}

const TYPES = { text: 'string', whole: 'integer', decimal: 'number', boolean: 'boolean' } as const;

function field(column: Column): object {
  const { name, type, title, description, values, term } = column;
  return {
    name,
    type: TYPES[type],
    title: title.en.normalize('NFC'),
    description: described(description.en, values).normalize('NFC'),
    ...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
    ...(values === undefined ? {} : { categories: values.map(({ value, meaning }) => ({ value, label: meaning })) }),
    ...(term === undefined ? {} : { rdfType: term }),
    constraints: constraintsOf(column),
  };
}

/** Software that does not know `categories` still shows what the values mean. */
function described(description: string, values: Column['values']): string {
  if (values === undefined) return description;
  return `${description} ${values.map(({ value, meaning }) => `${value}: ${meaning}`).join('; ')}.`;
}

function constraintsOf({ type, required, values, most }: Column): object {
  return {
    required,
    ...(values === undefined ? {} : { enum: values.map((v) => v.value) }),
    ...(type === 'whole' || type === 'decimal' ? { minimum: 0 } : {}),
    ...(most === undefined ? {} : { maximum: most }),
  };
}
