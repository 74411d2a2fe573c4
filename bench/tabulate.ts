import { fileURLToPath } from 'node:url';
import { type Cost, cost, rounds, say } from './usage.ts';

const CHILD = fileURLToPath(new URL('./tabulate-child.ts', import.meta.url));

/**
 * Counting one employer of many people (40 departments, 25 areas, 6 age bands, 3 sexes, 25 indicators) against the same counts as a bare query
 * of DuckDB: finest cells first, then their margins. Goal: at most 1.2 times the bare query, and 400 MB beyond the table itself.
 */
export async function benchTabulate(options: { readonly people: number; readonly rounds: number }): Promise<void> {
  const child = (what: string) => async (): Promise<Cost> =>
    measured(await cost(process.execPath, [CHILD, what, String(options.people)], null));
  say(`counting ${options.people} people`);
  await rounds(options.rounds, { bare: child('bare'), tabulate: child('tabulate') }, 'bare');
}

/** The child makes its table first; it says itself what the counting alone took. */
function measured(whole: Cost): Cost {
  const [wall = NaN, client = NaN, peakMB = NaN] = whole.said.trim().split(' ').map(Number);
  return { ...whole, wall, client, peakMB };
}
