import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { composeReport } from '#compose';
import type { Released, ReleaseContent } from '#release';
import { renderHtml, renderPdf } from '#render';
import type * as Benchmarks from '../../src/compose/texts/benchmarks.ts';
import type * as Catalogue from '../../src/compose/texts/catalogue.ts';
import type * as Years from '../../src/compose/texts/years.ts';
import type * as Web from '../../src/render/html/words.ts';
import { elementsOf, readHtml, textOf } from '../../src/render/inspect/read-html.ts';
import { readPdf } from '../../src/render/inspect/read-pdf.ts';
import { twoYears, yearContent } from '../support/two-years.ts';
import { benchmarkContent } from './benchmark-content.ts';
import { funnelContent } from './funnel-content.ts';
import { openSample } from './open-sample.ts';
import { readTree } from './pdf-tree.ts';
import { activeContent, largeContent, participationContent } from './sample-content.ts';

/**
 * A language in which every text of the catalogues, and every label of the definitions, stands between ‹ and ›. What a reader meets outside of
 * them was written into the program's code and would stay English in every language.
 */

/** Marks every string, and what every function gives, at any depth. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : `‹${value}›`;
  if (typeof value === 'function')
    return (...args: readonly unknown[]) => marked(Reflect.apply(value, undefined, args));
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner)]));
}

vi.mock('../../src/compose/texts/catalogue.ts', async (original) => {
  const { textsFor } = await original<typeof Catalogue>();
  const texts = marked(textsFor('en'));
  return { textsFor: () => texts };
});
vi.mock('../../src/render/html/words.ts', async (original) => {
  const { WORDS } = await original<typeof Web>();
  return { WORDS: marked(WORDS) };
});

vi.mock('../../src/compose/texts/benchmarks.ts', async (original) => {
  const module = await original<typeof Benchmarks>();
  return { ...module, BENCHMARKS: marked(module.BENCHMARKS) };
});
vi.mock('../../src/compose/texts/years.ts', async (original) => {
  const module = await original<typeof Years>();
  return { ...module, YEARS: marked(module.YEARS) };
});

/** Labels of the definitions: every localised text of the content, wherever it stands. */
function withMarkedLabels(content: ReleaseContent): ReleaseContent {
  return JSON.parse(JSON.stringify(content), (_key, value: unknown) =>
    isLocalised(value) ? { en: marked(value.en) } : value,
  );
}

function isLocalised(value: unknown): value is { readonly en: string } {
  return typeof value === 'object' && value !== null && 'en' in value && typeof value.en === 'string';
}

/** What is left when everything between marks is taken away, innermost first, and then what needs no language. */
function unmarked(text: string, { employer, report }: ReleaseContent): string {
  let rest = text
    .normalize('NFC')
    .replaceAll(employer.name.normalize('NFC'), ' ')
    .replaceAll(`${report.id} ${report.version}`, ' ');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replaceAll(/‹[^‹›]*›/gu, ' ');
  }
  return rest.replaceAll(/[\p{N}\p{P}\p{S}\p{Z}\s]+/gu, ' ').trim();
}

const alone = (make: () => ReleaseContent) => (): Released => openSample(withMarkedLabels(make())).released;

/** A report that is compared with the year before. */
function secondYear(): Released {
  const year = (n: number, yes: number): ReleaseContent =>
    withMarkedLabels(
      yearContent(n, [{ id: 'q', counts: { A: [yes, 40 - yes, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] } }]),
    );
  return twoYears(year(2025, 12), year(2026, 30)).now;
}

const SAMPLES = [
  ['all', alone(largeContent)],
  ['participation only', alone(participationContent)],
  ['little', alone(activeContent)],
  ['the steps of the programme', alone(funnelContent)],
  ['others in a survey', alone(benchmarkContent)],
  ['two years', secondYear],
] as const;

describe.each(SAMPLES)('a report of %s', (_what, open) => {
  const released = open();
  const document = composeReport(released.content, 'en', released.earlier);
  const rest = (text: string): string => unmarked(text, released.content);

  it('is marked at all', () => {
    expect(document.title).toMatch(/^‹.+›$/u);
    expect(rest('‹a ‹b› 12 %› Hard-coded')).toBe('Hard coded');
  });

  it('says nothing on paper that no catalogue says', async () => {
    const bytes = await renderPdf(document, released);
    const { pages, alternatives } = await readPdf(bytes);
    expect(pages.map(rest).filter((text) => text !== '')).toEqual([]);
    expect(alternatives.map(rest).filter((text) => text !== '')).toEqual([]);
    const { outline, info } = await readTree(bytes);
    expect(outline.map(rest).filter((text) => text !== '')).toEqual([]);
    expect(rest('Title' in info ? String(info.Title) : 'no title')).toBe('');
  });

  it('says nothing on the page that no catalogue says', () => {
    const page = readHtml(Buffer.from(renderHtml(document, released)));
    const body = [...elementsOf(page)].find(({ name }) => name === 'body');
    if (body === undefined) throw new Error('a page without a body');
    expect(rest(textOf(body, ({ name }) => name === 'script'))).toBe('');
    const spoken = [...elementsOf(body)].flatMap(({ attributes }) =>
      ['alt', 'title', 'aria-label', 'placeholder'].flatMap((name) => attributes.get(name) ?? []),
    );
    expect(spoken.map(rest).filter((text) => text !== '')).toEqual([]);
  });
});

it('the style of the page writes no words', () => {
  const style = readFileSync(new URL('../../reports/theme/web/report.css', import.meta.url), 'utf8');
  const written = [...style.matchAll(/content:\s*(["'])(.*?)\1/gu)].map(([, , text]) => text ?? '');
  expect(written.filter((text) => /\p{L}/u.test(text.replaceAll(/\\[0-9a-f]{1,6}/giu, '')))).toEqual([]);
});
