import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { renderCsv, type RenderedFile } from '#render';
import { checkCodes, expectedCodes } from '../../src/render/inspect/check-codes.ts';
import { checkDescriptors } from '../../src/render/inspect/check-descriptors.ts';
import { openSample } from './open-sample.ts';
import { plainCsv } from './plain-csv.ts';
import { companyContent, largeContent, participationContent } from './sample-content.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly constraints: {
    readonly required: boolean;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
  };
}

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly Field[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

interface DataPackage {
  readonly id: string;
  readonly version: string;
  readonly resources: readonly Resource[];
}

const { released } = openSample(largeContent());
const files = renderCsv(released);
const bytesOf = (name: string): Uint8Array => files.find((f) => f.name === name)?.bytes ?? Buffer.of();
const descriptorIn = (some: readonly RenderedFile[]): DataPackage =>
  JSON.parse(Buffer.from(some.find((f) => f.name === 'tables/datapackage.json')?.bytes ?? []).toString('utf8'));
const descriptor = descriptorIn(files);
const tables = new Map(descriptor.resources.map((r) => [r.name, plainCsv(bytesOf(`tables/${r.path}`))]));

// The standard says of long texts that a form should give them room.
const ajv = addFormats.default(new Ajv({ strict: false, formats: { textarea: true } }));
const isDataPackage = ajv.compile(
  JSON.parse(readFileSync(join(import.meta.dirname, 'standards/data-package-2.0.json'), 'utf8')),
);

describe('the data package', () => {
  it('follows the schema of Data Package 2.0', () => {
    expect([isDataPackage(descriptor), isDataPackage.errors]).toEqual([true, null]);
    for (const content of [companyContent(), participationContent()]) {
      expect([isDataPackage(descriptorIn(renderCsv(openSample(content).released))), isDataPackage.errors]).toEqual([
        true,
        null,
      ]);
    }
  });

  it('would not follow it with a type, a key or a path that the standard does not know', () => {
    const [first, ...others] = descriptor.resources;
    const with_ = (part: object) => ({ ...descriptor, resources: [{ ...first, ...part }, ...others] });
    for (const wrong of [
      with_({ path: '../raw.csv' }),
      with_({ type: 'text' }),
      with_({ schema: { fields: [] } }),
      with_({ schema: { ...first?.schema, fields: [{ name: 'count', type: 'whole' }] } }),
      { ...descriptor, resources: [] },
    ])
      expect(isDataPackage(wrong)).toBe(false);
  });

  it('lists every CSV, with its size and hash', () => {
    const csvs = files.filter((f) => f.name.endsWith('.csv'));
    expect(descriptor.resources.map((r) => `tables/${r.path}`)).toEqual(csvs.map((f) => f.name));
    for (const { path, bytes, hash } of descriptor.resources) {
      const body = bytesOf(`tables/${path}`);
      expect([bytes, hash]).toEqual([body.length, `sha256:${createHash('sha256').update(body).digest('hex')}`]);
    }
  });

  it('describes every column, in words', () => {
    for (const { name, schema } of descriptor.resources) {
      expect(schema.fields.map((f) => f.name)).toEqual(tables.get(name)?.header);
      for (const field of schema.fields)
        expect(field.title.length * field.description.length, field.name).toBeGreaterThan(10);
    }
  });

  it('says of every field what is true of it', () => {
    let checked = 0;
    for (const { name, schema } of descriptor.resources) {
      for (const { name: column, type, constraints } of schema.fields) {
        for (const line of tables.get(name)?.lines ?? []) {
          const value = line.get(column) ?? '';
          checked += 1;
          if (value === '') expect(constraints.required, `${name} ${column}`).toBe(false);
          else if (!fits(value, type, constraints)) throw new Error(`${name}, ${column}: ${value} is no ${type}`);
        }
      }
    }
    expect(checked).toBeGreaterThan(80_000);
  });

  it('gives keys that are keys, and references that lead somewhere', () => {
    for (const { name, schema } of descriptor.resources) {
      const lines = tables.get(name)?.lines ?? [];
      expect(new Set(keys(name, schema.primaryKey)).size, name).toBe(lines.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const known = new Set(keys(reference.resource, reference.fields));
        expect(
          keys(name, fields).filter((key) => !known.has(key)),
          `${name} ${fields.join()}`,
        ).toEqual([]);
      }
    }
  });

  it('names the release and the version of its definitions, no licence and no clock', () => {
    expect(descriptor).toMatchObject({ id: released.id, version: released.content.report.version });
    expect(Object.keys(descriptor)).not.toContain('created');
    expect(Object.keys(descriptor)).not.toContain('licenses');
  });
});

function fits(value: string, type: string, { enum: values, minimum, maximum }: Field['constraints']): boolean {
  if (values !== undefined && !values.includes(value)) return false;
  if (type === 'integer' && !/^\d+$/u.test(value)) return false;
  if (type === 'number' && !/^\d+(?:\.\d+)?$/u.test(value)) return false;
  if (type === 'boolean' && !['true', 'false'].includes(value)) return false;
  return Number(value) >= (minimum ?? 0) || minimum === undefined ? !(Number(value) > (maximum ?? Infinity)) : false;
}

function keys(resource: string, columns: readonly string[]): readonly string[] {
  return (tables.get(resource)?.lines ?? []).map((line) => JSON.stringify(columns.map((c) => line.get(c))));
}

describe('the inspector', () => {
  const sample = openSample(companyContent()).released;
  const written = renderCsv(sample);
  const replaced = (name: string, from: string | RegExp, to: string): readonly RenderedFile[] =>
    written.map((f) => {
      if (f.name !== name) return f;
      const before = Buffer.from(f.bytes).toString('utf8');
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      return { name, bytes: Buffer.from(after) };
    });
  const faults = (some: readonly RenderedFile[]): readonly string[] =>
    checkDescriptors(sample, some).map((p) => p.what);

  it('passes what was written', () => {
    expect(faults(written)).toEqual([]);
  });

  it.each([
    [
      'a licence',
      'datapackage.json',
      '"version":',
      '"licenses": [{ "name": "CC0-1.0" }], "version":',
      'parts that it should not have',
    ],
    [
      'a note',
      'csv-metadata.json',
      '"dc:hasVersion":',
      '"notes": [{ "count": 7 }], "dc:hasVersion":',
      'parts that it should not have',
    ],
    ['a number in a text', 'datapackage.json', 'Counts of people', 'Counts of 98765 people', 'does not explain'],
    ['a number in a title', 'csv-metadata.json', '"Period"', '"Period 98765"', 'does not explain'],
    ['another hash', 'datapackage.json', /sha256:[0-9a-f]{4}/u, 'sha256:beef', 'another size or hash'],
    ['another size', 'datapackage.json', /"bytes": \d+/u, '"bytes": 1', 'another size or hash'],
    ['another release', 'datapackage.json', /"id": "[0-9a-f]+"/u, '"id": "0123456789abcdef"', 'names another release'],
    [
      'another version',
      'csv-metadata.json',
      /"dc:hasVersion": "[^"]+"/u,
      '"dc:hasVersion": "9"',
      'names another version',
    ],
    [
      'another type',
      'datapackage.json',
      /"name": "count",\s+"type": "integer"/u,
      '"name": "count", "type": "boolean"',
      'something else than its descriptor says in column count',
    ],
    [
      'another key',
      'datapackage.json',
      /"primaryKey": \[\s+"indicator",\s+"form",\s+"category"\s+\]/u,
      '"primaryKey": ["indicator"]',
      'two lines with the same key',
    ],
    ['a column less', 'csv-metadata.json', '"name": "high"', '"name": "higher"', 'described in two different ways'],
    [
      'an unexplained code',
      'codes/category.csv',
      '\nregistered,',
      '\nreported,',
      'refers to something that codes/category does not explain',
    ],
  ])('finds %s', (_what, name, from, to, fault) => {
    expect(faults(replaced(`tables/${name}`, from, to)).join('; ')).toContain(fault);
  });

  it('finds a file that no descriptor names, and one that is not there', () => {
    const stray = { name: 'tables/codes/raw.csv', bytes: Buffer.from('a\n1\n') };
    expect(faults([...written, stray])).toContain('describes other files than there are');
    expect(faults(written.filter((f) => f.name !== 'tables/codes/category.csv'))).toContain(
      'describes other files than there are',
    );
  });

  it('finds a code list that explains something else', () => {
    const expected = expectedCodes(sample.content);
    expect([...expected.keys()].sort()).toEqual(['tables/codes/category.csv', 'tables/codes/indicator.csv']);
    for (const [name, lines] of expected) {
      const text = Buffer.from(written.find((f) => f.name === name)?.bytes ?? []).toString('utf8');
      expect(checkCodes(name, lines, Buffer.from(text))).toEqual([]);
      for (const wrong of [
        text.replace('Registered', 'Enrolled'),
        text.replace('eligible', 'completers'),
        text.replace(/\n[^\n]+\n$/u, '\n'),
        text.replace(',good,', ',bad,'),
      ])
        if (wrong !== text) expect(checkCodes(name, lines, Buffer.from(wrong)).length, name).toBeGreaterThan(0);
    }
  });
});
