import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeReport } from '#compose';
import type { Locale } from '#core';
import { renderPdf } from '#render';
import { readPdf, type ReadPdf } from '../../src/render/inspect/read-pdf.ts';
import { pageLayout } from '../../src/render/theme.ts';
import { openSample } from './open-sample.ts';
import { activeContent, companyContent, largeContent, participationContent } from './sample-content.ts';

const { released } = openSample(largeContent());
const A4 = pageLayout('a4');
const render = (locale: Locale): Promise<Uint8Array> => renderPdf(composeReport(released.content, locale), released);

/** A run of text, where it stands on its page and inside which kind of structure. */
interface Run {
  readonly text: string;
  readonly tag: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
}

async function pagesOf(bytes: Uint8Array): Promise<readonly (readonly Run[])[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: (readonly Run[])[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const page = await pdf.getPage(n);
    const [, , , height = 0] = page.view;
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const runs: Run[] = [];
    let tag = '';
    for (const item of items) {
      if (!('str' in item)) tag = 'tag' in item ? String(item.tag) : '';
      else if (item.str.trim() !== '') {
        const [size = 0, , , , x = 0, y = 0] = item.transform.map(Number);
        runs.push({ text: item.str, tag, x, y: height - y, right: x + item.width, size });
      }
    }
    pages.push(runs);
  }
  await task.destroy();
  return pages;
}

let bytes: Uint8Array;
let pages: readonly (readonly Run[])[];
let read: ReadPdf;
beforeAll(async () => {
  bytes = await render('en');
  pages = await pagesOf(bytes);
  read = await readPdf(bytes);
});

describe('the file', () => {
  it('is the same bytes every time', async () => {
    expect(Buffer.compare(bytes, await render('en'))).toBe(0);
  });

  it('is dated by the period, not by a clock', async () => {
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const { info } = await (await task.promise).getMetadata();
    expect(info).toMatchObject({
      CreationDate: 'D:20261231000000Z',
      ModDate: 'D:20261231000000Z',
      Producer: 'Tutti',
      Creator: 'Tutti',
      Language: 'en',
    });
    await task.destroy();
  });

  it('carries no attachments, annotations or scripts', () => {
    expect(read.extras).toBe(0);
  });

  it('has bookmarks for every chapter', async () => {
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const outline = await (await task.promise).getOutline();
    expect(outline.map((o) => o.title)).toEqual(composeReport(released.content, 'en').sections.map((s) => s.title));
    await task.destroy();
  });

  it('says that it is accessible and shows its title', () => {
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('pdfuaid');
  });

  it('is made at fifteen pages a second or more, measured in processor time', async () => {
    const before = process.cpuUsage();
    await render('en');
    const { user, system } = process.cpuUsage(before);
    expect(pages.length / ((user + system) / 1e6)).toBeGreaterThan(15);
  });
});

describe('the structure', () => {
  it('has headings, tables with header cells that say their direction, and figures in words', async () => {
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const pdf = await task.promise;
    const seen = new Map<string, number>();
    const scopes = new Set<string>();
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('role' in node) seen.set(String(node.role), (seen.get(String(node.role)) ?? 0) + 1);
      if ('scope' in node) scopes.add(String(node.scope));
      if ('role' in node && node.role === 'TH') expect(node).toHaveProperty('scope');
      if ('children' in node && Array.isArray(node.children)) node.children.forEach(visit);
    };
    for (let n = 1; n <= pdf.numPages; n += 1) visit(await (await pdf.getPage(n)).getStructTree());
    await task.destroy();
    for (const role of [
      'Document',
      'Sect',
      'H1',
      'H2',
      'H3',
      'P',
      'Table',
      'TR',
      'TH',
      'TD',
      'Figure',
      'L',
      'LI',
      'LBody',
      'TOC',
    ])
      expect(seen.get(role), role).toBeGreaterThan(0);
    expect(scopes).toEqual(new Set(['Column', 'Row']));
  });

  it('has a figure in words for every chart, from published values', () => {
    const charts = composeReport(released.content, 'en')
      .sections.flatMap((s) => s.blocks)
      .filter((b) => b.kind === 'bars');
    expect(read.alternatives).toEqual(charts.map((c) => c.alt));
    expect(read.alternatives[0]).toContain('Registered: 82%, 4,942 people');
  });

  it('leaves nothing outside of the tree but artifacts', () => {
    expect(pages.flat().filter((run) => run.tag === '')).toEqual([]);
  });

  it('speaks a mark as a word', () => {
    expect(Buffer.from(bytes).toString('latin1')).toContain('/ActualText (hidden)');
  });
});

describe('the pages', () => {
  it('are few enough to be read', () => {
    expect(pages.length).toBeGreaterThanOrEqual(15);
    expect(pages.length).toBeLessThanOrEqual(25);
  });

  it('clip and overlap nothing: every run of text stands between the margins', () => {
    for (const run of pages.flat()) {
      expect(run.x, run.text).toBeGreaterThanOrEqual(A4.left - 0.5);
      expect(run.right, run.text).toBeLessThanOrEqual(A4.right + 0.5);
      if (run.tag !== 'Artifact') expect(run.y, run.text).toBeLessThanOrEqual(A4.bottom + 1);
    }
  });

  it('let no two runs of text of one line run into each other', () => {
    for (const page of pages) {
      const lines = Map.groupBy(page, (run) => Math.round(run.y * 2));
      for (const line of lines.values()) {
        const sorted = line.toSorted((a, b) => a.x - b.x);
        for (const [i, run] of sorted.entries()) {
          const next = sorted[i + 1];
          if (next !== undefined) expect(run.right, `${run.text} | ${next.text}`).toBeLessThanOrEqual(next.x + 0.5);
        }
      }
    }
  });

  it('never end in a heading and are never empty', () => {
    for (const [i, page] of pages.entries()) {
      const body = page.filter((run) => run.tag !== 'Artifact');
      expect(body.length, `page ${i + 1}`).toBeGreaterThan(10);
      const lowest = body.reduce((a, b) => (b.y > a.y ? b : a));
      expect(['H1', 'H2', 'H3'], `page ${i + 1}`).not.toContain(lowest.tag);
    }
  });

  it('use no type smaller than nine points', () => {
    expect(Math.min(...pages.flat().map((run) => run.size))).toBeGreaterThanOrEqual(9);
  });

  it('are numbered', () => {
    for (const [i, page] of pages.entries())
      if (i > 0) expect(page.map((r) => r.text).join(' ')).toContain(`Page ${i + 1} of ${pages.length}`);
  });

  it('repeat the header of a table that goes on', async () => {
    const many = largeContent();
    const dimension = many.dimensions[0];
    if (dimension === undefined) throw new Error('no dimension');
    // The same table with twice as many groups, all empty of people but there: it cannot fit a page.
    const extra = Array.from({ length: 40 }, (_, i) => ({
      id: `extra-${i}`,
      label: { en: `Nhóm ${'A'.repeat((i % 3) + 1)}` },
      parent: 'design',
    }));
    const content = {
      ...many,
      dimensions: many.dimensions.with(0, { ...dimension, codes: [...dimension.codes, ...extra] }),
      tables: many.tables.map((t) =>
        t.breakdown !== 'by-department'
          ? t
          : {
              ...t,
              rows: [
                ...t.rows.filter((r) => r.kind === 'group'),
                ...extra.map((e) => ({
                  kind: 'group' as const,
                  state: 'shown' as const,
                  codes: [e.id],
                  base: 0,
                  cells: (t.rows[0]?.state === 'shown' ? t.rows[0].cells : []).map(() => 0),
                })),
                ...t.rows.filter((r) => r.kind === 'remainder'),
              ],
            },
      ),
    };
    const long = openSample(content).released;
    const found = await pagesOf(await renderPdf(composeReport(long.content, 'en'), long));
    const continued = found.filter((page) => page.some((run) => run.tag === 'Artifact' && run.text === 'Group'));
    expect(continued.length).toBeGreaterThan(3);
  });
});

describe.each([
  ['active', activeContent, 2],
  ['participation', participationContent, 4],
  ['company', companyContent, 12],
] as const)('a report of tier %s', (_name, make, most) => {
  it(`has at most ${most} pages`, async () => {
    const sample = openSample(make());
    expect(
      (await pagesOf(await renderPdf(composeReport(sample.released.content, 'en'), sample.released))).length,
    ).toBeLessThanOrEqual(most);
  });
});

describe('languages', () => {
  it.each([
    ['vi', ['Báo cáo sức khỏe hằng năm', 'Chăm sóc khách hàng', 'Thiết kế & Kỹ thuật', 'Huyết áp']],
    ['es', ['Informe anual de bienestar', 'Presión arterial', 'Qué hacer ahora']],
  ] as const)('%s comes out as it went in', async (locale, words) => {
    const text = (await readPdf(await render(locale))).pages.join('\n').normalize('NFC');
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain('\ufffd');
  });

  it.each(['es', 'vi'] as const)('%s overlaps nothing either', async (locale) => {
    for (const page of await pagesOf(await render(locale))) {
      for (const line of Map.groupBy(page, (run) => Math.round(run.y * 2)).values()) {
        const sorted = line.toSorted((a, b) => a.x - b.x);
        for (const [i, run] of sorted.entries()) {
          expect(run.right, run.text).toBeLessThanOrEqual(Math.min(A4.right, sorted[i + 1]?.x ?? Infinity) + 0.5);
        }
      }
    }
  });
});

describe.each(['en', 'es', 'vi'] as const)('on Letter in %s', (locale) => {
  const letter = pageLayout('letter');
  let found: Awaited<ReturnType<typeof pagesOf>>;
  beforeAll(async () => {
    const sample = openSample(largeContent(), { paper: 'letter', logo: null, encrypted: false }).released;
    found = await pagesOf(await renderPdf(composeReport(sample.content, locale), sample));
  });

  it('everything stands between the margins, and nothing runs into its neighbour', () => {
    for (const page of found) {
      for (const line of Map.groupBy(page, (run) => Math.round(run.y * 2)).values()) {
        const sorted = line.toSorted((a, b) => a.x - b.x);
        for (const [i, run] of sorted.entries()) {
          expect(run.x, run.text).toBeGreaterThanOrEqual(letter.left - 0.5);
          expect(run.right, run.text).toBeLessThanOrEqual(Math.min(letter.right, sorted[i + 1]?.x ?? Infinity) + 0.5);
          expect(run.y, run.text).toBeLessThanOrEqual(letter.height - 28);
        }
      }
    }
  });

  it('no page ends in a heading, and none but the last is nearly empty', () => {
    for (const [i, page] of found.entries()) {
      const body = page.filter((run) => run.tag !== 'Artifact');
      const lowest = body.reduce((a, b) => (b.y > a.y ? b : a));
      expect(['H1', 'H2', 'H3'], `page ${i + 1}`).not.toContain(lowest.tag);
      if (i < found.length - 1)
        expect(lowest.y, `page ${i + 1}`).toBeGreaterThan(letter.top + 0.15 * (letter.bottom - letter.top));
    }
  });
});

it('a look-alike of a release is turned away', async () => {
  const likeness = { content: released.content, id: released.id, manifest: released.manifest };
  const document = composeReport(released.content, 'en');
  // @ts-expect-error a look-alike does not compile
  const attempt = renderPdf(document, likeness); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is the attempt
  await expect(attempt).rejects.toThrow('only a release that openRelease gave out');
});
