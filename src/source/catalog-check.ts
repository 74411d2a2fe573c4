import type { CatalogTable } from '#config';
import { TuttiError } from '#core';
import type { Problem } from '#core';

/** What the source really has: its tables with all their columns, readable or not. */
export type SourceColumns = ReadonlyMap<string, readonly string[]>;

/**
 * Compares the source with the catalog before anything is read. A column that nobody has classified stops the run: it could be
 * anything. All problems of the first kind found are reported at once.
 */
export function checkCatalog(tables: readonly CatalogTable[], found: SourceColumns): void {
  const missingTables = tables.filter((table) => !found.has(table.name));
  if (missingTables.length > 0) {
    throw new TuttiError('SOURCE_MISSING_TABLE', {
      what: `the source lacks ${missingTables.length} table(s) of the catalog: ${missingTables.map((t) => t.name).join(', ')}`,
      hint: 'Check where the source points to; take the table out of the catalog if it no longer exists.',
      problems: missingTables.map((table) => ({ where: table.name, what: 'is in the catalog but not in the source' })),
    });
  }
  const unclassified = tables.flatMap((table) => unclassifiedColumns(table, found.get(table.name) ?? []));
  if (unclassified.length > 0) {
    throw new TuttiError('SOURCE_UNCLASSIFIED_COLUMN', {
      what: `the source has ${unclassified.length} column(s) that the catalog does not classify: ${unclassified.map((p) => p.where).join(', ')}`,
      hint: 'Give each of them a class in the catalog; nothing is read before.',
      problems: unclassified,
    });
  }
  const missing = tables.flatMap((table) => missingColumns(table, found.get(table.name) ?? []));
  if (missing.length > 0) {
    throw new TuttiError('SOURCE_MISSING_COLUMN', {
      what: `the source lacks ${missing.length} column(s) of the catalog: ${missing.map((p) => p.where).join(', ')}`,
      hint: 'Correct the catalog, or ask the owner of the source what became of the column.',
      problems: missing,
    });
  }
}

function unclassifiedColumns(table: CatalogTable, found: readonly string[]): readonly Problem[] {
  const known = new Set(table.columns.map((column) => column.name));
  return found.flatMap((name, i) =>
    known.has(name)
      ? []
      : [{ where: `${table.name}.${shown(name, i)}`, what: 'is in the source but not in the catalog' }],
  );
}

function missingColumns(table: CatalogTable, found: readonly string[]): readonly Problem[] {
  const present = new Set(found);
  return table.columns
    .filter((column) => !present.has(column.name))
    .map((column) => ({ where: `${table.name}.${column.name}`, what: 'is in the catalog but not in the source' }));
}

/** A file without a header row would give values for names: only what looks like a column name is ever shown. */
function shown(name: string, index: number): string {
  return /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name) ? name : `(column ${index + 1})`;
}
