import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadPipeline } from '#config';
import { neededTables } from '../src/source/needed-columns.ts';
import { startPostgres, withClient } from '../test/support/postgres.ts';
import { fill, fillWearableDays, quoted } from './database.ts';
import { type Cost, cost, median, rounds, say } from './usage.ts';

export const PIPELINE = 'pipelines/demo.yaml';
const CHILD = fileURLToPath(new URL('./pull-child.ts', import.meta.url));

interface Options {
  readonly people: number;
  readonly wearableDays: number;
  readonly rounds: number;
  /** DuckDB's limit. */
  readonly memoryMB: number;
}

/**
 * From PostgreSQL into the vault, typed and pseudonymised, against the floor: all columns of the same tables as CSV, thrown away. Goals: people
 * at most 1.3 times the floor's wall clock and 1.6 times its processor time; wearable days 1.3 times, summarised by the server 0.7 times.
 */
export async function benchPull(options: Options): Promise<void> {
  const { people, wearableDays, memoryMB } = options;
  const pipeline = loadPipeline(PIPELINE);
  const server = await startPostgres({
    settings: [
      'shared_buffers=1GB',
      'max_wal_size=8GB',
      'jit=off',
      'max_parallel_workers_per_gather=0',
      'autovacuum=off',
    ],
  });
  try {
    const url = await server.createDatabase();
    const begin = performance.now();
    await withClient(url, async (client) => {
      await fill(client, pipeline, people);
      if (wearableDays > 0) await fillWearableDays(client, Math.ceil(wearableDays / 100), wearableDays);
    });
    say(
      `${people} people and ${wearableDays} wearable days made in ${Math.round((performance.now() - begin) / 1000)} s`,
    );
    const child = (what: string) => (): Promise<Cost> =>
      cost(process.execPath, [CHILD, what, url, String(memoryMB)], server.pid);
    const floor = floorFor(url, server.pid);
    say('people');
    const raw = neededTables(pipeline).map(({ name }) => name);
    const costs = await rounds(options.rounds, { floor: floor(raw), pull: child('people') }, 'floor');
    for (const { said } of costs.get('pull')?.slice(-1) ?? []) say(said.trimEnd());
    say('from the database to the counts of every employer');
    const whole = await rounds(1, { whole: child('whole') }, 'whole');
    for (const { said } of whole.get('whole') ?? []) say(said.trimEnd());
    if (wearableDays > 0) {
      say('wearable days');
      await rounds(
        options.rounds,
        { floor: floor(['wearable_day']), pull: child('wearable_day'), 'pull of a summary': child('wearable_year') },
        'floor',
      );
    }
    say(
      `start of the program itself: ${median([await child('nothing')(), await child('nothing')()].map((c) => c.client)).toFixed(2)} s of processor`,
    );
  } finally {
    await server.stop();
  }
}

/** psql where there is one, else a plain drain of the socket. */
function floorFor(url: string, pid: number): (tables: readonly string[]) => () => Promise<Cost> {
  const psql = spawnSync('psql', ['--version']).status === 0;
  say(`floor: COPY … TO STDOUT (FORMAT csv), ${psql ? 'psql' : 'a drain of the socket'} throwing it away`);
  return (tables) => async () => {
    const statements = tables.map((table) => `copy (select * from ${quoted(table)}) to stdout (format csv)`);
    if (!psql) return cost(process.execPath, [CHILD, 'drain', url, ...statements], pid);
    return cost(
      'sh',
      ['-c', 'url=$1; shift; for s; do echo "$s;"; done | psql -X -q "$url" > /dev/null', 'sh', url, ...statements],
      pid,
    );
  };
}
