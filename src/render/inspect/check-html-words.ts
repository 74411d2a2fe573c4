import type { BarsBlock, ReportDocument } from '#compose';
import { WORDS } from '../html/words.ts';
import { elementsOf, textOf, type HtmlElement } from './read-html.ts';

/**
 * Does the page say what the report says and nothing else? Every text must be one of the report's, whole: a sentence in which one number
 * gave way to another published number is none of them. Where a text is broken for a chart, the chart is put together again.
 */
export function saysOnly(page: HtmlElement, document: ReportDocument): boolean {
  const known = sayings(document);
  const texts: string[] = [];
  const visit = (element: HtmlElement): void => {
    if (element.name === 'style' || element.name === 'script' || element.name === 'text') return;
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child);
      else if (child.trim() !== '') texts.push(child.trim());
    }
  };
  visit(page);
  return texts.every((text) => known.has(text)) && chartsOf(page) === chartsDue(document);
}

function sayings(document: ReportDocument): ReadonlySet<string> {
  const { title, employer, period, sections, locale } = document;
  const said = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') said.add(value.normalize('NFC').trim());
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) add(part);
  };
  const { script: _, ...words } = WORDS[locale];
  add([document, words, `${title}, ${employer}, ${period}`, `${employer} · ${title} · ${period}`]);
  for (const section of sections)
    for (const block of section.blocks) {
      if (block.kind === 'bars') add(`: ${block.title}`);
      if (block.kind === 'comparison') add(`${section.title}: ${block.title}`);
    }
  return said;
}

/** The words of all charts, bar by bar: label, share, people. */
function chartsOf(page: HtmlElement): string {
  const bars = elementsOf(page).filter(({ name }) => name === 'g');
  return bars
    .map((bar) => {
      const texts = elementsOf(bar).filter(({ name }) => name === 'text');
      const label = texts.filter((text) => !text.attributes.has('class')).map((text) => textOf(text));
      const numbers = texts.filter((text) => text.attributes.has('class')).map((text) => textOf(text));
      return [label.join(' '), ...numbers].join('\t');
    })
    .join('\n');
}

function chartsDue({ sections }: ReportDocument): string {
  const drawn = ({ rows }: BarsBlock): boolean => rows.some((row) => row.span !== null);
  return sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'bars' && drawn(block) ? block.rows : [])))
    .map(({ label, share, people, span }) =>
      [label, ...(span === null ? [] : [share]), people].join('\t').normalize('NFC'),
    )
    .join('\n');
}
