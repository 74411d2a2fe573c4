import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { TuttiError } from '#core';
import { BASE_TABLES } from './base/index.ts';
import { copyLine } from './copy-text.ts';
import type { TableCount } from './csv.ts';
import { RECKONED_IN, worldOf, type DatabaseOptions } from './database.ts';
import { applyMigrations, BEFORE_KEYS } from './migrate.ts';
import type { Row } from './world.ts';
import { moved } from './year.ts';

export interface LoadOptions extends DatabaseOptions {
  /** Lets `tutti_reader` log in with a password; null leaves the role as it is. */
  readonly readerPassword: string | null;
  readonly onTable?: (table: string) => void;
}

/** Characters of text that are sent at a time. */
const CHUNK = 1 << 16;

/**
 * Makes the vendor's database and fills it, all in one transaction: the tables, the rows by COPY, then keys and indexes, the views and the
 * reader role. A database that holds anybody already is refused: invented people must never stand among real ones. The client may create roles.
 */
export async function loadIntoPostgres(client: ClientBase, options: LoadOptions): Promise<readonly TableCount[]> {
  await client.query('BEGIN');
  try {
    await applyMigrations(client, BEFORE_KEYS);
    await refuseFilled(client);
    const world = worldOf(options);
    const counts: TableCount[] = [];
    for (const year of [RECKONED_IN - 1, RECKONED_IN]) await client.query('SELECT vendor.add_wearable_year($1)', [year + world.yearsLater]);
    for (const [table, rowsOf] of Object.entries(BASE_TABLES)) {
      options.onTable?.(table);
      counts.push({ table, rows: await copyRows(client, table, rowsOf(world), world.yearsLater) });
    }
    options.onTable?.('keys and indexes');
    await applyMigrations(client);
    if (options.readerPassword !== null) await setPassword(client, options.readerPassword);
    await client.query('COMMIT');
    return counts;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function refuseFilled(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>('SELECT EXISTS (SELECT FROM vendor.employer) AS filled');
  if (rows[0]?.filled === false) return;
  throw new TuttiError('USAGE', {
    what: 'the database holds employers already',
    hint: 'Give an empty database; invented people are never added to others.',
  });
}

async function copyRows(client: ClientBase, table: string, rows: Iterable<Row>, yearsLater: number): Promise<number> {
  const each = rows[Symbol.iterator]();
  const first = each.next();
  if (first.done === true) return 0;
  const head = first.value;
  const columns = Object.keys(head);
  let count = 0;
  function lineOf(row: Row): string {
    count++;
    const cells = columns.map((column) => {
      const cell = row[column];
      if (cell === undefined) throw new Error(`a row of ${table} has no ${column}`);
      return moved(cell, yearsLater);
    });
    if (Object.keys(row).length !== columns.length) throw new Error(`a row of ${table} has columns that others lack`);
    return copyLine(cells);
  }
  function* text(): Generator<string> {
    let chunk = lineOf(head);
    for (let next = each.next(); next.done !== true; next = each.next()) {
      chunk += lineOf(next.value);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const copy = client.query(copyFrom(`COPY vendor.${client.escapeIdentifier(table)} (${list}) FROM STDIN`));
  await pipeline(Readable.from(text()), copy);
  if (copy.rowCount !== count) throw new Error(`${copy.rowCount} of ${count} rows of ${table} arrived`);
  return count;
}

/**
 * A superuser keeps the password out of the server's log, and waits for others who set it: roles belong to the whole server, and two databases
 * may be loaded at once. Others may do neither, and need not.
 */
async function setPassword(client: ClientBase, password: string): Promise<void> {
  await client.query(`DO $$ BEGIN
    SET LOCAL log_statement = none;
    LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;
  EXCEPTION WHEN insufficient_privilege THEN NULL; END $$`);
  await client.query(`ALTER ROLE tutti_reader PASSWORD ${client.escapeLiteral(password)}`);
}
