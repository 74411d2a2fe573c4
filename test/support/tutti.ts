import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a shell sees of a finished command. `code` is null where a signal ended it. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  /** Added to an otherwise almost empty environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent as soon as a line of progress matches. */
  readonly kill?: { readonly at: RegExp; readonly signal: NodeJS.Signals };
  /** Largest file that the program may write, in KiB (`ulimit -f`): a disk that is full, without one. */
  readonly largestFileKiB?: number;
}

/** Runs the program as an operator does: a process of its own in the project's folder, with no environment but what is given. */
export async function tutti(args: readonly string[], { env = {}, kill, largestFileKiB }: Call = {}): Promise<Outcome> {
  const command = [process.execPath, join(ROOT, 'src', 'cli', 'main.ts'), ...args];
  const limited = largestFileKiB === undefined ? command : ['/bin/bash', '-c', `ulimit -f ${largestFileKiB}; exec "$@"`, 'bash', ...command];
  const [program = '', ...rest] = limited;
  const progress = kill === undefined ? {} : { TUTTI_PROGRESS: 'plain' };
  const child = spawn(program, rest, { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', ...progress, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (kill !== undefined && kill.at.test(stderr)) child.kill(kill.signal);
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) =>
    child.once('error', reject).once('close', (...ended: [number | null, NodeJS.Signals | null]) => resolve(ended)),
  );
  return { code, signal, stdout, stderr };
}
