import { LOCALES, type Locale, type Problem } from '#core';
import type { Picture, ReleaseContent, Released } from '#release';
import { checkNumbers, type Place } from './check-numbers.ts';
import { expectedRows } from './expected-rows.ts';
import { Meanings } from './meanings.ts';
import type { ReadPdf } from './read-pdf.ts';

/** What a report may say about itself. `PDFFormatVersion` to `Is…` are what the reader derives; the rest stands in the file. */
const METADATA = new Set([
  'PDFFormatVersion',
  'Language',
  'EncryptFilterName',
  'IsLinearized',
  'IsAcroFormPresent',
  'IsXFAPresent',
  'IsCollectionPresent',
  'IsSignaturesPresent',
  'Producer',
  'Creator',
  'CreationDate',
  'ModDate',
  'Title',
  'xmp:createdate',
  'xmp:creatortool',
  'xmp:modifydate',
  'dc:title',
  'dc:format',
  'dc:language',
  'pdf:producer',
  'pdfuaid:part',
]);

/** Every row of every table against the release, every other number against the numbers the release explains. */
export function checkPdf(
  content: ReleaseContent,
  name: string,
  pdf: ReadPdf,
  earlier: Released | null = null,
  logo: Picture | null = null,
  meanings: Meanings = new Meanings(content, earlier),
): readonly Problem[] {
  const locale = LOCALES.find((l) => l === pdf.language);
  if (locale === undefined) return [{ where: name, what: 'is in no known language' }];
  const named = /^report(?:\.([a-z]+))?\.pdf$/u.exec(name)?.[1];
  if (named !== undefined && named !== locale) return [{ where: name, what: 'is not in the language of its name' }];
  return [
    ...checkTables(meanings, name, pdf, locale),
    ...checkNumbers(meanings, name, { texts: textsOf(name, pdf), locale, pages: pdf.pages.length }),
    ...pdf.metadataKeys
      .filter((key) => !METADATA.has(key))
      .map((key) => ({ where: name, what: `carries the metadata “${key}”` })),
    ...(picturesHold(pdf, content.employer.name, logo)
      ? []
      : [{ where: name, what: 'has another picture than the signed logo' }]),
    ...(pdf.extras > 0 ? [{ where: name, what: 'carries attachments, annotations or scripts' }] : []),
  ];
}

/** One picture, described by the employer's name, and its mask if it has one; without a logo none at all. */
function picturesHold(pdf: ReadPdf, employer: string, logo: Picture | null): boolean {
  if (logo === null) return pdf.pictures === 0;
  const mask = logo.type === 'png' ? 1 : 0;
  return pdf.pictures >= 1 && pdf.pictures <= 1 + mask && pdf.alternatives[0] === employer.normalize('NFC');
}

function checkTables(meanings: Meanings, name: string, pdf: ReadPdf, locale: Locale): readonly Problem[] {
  const expected = expectedRows(meanings.document(locale)).map(bare);
  const found = pdf.rows.map(bare);
  const differing = expected.findIndex((row, i) => row !== found[i]);
  return [
    ...meanings.wrong(locale).map((claim) => ({
      where: `${name}, table ${claim.source.table}`,
      what: 'shows a number that the release does not give',
    })),
    ...(differing >= 0
      ? [{ where: `${name}, row ${String(differing + 1)} of its tables`, what: 'is not what the release says' }]
      : []),
    ...(found.length === expected.length ? [] : [{ where: name, what: 'has more or fewer rows than the release' }]),
  ];
}

/** Line breaks stand where the page is narrow, so white space says nothing. */
function bare(cells: readonly string[]): string {
  return cells.map((cell) => cell.normalize('NFC').replaceAll(/\s+/gu, '')).join('\u0000');
}

function textsOf(name: string, pdf: ReadPdf): readonly Place[] {
  return [
    ...pdf.pages.map((text, i) => ({ where: `${name}, page ${String(i + 1)}`, text })),
    ...pdf.alternatives.map((text) => ({ where: `${name}, alternative text`, text })),
  ];
}
