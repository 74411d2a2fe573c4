import { readSpec, type TableSpec } from '../src/app/tables/read-spec.ts';
import { countsFrom, specText } from '../fixtures/yardstick/load.ts';
import { madeFrom, makeTables } from './made.ts';

export interface Asked {
  /** `INSTANCE`, `INSTANCE:INDICATOR,…`, or `made,people=50000,departments=250,…` (bench/made.ts) */
  readonly names: readonly string[];
  readonly k: number;
  readonly zeros: string;
  readonly headCounts: string;
  readonly option: (name: string, otherwise: string) => string;
}

const SINGLE = ['t200-site-age', 't200-org-age', 't1000-org-age', 'w200:bmi'];

/** Instances and what is asked of them, from the command line: `[INSTANCE[:INDICATOR,…]]… [--k 5] [--zeros shown] [--heads secret] [--NAME VALUE]…` */
export function asked(line: readonly string[] = process.argv.slice(2)): Asked {
  const option = (name: string, otherwise: string) => {
    const at = line.indexOf(`--${name}`);
    return at < 0 ? otherwise : (line[at + 1] ?? otherwise);
  };
  const names = line.filter((word, i) => !word.startsWith('--') && line[i - 1]?.startsWith('--') !== true);
  return {
    names: names.length > 0 ? names : SINGLE,
    k: Number(option('k', '5')),
    zeros: option('zeros', 'shown'),
    headCounts: option('heads', 'secret'),
    option,
  };
}

/** A public instance, cut to some of its indicators where asked, or one made for the purpose: its specification and its counts. */
export function instanceNamed(name: string, policy: unknown): { readonly spec: TableSpec; readonly cells: string } {
  if (name.split(',')[0] === 'made') {
    const { spec, cells } = makeTables(madeFrom(name), policy);
    return { spec: readSpec(spec, name), cells };
  }
  const [instance = '', only] = name.split(':');
  const spec = readSpec(specText(instance, policy, only?.split(',')), instance);
  return { spec, cells: countsFrom(instance, spec) };
}
