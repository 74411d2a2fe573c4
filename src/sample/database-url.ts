import pg from 'pg';
import { TuttiError } from '#core';
import type { TableCount } from './csv.ts';
import { loadIntoPostgres, type LoadOptions } from './postgres.ts';

const CONNECT_TIMEOUT_MS = 15_000;

/** Fills the database of a connection string. What the server says is kept in `cause` only: it may quote a row, or the string. */
export async function fillDatabase(url: string, options: LoadOptions): Promise<readonly TableCount[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'tutti generate', connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that dies while nothing is asked of it would otherwise end the process with an unhandled 'error'.
  client.on('error', () => undefined);
  let doing = 'connecting';
  try {
    await client.connect();
    return await loadIntoPostgres(client, {
      ...options,
      onTable: (table) => {
        doing = `filling ${table}`;
        options.onTable?.(table);
      },
    });
  } catch (cause) {
    if (cause instanceof TuttiError) throw cause;
    const state = cause instanceof pg.DatabaseError && cause.code !== undefined ? ` (SQLSTATE ${cause.code})` : '';
    throw new TuttiError(
      'SOURCE_UNREACHABLE',
      {
        what: `the database could not be filled: ${doing} failed${state}`,
        hint: 'Check that the server can be reached and that the role owns the database and may create roles; nothing was kept.',
      },
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
