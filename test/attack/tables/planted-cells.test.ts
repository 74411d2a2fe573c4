import { describe, expect, test } from 'vitest';
import { attackReleased } from '../../../src/app/tables/attack-released.ts';
import { protectTables } from '../../../src/app/tables/protect-tables.ts';
import { readSpec, type TableSpec } from '../../../src/app/tables/read-spec.ts';
import { EXIT, systemClock } from '#core';
import { mulberry } from '../../support/random-tabulation.ts';

/**
 * `tutti protect` made worse on purpose, from file to file: each withheld cell given back with its true count, and one equation forgotten while
 * protecting. All tables that fit what is printed are listed; where an unsafe count then varies too little, `tutti attack` must say so.
 */

const K = 5; // counts of 1 to 4 are unsafe; an unsafe count must stay uncertain by 5
const seeds = Array.from({ length: process.env['TUTTI_DEEP'] === undefined ? 6 : 60 }, (_, i) => i + 1);
const ROWS = ['r1', 'r2', 'r3'];
const COLUMNS = ['c1', 'c2', 'c3', 'c4'];

type Cells = ReadonlyMap<string, number | null>;

/** Head counts of rows × columns with both margins. */
function specOf(rows: boolean): TableSpec {
  const policy = { minGroup: K, minGroupSensitive: K, minCell: K, zeros: 'shown', insiders: 0, headCounts: 'secret' };
  const column = { total: 'T', relations: [{ parent: 'T', children: COLUMNS }] };
  const row = { total: 'T', relations: [{ parent: 'T', children: ROWS }] };
  return readSpec(JSON.stringify({ dimensions: rows ? { row, column } : { column }, tables: [rows ? ['row', 'column'] : ['column']], policy }), 'spec.json');
}

/** Inner counts by row and column: mostly small, so that most tables have something to withhold. */
function countsOf(seed: number): readonly (readonly number[])[] {
  const random = mulberry(seed * 104_729);
  return ROWS.map(() => COLUMNS.map(() => (random() < 0.25 ? Math.ceil(random() * 4) : 5 + Math.floor(random() * 3))));
}

function withSums(inner: readonly (readonly number[])[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  const add = (row: string, column: string, v: number): unknown => all.set(`${row},${column}`, (all.get(`${row},${column}`) ?? 0) + v);
  inner.forEach((counts, r) =>
    counts.forEach((v, c) => {
      for (const row of [ROWS[r] ?? '', '']) for (const column of [COLUMNS[c] ?? '', '']) add(row, column, v);
    }),
  );
  return all;
}

const csvOf = (cells: ReadonlyMap<string, number>): string => ['row,column,count', ...[...cells].map(([name, v]) => `${name},${v}`)].join('\n');

function readCells(csv: string): Cells {
  const lines = csv.trim().split('\n').slice(1).map((line) => line.split(','));
  return new Map(lines.map(([row = '', column = '', count = '']) => [`${row},${column}`, count === '' ? null : Number(count)]));
}

const printed = (cells: Cells): string => ['row,column,count,status,low,high', ...[...cells].map(([name, v]) => `${name},${v ?? ''},${v === null ? 'withheld' : 'published'},,`)].join('\n');

/** Lowest and highest value of every cell over all tables of whole numbers that fit: inner cells first, every sum held against what is printed. */
function ranges(cells: Cells): ReadonlyMap<string, readonly [number, number]> {
  const found = new Map<string, [number, number]>();
  const most = cells.get(',') ?? 60;
  const inner: number[][] = ROWS.map(() => COLUMNS.map(() => 0));
  const at = (row: string, column: string): number | null => cells.get(`${row},${column}`) ?? null;
  // Only what is printed: a withheld inner cell is at least 1, for noughts are shown.
  const visit = (r: number, c: number): void => {
    if (c === COLUMNS.length) {
      const total = at(ROWS[r] ?? '', '');
      const sum = (inner[r] ?? []).reduce((a, b) => a + b, 0);
      if (total === null ? sum > most : sum !== total) return;
      if (r === ROWS.length - 1) note();
      else visit(r + 1, 0);
      return;
    }
    const fixed = at(ROWS[r] ?? '', COLUMNS[c] ?? '');
    const row = inner[r] ?? [];
    const left = (at(ROWS[r] ?? '', '') ?? most) - row.slice(0, c).reduce((a, b) => a + b, 0);
    const down = (at('', COLUMNS[c] ?? '') ?? most) - inner.slice(0, r).reduce((a, b) => a + (b[c] ?? 0), 0);
    for (let v = fixed ?? 1; v <= Math.min(fixed ?? Infinity, left, down); v++) {
      row[c] = v;
      visit(r, c + 1);
    }
    row[c] = 0;
  };
  const note = (): void => {
    const table = withSums(inner);
    for (const [name, v] of cells) if (v !== null && table.get(name) !== v) return;
    for (const [name, v] of table) {
      const range = found.get(name);
      if (range === undefined) found.set(name, [v, v]);
      else {
        range[0] = Math.min(range[0], v);
        range[1] = Math.max(range[1], v);
      }
    }
  };
  visit(0, 0);
  return found;
}

/** Unsafe counts that are not printed and vary by less than they should. */
function narrow(cells: Cells, truth: ReadonlyMap<string, number>): string[] {
  const possible = ranges(cells);
  return [...cells].flatMap(([name, v]) => {
    const count = truth.get(name) ?? 0;
    const [low, high] = possible.get(name) ?? [0, 0];
    return v === null && count > 0 && count < K && high - low < K ? [name] : [];
  });
}

async function protectedCells(spec: TableSpec, truth: ReadonlyMap<string, number>): Promise<Cells | null> {
  const outcome = await protectTables(spec, { text: csvOf(truth), file: 'cells.csv' }, systemClock);
  return outcome.kind === 'protected' ? readCells(outcome.csv) : null;
}

const fallen = async (spec: TableSpec, cells: Cells): Promise<boolean> => (await attackReleased(spec, { text: printed(cells), file: 'protected.csv' }, [], null)).exit === EXIT.refused;

describe('tables protected from file to file', () => {
  test('a needed cell given back is caught every time', async () => {
    const spec = specOf(true);
    const tally = { given: 0, needed: 0, tables: 0 };
    for (const seed of seeds) {
      const truth = withSums(countsOf(seed));
      const cells = await protectedCells(spec, truth);
      const withheld = [...(cells ?? [])].filter(([, v]) => v === null).map(([name]) => name);
      if (cells === null || withheld.length === 0 || withheld.length > 9) continue;
      tally.tables++;
      expect({ seed, narrow: narrow(cells, truth), fallen: await fallen(spec, cells) }).toEqual({ seed, narrow: [], fallen: false });
      for (const name of withheld) {
        const worse = new Map(cells).set(name, truth.get(name) ?? 0);
        tally.given++;
        // An unsafe count that is printed is no question of intervals.
        const leaks = narrow(worse, truth);
        if (leaks.length === 0) continue;
        tally.needed++;
        expect({ seed, name, leaks, fallen: await fallen(spec, worse) }).toEqual({ seed, name, leaks, fallen: true });
      }
    }
    expect(tally.tables).toBeGreaterThan(2);
    expect(tally.needed).toBeGreaterThan(tally.given / 4);
  });

  test('an equation forgotten while protecting is caught by whoever knows it', async () => {
    // Each row is protected as a table of its own; that the rows add up to the columns is forgotten.
    const spec = specOf(true);
    const line = specOf(false);
    let leaks = 0;
    for (const seed of seeds) {
      const truth = withSums(countsOf(seed));
      const forgotten = new Map<string, number | null>(truth);
      for (const row of ROWS) {
        const own = new Map([...COLUMNS, ''].map((column) => [column, truth.get(`${row},${column}`) ?? 0]));
        const outcome = await protectTables(line, { text: ['column,count', ...[...own].map(([name, v]) => `${name},${v}`)].join('\n'), file: 'cells.csv' }, systemClock);
        if (outcome.kind === 'refused') for (const column of own.keys()) forgotten.set(`${row},${column}`, null);
        else for (const [column = '', count = ''] of outcome.csv.trim().split('\n').slice(1).map((l) => l.split(','))) forgotten.set(`${row},${column}`, count === '' ? null : Number(count));
      }
      if ([...forgotten.values()].filter((v) => v === null).length > 9) continue;
      const found = narrow(forgotten, truth);
      if (found.length === 0) continue;
      leaks++;
      expect({ seed, found, fallen: await fallen(spec, forgotten) }).toEqual({ seed, found, fallen: true });
    }
    expect(leaks).toBeGreaterThan(0);
  });
});
