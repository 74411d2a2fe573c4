/**
 * What no safe pattern can do without: `node bench/main.ts bound [INSTANCE[:INDICATOR,…]]… [--k 5] [--zeros shown] [--heads secret] [--seconds 60]`.
 * One line per instance. Fewer seconds give a lower bound, never a wrong one.
 */
import { readCounts } from '../src/app/tables/read-cells.ts';
import { systemClock } from '../src/core/effects.ts';
import { type Block, blockOf } from '../src/protect/cells/block.ts';
import { Needs } from '../src/protect/cells/needs/needs.ts';
import { judge } from '../src/protect/cells/primary.ts';
import { cellKey, structureOf } from '../src/protect/cells/structure.ts';
import { Solver } from '../src/solver/index.ts';
import { asked, instanceNamed } from './instances.ts';
import { leastWithheld } from './least-withheld.ts';

const { names, k, zeros, headCounts, option } = asked();
const seconds = Number(option('seconds', '60'));
const policy = { minGroup: k, minGroupSensitive: k, minCell: k, zeros, insiders: 0, headCounts };
const now = () => systemClock.now().getTime() / 1000;
const solver = await Solver.load();

for (const name of names) {
  const { spec, cells } = instanceNamed(name, policy);
  const structure = structureOf(spec);
  const counts = readCounts(cells, 'cells', structure.dimensions, (cell) => structure.index.has(cell));
  const values = Int32Array.from(structure.codes, (codes) => counts.get(cellKey(codes)) ?? 0);
  const judged = judge(structure, values, spec.policy);
  const weight = new Float64Array(values.length).fill(1);
  const part = (mine: (block: number) => boolean) => blockOf(structure, values, judged, weight, mine);
  const numbers = structure.indicators.map((_, q) => q + 1);
  // Known head counts part the indicators; secret ones are looked at with one indicator at a time.
  const tasks: { readonly block: Block; readonly parts: readonly ((cell: number) => boolean)[] }[] =
    spec.policy.headCounts === 'known'
      ? numbers.map((q) => ({ block: part((b) => b === q), parts: [() => true] }))
      : [part(() => true)].map((block) => {
          const of = (cell: number) => structure.block[block.global[cell] ?? -1] ?? -1;
          const parts = numbers.map((q) => (cell: number) => of(cell) === 0 || of(cell) === q);
          return { block, parts: parts.length === 0 ? [() => true] : parts };
        });
  const bounds = tasks.map(({ block, parts }) => {
    using needs = new Needs(block, solver, parts);
    return leastWithheld(needs, { seconds: seconds / tasks.length, now, say: (text) => process.stderr.write(`  ${text}\n`) });
  });
  const sum = (of: (bound: (typeof bounds)[number]) => number) => bounds.reduce((total, bound) => total + of(bound), 0);
  const settled = bounds.every(({ tight }) => tight) ? ', no more to be found' : '';
  process.stdout.write(
    `${name} k=${k} zeros=${zeros} heads=${headCounts}: no safe pattern withholds fewer than ${sum(({ least }) => least)} cells that are safe by themselves (${sum(({ conditions }) => conditions)} conditions${settled})\n`,
  );
}
