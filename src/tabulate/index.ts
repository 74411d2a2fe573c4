export { employersOf, tabulate } from './tabulate.ts';
export type { Counted, Employer } from './tabulate.ts';
export type { CountedCode, CountedDimension } from './tree.ts';
