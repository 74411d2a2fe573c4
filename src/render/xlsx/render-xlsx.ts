import { composeWorkbook, type Sheet, type Workbook } from '#compose';
import type { Locale } from '#core';
import type { Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import { filterRange, sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';
import { escapeAttribute, escapeText, MAIN, OFFICE, PACKAGE, XML } from './xml.ts';
import { zip } from './zip.ts';

/**
 * The release as a workbook (ECMA-376, the smallest package that spreadsheet programs open without complaint), or null where there are no
 * tables. No formulas, links, macros, comments, hidden parts or shared texts; of properties only title and language; no clock.
 */
export async function renderXlsx(released: Released, locale: Locale): Promise<Uint8Array | null> {
  assertReleased(released);
  const workbook = composeWorkbook(released.content, locale);
  if (workbook === null) return null;
  const { sheets } = workbook;
  const parts: readonly (readonly [name: string, xml: string])[] = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', packageRelations()],
    ['docProps/core.xml', properties(workbook)],
    ['xl/workbook.xml', workbookXml(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets.length)],
    ['xl/styles.xml', stylesXml()],
    ...sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, i === 0)] as const),
  ];
  return zip(parts.map(([name, xml]) => ({ name, bytes: Buffer.from(xml, 'utf8') })));
}

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const numbersTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

function contentTypes(sheets: number): string {
  const parts = [
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`],
    ['/xl/styles.xml', `${SPREADSHEET}.styles+xml`],
    ...numbersTo(sheets).map((n) => [`/xl/worksheets/sheet${n}.xml`, `${SPREADSHEET}.worksheet+xml`]),
  ];
  const overrides = parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('');
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

function packageRelations(): string {
  return relations([
    [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]);
}

function workbookRelations(sheets: number): string {
  return relations([
    ...numbersTo(sheets).map((n) => [`${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`] as const),
    [`${OFFICE}/styles`, 'styles.xml'],
  ]);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function properties({ title, locale }: Workbook): string {
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeText(title)}</dc:title><dc:language>${locale}</dc:language></cp:coreProperties>`;
}

/** Sheets; for each table what its filter covers, and that its header is printed on every page. */
function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map((s, i) => `<sheet name="${escapeAttribute(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = sheets.flatMap((sheet, i) => {
    if (sheet.kind === 'page') return [];
    const quoted = escapeText(`'${sheet.name.replaceAll("'", "''")}'`);
    const range = filterRange(sheet).replaceAll(/([A-Z]+)(\d+)/gu, '$$$1$$$2');
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted}!${range}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$1:$1</definedName>`,
    ];
  });
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}
