import { describe, expect, it } from 'vitest';
import { LOCALES } from '#core';
import { renderCsv } from '#render';
import { openSample } from './open-sample.ts';
import { plainCsv } from './plain-csv.ts';
import { largeContent } from './sample-content.ts';

interface Column {
  readonly name: string;
  readonly titles: Readonly<Record<string, readonly string[]>>;
  readonly 'dc:description': readonly { readonly '@value': string; readonly '@language': string }[];
  readonly datatype: {
    readonly base: string;
    readonly format?: string;
    readonly minimum?: number;
    readonly maximum?: number;
  };
  readonly required: boolean;
  readonly null: readonly string[];
  readonly lang?: string;
  readonly propertyUrl?: string;
}

interface Table {
  readonly url: string;
  readonly tableSchema: {
    readonly columns: readonly Column[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly columnReference: readonly string[];
      readonly reference: { readonly resource: string; readonly columnReference: readonly string[] };
    }[];
  };
}

const { released } = openSample(largeContent());
const files = new Map(renderCsv(released).map((f) => [f.name, f.bytes]));
const group: { readonly '@context': readonly unknown[]; readonly '@type': string; readonly tables: readonly Table[] } =
  JSON.parse(Buffer.from(files.get('tables/csv-metadata.json') ?? []).toString('utf8'));
const read = new Map(group.tables.map(({ url }) => [url, plainCsv(files.get(`tables/${url}`) ?? Buffer.of())]));

/** Datatypes that the recommendation builds in ("Metadata Vocabulary for Tabular Data", 5.11.1), as far as they are used. */
const LEXICAL: Readonly<Record<string, RegExp>> = {
  string: /^/u,
  nonNegativeInteger: /^\+?\d+$/u,
  decimal: /^[+-]?\d+(?:\.\d+)?$/u,
  boolean: /^(?:true|false)$/u,
};

describe('the metadata of CSV on the Web', () => {
  it('is a group of the tables beside it', () => {
    expect(group['@context']).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'en' }]);
    expect(group['@type']).toBe('TableGroup');
    const csvs = [...files.keys()].filter((name) => name.endsWith('.csv'));
    expect(group.tables.map(({ url }) => `tables/${url}`)).toEqual(csvs);
  });

  it('fits the headers: same columns in the same order, the header one of the titles', () => {
    for (const { url, tableSchema } of group.tables) {
      const header = read.get(url)?.header ?? [];
      expect(tableSchema.columns.map((c) => c.name)).toEqual(header);
      for (const [i, column] of tableSchema.columns.entries())
        expect(Object.values(column.titles).flat()).toContain(header[i]);
    }
  });

  it('has a title and a description of every column in every language', () => {
    for (const column of group.tables.flatMap((t) => t.tableSchema.columns)) {
      expect(column['dc:description'].map((d) => d['@language'])).toEqual([...LOCALES]);
      expect(new Set(column['dc:description'].map((d) => d['@value'])).size, column.name).toBe(3);
      // The names of dimensions are the release's own.
      expect(Object.keys(column.titles), column.name).toContain('en');
    }
  });

  it('says of every field what is true of it', () => {
    let checked = 0;
    for (const { url, tableSchema } of group.tables) {
      for (const { name, datatype, required, null: nulls } of tableSchema.columns) {
        const lexical = LEXICAL[datatype.base];
        const format =
          datatype.base === 'string' && datatype.format !== undefined ? new RegExp(datatype.format, 'u') : /^/u;
        if (lexical === undefined) throw new Error(`${datatype.base} is no datatype`);
        for (const line of read.get(url)?.lines ?? []) {
          const value = line.get(name) ?? '';
          checked += 1;
          const sound = nulls.includes(value)
            ? !required
            : lexical.test(value) &&
              format.test(value) &&
              !(Number(value) < (datatype.minimum ?? -Infinity) || Number(value) > (datatype.maximum ?? Infinity));
          if (!sound) throw new Error(`${url}, ${name}: ${value} is no ${datatype.base}`);
        }
      }
    }
    expect(checked).toBeGreaterThan(80_000);
  });

  it('gives keys that are keys, and references that lead somewhere', () => {
    const keys = (url: string, columns: readonly string[]) =>
      (read.get(url)?.lines ?? []).map((line) => JSON.stringify(columns.map((c) => line.get(c))));
    for (const { url, tableSchema } of group.tables) {
      expect(new Set(keys(url, tableSchema.primaryKey)).size).toBe(read.get(url)?.lines.length);
      for (const { columnReference, reference } of tableSchema.foreignKeys ?? []) {
        const known = new Set(keys(reference.resource, reference.columnReference));
        expect(keys(url, columnReference).filter((key) => !known.has(key))).toEqual([]);
      }
    }
  });

  it('knows the columns that SDMX knows, and the language of labels', () => {
    const columns = group.tables.flatMap((t) => t.tableSchema.columns);
    expect(columns.find((c) => c.name === 'conf_status')?.propertyUrl).toMatch(/attribute#confStatus$/u);
    for (const locale of LOCALES)
      expect(columns.filter((c) => c.name.endsWith(`_${locale}`)).every((c) => c.lang === locale)).toBe(true);
  });
});
