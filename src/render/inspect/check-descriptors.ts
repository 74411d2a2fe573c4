import { LOCALES, sha256, type Problem } from '#core';
import type { Released } from '#release';
import type { RenderedFile } from '../rendered-file.ts';
import {
  csvwSchema,
  dataPackageSchema,
  type CsvwTable,
  type DataField,
  type DataResource,
} from './descriptor-schemas.ts';
import { Meanings } from './meanings.ts';
import { readCsv, type ReadCsv } from './read-csv.ts';
import { numbersIn } from './tokens.ts';

/**
 * Reads the CSV files as somebody would who has only their descriptors: sizes and hashes, columns, the type of every field, keys and
 * references; and holds the two descriptors to each other and their texts to the release.
 */
export function checkDescriptors(
  released: Released,
  files: readonly RenderedFile[],
  meanings: Meanings = new Meanings(released.content, released.earlier),
): readonly Problem[] {
  const csvs = new Map(
    files.filter((f) => f.name.endsWith('.csv')).map((f) => [f.name.replace(/^tables\//u, ''), f.bytes]),
  );
  const described = jsonOf(files, 'tables/datapackage.json');
  const onTheWeb = jsonOf(files, 'tables/csv-metadata.json');
  const dataPackage = dataPackageSchema.safeParse(described);
  const csvw = csvwSchema.safeParse(onTheWeb);
  if (!dataPackage.success)
    return [{ where: 'tables/datapackage.json', what: 'has parts that it should not have, or lacks some' }];
  if (!csvw.success)
    return [{ where: 'tables/csv-metadata.json', what: 'has parts that it should not have, or lacks some' }];
  const { resources, ...head } = dataPackage.data;
  const { tables } = csvw.data;
  const problems: Problem[] = [];
  const say = (where: string, what: string): number => problems.push({ where, what });

  if (head.id !== released.id || head.name !== `release-${released.id}` || csvw.data['dc:identifier'] !== released.id)
    say('tables/datapackage.json', 'names another release');
  const version = released.content.report.version;
  if (head.version !== version || csvw.data['dc:hasVersion'] !== version)
    say('tables/datapackage.json', 'names another version of the definitions');
  for (const [name, paths] of [
    ['tables/datapackage.json', resources.map((r) => r.path)],
    ['tables/csv-metadata.json', tables.map((t) => t.url)],
  ] as const) {
    if (paths.toSorted().join('\n') !== [...csvs.keys()].toSorted().join('\n'))
      say(name, 'describes other files than there are');
  }
  const read = new Map([...csvs].map(([path, bytes]) => [path, readCsv(bytes)]));
  for (const resource of resources) {
    const { path } = resource;
    const [bytes, csv] = [csvs.get(path), read.get(path)];
    const table = tables.find((t) => t.url === path);
    if (bytes === undefined || csv === undefined || table === undefined) continue;
    if (resource.bytes !== bytes.length || resource.hash !== `sha256:${sha256(bytes)}`)
      say(`tables/${path}`, 'has another size or hash than its descriptor says');
    problems.push(...checkTable(resource, csv, read).map((what) => ({ where: `tables/${path}`, what })));
    if (!sameDescription(resource, table)) say(`tables/${path}`, 'is described in two different ways');
  }
  problems.push(...checkTexts(meanings, [described, onTheWeb]));
  return problems;
}

function jsonOf(files: readonly RenderedFile[], name: string): unknown {
  const bytes = files.find((f) => f.name === name)?.bytes;
  return bytes === undefined ? null : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

function checkTable({ schema }: DataResource, csv: ReadCsv, read: ReadonlyMap<string, ReadCsv>): readonly string[] {
  const { fields, primaryKey, foreignKeys = [] } = schema;
  if (fields.map((f) => f.name).join('\n') !== csv.header.join('\n'))
    return ['has other columns than its descriptor says'];
  const problems: string[] = [];
  const faulty = fields.filter((f, i) => !csv.lines.every((line) => isOf(f, line[i] ?? '')));
  problems.push(...faulty.map((f) => `has something else than its descriptor says in column ${f.name}`));
  if (new Set(keysOf(csv, primaryKey)).size !== csv.lines.length) problems.push('has two lines with the same key');
  for (const { fields: columns, reference } of foreignKeys) {
    const other = read.get(`${reference.resource}.csv`);
    const known = new Set(other === undefined ? [] : keysOf(other, reference.fields));
    if (!keysOf(csv, columns).every((key) => known.has(key)))
      problems.push(`refers to something that ${reference.resource} does not explain`);
  }
  return problems;
}

function keysOf(csv: ReadCsv, columns: readonly string[]): readonly string[] {
  const at = columns.map((column) => csv.header.indexOf(column));
  return csv.lines.map((line) => JSON.stringify(at.map((i) => line[i] ?? null)));
}

function isOf({ type, constraints }: DataField, value: string): boolean {
  if (value === '') return !constraints.required;
  if (constraints.enum !== undefined && !constraints.enum.includes(value)) return false;
  switch (type) {
    case 'string':
      return true;
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'integer':
      return /^(?:0|[1-9]\d*)$/u.test(value);
    case 'number':
      return /^(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(value) && Number(value) <= (constraints.maximum ?? Infinity);
  }
}

const BASES = { string: 'string', integer: 'nonNegativeInteger', number: 'decimal', boolean: 'boolean' } as const;

function sameDescription({ schema }: DataResource, { tableSchema }: CsvwTable): boolean {
  const one = schema.fields.map((f) => [f.name, BASES[f.type], f.constraints.required, f.constraints.maximum ?? null]);
  const two = tableSchema.columns.map((c) => [c.name, c.datatype.base, c.required, c.datatype.maximum ?? null]);
  const keys = (schema.foreignKeys ?? []).map((k) => [k.fields, `${k.reference.resource}.csv`, k.reference.fields]);
  const references = tableSchema.foreignKeys ?? [];
  const same = references.map((k) => [k.columnReference, k.reference.resource, k.reference.columnReference]);
  return (
    JSON.stringify([one, schema.primaryKey, keys]) === JSON.stringify([two, tableSchema.primaryKey, same]) &&
    tableSchema.columns.every((c) => c.titles.en[0] === c.name)
  );
}

/** Parts that are read by people, and may hold a number only where the release explains it. The schemas hold the others. */
const TEXTS = new Set(['title', 'description', 'label', 'titles', 'dc:title', 'dc:description', 'dc:source']);

function checkTexts(meanings: Meanings, descriptors: readonly unknown[]): readonly Problem[] {
  const { content } = meanings;
  const explained = new Set(LOCALES.flatMap((locale) => [...meanings.explained(locale)]));
  for (const day of [content.period.from, content.period.to]) for (const n of numbersIn(day)) explained.add(n);
  const texts = (value: unknown, told: boolean): readonly string[] => {
    if (typeof value === 'string') return told ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => texts(part, told || TEXTS.has(key)));
  };
  return texts(descriptors, false)
    .filter((text) => numbersIn(text).some((token) => !explained.has(token)))
    .map(() => ({ where: 'tables/datapackage.json', what: 'has a number that the release does not explain' }));
}
