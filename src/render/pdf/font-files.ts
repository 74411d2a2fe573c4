import { fileURLToPath } from 'node:url';
import { FONTS } from '../theme.ts';

/** Where the report's fonts lie: complete files with Vietnamese, embedded as subsets. */
export const FONT_FOLDER = fileURLToPath(new URL('../../../reports/theme/fonts/', import.meta.url));

export function fontFile(face: string): string {
  const known = Object.entries(FONTS).find(([name]) => name === face);
  if (known === undefined) throw new Error(`no font for ${face}`);
  return `${FONT_FOLDER}${known[1]}.ttf`;
}
