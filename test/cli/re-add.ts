import type { CsvLine } from './delivered.ts';

/** Parents of codes per dimension, from the source's registry; a dimension without an entry is flat under `total`. */
export type Tree = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A row of a printed table: its cells by category, or null where nothing exact is printed. */
interface Row {
  readonly codes: readonly string[];
  readonly base: number | null;
  readonly cells: ReadonlyMap<string, number> | null;
}

export interface Readded {
  /** What does not add up, by table and codes. */
  readonly faults: readonly string[];
  /** How many sums were made: a check that checks nothing must not pass. */
  readonly sums: number;
}

/**
 * Adds a release up again as a reader with a spreadsheet would, from the CSV alone: the cells of a row make its base, and what is shown of
 * the parts of a shown whole, their remainder included, makes the whole, in every category.
 */
export function reAdd(lines: readonly CsvLine[], tree: Tree): Readded {
  const faults: string[] = [];
  let sums = 0;
  for (const [name, table] of Map.groupBy(lines, (line) => `${line.breakdown}/${line.indicator}`)) {
    const rows = [...Map.groupBy(table, (line) => line.codes.join('|')).values()].map(rowOf);
    const dimensions = table[0]?.dimensions ?? [];
    for (const row of rows.filter(isPrinted)) {
      sums++;
      if (total(row.cells.values()) !== row.base) faults.push(`${name} ${row.codes.join('|')}: cells do not make the base`);
    }
    dimensions.forEach((dimension, d) => {
      for (const whole of rows.filter(isPrinted).filter((row) => !row.codes.some(isRemainder))) {
        const parts = rows.filter((row) => row.codes.every((code, i) => (i === d ? parentOf(tree, dimension, code) : code) === whole.codes[i]));
        if (parts.length === 0) continue;
        sums++;
        const at = `${name} ${whole.codes.join('|')} by ${dimension}`;
        const hidden = parts.filter((part) => !isPrinted(part)).length;
        const remainders = parts.filter((part) => isRemainder(part.codes[d] ?? '')).length;
        if (remainders !== (hidden > 0 ? 1 : 0)) faults.push(`${at}: ${hidden} hidden parts, ${remainders} remainders`);
        if (hidden === 1 && parts.length > 2) faults.push(`${at}: the one hidden part can be worked out`);
        const printed = parts.filter(isPrinted);
        if (total(printed.map((part) => part.base)) !== whole.base) faults.push(`${at}: bases do not make the whole`);
        for (const [category, count] of whole.cells) {
          if (total(printed.map((part) => part.cells.get(category) ?? NaN)) !== count) faults.push(`${at}: ${category} does not make the whole`);
        }
      }
    });
  }
  return { faults, sums };
}

function rowOf(lines: readonly CsvLine[]): Row {
  const exact = lines.every((line) => line.status === 'published' && line.count !== null);
  const bases = new Set(lines.map((line) => line.base));
  if (bases.size !== 1) throw new Error('one row has two bases');
  const [line] = lines;
  if (line === undefined) throw new Error('a row without lines');
  return { codes: line.codes, base: line.base, cells: exact ? new Map(lines.map((l) => [l.category, l.count ?? NaN])) : null };
}

function isPrinted(row: Row): row is Row & { readonly base: number; readonly cells: ReadonlyMap<string, number> } {
  return row.base !== null && row.cells !== null;
}

function isRemainder(code: string): boolean {
  return code.startsWith('~');
}

/** The whole that a code is a part of; a remainder is a part of what it names. Null for the total. */
function parentOf(tree: Tree, dimension: string, code: string): string | null {
  if (isRemainder(code)) return code.slice(1);
  if (code === 'total') return null;
  return tree.get(dimension)?.get(code) ?? 'total';
}

function total(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
