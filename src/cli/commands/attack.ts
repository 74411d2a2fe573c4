import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from '#core';
import { output } from '../output.ts';
import { collect } from './options.ts';

export function addAttack(root: Command, exit: (code: ExitCode) => void): void {
  root
    .command('attack')
    .description("The attacker on anybody's tables: what each withheld cell can still be. Exit 5 where a cell falls short.")
    .argument('<spec>', 'dimensions, tables and policy (JSON)')
    .argument('<released>', 'the protected table (CSV)')
    .option('--before <file>', 'an earlier release of the same data (may be repeated)', collect)
    .option('--truth <file>', 'the true counts (CSV), to check the release against')
    .option('--json', 'one JSON object on standard output', false)
    .action(async (spec, released, options) => {
      const { runAttack } = await import('#app');
      const out = output(options.json);
      out.progress.step('attacking what is withheld');
      const outcome = await runAttack({ spec, released, ...(options.before === undefined ? {} : { before: options.before }), ...(options.truth === undefined ? {} : { truth: options.truth }) });
      const { csv, exit: code, ...rest } = outcome;
      out.result(csv.trimEnd(), rest);
      exit(code);
    });
}
