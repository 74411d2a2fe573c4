import type { Command } from '@commander-js/extra-typings';
import { EXIT, type ExitCode, systemClock } from '#core';
import { output } from '../output.ts';

/** Share of the cells with anybody in them that may be withheld: beyond, the tables are too fine for so few people. */
const TOO_MANY = 0.5;
const COARSER = 'Merge categories or groups, cross fewer dimensions, or publish fewer tables.';

export function addProtect(root: Command, exit: (code: ExitCode) => void): void {
  root
    .command('protect')
    .description("The disclosure core on anybody's tables: withhold what is unsafe, attack the rest, write only what held.")
    .argument('<spec>', 'dimensions, tables and policy (JSON)')
    .argument('<cells>', 'true counts (CSV): a column per dimension, empty for the total, and `count`')
    .requiredOption('-o, --out <file>', 'the protected table (CSV)')
    .option('--report <file>', 'numbers of cells, audit result, seconds (JSON; private)')
    .option('--json', 'one JSON object on standard output', false)
    .action(async (spec, cells, options) => {
      const { runProtect, writeWhole } = await import('#app');
      const out = output(options.json);
      const outcome = await runProtect({ spec, cells, out: options.out, ...(options.report === undefined ? {} : { report: options.report }), clock: systemClock, write: writeWhole, progress: out.progress });
      const { report } = outcome;
      if (outcome.kind === 'refused') {
        out.refusal(
          `No safe pattern was found: ${outcome.cells.length} cells in question (${outcome.cells.slice(0, 5).join('; ')}). Nothing was written to ${options.out}.`,
          COARSER,
        );
        exit(outcome.exit);
        return;
      }
      const rounded = report.rounded === 0 ? '' : `, ${report.rounded} rounded (${report.sumsOff} printed sums do not add up)`;
      const text = `${options.out}: ${report.cells} cells, ${report.primary + report.secondary} withheld (${report.secondary} of them to protect others), ${report.banded - report.rounded} banded${rounded}; attacked: nothing can be narrowed. ${report.seconds.toFixed(1)} s`;
      const { occupied, occupiedWithheld } = report;
      const advice = occupiedWithheld > TOO_MANY * occupied ? `\n${occupiedWithheld} withheld of ${occupied} cells with anybody in them: little is left to read. ${COARSER}` : '';
      out.result(text + advice, { out: options.out, ...report });
      exit(EXIT.done);
    });
}
