import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from '#core';
import { output } from '../output.ts';

export function addValidate(root: Command, _exit: (code: ExitCode) => void): void {
  root
    .command('validate')
    .description('Check a pipeline definition and everything it refers to; all problems at once, with file and line.')
    .argument('<pipelines...>', 'pipeline definitions (YAML)')
    .option('--json', 'one JSON object on standard output', false)
    .action(async (files, options) => {
      const { validate } = await import('#app');
      const all = [];
      for (const file of files) all.push(await validate(file));
      const lines = all.map((v) => `${v.pipeline}: ${v.indicators} indicators, ${v.breakdowns} breakdowns, ${v.columns} columns classified; fine`);
      output(options.json).result(lines.join('\n'), all);
    });
}
