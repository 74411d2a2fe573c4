import type { Block, CellSource, ReportDocument } from '#compose';
import { mark } from '../chart/bars.ts';
import { COVER_ART } from '../html/cover.ts';
import type { Band, ReleaseContent } from '#release';
import { partOf } from './check-funnel.ts';
import { elementsOf, readElement, type HtmlElement } from './read-html.ts';
import type { Writing } from './tokens.ts';

/** What a bar reaches, in per cent of its lane: what is certain, and what is possible. */
interface Reach {
  readonly from: number;
  readonly to: number;
}

/** What a report is printed from: its release, and the one of the year before that it is compared with. */
export interface Years {
  readonly content: ReleaseContent;
  readonly before: ReleaseContent | null;
}

/** A bar that the report must draw: from a cell of the release, or beside a share that is printed. */
type Due = { readonly source: CellSource } | { readonly printed: string };

/** Lengths are written in hundredths. A range thinner than half a per cent is left out. */
const EXACT = 0.0051;
const THINNEST = 0.5;

/** Is every bar as long as its number says, is nothing else drawn but marks and the cover's pattern? Own arithmetic, from the counts. */
export function barsHold(page: HtmlElement, document: ReportDocument, years: Years, write: Writing): boolean {
  const drawn: Reach[] = [];
  const all = elementsOf(page);
  const pictures = all.filter((e) => e.name === 'svg');
  // A path that stands elsewhere would be judged by nobody.
  if (pictures.flatMap(pathsIn).length !== all.filter((e) => e.name === 'path').length) return false;
  for (const picture of pictures) {
    if (picture.attributes.get('class') === 'art') {
      if (!same(picture, readElement(COVER_ART.toString()))) return false;
    } else if (/^0 0 100 /u.test(picture.attributes.get('viewBox') ?? '')) {
      const reach = reachOf(picture);
      if (reach === null) return false;
      drawn.push(reach);
    } else if (!pathsIn(picture).every(isMark)) return false;
  }
  const due = document.sections.flatMap((section) => section.blocks.flatMap(dueIn));
  return due.length === drawn.length && due.every((each, i) => fits(each, drawn[i], years, write));
}

function pathsIn(picture: HtmlElement): readonly HtmlElement[] {
  return picture.children.filter((child) => typeof child !== 'string').filter(({ name }) => name === 'path');
}

function dueIn(block: Block): readonly Due[] {
  switch (block.kind) {
    case 'points':
      return block.items.map(({ value }) => ({ printed: value }));
    case 'bars':
      return block.rows.flatMap(({ span, source }) => (span === null ? [] : [{ source }]));
    case 'comparison':
      return block.rows.flatMap(({ cells }) =>
        cells.flatMap((cell) =>
          cell.state === 'shown' && cell.span.from === cell.span.to ? [{ source: cell.source }] : [],
        ),
      );
    case 'heading':
    case 'text':
    case 'figures':
    case 'list':
    case 'definitions':
    case 'legend':
      return [];
  }
}

function fits(due: Due, reach: Reach | undefined, years: Years, write: Writing): boolean {
  if (reach === undefined) return false;
  if ('printed' in due) {
    const roundings = [-EXACT, 0, EXACT].map((off) => write.percent(Math.max(0, (reach.to + off) * 1e4), 1e6));
    return reach.from === reach.to && roundings.includes(due.printed);
  }
  const meant = meantBy(due.source, due.source.of === 'earlier' ? years.before : years.content);
  if (meant === null) return false;
  // A range too thin to be drawn leaves its certain part alone.
  const slack = reach.from === reach.to && meant.from !== meant.to ? THINNEST : EXACT;
  return Math.abs(reach.from - meant.from) < EXACT && Math.abs(reach.to - meant.to) < slack;
}

/** The share that the release's counts give, in per cent. Null where it gives none. */
function meantBy({ table: id, codes, categories, ratio }: CellSource, content: ReleaseContent | null): Reach | null {
  if (content === null) return null;
  if (ratio !== undefined) {
    const part = partOf(ratio, content);
    return part === null ? null : { from: (100 * part.count) / part.whole, to: (100 * part.count) / part.whole };
  }
  const table = content.tables.find((t) => t.id === id);
  const row = table?.rows.find((r) => r.codes.join('\n') === codes.join('\n'));
  const form = content.indicators.find((i) => i.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
  if (row === undefined || row.state === 'withheld' || form === undefined) return null;
  const total = (counted: (category: { readonly code: string; readonly missing: boolean }) => boolean): Band =>
    form.categories.reduce(
      (sum, category, i) => {
        const cell = counted(category) ? (row.cells[i] ?? 0) : 0;
        const { low, high } = typeof cell === 'number' ? { low: cell, high: cell } : cell;
        return { low: sum.low + low, high: sum.high + high };
      },
      { low: 0, high: 0 },
    );
  const picked = total(({ code }) => categories.includes(code));
  const missing = total((category) => category.missing);
  const [fewest, most] = [row.base - missing.high, row.base - missing.low];
  if (most <= 0) return null;
  const to = fewest <= 0 ? 100 : Math.min(100, (100 * Math.min(picked.high, most)) / fewest);
  return { from: (100 * picked.low) / most, to };
}

/** The right ends of what is drawn solid and of what is drawn as possible; the lane below them is whole. */
function reachOf(picture: HtmlElement): Reach | null {
  const reach = { track: 100, solid: 0, range: 0 };
  for (const shape of picture.children) {
    if (typeof shape === 'string' || shape.name !== 'path' || [...shape.attributes.keys()].join(' ') !== 'class d')
      return null;
    const classes = (shape.attributes.get('class') ?? '').split(' ');
    const kind = classes.includes('track') ? 'track' : classes.includes('range') ? 'range' : 'solid';
    const right = rightEnd(shape.attributes.get('d') ?? '');
    if (right === null) return null;
    reach[kind] = right;
  }
  if (reach.track !== 100) return null;
  return { from: reach.solid, to: Math.max(reach.solid, reach.range) };
}

/** Straight lines, and arcs whose ends are corners of the bar: where each goes, across and down. */
const STEP = /^(?:[ML]|A\d+(?:\.\d+)? \d+(?:\.\d+)? 0 0 1 )(\d{1,3}(?:\.\d{1,2})?) (\d{1,2}(?:\.\d{1,2})?)$/u;
/** The tallest bar. */
const TALLEST = 10;

function rightEnd(d: string): number | null {
  let right = 0;
  for (const step of d.split(/ (?=[A-Z])/u)) {
    if (step === 'Z') continue;
    const [, across, down] = STEP.exec(step) ?? [];
    if (across === undefined || Number(down) > TALLEST) return null;
    right = Math.max(right, Number(across));
  }
  return right;
}

const MARKS = new Set((['good', 'neutral', 'bad', 'missing'] as const).map((direction) => mark(direction)));

function isMark({ attributes }: HtmlElement): boolean {
  return [...attributes.keys()].join(' ') === 'class d' && MARKS.has(attributes.get('d') ?? '');
}

function same(a: HtmlElement, b: HtmlElement): boolean {
  const flat = (element: HtmlElement): unknown =>
    elementsOf(element).map(({ name, attributes, children }) => [
      name,
      [...attributes],
      children.filter((c) => typeof c === 'string'),
    ]);
  return JSON.stringify(flat(a)) === JSON.stringify(flat(b));
}
