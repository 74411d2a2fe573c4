import type { ComparisonBlock, ComparisonCell, ComparisonColumn, ComparisonRow } from '#compose';
import { bar } from '../chart/bars.ts';
import { markOf, spoken } from './marks.ts';
import { markup, type Markup } from './markup.ts';
import type { Numbering } from './numbering.ts';

/** Groups down the page, two columns an indicator: the share on its bar, and the people who answered. Scrolls inside of its own frame. */
export function comparisonBlock(block: ComparisonBlock, chapter: string, numbering: Numbering): Markup {
  const id = numbering.next('table');
  const heading = markup`<th scope="col" rowspan="2">${block.group}</th>`;
  const columns = block.columns.map(columnHead);
  const under = block.columns.map(
    ({ over: { share, people } = block }) =>
      markup`<th scope="col" class="share">${share}</th><th scope="col" class="people">${people}</th>`,
  );
  const notes = block.notes.map((note) => markup`<p class="note">${note}</p>\n`);
  return markup`
<div class="comparison">
<h3 id="${id}">${block.title}</h3>
<div class="frame" role="group" aria-labelledby="${id}" tabindex="0">
<table class="groups lanes-${block.columns.length.toString()}">
<caption class="sr">${chapter}: ${block.title}</caption>
<thead>
<tr>${heading}${columns}</tr>
<tr>${under}</tr>
</thead>
${bodies(block)}
</table>
</div>
${notes}</div>`;
}

function columnHead({ title, category, direction }: ComparisonColumn): Markup {
  return markup`<th scope="colgroup" colspan="2"><strong>${title}</strong>${category === '' ? null : markup` <span>${markOf(direction)}${category}</span>`}</th>`;
}

/** A body for everything under one heading, so that the heading's cell speaks for its rows. */
function bodies({ rows, columns }: ComparisonBlock): Markup {
  const parts: ComparisonRow[][] = [[]];
  for (const row of rows) {
    if (row.kind === 'heading' && parts.at(-1)?.length !== 0) parts.push([]);
    parts.at(-1)?.push(row);
  }
  const width = 1 + 2 * columns.length;
  return markup`${parts.map((part) => markup`<tbody>\n${part.map((row) => line(row, columns, width))}</tbody>\n`)}`;
}

function line(row: ComparisonRow, columns: readonly ComparisonColumn[], width: number): Markup {
  if (row.kind === 'heading')
    return markup`<tr class="heading"><th scope="rowgroup" colspan="${width.toString()}">${row.label}</th></tr>\n`;
  const depth = row.kind === 'total' ? 0 : row.depth;
  const kinds = [row.kind, `depth-${depth.toString()}`, ...(row.parent ? ['parent'] : [])].join(' ');
  const cells = columns.map((column, i) => cell(row.cells[i] ?? { state: 'absent' }, column));
  return markup`<tr class="${kinds}"><th scope="row">${row.label}</th>${cells}</tr>\n`;
}

function cell(value: ComparisonCell, { direction }: ComparisonColumn): Markup {
  switch (value.state) {
    case 'absent':
      return markup`<td></td><td></td>`;
    case 'change': {
      const { words, spokenWords } = value;
      const said = words === spokenWords ? markup`${words}` : spoken(words, spokenWords);
      return markup`<td class="share">${spoken(value.points, value.spoken)}</td><td class="people">${markOf(value.direction)}${said}</td>`;
    }
    case 'marked':
    case 'withheld': {
      const hidden = spoken(value.mark, value.spoken);
      return markup`<td class="share">${hidden}</td><td class="people">${hidden}</td>`;
    }
    case 'shown': {
      const text =
        value.share === value.spoken ? markup`<span>${value.share}</span>` : spoken(value.share, value.spoken);
      return markup`<td class="share">${lane(value, direction)}${text}</td><td class="people">${value.people}</td>`;
    }
  }
}

/** A range gets no lane: a length would say more than its two ends. */
function lane({ span }: Extract<ComparisonCell, { state: 'shown' }>, direction: string): Markup | null {
  if (span.from !== span.to) return null;
  const { solid } = bar(span, 100, 10);
  const path = solid === null ? null : markup`<path class="soft-${direction}" d="${solid}"/>`;
  return markup`<svg class="lane" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${path}</svg>`;
}
