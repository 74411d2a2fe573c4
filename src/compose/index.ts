export { composeReport } from './compose-report.ts';
export { groupLabels } from './labels.ts';
export { percent, WITHHELD_MARK } from './numbers.ts';
export { companyRow, keyCategories } from './published.ts';
export type * from './document.ts';
export {
  composeWorkbook,
  type PageSheet,
  type Sheet,
  type TableSheet,
  type Workbook,
  type WorkbookCell,
} from './workbook.ts';
