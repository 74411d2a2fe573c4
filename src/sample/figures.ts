import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { at, type Stream } from './random.ts';

/** The committed survey figures (`figures/`), ready to draw from. A group or category that is not there is an error, never a default. */

/** Shares of categories within groups: the group is named by its "given" values in column order. */
export interface ShareTable {
  readonly given: readonly string[];
  readonly of: readonly string[];
  readonly groups: ReadonlyMap<string, ShareGroup>;
}

export interface ShareGroup {
  readonly base: number;
  /** One list of values per category: a value per column of `of`. */
  readonly categories: readonly (readonly string[])[];
  readonly shares: readonly number[];
}

const folder = join(import.meta.dirname, 'figures');
const key = (values: readonly string[]): string => values.join('|');

/** Columns of a figure table are given ones, category ones, then numbers (`share` or moments) and `base`. */
function readTable(id: string): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const parsed = Papa.parse<string[]>(readFileSync(join(folder, `${id}.csv`), 'utf8'), { skipEmptyLines: true });
  const [header, ...rows] = parsed.data;
  if (header === undefined || parsed.errors.length > 0) throw new Error(`figure table ${id} cannot be read`);
  return { header, rows };
}

export function readShares(id: string, given: readonly string[]): ShareTable {
  const { header, rows } = readTable(id);
  if (key(header.slice(0, given.length)) !== key(given) || key(header.slice(-2)) !== 'share|base') {
    throw new Error(`figure table ${id} does not have the columns ${given.join(', ')}, …, share, base`);
  }
  const groups = new Map<string, { base: number; categories: string[][]; shares: number[] }>();
  for (const row of rows) {
    const name = key(row.slice(0, given.length));
    const group = groups.get(name) ?? { base: Number(row.at(-1)), categories: [], shares: [] };
    group.categories.push(row.slice(given.length, -2));
    group.shares.push(Number(row.at(-2)));
    groups.set(name, group);
  }
  return { given, of: header.slice(given.length, -2), groups };
}

export function groupOf(table: ShareTable, given: readonly string[]): ShareGroup {
  const group = table.groups.get(key(given));
  if (group === undefined)
    throw new Error(`no figures for ${table.given.map((name, i) => `${name}=${given[i]}`).join(', ')}`);
  return group;
}

/** One category of the group, drawn in proportion to its share. */
export function draw(table: ShareTable, stream: Stream, ...given: readonly string[]): readonly string[] {
  const group = groupOf(table, given);
  return at(group.categories, stream.weighted(group.shares));
}

/** As `draw`, for tables of one category column. */
export function drawOne(table: ShareTable, stream: Stream, ...given: readonly string[]): string {
  return at(draw(table, stream, ...given), 0);
}

/** A pair of normal variables, or one with the second all zero. */
export interface Moments {
  readonly first: { readonly mean: number; readonly sd: number };
  readonly second: { readonly mean: number; readonly sd: number };
  readonly correlation: number;
}

export type MomentTable = ReadonlyMap<string, Moments>;

/** Tables of moments have the columns given, mean, sd (once or twice), correlation (when twice), base. */
export function readMoments(id: string, given: readonly string[]): MomentTable {
  const { header, rows } = readTable(id);
  const pair = header.length === given.length + 6;
  if (key(header.slice(0, given.length)) !== key(given) || (!pair && header.length !== given.length + 3)) {
    throw new Error(`figure table ${id} does not have the columns ${given.join(', ')} and moments`);
  }
  return new Map(
    rows.map((row) => {
      const numbers = row.slice(given.length).map(Number);
      const [mean = NaN, sd = NaN, mean2 = NaN, sd2 = NaN, correlation = NaN] = numbers;
      const second = pair ? { mean: mean2, sd: sd2 } : { mean: 0, sd: 0 };
      return [key(row.slice(0, given.length)), { first: { mean, sd }, second, correlation: pair ? correlation : 0 }];
    }),
  );
}

export function momentsOf(table: MomentTable, given: readonly string[]): Moments {
  const moments = table.get(key(given));
  if (moments === undefined) throw new Error(`no moments for ${given.join(', ')}`);
  return moments;
}

/** Two correlated normal numbers. */
export function drawPair(table: MomentTable, stream: Stream, ...given: readonly string[]): readonly [number, number] {
  const { first, second, correlation } = momentsOf(table, given);
  const z = stream.normal();
  const w = correlation * z + Math.sqrt(1 - correlation ** 2) * stream.normal();
  return [first.mean + first.sd * z, second.mean + second.sd * w];
}
