import { z } from 'zod';

/**
 * What the two descriptors of `tables/` may consist of: strict, so that a part nobody expects is found. Numbers in their texts are checked
 * elsewhere; everything else is a name, a type, a size or a hash.
 */

const text = z.string().min(1);
const names = z.array(text);
const limits = z.strictObject({
  required: z.boolean(),
  enum: names.exactOptional(),
  minimum: z.literal(0).exactOptional(),
  maximum: z.literal(100).exactOptional(),
});
const term = z.string().regex(/^http:\/\/purl\.org\/linked-data\/sdmx\/2009\/[a-z]+#[A-Za-z]+$/u);

const field = z.strictObject({
  name: text,
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  title: text,
  description: text,
  trueValues: z.tuple([z.literal('true')]).exactOptional(),
  falseValues: z.tuple([z.literal('false')]).exactOptional(),
  categories: z.array(z.strictObject({ value: text, label: text })).exactOptional(),
  rdfType: term.exactOptional(),
  constraints: limits,
});

export const dataPackageSchema = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: text,
  id: text,
  title: text,
  description: text,
  version: text,
  sources: z.tuple([z.strictObject({ title: text })]),
  resources: z.array(
    z.strictObject({
      name: text,
      path: text,
      type: z.literal('table'),
      title: text,
      description: text,
      format: z.literal('csv'),
      mediatype: z.literal('text/csv'),
      encoding: z.literal('utf-8'),
      bytes: z.int(),
      hash: z.string().regex(/^sha256:[0-9a-f]{64}$/u),
      dialect: z.strictObject({
        delimiter: z.literal(','),
        lineTerminator: z.literal('\n'),
        quoteChar: z.literal('"'),
        doubleQuote: z.literal(true),
        header: z.literal(true),
      }),
      schema: z.strictObject({
        fields: z.array(field).min(1),
        missingValues: z.tuple([z.literal('')]),
        primaryKey: names.min(1),
        foreignKeys: z
          .array(
            z.strictObject({
              fields: names.min(1),
              reference: z.strictObject({ resource: text, fields: names.min(1) }),
            }),
          )
          .exactOptional(),
      }),
    }),
  ),
});

export type DataResource = z.infer<typeof dataPackageSchema>['resources'][number];
export type DataField = z.infer<typeof field>;

const language = z.enum(['en', 'es', 'vi']);
const spoken = z.array(z.strictObject({ '@value': text, '@language': language })).min(1);

const column = z.strictObject({
  name: text,
  titles: z.strictObject({ en: names, es: names.exactOptional(), vi: names.exactOptional() }),
  'dc:description': spoken,
  datatype: z.strictObject({
    base: z.enum(['string', 'nonNegativeInteger', 'decimal', 'boolean']),
    format: text.exactOptional(),
    minimum: z.literal(0).exactOptional(),
    maximum: z.literal(100).exactOptional(),
  }),
  required: z.boolean(),
  null: z.tuple([z.literal('')]),
  lang: language.exactOptional(),
  propertyUrl: term.exactOptional(),
});

export const csvwSchema = z.strictObject({
  '@context': z.tuple([z.literal('http://www.w3.org/ns/csvw'), z.strictObject({ '@language': z.literal('en') })]),
  '@type': z.literal('TableGroup'),
  'dc:identifier': text,
  'dc:title': spoken,
  'dc:source': spoken,
  'dc:hasVersion': text,
  dialect: z.strictObject({
    encoding: z.literal('utf-8'),
    delimiter: z.literal(','),
    lineTerminators: z.tuple([z.literal('\n')]),
    quoteChar: z.literal('"'),
    doubleQuote: z.literal(true),
    header: z.literal(true),
  }),
  tables: z.array(
    z.strictObject({
      url: text,
      'dc:title': text,
      'dc:description': text,
      tableSchema: z.strictObject({
        columns: z.array(column).min(1),
        primaryKey: names.min(1),
        foreignKeys: z
          .array(
            z.strictObject({
              columnReference: names.min(1),
              reference: z.strictObject({ resource: text, columnReference: names.min(1) }),
            }),
          )
          .exactOptional(),
      }),
    }),
  ),
});

export type CsvwTable = z.infer<typeof csvwSchema>['tables'][number];
export type CsvwColumn = z.infer<typeof column>;
