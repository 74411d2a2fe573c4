import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from '#core';
import { output } from '../output.ts';
import { day, today } from './options.ts';

export function addPlan(root: Command, _exit: (code: ExitCode) => void): void {
  root
    .command('plan')
    .description('Say what a run would read, build and deliver. Opens no source, writes nothing.')
    .argument('<pipeline>', 'pipeline definition (YAML)')
    .option('--period <id>', 'such as 2025 or 2025-Q3')
    .option('--as-of <day>', 'the day the run is for', day)
    .option('--json', 'one JSON object on standard output', false)
    .action(async (file, options) => {
      const { plan } = await import('#app');
      const p = await plan(file, options.asOf ?? today(), options.period ?? null);
      const tables = p.tables.map((t) => `  ${t.table}: ${t.columns} columns known, ${t.neverSelected} of them never selected`);
      const text = [
        `${p.pipeline} makes ${p.report} for ${p.period.id} (${p.period.from} to ${p.period.to})`,
        `source: ${p.source}`,
        ...tables,
        `policy: ${p.policy}`,
        `breakdowns: ${p.breakdowns.join(', ')}`,
        `indicators: ${p.indicators.join(', ')}`,
        `delivery: ${p.delivery}`,
        `schedule: ${p.schedule ?? 'none'}`,
        `definition: ${p.fingerprint.slice(0, 16)}`,
      ].join('\n');
      output(options.json).result(text, p);
    });
}
