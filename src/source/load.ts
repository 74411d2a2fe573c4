import type { Period, Pipeline } from '#config';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import { begin, id, join, sql } from '#vault';
import type { Fact, Table, Vault } from '#vault';
import { readFiles } from './files.ts';
import { neededTables } from './needed-columns.ts';
import type { NeededTable } from './needed-columns.ts';
import { readPostgres } from './postgres.ts';
import type { Receive } from './postgres.ts';
import { Pseudonyms } from './pseudonym.ts';
import { LANDING, typeTable } from './typed.ts';

export interface LoadOptions {
  /** Folder or file given at run time; null: the definition's own. */
  readonly path: string | null;
  /** Connection string for a `postgres` source. */
  readonly databaseUrl: string | null;
  readonly period: Period;
  readonly progress: Progress;
}

/**
 * Loads the columns that the definitions use, and no others, into the vault; then the vault is locked. Both kinds of source deliver
 * texts, typed by the same rules. When anything fails, nothing of the rows is left in the vault.
 */
export async function loadSource(vault: Vault, pipeline: Pipeline, options: LoadOptions): Promise<Table<'raw'>> {
  const tables = neededTables(pipeline);
  return begin(vault, async () => {
    await vault.run(sql`create schema landing`);
    try {
      await land(vault, pipeline, tables, options);
      return await typeAll(vault, pipeline, tables, options.period);
    } catch (error) {
      await vault.run(sql`drop schema raw cascade`);
      throw error;
    } finally {
      await vault.run(sql`drop schema landing cascade`);
    }
  });
}

async function land(
  vault: Vault,
  pipeline: Pipeline,
  tables: readonly NeededTable[],
  options: LoadOptions,
): Promise<void> {
  const { source } = pipeline;
  if (source.kind === 'files') {
    const path = options.path ?? source.path;
    if (path === null)
      throw new TuttiError('USAGE', {
        what: `${pipeline.id} does not say where its files are`,
        hint: 'Give --source FOLDER.',
      });
    return readFiles(vault, source.tables, path, tables, options.progress);
  }
  if (options.databaseUrl === null) {
    throw new TuttiError('USAGE', {
      what: `${source.urlFrom} is not set`,
      hint: `Set ${source.urlFrom} to the connection string of the reading role.`,
    });
  }
  return readPostgres(pipeline, source, options.databaseUrl, tables, options.period, options.progress, into(vault));
}

/** Rows that arrive one by one are appended to a table of texts. */
function into(vault: Vault): Receive {
  return async (table) => {
    const columns = table.columns.map((column) => sql`${id(column.name)} varchar`);
    await vault.run(sql`create table ${id(LANDING, table.name)} (${join(columns, ', ', sql``)})`);
    return vault.textAppender(LANDING, table.name, table.columns.length);
  };
}

async function typeAll(
  vault: Vault,
  pipeline: Pipeline,
  tables: readonly NeededTable[],
  period: Period,
): Promise<readonly Fact[]> {
  using pseudonyms = new Pseudonyms();
  const facts: Fact[] = [];
  for (const table of tables) facts.push(await typeTable(vault, pipeline, table, period, pseudonyms));
  return facts;
}
