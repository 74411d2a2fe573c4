import { NEVER_SELECTED, scoringColumns } from '#config';
import type { CatalogColumn, CatalogTable, ColumnRef, People, Pipeline } from '#config';
import { TuttiError } from '#core';

/** A table of the source with the columns that the definitions use, in catalog order: all that is ever selected from it. */
export interface NeededTable {
  readonly name: string;
  readonly columns: readonly NeededColumn[];
}

export interface NeededColumn extends CatalogColumn {
  /** Links rows to a person and nothing else: replaced by a keyed pseudonym on the way in. */
  readonly pseudonym: boolean;
}

/** Data minimisation in one place: columns that no definition uses are not selected, whatever their class. */
export function neededTables(pipeline: Pipeline): readonly NeededTable[] {
  const used = new Set(usedColumns(pipeline).map(key));
  const pseudonyms = pseudonymColumns(pipeline);
  const tables = pipeline.source.tables.map((table) => ({
    name: table.name,
    columns: table.columns
      .filter((column) => used.delete(key({ table: table.name, column: column.name })))
      .map((column) =>
        Object.freeze({ ...column, pseudonym: pseudonyms.has(key({ table: table.name, column: column.name })) }),
      ),
  }));
  refuse(tables, used);
  return Object.freeze(tables.filter((table) => table.columns.length > 0).map((table) => Object.freeze(table)));
}

/** The definitions are validated before; this is the last line before rows move, so it does not rely on that. */
function refuse(tables: readonly CatalogTable[], unknown: ReadonlySet<string>): void {
  const problems = [
    ...[...unknown].map((where) => ({ where, what: 'is used by the definitions but is not in the catalog' })),
    ...tables.flatMap((table) =>
      table.columns
        .filter((column) => NEVER_SELECTED.includes(column.class))
        .map((column) => ({
          where: `${table.name}.${column.name}`,
          what: `is classified ${column.class} and may never be selected`,
        })),
    ),
  ];
  if (problems.length === 0) return;
  throw new TuttiError('CONFIG_INVALID', {
    what: `${problems.length} column(s) of the definitions cannot be read`,
    hint: 'Correct the reference, or the classification in the catalog if it is wrong.',
    problems,
  });
}

function usedColumns(pipeline: Pipeline): readonly ColumnRef[] {
  return [...linkingColumns(pipeline.people), ...readableColumns(pipeline), ...answerColumns(pipeline)];
}

/** Columns that only say which rows belong together. */
function linkingColumns(people: People): readonly ColumnRef[] {
  return [...[...people.person, ...(people.household ?? [])].map((column) => ({ table: people.from, column })), ...equalities(people).flat()];
}

export function equalities(people: People): readonly (readonly [ColumnRef, ColumnRef])[] {
  const links = [...people.joins, people.consent, people.erasure].filter((link) => link !== null);
  return links.map((link) => [{ table: link.table, column: link.on.column }, link.on.equals]);
}

/** Linking columns that nothing reads. Both sides of an equality are treated alike, or they would not match any more. */
function pseudonymColumns(pipeline: Pipeline): ReadonlySet<string> {
  const readable = new Set([...readableColumns(pipeline), ...answerColumns(pipeline)].map(key));
  const pairs = equalities(pipeline.people).map(([a, b]) => [key(a), key(b)] as const);
  for (let size = -1; size !== readable.size;) {
    size = readable.size;
    for (const [a, b] of pairs) {
      if (readable.has(a)) readable.add(b);
      if (readable.has(b)) readable.add(a);
    }
  }
  return new Set(
    linkingColumns(pipeline.people)
      .map(key)
      .filter((name) => !readable.has(name)),
  );
}

/** Columns whose own value is needed: never pseudonyms. */
function readableColumns(pipeline: Pipeline): readonly ColumnRef[] {
  const { people, employers, report } = pipeline;
  const of = (table: string, ...columns: readonly (string | null)[]): readonly ColumnRef[] =>
    columns.filter((column) => column !== null).map((column) => ({ table, column }));
  const { consent, retention } = people;
  const registry = employers.registry;
  return [
    ...of(people.from, people.employer, people.latest, ...people.where.map((w) => w.column)),
    ...(people.employed === null ? [] : of(people.from, people.employed.from, people.employed.to)),
    ...people.joins.flatMap((join) =>
      of(join.table, join.latest, join.within, ...join.where.map((rule) => rule.column)),
    ),
    ...(people.completed === null ? [] : [people.completed]),
    ...(consent === null ? [] : of(consent.table, consent.kind.column, consent.granted, consent.at, consent.revokedAt)),
    ...(retention === null
      ? []
      : of(retention.table, retention.employer, retention.end, retention.months, retention.destroyRequested)),
    ...(registry === null ? [] : of(registry.table, registry.id, registry.name, registry.timeZone)),
    ...report.dimensions.flatMap(({ column, kind }) =>
      kind.kind === 'registry'
        ? [column, ...of(kind.table, kind.code, kind.parent, kind.name, kind.employer, kind.where?.column ?? null)]
        : [column],
    ),
  ];
}

function answerColumns(pipeline: Pipeline): readonly ColumnRef[] {
  return pipeline.report.indicators.flatMap((indicator) => scoringColumns(indicator.scoring));
}

function key(ref: ColumnRef): string {
  return `${ref.table}.${ref.column}`;
}
