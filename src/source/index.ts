export { loadSource } from './load.ts';
export type { LoadOptions } from './load.ts';
