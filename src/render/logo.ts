import { sha256, TuttiError } from '#core';
import { LOGO_FILES, type Picture, plainPicture, type Released } from '#release';
import type { RenderedFile } from './rendered-file.ts';

/**
 * The employer's logo among the files of a report: the one whose hash was signed, and no other. The report is printed with these bytes, and
 * they are delivered with it, so that it can be printed again.
 */
export function logoAmong(files: readonly RenderedFile[], released: Released): Picture | null {
  const signed = released.manifest.print?.logo ?? null;
  const found = files.filter(({ name }) => LOGO_FILES.some((logo) => logo === name));
  const [logo] = found;
  if (signed === null && logo === undefined) return null;
  if (
    signed === null ||
    logo === undefined ||
    found.length > 1 ||
    logo.name !== signed.file ||
    sha256(logo.bytes) !== signed.sha256
  )
    throw new TuttiError('BUNDLE_TAMPERED', {
      what: `The logo beside the release ${released.id} is not the one that was signed with it.`,
      hint: 'Nothing was printed. Put back the logo that was delivered with the report, or deliver the release again.',
    });
  return plainPicture(logo.bytes);
}

/** Fits a picture into a space without changing its shape; never drawn larger than at one point a pixel. */
export function fitted(
  { width, height }: Picture,
  space: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, space.width / width, space.height / height);
  return { width: width * scale, height: height * scale };
}
