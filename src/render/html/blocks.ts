import type { Block, DefinitionsBlock, FiguresBlock, LegendBlock, ListBlock, PointsBlock } from '#compose';
import { bar } from '../chart/bars.ts';
import { barsBlock } from './bars-block.ts';
import { comparisonBlock } from './comparison-block.ts';
import { markOf } from './marks.ts';
import { markup, type Markup } from './markup.ts';
import type { Numbering } from './numbering.ts';
import type { Words } from './words.ts';

/** What a block needs to know about the page around it. */
export interface Around {
  readonly chapter: string;
  readonly words: Words;
  readonly numbering: Numbering;
}

export function put(block: Block, { chapter, words, numbering }: Around): Markup {
  switch (block.kind) {
    case 'heading':
      return markup`\n<h3>${block.text}</h3>`;
    case 'text':
      return markup`\n<p class="${block.tone}">${block.text}</p>`;
    case 'figures':
      return figures(block);
    case 'points':
      return points(block);
    case 'list':
      return list(block);
    case 'bars':
      return barsBlock(block, words, numbering);
    case 'comparison':
      return comparisonBlock(block, chapter, numbering);
    case 'definitions':
      return definitions(block);
    case 'legend':
      return legend(block);
  }
}

function figures({ items }: FiguresBlock): Markup {
  const parts = items.map(({ value, text }) => markup`<p><strong>${value}</strong> <span>${text}</span></p>\n`);
  return markup`\n<div class="figures">\n${parts}</div>`;
}

/** Strengths or opportunities: a card each. The bar repeats the number above it, so it is not spoken. */
function points({ direction, title, note, items }: PointsBlock): Markup {
  const cards = items.map((item) => {
    const { track, solid } = bar({ from: item.ratio, to: item.ratio }, 100, 3);
    const path = solid === null ? null : markup`<path class="${direction}" d="${solid}"/>`;
    return markup`<li><h4>${item.title}</h4><p class="value">${item.value}</p><svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><path class="track" d="${track}"/>${path}</svg><p>${item.text}</p></li>\n`;
  });
  return markup`
<div class="points ${direction}">
<h3>${markOf(direction)}${title}</h3>
<p class="note">${note}</p>
<ul>
${cards}</ul>
</div>`;
}

function list({ title, items }: ListBlock): Markup {
  return markup`\n<div class="list">\n<h3>${title}</h3>\n<ul>\n${items.map((item) => markup`<li>${item}</li>\n`)}</ul>\n</div>`;
}

function definitions({ title, items }: DefinitionsBlock): Markup {
  const parts = items.map(
    ({ term, meaning, source }) =>
      markup`<div><dt>${term}</dt><dd>${meaning}</dd>${source === null ? null : markup`<dd class="note">${source}</dd>`}</div>\n`,
  );
  return markup`${title === null ? null : markup`\n<h3>${title}</h3>`}\n<dl class="definitions">\n${parts}</dl>`;
}

/** What the marks mean, in one line. */
function legend({ items }: LegendBlock): Markup {
  const parts = items.map(({ direction, text }) => markup`<li>${markOf(direction)}${text}</li>`);
  return markup`\n<ul class="legend">${parts}</ul>`;
}
