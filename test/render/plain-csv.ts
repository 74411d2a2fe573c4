/** A CSV reader of its own (RFC 4180), so that the tests do not read with what wrote: fields by column, text as it stands. */
export function plainCsv(bytes: Uint8Array): {
  readonly header: readonly string[];
  readonly lines: readonly ReadonlyMap<string, string>[];
} {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? '';
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') {
        field += c;
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      record.push(field);
      field = '';
      if (c === '\n') {
        records.push(record);
        record = [];
      }
    } else field += c;
  }
  if (quoted || field !== '' || record.length > 0) throw new Error('the last line does not end');
  const [header = [], ...rest] = records;
  const lines = rest.map((fields) => {
    if (fields.length !== header.length) throw new Error('a line with more or fewer fields than the header');
    return new Map(header.map((name, i) => [name, fields[i] ?? '']));
  });
  return { header, lines };
}
