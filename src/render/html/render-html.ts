import type { Block, ReportDocument, Section } from '#compose';
import type { Picture, Released } from '#release';
import { assertReleased } from '../assert-released.ts';
import { assetsFor } from './assets.ts';
import { put, type Around } from './blocks.ts';
import { cover } from './cover.ts';
import { markup, type Markup } from './markup.ts';
import { numbering } from './numbering.ts';
import { WORDS, type Words } from './words.ts';

/**
 * The report as one web page that fetches nothing and can be read without its script. `document` must have been composed from
 * `released`; `inspect` re-reads the result against it. The same bytes every time: no clock, no chance, no name but those released.
 */
export function renderHtml(document: ReportDocument, released: Released, logo: Picture | null = null): string {
  assertReleased(released);
  const { locale } = document;
  const words = WORDS[locale];
  const { style, script, policy } = assetsFor(locale, logo !== null);
  const around = { words, numbering: numbering() };
  const chapters = document.sections.map((section) => chapter(section, { ...around, chapter: section.title }));
  // Style and script are the program's own text, and are put in as they are: escaping would change what they say.
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
${metadata(policy).toString()}
<title>${markup`${document.title}, ${document.employer}, ${document.period}`.toString()}</title>
<style>${style}</style>
</head>
${body(document, words, chapters, logo).toString()}
<script>${script}</script>
</body>
</html>
`;
}

function metadata(policy: string): Markup {
  return markup`<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Tutti">`;
}

function body(document: ReportDocument, words: Words, chapters: readonly Markup[], logo: Picture | null): Markup {
  const links = document.sections.map(({ id, title }) => markup`<li><a href="#${anchor(id)}">${title}</a></li>\n`);
  return markup`<body>
<a class="skip" href="#report">${words.skip}</a>
${cover(document, logo)}
<div class="page">
<nav aria-labelledby="contents">
<details open="">
<summary id="contents">${document.contentsTitle}</summary>
<ol>
${links}</ol>
</details>
</nav>
<main id="report" tabindex="-1">
${chapters}
</main>
</div>
<footer><p>${document.employer} · ${document.title} · ${document.period}</p></footer>`;
}

/** Chapters keep their names as anchors, so that a link to one still leads there after the next report. */
function anchor(section: string): string {
  return `s-${section}`;
}

function chapter(section: Section, around: Around): Markup {
  return markup`
<section id="${anchor(section.id)}" class="${section.opens === 'page' ? 'opens' : 'flow'}">
<h2>${section.title}</h2>
${section.lead === null ? null : markup`<p class="lead">${section.lead}</p>`}${runs(section.blocks).map((run) => together(run, around))}
</section>`;
}

/** Charts that follow each other share a grid, and so do strengths and opportunities. */
const GRIDS: Readonly<Partial<Record<Block['kind'], string>>> = { bars: 'cards', points: 'standings' };

function runs(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === block.kind && block.kind in GRIDS) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

function together(run: readonly Block[], around: Around): Markup {
  const grid = GRIDS[run[0]?.kind ?? 'text'];
  const blocks = run.map((block) => put(block, around));
  return grid === undefined ? markup`${blocks}` : markup`\n<div class="${grid}">${blocks}\n</div>`;
}
