import type { Direction } from '#release';

/**
 * How the report looks. Points (1/72 inch) on A4. The colours keep their order of lightness in print without colour and apart for
 * the common kinds of colour blindness (teal, grey, ochre); no meaning hangs on colour alone.
 */
export const PAGE = { width: 595.28, height: 841.89, left: 56, right: 56, top: 74, bottom: 56 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const CONTENT_BOTTOM = PAGE.height - PAGE.bottom;

export const INK = {
  text: '#1c2730',
  muted: '#55636e',
  faint: '#8a97a1',
  rule: '#d4dbe0',
  track: '#edf1f3',
  tint: '#f4f7f8',
  accent: '#0d5560',
  accentSoft: '#d9e8ea',
  paper: '#ffffff',
} as const;

/** Dark teal, mid grey, ochre: lightness about 35, 65 and 62, the last two told apart by their mark. */
export const TONE: Readonly<Record<Direction | 'missing', string>> = {
  good: '#0f6672',
  neutral: '#9aa8b2',
  bad: '#d08a2c',
  missing: '#c5ced4',
};

/** The same tones behind a number. */
export const SOFT_TONE: Readonly<Record<Direction, string>> = { good: '#bcd8db', neutral: '#d5dce1', bad: '#f2dbb9' };

export const FONTS = {
  regular: 'BeVietnamPro-Regular',
  medium: 'BeVietnamPro-Medium',
  semibold: 'BeVietnamPro-SemiBold',
  bold: 'BeVietnamPro-Bold',
} as const;
export type Face = keyof typeof FONTS;

export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly lineGap?: number;
}

export const STYLE = {
  cover: { face: 'semibold', size: 34, colour: INK.accent, lineGap: -4 },
  coverSub: { face: 'medium', size: 12, colour: INK.muted },
  chapter: { face: 'semibold', size: 23, colour: INK.accent },
  flow: { face: 'semibold', size: 17, colour: INK.accent },
  heading: { face: 'semibold', size: 14, colour: INK.accent },
  title: { face: 'semibold', size: 11.5, colour: INK.text },
  lead: { face: 'regular', size: 11.5, colour: INK.muted, lineGap: 2 },
  body: { face: 'regular', size: 10, colour: INK.text, lineGap: 2 },
  strong: { face: 'semibold', size: 10, colour: INK.text, lineGap: 1 },
  cell: { face: 'regular', size: 9, colour: INK.text },
  cellMedium: { face: 'medium', size: 9, colour: INK.text },
  cellStrong: { face: 'semibold', size: 9, colour: INK.text },
  cellMuted: { face: 'regular', size: 9, colour: INK.muted },
  head: { face: 'medium', size: 9, colour: INK.muted },
  note: { face: 'regular', size: 9, colour: INK.muted, lineGap: 1 },
  figure: { face: 'semibold', size: 30, colour: INK.accent },
  value: { face: 'semibold', size: 20, colour: INK.text },
  running: { face: 'regular', size: 9, colour: INK.muted },
} as const satisfies Readonly<Record<string, Style>>;
