export interface Asked {
  /** `INSTANCE` or `INSTANCE:INDICATOR,…` */
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
