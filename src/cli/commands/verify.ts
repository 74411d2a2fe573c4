import type { Command } from '@commander-js/extra-typings';
import { join } from 'node:path';
import type { ExitCode } from '#core';
import { output } from '../output.ts';
import { STATE } from './options.ts';

export function addVerify(root: Command, _exit: (code: ExitCode) => void): void {
  root
    .command('verify')
    .description('Check delivered releases offline: signature, hashes, sums, and that every file prints from the signed numbers.')
    .argument('<releases...>', 'folders of releases or bundles')
    .option('--key <file>', 'the public key', join(STATE, 'keys', 'public-key.pem'))
    .option('--json', 'one JSON object on standard output', false)
    .action(async (folders, options) => {
      const { verify } = await import('#app');
      const all = [];
      for (const folder of folders) all.push(await verify(folder, options.key));
      const lines = all.map((v) => `${v.folder}: release ${v.releaseId} of ${v.employer}, ${v.period}: signature, hashes and sums hold; ${v.files} files print the same`);
      output(options.json).result(lines.join('\n'), all);
    });
}
