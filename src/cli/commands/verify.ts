import type { Command } from '@commander-js/extra-typings';
import { join } from 'node:path';
import type { Verified } from '#app';
import type { ExitCode } from '#core';
import { output } from '../output.ts';
import { secret, STATE } from './options.ts';

function unopened({ unopened }: Verified): string {
  return unopened === 0 ? '' : `; ${unopened} encrypted PDFs were NOT compared (give --password-from)`;
}

export function addVerify(root: Command, _exit: (code: ExitCode) => void): void {
  root
    .command('verify')
    .description('Check delivered releases offline: signature, hashes, sums, and that every file prints from the signed numbers.')
    .argument('<releases...>', 'folders of releases or bundles')
    .option('--key <file>', 'the public key', join(STATE, 'keys', 'public-key.pem'))
    .option('--password-from <variable>', 'the environment variable with the password of encrypted PDFs; without it they are not looked into')
    .option('--json', 'one JSON object on standard output', false)
    .action(async (folders, options) => {
      const { sealWith, verify } = await import('#app');
      const seal = options.passwordFrom === undefined ? null : await sealWith(options.passwordFrom, secret);
      const all = [];
      for (const folder of folders) all.push(await verify(folder, options.key, seal));
      const lines = all.map((v) => `${v.folder}: release ${v.releaseId} of ${v.employer}, ${v.period}: signature, hashes and sums hold; ${v.files} files print the same${unopened(v)}`);
      output(options.json).result(lines.join('\n'), all);
    });
}
