import { WITHHELD_MARK, type BarRow, type BarsBlock } from '#compose';
import { bar, mark } from '../chart/bars.ts';
import { spoken } from './marks.ts';
import { markup, type Markup } from './markup.ts';
import type { Numbering } from './numbering.ts';
import { linesOf, widthOf } from './text-width.ts';
import type { Words } from './words.ts';

/**
 * One indicator: sentence, chart, and the same numbers as a table. Lengths of the chart are ems down and per cent across, so that its
 * words keep their size from a telephone to a wide screen; only the bars stretch.
 */
export function barsBlock(block: BarsBlock, words: Words, numbering: Numbering): Markup {
  const id = numbering.next('chart');
  return markup`
<figure class="card">
<h3 id="${id}">${block.title}</h3>
${block.sentence === '' ? null : markup`<p>${block.sentence}</p>`}
${block.rows.some((row) => row.span !== null) ? chart(block, id) : null}
${block.note === null ? null : markup`<p class="note">${block.note}</p>`}
<details>
<summary>${words.asTable}<span class="sr">: ${block.title}</span></summary>
${table(block, words)}
</details>
</figure>`;
}

/** The narrowest chart: a telephone's 288 pixels at 15 pixels an em. */
const ROOM = 19;
const LINE = 1.3;
const INDENT = 1.25;
const BAR = 0.62;
const GAP = 0.8;
/** The counts beside the bars are set smaller (`.chart .people`), and so are their ems. */
const SMALL = 0.9;

function chart(block: BarsBlock, id: string): Markup {
  const peopleWidth = SMALL * Math.max(...block.rows.map((row) => widthOf(row.people))) + 0.6;
  const across = Math.floor(100 - (peopleWidth / ROOM) * 100);
  let top = 0;
  const rows = block.rows.map((row) => {
    const drawn = chartRow(row, top, across);
    top += drawn.height;
    return drawn.markup;
  });
  return markup`<svg class="chart" role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d" width="100%" height="${em(top - GAP / 2)}">
<title id="${id}-t">${block.title}</title><desc id="${id}-d">${block.alt}</desc>
${rows}
</svg>`;
}

/** Mark, label and share on the first lines; the bar, with the people beside it, below. "No answer" has no share and no bar. */
function chartRow(row: BarRow, top: number, across: number): { readonly markup: Markup; readonly height: number } {
  const value = row.span === null ? row.people : row.share;
  const lines = linesOf(row.label, ROOM - INDENT - widthOf(value) * 1.1 - 0.5);
  const below = top + lines.length * LINE;
  const labels = lines.map((line, i) => markup`<text x="${em(INDENT)}" y="${em(top + 1 + i * LINE)}">${line}</text>`);
  const head = markup`<svg y="${em(top + 0.2)}" width="0.95em" height="0.95em" viewBox="-5 -5 10 10"><path class="${row.direction}" d="${mark(row.direction)}"/></svg>${labels}<text class="${row.span === null ? 'people' : 'share'}" x="100%" y="${em((top + 1) / (row.span === null ? SMALL : 1))}">${value}</text>`;
  if (row.span === null) return { markup: markup`<g class="bare">${head}</g>\n`, height: below - top + GAP / 2 };
  const { track, solid, range } = bar(row.span, 100, 3);
  const y = below + 0.3;
  const paths = [
    markup`<path class="track" d="${track}"/>`,
    ...(solid === null ? [] : [markup`<path class="${row.direction}" d="${solid}"/>`]),
    ...(range === null ? [] : [markup`<path class="range ${row.direction}" d="${range}"/>`]),
  ];
  return {
    markup: markup`<g>${head}<svg class="bar" y="${em(y)}" width="${across.toString()}%" height="${em(BAR)}" viewBox="0 0 100 3" preserveAspectRatio="none">${paths}</svg><text class="people" x="100%" y="${em((y + BAR + 0.05) / SMALL)}">${row.people}</text></g>\n`,
    height: y + BAR + GAP - top,
  };
}

function table({ title, columns, rows }: BarsBlock, words: Words): Markup {
  const lines = rows.map(
    (row) =>
      markup`<tr><th scope="row">${row.label}</th><td>${counted(row.people, words)}</td><td>${counted(row.share, words)}</td></tr>\n`,
  );
  return markup`<table>
<caption class="sr">${title}</caption>
<thead><tr><th scope="col">${columns.label}</th><th scope="col">${columns.people}</th><th scope="col">${columns.share}</th></tr></thead>
<tbody>
${lines}</tbody>
</table>`;
}

/** The mark of a hidden number is spoken as a word. */
function counted(text: string, { hidden }: Words): Markup {
  return text === WITHHELD_MARK ? spoken(text, hidden) : markup`${text}`;
}

function em(n: number): string {
  return `${(Math.round(n * 100) / 100).toString()}em`;
}
