/**
 * Protects the public instances and attacks the result: `node bench/protect.ts [INSTANCE[:INDICATOR,…]]… [--k 5] [--zeros shown] [--heads secret] [--preset NAME]`.
 * One line per instance: cells, primary, secondary, people withheld, seconds, verdicts.
 */
import { protectTables } from '../src/app/tables/protect-tables.ts';
import { readSpec } from '../src/app/tables/read-spec.ts';
import { systemClock } from '../src/core/effects.ts';
import { countsFrom, specText } from '../fixtures/yardstick/load.ts';
import { asked } from './instances.ts';

const { names, k, zeros, headCounts, option } = asked();
const preset = option('preset', '');
const policy = preset !== '' ? preset : { minGroup: k, minGroupSensitive: k, minCell: k, zeros, insiders: 0, headCounts };

for (const name of names) {
  const [instance = '', only] = name.split(':');
  const spec = readSpec(specText(instance, policy, only?.split(',')), instance);
  const outcome = await protectTables(spec, { text: countsFrom(instance, spec), file: 'cells' }, systemClock);
  const { cells, primary, secondary, rounded, withheldPeople, seconds, audit } = outcome.report;
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  process.stdout.write(
    `${name} ${preset !== '' ? preset : `k=${k} zeros=${zeros} heads=${headCounts}`}: ${outcome.kind}, ${cells} cells, ${primary} primary, ${secondary} secondary, ${rounded} rounded, ${withheldPeople} people withheld, ${seconds.toFixed(1)} s, ${megabytes} MB, ${JSON.stringify(audit)}\n`,
  );
}
