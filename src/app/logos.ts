import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pipeline } from '#config';
import { type Problem, sha256, TuttiError } from '#core';
import { PictureFault, plainPicture, type PrintFacts } from '#release';

/** An employer's logo, ready to be signed for and printed: only what draws it is left of the file. */
export interface Logo {
  readonly signed: NonNullable<PrintFacts['logo']>;
  readonly bytes: Uint8Array;
}

/** By employer. Read and judged before anything else is done, and all faults told at once: no run may fail at its last step for a picture. */
export function readLogos({ file, branding }: Pick<Pipeline, 'file' | 'branding'>): ReadonlyMap<string, Logo> {
  const problems: Problem[] = [];
  const logos = new Map<string, Logo>();
  for (const [employer, path] of Object.entries(branding.logos)) {
    const read = readLogo(join(dirname(file), path));
    if (typeof read === 'string') problems.push({ where: file, what: `branding.logos.${employer}: ${path} ${read}` });
    else logos.set(employer, read);
  }
  if (problems.length > 0) {
    const detail = { what: `${String(problems.length)} logo(s) of ${file} cannot be used.`, hint: 'Give PNG or JPEG files, relative to the definition; docs/pdf-report.md says what a logo may be.' };
    throw new TuttiError('CONFIG_INVALID', { ...detail, problems });
  }
  return logos;
}

/** A logo, or what is wrong with it. */
function readLogo(path: string): Logo | string {
  try {
    const { type, bytes } = plainPicture(readFileSync(path));
    return { signed: { file: type === 'png' ? 'logo.png' : 'logo.jpg', sha256: sha256(bytes) }, bytes };
  } catch (cause) {
    return cause instanceof PictureFault ? cause.message : 'cannot be read';
  }
}

/** Where the press finds it: in the outbox, which it leaves in as it is. */
export function putLogo({ signed, bytes }: Logo, outbox: string): void {
  const path = join(outbox, signed.file);
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (cause) {
    throw new TuttiError('STORAGE_FAILED', { what: `${path} could not be written.`, hint: 'Check that its folder has room and can be written to.' }, { cause });
  }
}
