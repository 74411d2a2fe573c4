import type { Problem } from '#core';
import { LOGO_FILES, type Picture, type Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import { logoAmong } from '../logo.ts';
import type { RenderedFile } from '../rendered-file.ts';
import { checkCodes, expectedCodes } from './check-codes.ts';
import { checkCsv } from './check-csv.ts';
import { checkDescriptors } from './check-descriptors.ts';
import { checkHtml } from './check-html.ts';
import { checkPdf } from './check-pdf.ts';
import { checkXlsx } from './check-xlsx.ts';
import { inspectionFailed } from './failure.ts';
import { Meanings } from './meanings.ts';
import { readPdf } from './read-pdf.ts';

/** Re-reads what was written, with other software than wrote it, and compares every number with the release. Throws `INSPECTION_FAILED`. */
export async function inspect(released: Released, files: readonly RenderedFile[]): Promise<void> {
  assertReleased(released);
  const problems: Problem[] = [];
  const meanings = new Meanings(released.content, released.earlier);
  const data = dataFiles(released, files, meanings);
  const logo = logoAmong(files, released);
  const names = files.map((f) => f.name);
  for (const name of [...data.keys(), 'report.pdf', 'report.html'])
    if (!names.includes(name)) problems.push({ where: name, what: 'is missing' });
  if (new Set(names).size !== names.length) problems.push({ where: 'files', what: 'one name stands for two files' });
  for (const { name, bytes } of files)
    if (!LOGO_FILES.some((known) => known === name))
      problems.push(...(await checkFile(meanings, logo, name, data.get(name), bytes)));
  if (problems.length > 0) throw inspectionFailed(problems);
}

type Check = (bytes: Uint8Array) => readonly Problem[];

/** The files that a release with tables must have, and how each is read back. None for a release without. */
function dataFiles(
  released: Released,
  files: readonly RenderedFile[],
  meanings: Meanings,
): ReadonlyMap<string, Check> {
  const { content } = released;
  if (content.tables.length === 0) return new Map();
  const table = (breakdown: string): readonly [string, Check] => {
    const name = `tables/${breakdown}.csv`;
    return [name, (bytes) => checkCsv(content, name, breakdown, bytes)];
  };
  return new Map<string, Check>([
    ...new Set(content.tables.map((t) => t.breakdown)).values().map(table),
    ...expectedCodes(content)
      .entries()
      .map(([name, expected]) => [name, (bytes: Uint8Array) => checkCodes(name, expected, bytes)] as const),
    ['tables/datapackage.json', () => checkDescriptors(released, files, meanings)],
    // Held to the other descriptor and to the files together with it.
    ['tables/csv-metadata.json', () => []],
    ['report.xlsx', (bytes) => checkXlsx(content, 'report.xlsx', bytes, meanings)],
  ]);
}

async function checkFile(
  meanings: Meanings,
  logo: Picture | null,
  name: string,
  check: Check | undefined,
  bytes: Uint8Array,
): Promise<readonly Problem[]> {
  const { content, earlier } = meanings;
  try {
    if (check !== undefined) return check(bytes);
    if (content.tables.length > 0 && /^report\.[a-z]+\.xlsx$/u.test(name))
      return checkXlsx(content, name, bytes, meanings);
    if (/^report(?:\.[a-z]+)?\.html$/u.test(name)) return checkHtml(content, name, bytes, earlier, logo, meanings);
    if (/^report(?:\.[a-z]+)?\.pdf$/u.test(name))
      return checkPdf(content, name, await readPdf(bytes), earlier, logo, meanings);
  } catch (cause) {
    throw Object.assign(inspectionFailed([{ where: name, what: 'cannot be read back' }]), { cause });
  }
  return [{ where: name, what: 'is not a file of a report' }];
}
