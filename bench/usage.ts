import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** What one run of a variant cost: seconds of wall clock, of the client's and the server's processors, and the client's largest memory. */
export interface Cost {
  readonly wall: number;
  readonly client: number;
  readonly server: number;
  readonly peakMB: number;
  /** What the child printed. */
  readonly said: string;
}

/** USER_HZ: a hundred on every Linux that we know; /proc counts in it. */
const TICKS_A_SECOND = 100;

/** Processor time of a process's ended children (proc(5), stat, fields 16 and 17). */
function endedChildren(pid: number | 'self'): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /su, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
}

/** Runs a program to its end, and what it and the server's processes for it cost. */
export async function cost(command: string, args: readonly string[], serverPid: number | null): Promise<Cost> {
  const before = { self: endedChildren('self'), server: serverPid === null ? 0 : endedChildren(serverPid) };
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const peak = watchMemory(child);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>]);
  const wall = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${code}`);
  // A backend ends just after its client: its time is counted once the server has taken note.
  if (serverPid !== null) await new Promise((resolve) => setTimeout(resolve, 300));
  const client = endedChildren('self') - before.self;
  return {
    wall,
    client,
    server: serverPid === null ? 0 : endedChildren(serverPid) - before.server,
    peakMB: peak(),
    said,
  };
}

/** The largest resident size of the process or of one that it started, looked at often: VmHWM grows only, so the last look misses nothing but the very end. */
function watchMemory(child: ChildProcess): () => number {
  let peak = 0;
  const look = (): void => {
    try {
      const started = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
      for (const pid of [child.pid, ...started.split(' ').filter((id) => id !== '')]) {
        const found = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        peak = Math.max(peak, Number(found ?? 0) / 1024);
      }
    } catch {
      // The process is gone.
    }
  };
  const timer = setInterval(look, 20);
  child.once('exit', () => clearInterval(timer));
  return () => peak;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Variants in turn, A B A B, so that whatever else the machine does meets all of them; ratios are medians of those within a round. */
export async function rounds(
  count: number,
  variants: Readonly<Record<string, () => Promise<Cost>>>,
  base: string,
): Promise<ReadonlyMap<string, readonly Cost[]>> {
  const costs = new Map(Object.keys(variants).map((name) => [name, [] as Cost[]]));
  for (let round = 0; round < count; round++)
    for (const [name, run] of Object.entries(variants)) costs.get(name)?.push(await run());
  for (const [name, own] of costs) {
    const over = costs.get(base) ?? [];
    const ratio = (of: (cost: Cost) => number): string =>
      median(own.map((cost, i) => of(cost) / of(over[i] ?? cost))).toFixed(2);
    const each = (of: (cost: Cost) => number): string => median(own.map(of)).toFixed(2);
    say(
      `  ${name.padEnd(28)} wall ${each((c) => c.wall)} s (x ${ratio((c) => c.wall)}), processor ${each((c) => c.client)} + ${each((c) => c.server)} s (x ${ratio((c) => c.client + c.server)}), peak ${Math.round(Math.max(...own.map((c) => c.peakMB)))} MB`,
    );
  }
  return costs;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
