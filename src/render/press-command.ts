import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRINT, type PressJob } from './press-job.ts';

export { PRINT, type PressJob };

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * A report leaves much garbage and keeps little: young generations of one middling size let little of it grow old. And it is soon printed:
 * the last of V8's compilers costs more than what it makes faster before the end.
 */
export const SHORT_LIFE: readonly string[] = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--no-turbofan'];

/**
 * The arguments for `node` (spawn it with an empty environment): read the program, its fonts, the bundle and the outbox; write the outbox;
 * no addon, no child process, no worker. A belt against our own mistakes: Node's permissions do not hold against hostile code, and
 * they do not cover the network. The outbox must exist; the bundle when the press is told to print (`PRINT`).
 */
export function pressCommand(job: PressJob): { readonly args: readonly string[] } {
  const bundle = resolve(job.bundle);
  const outbox = resolve(job.outbox);
  const readable = [at('src'), at('node_modules'), at('package.json'), at('reports/theme'), join(bundle, '*'), outbox];
  const argument = JSON.stringify({ bundle, outbox, publicKey: job.publicKey, locales: job.locales });
  return {
    args: [
      ...SHORT_LIFE,
      '--permission',
      ...readable.map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${outbox}`,
      at('src/render/press.ts'),
      argument,
    ],
  };
}
