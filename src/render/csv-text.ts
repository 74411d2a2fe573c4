import Papa from 'papaparse';
import { TuttiError } from '#core';
import type { RenderedFile } from './rendered-file.ts';
import type { Shape } from './csv-shape.ts';

/** A finished CSV with the shape that its descriptors give it. `path` is relative to `tables/`. */
export interface CsvFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly shape: Shape;
  readonly title: string;
  readonly description: string;
}

/**
 * UTF-8 without a mark, lines end in `\n`, decimals in a dot. Fields that a spreadsheet would run as a formula begin with a quotation
 * mark.
 */
export function csvBytes({ columns }: Shape, lines: readonly (readonly string[])[]): Uint8Array {
  const fields = columns.map((c) => c.name);
  if (new Set(fields).size !== fields.length) {
    throw new TuttiError('FILE_INVALID', {
      what: 'Two columns of a table would have the same name.',
      hint: 'Rename the dimension whose id is also the name of a column (docs/data-files.md lists them).',
    });
  }
  const text = Papa.unparse({ fields, data: lines.map((line) => [...line]) }, { escapeFormulae: true, newline: '\n' });
  return Buffer.from(`${text}\n`, 'utf8');
}

/** An id becomes a file's name, so it may hold nothing that a path could be made of. */
export function fileName(kind: 'breakdown' | 'dimension', id: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/iu.test(id)) {
    throw new TuttiError('FILE_INVALID', {
      what: `The ${kind} “${id}” cannot name a file.`,
      hint: `Use letters, digits, hyphens and underscores in the names of ${kind}s.`,
    });
  }
  return id;
}

/** Every file of the data package lies in `tables/`, so that its descriptor can stand beside it. */
export function delivered({ path, bytes }: Pick<CsvFile, 'path' | 'bytes'>): RenderedFile {
  return { name: `tables/${path}`, bytes };
}
