const LONGEST = 31;

/**
 * Names as a spreadsheet takes them: at most 31 characters, none of `[]:*?/\`, no quotation mark at an end, and no two alike whatever the
 * case. Programs count UTF-16 units, so a letter is never cut in half.
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>(['history']);
  return wanted.map((text) => {
    const plain = text
      .normalize('NFC')
      .replaceAll(/[[\]:*?/\\]/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/^['\s]+|['\s]+$/gu, '');
    for (let n = 1; ; n += 1) {
      const end = n === 1 ? '' : ` (${String(n)})`;
      const name = shortened(plain === '' ? '-' : plain, LONGEST - end.length) + end;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (cut.length + segment.length > longest - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}
