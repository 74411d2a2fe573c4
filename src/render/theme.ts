import type { Paper } from '#core';
import type { Direction } from '#release';

/** A page of the report in points (1/72 inch), measured from its upper left corner. Everything is laid out from these. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  /** Where the text begins and ends across the page, and down it. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** From `left` to `right`. */
  readonly measure: number;
}

/** ISO 216 A4 (210 × 297 mm) and ANSI/ASME Y14.1 Letter (8.5 × 11 in). */
const PAPER_SIZES: Readonly<Record<Paper, readonly [width: number, height: number]>> = {
  a4: [595.28, 841.89],
  letter: [612, 792],
};
const MARGIN = 56;
/** Below the running head. */
const TOP = 74;

export function pageLayout(paper: Paper): PageLayout {
  const [width, height] = PAPER_SIZES[paper];
  const right = width - MARGIN;
  return { width, height, left: MARGIN, right, top: TOP, bottom: height - MARGIN, measure: right - MARGIN };
}

/**
 * The colours keep their order of lightness in print without colour and apart for
 * the common kinds of colour blindness (teal, grey, ochre); no meaning hangs on colour alone.
 */
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
