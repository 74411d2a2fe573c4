export { composeReport } from './compose-report.ts';
export { percent, WITHHELD_MARK } from './numbers.ts';
export type * from './document.ts';
