import pg from 'pg';
import { DEMO_EMPLOYERS, DEMO_SEED, loadIntoPostgres, type TableCount } from '../../src/sample/index.ts';
import { startPostgres, type TestServer } from '../support/postgres.ts';

export const READER = { user: 'tutti_reader', password: 'reader-of-a-test' } as const;

/** The two smaller employers of the demonstration, the larger of them made smaller still: every trap, and quick to load. */
export const EMPLOYERS = DEMO_EMPLOYERS.filter(({ people }) => people <= 1200).map((spec) => ({ ...spec, people: Math.min(spec.people, 360) }));

/** A server with the vendor's database, filled, and a connection of its owner and of its reader. */
export class FilledDatabase {
  readonly server: TestServer;
  readonly owner: pg.Client;
  readonly reader: pg.Client;
  readonly counts: readonly TableCount[];

  private constructor(server: TestServer, owner: pg.Client, reader: pg.Client, counts: readonly TableCount[]) {
    this.server = server;
    this.owner = owner;
    this.reader = reader;
    this.counts = counts;
  }

  static async open(): Promise<FilledDatabase> {
    const server = await startPostgres();
    const url = await server.createDatabase();
    const owner = await connected(url);
    const counts = await loadIntoPostgres(owner, { seed: DEMO_SEED, employers: EMPLOYERS, readerPassword: READER.password });
    return new FilledDatabase(server, owner, await connected(server.as(url, READER.user, READER.password)), counts);
  }

  /** Another, empty database of the same server. */
  async another(): Promise<pg.Client> {
    return connected(await this.server.createDatabase());
  }

  /** One column of a query. */
  async list(sql: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    const { rows } = await this.owner.query<unknown[]>({ text: sql, values: [...values], rowMode: 'array' });
    return rows.map(([first]) => first);
  }

  async close(): Promise<void> {
    await this.reader.end();
    await this.owner.end();
    await this.server.stop();
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // Connections that a test leaves open end with the server.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The SQLSTATE with which a statement fails, or that it was allowed. */
export async function outcomeOf(client: pg.Client, sql: string): Promise<unknown> {
  try {
    await client.query(sql);
    return 'allowed';
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : error;
  }
}
