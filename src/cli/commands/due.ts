import type { Command } from '@commander-js/extra-typings';
import { type ExitCode, systemClock } from '#core';
import { output } from '../output.ts';
import { positive, secret, STATE } from './options.ts';
import { summary } from './run.ts';

export function addDue(root: Command, exit: (code: ExitCode) => void): void {
  root
    .command('due')
    .description('Run once what the schedules say is due; exit 9 when nothing is. For cron and systemd timers.')
    .argument('<pipelines...>', 'pipeline definitions (YAML)')
    .option('--source <path>', 'folder or file of the source (for sources of files)')
    .option('--out <folder>', 'where reports go; default: as the pipeline says')
    .option('--state <folder>', 'keys, ledger, schedule and certificates (private)', STATE)
    .option('--jobs <n>', 'employers under way at once', positive, 2)
    .option('--json', 'one JSON object on standard output', false)
    .action(async (pipelines, options) => {
      const { due } = await import('#app');
      const out = output(options.json);
      const result = await due(
        { pipelines, source: options.source ?? null, secret, out: options.out ?? null, state: options.state, jobs: options.jobs },
        systemClock,
        out.progress,
      );
      const lines = result.pipelines.map((p) => (p.result === null ? `${p.pipeline}: nothing due${p.next === null ? '' : `, next ${p.next}`}` : summary(p.result)));
      out.result(lines.join('\n'), result);
      exit(result.exit);
    });
}
