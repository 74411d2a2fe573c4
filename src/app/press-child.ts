import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { ERROR_EXITS, type ErrorCode, TuttiError } from '#core';
import { PRINT, pressCommand, type PressJob } from '#render';

const MAX_MESSAGE = 10_000;

/** Prints in a process of its own. */
export async function press(job: PressJob): Promise<void> {
  using standing = new StandingPress(job);
  await standing.print();
}

/**
 * A press in a process of its own, with an empty environment: it loads its program, which takes most of a second, and prints when it is
 * told to; the bundle need not be there before. Its one line of complaint comes back as an operator's error.
 */
export class StandingPress implements Disposable {
  readonly #child: ChildProcessByStdio<Writable, null, Readable>;
  readonly #ended: Promise<number | null>;
  readonly #stop = (): void => void this.#child.kill('SIGKILL');
  #message = '';

  constructor(job: PressJob) {
    this.#child = spawn(process.execPath, [...pressCommand(job).args], { env: {}, stdio: ['pipe', 'ignore', 'pipe'] });
    process.once('exit', this.#stop);
    // A press that has ended takes in nothing more; why it ended is heard below.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#message = (this.#message + text).slice(0, MAX_MESSAGE)));
    this.#ended = new Promise((resolve, reject) => this.#child.once('error', reject).once('close', resolve));
    // It may fail before anybody waits for it.
    this.#ended.catch(() => undefined);
  }

  async print(): Promise<void> {
    this.#child.stdin.end(PRINT);
    if ((await this.#ended) !== 0) throw complaint(this.#message);
  }

  /** Not told to print, it has printed nothing. */
  [Symbol.dispose](): void {
    process.removeListener('exit', this.#stop);
    this.#stop();
  }
}

function complaint(message: string): Error {
  for (const line of message.split('\n')) {
    const parsed = parse(line);
    if (parsed !== null) return new TuttiError(parsed.code, { what: parsed.what, hint: parsed.hint });
  }
  return new Error('the press ended without saying why', { cause: message });
}

function parse(line: string): { code: ErrorCode; what: string; hint: string } | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('code' in value && 'what' in value && 'hint' in value)) return null;
    const { code, what, hint } = value;
    if (typeof code !== 'string' || !isErrorCode(code) || typeof what !== 'string' || typeof hint !== 'string') return null;
    return { code, what, hint };
  } catch {
    return null;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERROR_EXITS;
}
