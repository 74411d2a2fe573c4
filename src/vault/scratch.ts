import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A directory of its own (mode 0700) for DuckDB's spill files, which hold rows. It is removed on disposal and when the process
 * ends, also by Ctrl-C or `kill`. SIGKILL and power loss cannot be caught: what such a run left is removed by the next one, and the
 * temporary directory belongs on an encrypted or memory disk.
 */
export class Scratch implements Disposable {
  readonly path: string;
  readonly #remove: () => void;
  readonly #onSignal: (signal: NodeJS.Signals) => void;

  constructor() {
    removeAbandoned();
    this.path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    this.#remove = () => rmSync(this.path, { recursive: true, force: true });
    this.#onSignal = (signal) => {
      this[Symbol.dispose]();
      // With nobody else listening the signal must still end the process, as it would have without this listener.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.once('exit', this.#remove);
    for (const signal of ENDING) process.once(signal, this.#onSignal);
  }

  [Symbol.dispose](): void {
    process.removeListener('exit', this.#remove);
    for (const signal of ENDING) process.removeListener(signal, this.#onSignal);
    this.#remove();
  }
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const PREFIX = 'tutti-vault-';

function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : NaN;
    if (Number.isSafeInteger(owner) && owner > 0 && !alive(owner))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process cannot be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
