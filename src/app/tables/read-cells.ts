import { type Dimension, type Problem, TuttiError } from '#core';
import Papa from 'papaparse';

const SEPARATOR = '\u001f';
const SHOWN = 10;

export function nameOf(codes: readonly string[]): string {
  return codes.join(SEPARATOR);
}

export function spoken(name: string): string {
  return name.split(SEPARATOR).join(' × ');
}

export type Status = 'published' | 'banded' | 'withheld';

/** What a protected file says about a cell. */
export type Said =
  | { readonly status: 'published'; readonly count: number }
  | { readonly status: 'banded'; readonly low: number; readonly high: number }
  | { readonly status: 'withheld' };

/** Counts by cell name. An empty code is the total. */
export function readCounts(
  text: string,
  file: string,
  dimensions: readonly Dimension[],
  known: (name: string) => boolean,
): ReadonlyMap<string, number> {
  return read(text, file, dimensions, known, ['count'], ([count]) => wholeNumber(count));
}

/** A protected file: every cell of the tables must be in it, or the reader could not know what was withheld. */
export function readProtected(
  text: string,
  file: string,
  dimensions: readonly Dimension[],
  cells: readonly string[],
): ReadonlyMap<string, Said> {
  const names = new Set(cells);
  const said = read(
    text,
    file,
    dimensions,
    (name) => names.has(name),
    ['count', 'status', 'low', 'high'],
    ([count, status, low, high]): Said | null => {
      if (status === 'withheld') return count === '' && low === '' && high === '' ? { status } : null;
      if (status === 'published') {
        const v = wholeNumber(count);
        return v === null || low !== '' || high !== '' ? null : { status, count: v };
      }
      const [from, to] = [wholeNumber(low), wholeNumber(high)];
      return status !== 'banded' || count !== '' || from === null || to === null || from > to
        ? null
        : { status, low: from, high: to };
    },
  );
  const missing = cells.filter((name) => !said.has(name));
  if (missing.length > 0)
    throw bad(
      file,
      'lacks cells of the tables.',
      missing.slice(0, SHOWN).map((name) => ({ where: spoken(name), what: 'is not in the file' })),
    );
  return said;
}

function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return null;
  return Number(text);
}

function read<T>(
  text: string,
  file: string,
  dimensions: readonly Dimension[],
  known: (name: string) => boolean,
  fields: readonly string[],
  value: (fields: readonly string[]) => T | null,
): ReadonlyMap<string, T> {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
  const [header = [], ...rows] = data;
  const wanted = [...dimensions.map((d) => d.id), ...fields];
  const strange = header.filter((column) => !wanted.includes(column));
  const absent = wanted.filter((column) => !header.includes(column));
  if (strange.length > 0 || absent.length > 0 || header.length > wanted.length) {
    throw bad(file, 'does not have the right columns.', [
      ...strange.map((what) => ({ where: 'header', what: `'${what}' is not a column of such a file` })),
      ...absent.map((what) => ({ where: 'header', what: `'${what}' is missing` })),
    ]);
  }
  const problems: Problem[] = errors.map((e) => ({
    where: `line ${(e.row ?? 0) + 1}`,
    what: 'is not well-formed CSV',
  }));
  const at = wanted.map((column) => header.indexOf(column));
  const found = new Map<string, T>();
  rows.forEach((row, i) => {
    const where = `line ${i + 2}`;
    const codes = dimensions.map((d, k) => row[at[k] ?? -1] || d.total);
    const name = nameOf(codes);
    const read = value(fields.map((_, k) => row[at[dimensions.length + k] ?? -1] ?? ''));
    if (row.length !== header.length) problems.push({ where, what: 'has another number of fields than the header' });
    else if (!known(name)) problems.push({ where, what: 'is not a cell of any table' });
    else if (found.has(name)) problems.push({ where, what: 'names a cell a second time' });
    else if (read === null)
      problems.push({ where, what: 'does not hold a whole number of people, or its fields contradict each other' });
    else found.set(name, read);
  });
  if (problems.length > 0) throw bad(file, 'cannot be used.', problems.slice(0, SHOWN));
  return found;
}

export function bad(file: string, what: string, problems: readonly Problem[]): TuttiError {
  return new TuttiError('FILE_INVALID', {
    what: `${file} ${what}`,
    hint: 'Correct the file; docs/protect.md describes it.',
    problems,
  });
}
