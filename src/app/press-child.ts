import { spawn } from 'node:child_process';
import { ERROR_EXITS, type ErrorCode, TuttiError } from '#core';
import { pressCommand, type PressJob } from '#render';

const MAX_MESSAGE = 10_000;

/** Runs the press in a process of its own, with an empty environment. Its one line of complaint comes back as an operator's error. */
export async function press(job: PressJob): Promise<void> {
  const { args } = pressCommand(job);
  const child = spawn(process.execPath, [...args], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  let message = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (message = (message + text).slice(0, MAX_MESSAGE)));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  process.removeListener('exit', stop);
  if (code !== 0) throw complaint(message);
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
