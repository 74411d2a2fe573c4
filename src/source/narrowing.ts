import type { ColumnRef, Pipeline } from '#config';

/** How rows of people lead to one of the run's employers, as far as the definitions say. */
export interface Narrowing {
  readonly from: string;
  readonly employer: string;
  readonly person: readonly string[];
  /** Tables whose rows are reached from people only: each through a column that equals one of a table reached before. */
  readonly links: readonly { readonly table: string; readonly column: string; readonly equals: ColumnRef }[];
}

/**
 * The narrowing that the definitions allow; null: none. Registries of employers, contracts and units are small and may name one another, so
 * they are read whole, like any table with a second use.
 */
export function narrowingOf(pipeline: Pipeline): Narrowing | null {
  const { people, employers, report } = pipeline;
  const whole = new Set([
    employers.registry?.table,
    people.retention?.table,
    ...report.dimensions.map(({ kind }) => (kind.kind === 'registry' ? kind.table : undefined)),
  ]);
  if (whole.has(people.from)) return null;
  const all = [...people.joins, people.consent, people.erasure]
    .filter((link) => link !== null)
    .map(({ table, on }) => ({ table, column: on.column, equals: on.equals }));
  const reached = new Set([people.from]);
  const links: Narrowing['links'][number][] = [];
  for (const table of new Set(all.map((link) => link.table))) {
    const own = all.filter((link) => link.table === table);
    if (whole.has(table) || reached.has(table) || !own.every((link) => reached.has(link.equals.table))) continue;
    reached.add(table);
    links.push(...own);
  }
  return { from: people.from, employer: people.employer, person: people.person, links };
}
