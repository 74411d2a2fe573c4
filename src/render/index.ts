export { renderCsv } from './csv.ts';
export { inspect } from './inspect/inspect.ts';
export { renderPdf } from './pdf/render-pdf.ts';
export { PRINT, pressCommand, type PressJob } from './press-command.ts';
export type { RenderedFile } from './rendered-file.ts';
export { renderXlsx } from './xlsx/render-xlsx.ts';
export { renderHtml } from './html/render-html.ts';
