import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import { isTransient, postgresError } from './postgres-errors.ts';
import type { postgresAddress } from './postgres-address.ts';

/** A statement that runs longer than this is given up, so that a run cannot hold a snapshot of the source for ever. */
const STATEMENT_TIMEOUT_MS = 30 * 60 * 1000;
const CONNECT_TIMEOUT_MS = 15 * 1000;
/** How often a working server looks whether its client is still there: a run that was killed must not leave a query behind. */
const GONE_CHECK_MS = 1000;
/** Waits before another attempt while no row has arrived: a server that restarts or is full is back within seconds. */
const WAITS_MS = [250, 1000, 3000] as const;

/** One connection with one read-only snapshot; `doing` names the step for messages, `rowsArrived` ends the second chances. */
export interface Session {
  readonly client: pg.Client;
  doing: string;
  rowsArrived: boolean;
}

/**
 * Runs `work` in ONE read-only, repeatable-read transaction, so that all tables fit together. A connection that is lost before the first row
 * is tried again a few times; after it, never: rows of two snapshots must not be mixed.
 */
export async function inSnapshot(
  address: ReturnType<typeof postgresAddress>,
  progress: Progress,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const session = { client: newClient(address), doing: 'connecting', rowsArrived: false };
    try {
      await attemptOnce(session, work);
      return;
    } catch (cause) {
      const wait = WAITS_MS[attempt];
      if (cause instanceof TuttiError || session.rowsArrived || wait === undefined || !isTransient(cause))
        throw postgresError(cause, session.doing);
      progress.step(`the database does not answer; trying again (${attempt + 1} of ${WAITS_MS.length})`);
      await sleep(wait);
    }
  }
}

async function attemptOnce(session: Session, work: (session: Session) => Promise<void>): Promise<void> {
  const { client } = session;
  try {
    await client.connect();
    session.doing = 'reading the list of columns';
    // Not every server has this setting, and a transaction would end with an unknown one.
    await client.query(
      `select set_config(name, $1, false) from pg_catalog.pg_settings where name = 'client_connection_check_interval'`,
      [String(GONE_CHECK_MS)],
    );
    await client.query('begin isolation level repeatable read, read only');
    // Texts must not depend on the role's settings: instants in UTC, ISO dates, numbers in full.
    await client.query(`set local timezone = 'UTC'`);
    await client.query(`set local datestyle = 'ISO, YMD'`);
    await client.query('set local extra_float_digits = 1');
    await work(session);
    session.doing = 'closing';
    await client.query('commit');
  } finally {
    await client.end().catch(() => undefined);
  }
}

function newClient(address: ReturnType<typeof postgresAddress>): pg.Client {
  const client = new pg.Client({
    ...address,
    application_name: 'tutti',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that dies while nothing is asked of it would otherwise end the process with an unhandled 'error'.
  client.on('error', () => undefined);
  return client;
}
