import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import { TuttiError } from '#core';

/** A header row longer than this is no header row. */
const HEADER_BYTES = 64 * 1024;

/** The column names of a CSV file (UTF-8, comma, a header row, quotes doubled: RFC 4180). Only its first line is looked at. */
export async function csvHeader(path: string, table: string): Promise<readonly string[]> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    const { data } = Papa.parse<string[]>(text, { delimiter: ',', quoteChar: '"', preview: 1 });
    const names = data[0] ?? [];
    if (names.length === 0 || new Set(names).size !== names.length) {
      throw new TuttiError('SOURCE_QUALITY', {
        what:
          names.length === 0
            ? `the file for ${table} is empty`
            : `the file for ${table} names a column twice in its header row`,
        hint: 'Write one header row with the names of the columns, each once.',
      });
    }
    return names;
  } finally {
    await file.close();
  }
}
