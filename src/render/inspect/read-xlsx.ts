import { stylesXml } from '../xlsx/styles.ts';
import { readXml, type Element } from './read-xml.ts';
import { readZip } from './read-zip.ts';

/** A workbook as a spreadsheet program finds it. */
export interface ReadWorkbook {
  readonly title: string;
  readonly language: string;
  readonly sheets: readonly ReadSheet[];
}

export interface ReadSheet {
  readonly name: string;
  /** What the filter covers, as `A1:H20`; null where there is none. */
  readonly filter: string | null;
  /** The header stays in view. */
  readonly frozen: boolean;
  /** By row and column; missing cells are null. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * Reads a workbook strictly: the parts that a report's workbook has and no others, elements that are known and no others. So a formula, a link,
 * a macro, a comment, a hidden sheet, row or column, a picture or a property nobody asked for cannot be overlooked: it throws.
 */
export function readXlsx(archive: Uint8Array): ReadWorkbook {
  const parts = readZip(archive);
  const part = (name: string): Element => {
    const bytes = parts.get(name);
    if (bytes === undefined) throw new Error('a part of the workbook is missing');
    return readXml(bytes);
  };
  const workbook = part('xl/workbook.xml');
  allow(workbook, BOOK);
  const names = within(workbook, 'sheets').map((sheet, i) => sheetName(sheet, i));
  const expected = [...PARTS, ...names.map((_, i) => `xl/worksheets/sheet${i + 1}.xml`)];
  if (parts.size !== expected.length || !expected.every((name) => parts.has(name)))
    throw new Error('another set of parts');
  checkNames(workbook, names);
  checkRelations(part('_rels/.rels'), ['xl/workbook.xml', 'docProps/core.xml']);
  checkRelations(part('xl/_rels/workbook.xml.rels'), [
    ...names.map((_, i) => `worksheets/sheet${i + 1}.xml`),
    'styles.xml',
  ]);
  wordless(part('[Content_Types].xml'));
  // A format can say anything in place of a number, and a colour can hide it: there is one set of looks.
  if (!Buffer.from(stylesXml()).equals(parts.get('xl/styles.xml') ?? Buffer.of())) throw new Error('other looks');
  const properties = part('docProps/core.xml');
  const [title, language, ...others] = properties.children;
  if (title?.name !== 'dc:title' || language?.name !== 'dc:language' || others.length > 0)
    throw new Error('a property that a report has none of');
  return {
    title: plain(title.text),
    language: language.text,
    sheets: names.map((name, i) => readSheet(name, part(`xl/worksheets/sheet${i + 1}.xml`))),
  };
}

const PARTS = [
  '[Content_Types].xml',
  '_rels/.rels',
  'docProps/core.xml',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
];

function sheetName(sheet: Element, i: number): string {
  const { attributes } = sheet;
  const [name, id, relation] = ['name', 'sheetId', 'r:id'].map((key) => attributes.get(key));
  if (name === undefined || id !== String(i + 1) || relation !== `rId${i + 1}` || attributes.size !== 3)
    throw new Error('a sheet out of place or hidden');
  return name;
}

/** Only what filters and repeated headers need. */
function checkNames(workbook: Element, sheets: readonly string[]): void {
  for (const { attributes, text } of within(workbook, 'definedNames')) {
    const sheet = sheets[Number(attributes.get('localSheetId'))];
    const prefix = `'${sheet?.replaceAll("'", "''") ?? ''}'!`;
    const range = attributes.get('name') === '_xlnm.Print_Titles' ? /^\$1:\$1$/u : /^\$A\$1:\$[A-Z]+\$\d+$/u;
    const known = ['_xlnm.Print_Titles', '_xlnm._FilterDatabase'].includes(attributes.get('name') ?? '');
    if (!known || !plain(text).startsWith(prefix) || !range.test(plain(text).slice(prefix.length)))
      throw new Error('a name that a report has none of');
  }
}

function checkRelations(relations: Element, targets: readonly string[]): void {
  const found = relations.children.map((r) => (r.attributes.size === 3 ? r.attributes.get('Target') : 'elsewhere'));
  if (found.join('\n') !== targets.join('\n')) throw new Error('a relation to something else');
}

/** What a part may hold, and with which attributes. Row heights, hidden rows and columns, and drawings are not among them. */
type Vocabulary = ReadonlyMap<string, readonly string[]>;

const SHEET: Vocabulary = new Map([
  ['dimension', ['ref']],
  ['sheetViews', []],
  ['sheetView', ['tabSelected', 'workbookViewId']],
  ['pane', ['ySplit', 'topLeftCell', 'activePane', 'state']],
  ['sheetFormatPr', ['defaultRowHeight']],
  ['cols', []],
  ['col', ['min', 'max', 'width', 'customWidth']],
  ['sheetData', []],
  ['row', ['r']],
  ['c', ['r', 's', 't']],
  ['v', []],
  ['is', []],
  ['t', ['xml:space']],
  ['autoFilter', ['ref']],
  ['pageMargins', ['left', 'right', 'top', 'bottom', 'header', 'footer']],
  ['pageSetup', ['paperSize', 'orientation']],
]);
const BOOK: Vocabulary = new Map([
  ['workbookPr', []],
  ['bookViews', []],
  ['workbookView', []],
  ['sheets', []],
  ['sheet', ['name', 'sheetId', 'r:id']],
  ['definedNames', []],
  ['definedName', ['name', 'localSheetId', 'hidden']],
]);
/** Where texts may stand. */
const WORDED = new Set(['v', 't', 'definedName']);

function readSheet(name: string, sheet: Element): ReadSheet {
  allow(sheet, SHEET);
  if (within(sheet, 'cols').some((c) => !(Number(c.attributes.get('width')) >= 5))) throw new Error('a hidden column');
  const [view] = within(sheet, 'sheetViews');
  const pane = view?.children.find((child) => child.name === 'pane')?.attributes;
  const filters = sheet.children.filter((child) => child.name === 'autoFilter');
  return {
    name,
    filter: filters[0]?.attributes.get('ref') ?? null,
    frozen: pane?.get('state') === 'frozen' && pane.get('ySplit') === '1',
    rows: within(sheet, 'sheetData').map(readRow),
  };
}

function readRow(row: Element, r: number): readonly (string | number | null)[] {
  if (row.attributes.get('r') !== String(r + 1)) throw new Error('a row out of place');
  const cells: (string | number | null)[] = [];
  for (const cell of row.children) {
    const at = /^([A-Z])(\d+)$/u.exec(cell.attributes.get('r') ?? '');
    const column = (at?.[1]?.charCodeAt(0) ?? 0) - 65;
    if (at?.[2] !== String(r + 1) || column < cells.length) throw new Error('a cell out of place');
    while (cells.length < column) cells.push(null);
    cells.push(valueOf(cell));
  }
  return cells;
}

function valueOf({ attributes, children }: Element): string | number {
  const [value, ...others] = children;
  if (value === undefined || others.length > 0) throw new Error('a cell without a value, or with two');
  const type = attributes.get('t');
  if (type === undefined && value.name === 'v' && /^(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(value.text))
    return Number(value.text);
  const [text, ...more] = value.children;
  if (type === 'inlineStr' && value.name === 'is' && text?.name === 't' && more.length === 0) return plain(text.text);
  throw new Error('a cell of another kind');
}

/** `_x005F_` is an underscore that might be taken for the beginning of a code. Codes of other characters are not used. */
function plain(text: string): string {
  if (!text.includes('_x')) return text;
  if (/_x(?!005F_)[0-9A-Fa-f]{4}_/u.test(text.replaceAll('_x005F_', '\u0000'))) throw new Error('a coded character');
  return text.replaceAll('_x005F_', '_');
}

/** Types say nothing. */
function wordless({ text, children }: Element): void {
  if (text !== '') throw new Error('a text outside of a cell');
  for (const child of children) wordless(child);
}

function within(parent: Element, name: string): readonly Element[] {
  const found = parent.children.filter((child) => child.name === name);
  if (found.length > 1) throw new Error('a part twice');
  return found[0]?.children ?? [];
}

function allow(element: Element, vocabulary: Vocabulary): void {
  for (const child of element.children) {
    const known = vocabulary.get(child.name);
    if (known === undefined) throw new Error('an element that a report has none of');
    for (const key of child.attributes.keys())
      if (!known.includes(key)) throw new Error('an attribute that a report has none of');
    if (child.text !== '' && !WORDED.has(child.name)) throw new Error('a text outside of a cell');
    allow(child, vocabulary);
  }
}
