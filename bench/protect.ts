/**
 * Protects public instances, or invented ones of any size, and attacks the result: `node bench/protect.ts [INSTANCE[:INDICATOR,…]]… [made,people=50000,departments=250,…] [--k 5] [--zeros shown] [--heads secret] [--preset NAME]`.
 * One line per instance: cells, primary, secondary, people withheld, seconds, verdicts.
 */
import { protectTables } from '../src/app/tables/protect-tables.ts';
import { systemClock } from '../src/core/effects.ts';
import { asked, instanceNamed } from './instances.ts';

const { names, k, zeros, headCounts, option } = asked();
const preset = option('preset', '');
const policy = preset !== '' ? preset : { minGroup: k, minGroupSensitive: k, minCell: k, zeros, insiders: 0, headCounts };

for (const name of names) {
  const { spec, cells: text } = instanceNamed(name, policy);
  const outcome = await protectTables(spec, { text, file: 'cells' }, systemClock);
  const { cells, primary, secondary, rounded, withheldPeople, seconds, audit } = outcome.report;
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  process.stdout.write(
    `${name} ${preset !== '' ? preset : `k=${k} zeros=${zeros} heads=${headCounts}`}: ${outcome.kind}, ${cells} cells, ${primary} primary, ${secondary} secondary, ${rounded} rounded, ${withheldPeople} people withheld, ${seconds.toFixed(1)} s, ${megabytes} MB, ${JSON.stringify(audit)}\n`,
  );
}
