/** A row of counts, names of definitions or registry labels read out of the vault, with checked getters: a surprise is a bug. */
export class Row {
  readonly #cells: ReadonlyMap<string, unknown>;

  constructor(cells: ReadonlyMap<string, unknown>) {
    this.#cells = cells;
  }

  text(column: string): string {
    const value = this.#cell(column);
    if (typeof value !== 'string') throw new TypeError(`column ${column} is not a text`);
    return value;
  }

  textOrNull(column: string): string | null {
    return this.#cell(column) === null ? null : this.text(column);
  }

  /** Whole numbers: DuckDB gives 64-bit ones as bigint; counts of people fit a JavaScript number or something is wrong. */
  int(column: string): number {
    const value = this.#cell(column);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
      throw new TypeError(`column ${column} is not a whole number`);
    return number;
  }

  boolean(column: string): boolean {
    const value = this.#cell(column);
    if (typeof value !== 'boolean') throw new TypeError(`column ${column} is not a boolean`);
    return value;
  }

  #cell(column: string): unknown {
    if (!this.#cells.has(column)) throw new TypeError(`there is no column ${column}`);
    return this.#cells.get(column);
  }
}

/** A result by column position. Counts are 32-bit: no employer has two thousand million people. */
export class Columns {
  readonly rowCount: number;
  readonly #columns: readonly (readonly unknown[])[];

  constructor(rowCount: number, columns: readonly (readonly unknown[])[]) {
    this.rowCount = rowCount;
    this.#columns = columns;
  }

  texts(index: number): readonly string[] {
    return this.#at(index).map((value) => {
      if (typeof value !== 'string') throw new TypeError(`column ${index} holds something that is not a text`);
      return value;
    });
  }

  integers(index: number): Int32Array {
    return Int32Array.from(this.#at(index), (value) => {
      const number = typeof value === 'bigint' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 0x7fffffff) {
        throw new TypeError(`column ${index} holds something that is not a 32-bit whole number`);
      }
      return number;
    });
  }

  #at(index: number): readonly unknown[] {
    const column = this.#columns[index];
    if (column === undefined) {
      if (this.rowCount === 0) return [];
      throw new RangeError(`there is no column ${index}`);
    }
    return column;
  }
}
