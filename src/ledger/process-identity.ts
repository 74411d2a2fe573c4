import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Who holds a lock. A process id alone comes round again, so its start is noted too: clock ticks since boot, and which boot, from
 * Linux's /proc; null elsewhere, where a living process id counts as the holder.
 */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  readonly started: string | null;
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** True only if the holder is certainly gone. On another machine nobody can tell, so it is not. */
export function isGone(holder: ProcessIdentity): boolean {
  if (holder.host !== hostname()) return false;
  if (!isAlive(holder.pid)) return true;
  const started = startOf(holder.pid);
  return holder.started !== null && started !== null && holder.started !== started;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // proc(5): the name in parentheses may hold spaces; after it, starttime is the 20th field.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot}/${ticks}`;
  } catch {
    return null;
  }
}
