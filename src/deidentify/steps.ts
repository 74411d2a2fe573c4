import { id, join, sql } from '#vault';
import type { Sql } from '#vault';

/** A column that holds a result for each person, and how many steps it takes to get there from the source's own columns. */
export interface Result {
  readonly column: Sql;
  readonly step: number;
}

/**
 * Intermediate results, each worked out once, in a column of its own. Written into one another they would grow with every
 * level (a band repeats its measure, a count its conditions), and the database would take longer to read the query than to run it.
 */
export class Steps {
  readonly #steps: Sql[][] = [];
  #count = 0;

  /** `expression` may use the person's columns (`p."table.column"`) and the results of `parts`. */
  keep(expression: Sql, parts: readonly Result[]): Result {
    const step = parts.reduce((latest, part) => Math.max(latest, part.step), 0);
    // No source column can be called so: those carry the name of their table.
    const name = id(`~${(this.#count += 1)}`);
    (this.#steps[step] ??= []).push(sql`${expression} as ${name}`);
    return { column: sql`p.${name}`, step: step + 1 };
  }

  /** The table with all results beside its own columns, as a subquery. */
  beside(table: Sql): Sql {
    return this.#steps.reduce(
      (from, results) => sql`(select p.*, ${join(results, ', ', sql``)} from ${from} p)`,
      table,
    );
  }
}
