/**
 * How wide a text may come out, in ems. The page is set in whatever sans serif the reader's machine has, so this leans to the widest
 * (Verdana, DejaVu Sans); labels of charts are broken by it, because SVG does not break lines by itself.
 */
const CLASSES: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[iljtfrI.,:;'’|!()[\]\s]/u, 0.4],
  [/[mwMW%@—]/u, 0.98],
  [/\p{Lu}/u, 0.74],
  [/\p{M}/u, 0],
  [/[\p{Script=Latin}\p{Nd}\p{P}\p{S}]/u, 0.62],
];
const OTHER = 1;

export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFD')) width += CLASSES.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;
  return width;
}

/** Lines no wider than `room` ems, broken between words; a single word that is wider stays whole. */
export function linesOf(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
