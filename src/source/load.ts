import type { Period, Pipeline } from '#config';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import { begin, sql } from '#vault';
import type { Fact, Table, Vault } from '#vault';
import { readFiles } from './files.ts';
import type { Landed } from './landed.ts';
import { LinkingKeys } from './linking-keys.ts';
import { neededTables } from './needed-columns.ts';
import type { NeededTable } from './needed-columns.ts';
import type { SourceOrder } from './source-order.ts';
import { typeTable } from './typed.ts';

export interface LoadOptions {
  /** Folder or file given at run time; null: the definition's own. */
  readonly path: string | null;
  /** Connection string for a `postgres` source. */
  readonly databaseUrl: string | null;
  /** Only these employers are reported on: a database need not send people who never were with one of them. Null: all. */
  readonly employers?: readonly string[] | null;
  readonly period: Period;
  readonly progress: Progress;
}

/**
 * Loads the columns that the definitions use, and no others, into the vault; then the vault is locked. Both kinds of source are typed by
 * the same rules. When anything fails, nothing of the rows is left in the vault.
 */
export async function loadSource(vault: Vault, pipeline: Pipeline, options: LoadOptions): Promise<Table<'raw'>> {
  const tables = neededTables(pipeline);
  return begin(vault, async () => {
    await vault.run(sql`create schema landing`);
    const keys = new LinkingKeys(pipeline, tables);
    const facts: Fact[] = [];
    const { period, progress } = options;
    const landed = async (table: NeededTable, form: Landed): Promise<void> => {
      facts.push(await typeTable(vault, pipeline, table, period, form, keys));
    };
    try {
      await land(vault, { pipeline, tables, period, progress, landed }, options);
      return facts;
    } catch (error) {
      await vault.run(sql`drop schema raw cascade`);
      throw error;
    } finally {
      await vault.run(sql`drop schema landing cascade`);
    }
  });
}

async function land(vault: Vault, order: SourceOrder, options: LoadOptions): Promise<void> {
  const { pipeline } = order;
  const { source } = pipeline;
  if (source.kind === 'files') {
    const path = options.path ?? source.path;
    if (path === null)
      throw new TuttiError('USAGE', {
        what: `${pipeline.id} does not say where its files are`,
        hint: 'Give --source FOLDER.',
      });
    return readFiles(vault, order, source.tables, path);
  }
  if (options.databaseUrl === null) {
    throw new TuttiError('USAGE', {
      what: `${source.urlFrom} is not set`,
      hint: `Set ${source.urlFrom} to the connection string of the reading role.`,
    });
  }
  // Files need no database driver.
  const { readPostgres } = await import('./postgres.ts');
  return readPostgres(vault, order, source, options.databaseUrl, options.employers ?? null);
}
