import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRINT, type PressJob } from './press-job.ts';

export { PRINT, type PressJob };

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A report leaves much garbage and keeps little: small young generations cost no time and save a third of the memory. */
export const SMALL_YOUNG = '--max-semi-space-size=4';

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
      SMALL_YOUNG,
      '--permission',
      ...readable.map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${outbox}`,
      at('src/render/press.ts'),
      argument,
    ],
  };
}
