import type { Command } from '@commander-js/extra-typings';
import { relative } from 'node:path';
import type { EmployerOutcome, RunResult } from '#app';
import { type ExitCode, systemClock } from '#core';
import { output } from '../output.ts';
import { collect, day, positive, secret, STATE, today } from './options.ts';

export function addRun(root: Command, exit: (code: ExitCode) => void): void {
  root
    .command('run')
    .description('Read the source, protect, attack, sign, print and deliver: one folder per employer.')
    .argument('<pipeline>', 'pipeline definition (YAML)')
    .option('--source <path>', 'folder or file of the source (for sources of files)')
    .option('--employer <id>', 'only this employer (may be repeated)', collect)
    .option('--period <id>', 'such as 2025 or 2025-Q3; default: the last one that is over')
    .option('--as-of <day>', 'the day the run is for', day)
    .option('--out <folder>', 'where reports go; default: as the pipeline says')
    .option('--state <folder>', 'keys, ledger and certificates (private)', STATE)
    .option('--jobs <n>', 'employers under way at once', positive, 2)
    .option('--json', 'one JSON object on standard output', false)
    .action(async (pipeline, options) => {
      const { run } = await import('#app');
      const out = output(options.json);
      const result = await run(
        {
          pipeline,
          employers: options.employer ?? null,
          period: options.period ?? null,
          asOf: options.asOf ?? today(),
          source: options.source ?? null,
          secret,
          out: options.out ?? null,
          state: options.state,
          jobs: options.jobs,
        },
        systemClock,
        out.progress,
      );
      out.result(summary(result), result);
      exit(result.exit);
    });
}

/** What a person wants to know at the end: where the reports are, and what was held back. */
export function summary({ pipeline, period, out, employers, notes }: RunResult): string {
  const width = Math.max(...employers.map((e) => e.employer.length), 8);
  const lines = employers.map((e) => `  ${e.employer.padEnd(width)}  ${describe(e)}`);
  const released = employers.filter((e) => e.status === 'released').length;
  return [`${pipeline}, ${period.id}: ${released} of ${employers.length} employers have their report under ${relative('', out) || '.'}/`, ...lines, ...notes].join('\n');
}

const TIERS = { full: 'full report', participation: 'participation only: too few completers for health results', active: 'only that the programme is active: too few completers' } as const;

function describe(e: EmployerOutcome): string {
  if (e.status === 'released' && e.tier !== null) {
    const { shown, banded, withheld } = e.cells;
    const all = shown + banded + withheld;
    const share = all === 0 ? 0 : Math.round((100 * withheld) / all);
    return `${relative('', e.folder ?? '')}\n  ${''.padEnd(8)}  ${TIERS[e.tier]}; ${all} numbers: ${shown} shown, ${banded} as bands, ${withheld} withheld (${share} %)`;
  }
  if (e.status === 'ended') return 'nothing read: its data may no longer be used (contract term and retention are over)';
  return `${e.status.toUpperCase()} ${e.reason ?? ''}: ${e.hint ?? ''}`;
}
