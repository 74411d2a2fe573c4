import Papa from 'papaparse';

/** A CSV as it lies on disk, every field as text. Throws where it is no UTF-8 or no CSV. */
export interface ReadCsv {
  readonly header: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

export function readCsv(bytes: Uint8Array): ReadCsv {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter: ',', newline: '\n' });
  if (errors.length > 0) throw new Error('not a CSV');
  const [header = [], ...lines] = data;
  return { header, lines };
}

/** A field that a spreadsheet might run was written with a quotation mark before it. */
export function unquoted(field: string): string {
  return /^'[=+\-@\t\r]/u.test(field) ? field.slice(1) : field;
}
