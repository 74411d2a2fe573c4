import type { Problem } from '#core';
import type { Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import type { RenderedFile } from '../rendered-file.ts';
import { checkCsv } from './check-csv.ts';
import { checkPdf } from './check-pdf.ts';
import { inspectionFailed } from './failure.ts';
import { readPdf } from './read-pdf.ts';

/** Re-reads what was written, with other software than wrote it, and compares every number with the release. Throws `INSPECTION_FAILED`. */
export async function inspect(released: Released, files: readonly RenderedFile[]): Promise<void> {
  assertReleased(released);
  const { content } = released;
  const problems: Problem[] = [];
  const tables = new Map(
    [...new Set(content.tables.map((t) => t.breakdown))].map((breakdown) => [`tables/${breakdown}.csv`, breakdown]),
  );
  const names = files.map((f) => f.name);
  for (const name of [...tables.keys(), 'report.pdf'])
    if (!names.includes(name)) problems.push({ where: name, what: 'is missing' });
  if (new Set(names).size !== names.length) problems.push({ where: 'files', what: 'one name stands for two files' });
  for (const { name, bytes } of files) problems.push(...(await checkFile(released, name, tables.get(name), bytes)));
  if (problems.length > 0) throw inspectionFailed(problems);
}

async function checkFile(
  released: Released,
  name: string,
  breakdown: string | undefined,
  bytes: Uint8Array,
): Promise<readonly Problem[]> {
  const { content } = released;
  try {
    if (breakdown !== undefined) return checkCsv(content, name, breakdown, bytes);
    if (/^report(?:\.[a-z]+)?\.pdf$/u.test(name)) return checkPdf(content, name, await readPdf(bytes));
  } catch (cause) {
    throw Object.assign(inspectionFailed([{ where: name, what: 'cannot be read back' }]), { cause });
  }
  return [{ where: name, what: 'is not a file of a report' }];
}
