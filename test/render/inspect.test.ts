import { beforeAll, describe, expect, it } from 'vitest';
import { composeReport, type ReportDocument } from '#compose';
import { TuttiError } from '#core';
import type { Released, ReleaseContent } from '#release';
import { inspect, renderCsv, renderHtml, renderPdf, renderXlsx, type RenderedFile } from '#render';
import { openSample } from './open-sample.ts';
import { activeContent, companyContent, largeContent, participationContent } from './sample-content.ts';

const { released } = openSample(largeContent());
const document = composeReport(released.content, 'en');
let files: readonly RenderedFile[];
beforeAll(async () => {
  files = [...(await dataFiles(released)), { name: 'report.pdf', bytes: await renderPdf(document, released) }];
});

/** The page; and tables, descriptors and the workbook, which a release without tables has none of. */
async function dataFiles(of: Released): Promise<readonly RenderedFile[]> {
  const page = { name: 'report.html', bytes: Buffer.from(renderHtml(composeReport(of.content, 'en'), of)) };
  const bytes = await renderXlsx(of, 'en');
  return [...renderCsv(of), ...(bytes === null ? [] : [{ name: 'report.xlsx', bytes }]), page];
}

const replaced = (name: string, bytes: Uint8Array): readonly RenderedFile[] =>
  files.map((f) => (f.name === name ? { name, bytes } : f));
const textOf = (name: string): string => Buffer.from(files.find((f) => f.name === name)?.bytes ?? []).toString('utf8');

async function failure(changed: readonly RenderedFile[]): Promise<TuttiError> {
  try {
    await inspect(released, changed);
  } catch (error) {
    if (error instanceof TuttiError) return error;
    throw error;
  }
  throw new Error('the inspection saw nothing');
}

/** The whole report with one text changed, as if a writer had a fault there. */
async function withText(from: string, to: string): Promise<readonly RenderedFile[]> {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(from, to);
    if (Array.isArray(value)) return value.map(change);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, change(v)]));
    return value;
  };
  const changed: ReportDocument = Object.assign({}, document, change(document));
  expect(JSON.stringify(changed)).not.toBe(JSON.stringify(document));
  return replaced('report.pdf', await renderPdf(changed, released));
}

describe('what was written as released', () => {
  it('passes', async () => {
    const vi = { name: 'report.vi.pdf', bytes: await renderPdf(composeReport(released.content, 'vi'), released) };
    await expect(inspect(released, [...files, vi])).resolves.toBeUndefined();
  });

  it.each([
    ['active', activeContent],
    ['participation', participationContent],
    ['company', companyContent],
  ] as const)('passes for tier %s', async (_tier, make) => {
    const sample = openSample(make()).released;
    const bytes = await renderPdf(composeReport(sample.content, 'es'), sample);
    await expect(
      inspect(sample, [...(await dataFiles(sample)), { name: 'report.pdf', bytes }]),
    ).resolves.toBeUndefined();
  });
});

describe('a fault in a table', () => {
  it('one changed digit', async () => {
    const lines = textOf('tables/by-department.csv').split('\n');
    const at = lines.findIndex((l) => l.includes(',published,'));
    const changed = lines.with(
      at,
      (lines[at] ?? '').replace(
        /,(\d)(\d*),(\d+),(\d+),published/u,
        (_all, a: string, b: string, base: string, p: string) => `,${(Number(a) + 1) % 10}${b},${base},${p},published`,
      ),
    );
    const error = await failure(replaced('tables/by-department.csv', Buffer.from(changed.join('\n'))));
    expect(error.code).toBe('INSPECTION_FAILED');
    expect(error.problems).toEqual([
      { where: `tables/by-department.csv, line ${at + 1}`, what: 'has other numbers than the release' },
      { where: 'tables/by-department.csv', what: 'has another size or hash than its descriptor says' },
    ]);
  });

  it('a withheld number that came back', async () => {
    const text = textOf('tables/by-department.csv').replace(',,,,withheld,,', ',7,24,,withheld,,');
    const error = await failure(replaced('tables/by-department.csv', Buffer.from(text)));
    expect(error.problems[0]?.what).toBe('has other numbers than the release');
    expect(JSON.stringify([error.message, error.hint, error.problems])).not.toMatch(/\b24\b/u);
  });

  it('a line too few, a line too many, another order, another label', async () => {
    const lines = textOf('tables/by-site.csv').split('\n');
    const swapped = lines.with(2, lines[3] ?? '').with(3, lines[2] ?? '');
    const broken = [lines.toSpliced(5, 1), [...lines.slice(0, -1), lines[1], ''], swapped];
    for (const some of broken)
      expect((await failure(replaced('tables/by-site.csv', Buffer.from(some.join('\n'))))).code).toBe(
        'INSPECTION_FAILED',
      );
    const first = lines.findIndex((l) => l.includes('Bình Dương'));
    const wrong = lines.with(first, (lines[first] ?? '').replace('Bình Dương', 'Đà Nẵng'));
    expect((await failure(replaced('tables/by-site.csv', Buffer.from(wrong.join('\n'))))).problems[0]?.what).toBe(
      'names another group or category than the release',
    );
  });

  it('an extra column', async () => {
    const text = textOf('tables/by-sex.csv')
      .split('\n')
      .map((l, i) => (l === '' ? l : `${l},${i === 0 ? 'true_count' : '3'}`))
      .join('\n');
    expect((await failure(replaced('tables/by-sex.csv', Buffer.from(text)))).problems[0]?.what).toBe(
      'has other columns than a released table',
    );
  });
});

describe('a fault in a report', () => {
  it('a share that is not the count over the base', async () => {
    const error = await failure(await withText('82%', '83%'));
    expect(error.problems.some((p) => p.where.startsWith('report.pdf'))).toBe(true);
  });

  it('a number in a sentence that no published cell explains', async () => {
    const error = await failure(
      await withText(
        'The people who took part are not everybody.',
        'The people who took part are not everybody: 98765 did not.',
      ),
    );
    expect(error.problems).toContainEqual({
      where: 'report.pdf, page 3',
      what: 'has a number that the release does not explain',
    });
    expect(JSON.stringify([error.message, error.problems])).not.toContain('98765');
  });

  it('a number in the words of a figure', async () => {
    const error = await failure(await withText('Registered: 82%, 4,942 people', 'Registered: 82%, 94,942 people'));
    expect(error.problems).toContainEqual({
      where: 'report.pdf, alternative text',
      what: 'has a number that the release does not explain',
    });
  });

  it('two groups that changed places', async () => {
    const error = await failure(await withText('Kho thành phẩm', 'Kho nguyên liệu'));
    expect(error.problems.some((p) => p.what === 'is not what the release says')).toBe(true);
  });

  it('a report of another release', async () => {
    const other = openSample(largeContent(5990)).released;
    const bytes = await renderPdf(composeReport(other.content, 'en'), other);
    expect((await failure(replaced('report.pdf', bytes))).problems.length).toBeGreaterThan(1);
  });

  it('a language that is not the one of its name', async () => {
    const english = files.find((f) => f.name === 'report.pdf')?.bytes ?? new Uint8Array();
    expect((await failure([...files, { name: 'report.vi.pdf', bytes: english }])).problems[0]?.what).toBe(
      'is not in the language of its name',
    );
  });

  it('metadata that nobody allowed', async () => {
    const bytes = files.find((f) => f.name === 'report.pdf')?.bytes ?? new Uint8Array();
    const raw = Buffer.from(bytes)
      .toString('latin1')
      .replace(/\/Creator (?=\d)/u, '/Author  ');
    expect(raw.includes('/Author  ')).toBe(true);
    const error = await failure(replaced('report.pdf', Buffer.from(raw, 'latin1')));
    expect(error.problems).toContainEqual({ where: 'report.pdf', what: 'carries the metadata “Author”' });
  });

  it('a page with a digit changed, and one that is no page', async () => {
    const page = textOf('report.html');
    const changed = page.replace(/(?<=<td class="people">)\d/u, (d) => String((Number(d) + 1) % 10));
    expect(changed).not.toBe(page);
    const error = await failure(replaced('report.html', Buffer.from(changed)));
    expect(error.problems.map((p) => p.what)).toContain('is not what the release says');
    expect((await failure(replaced('report.html', Buffer.from('<p>not a report</p>')))).problems).toEqual([
      { where: 'report.html', what: 'cannot be read back' },
    ]);
  });

  it('a file that is no PDF', async () => {
    const error = await failure(replaced('report.pdf', Buffer.from('not a report')));
    expect(error.problems).toEqual([{ where: 'report.pdf', what: 'cannot be read back' }]);
  });
});

describe('a fault in the set of files', () => {
  it('one that is missing, one that does not belong, one twice', async () => {
    expect((await failure(files.slice(1))).problems).toContainEqual({
      where: 'tables/company.csv',
      what: 'is missing',
    });
    for (const name of ['report.pdf', 'report.html'])
      expect((await failure(files.filter((f) => f.name !== name))).problems).toEqual([
        { where: name, what: 'is missing' },
      ]);
    const stray: RenderedFile = { name: 'tables/raw.csv', bytes: Buffer.from('x') };
    expect((await failure([...files, stray])).problems).toContainEqual({
      where: 'tables/raw.csv',
      what: 'is not a file of a report',
    });
    expect((await failure([...files, ...files.slice(0, 1)])).problems).toContainEqual({
      where: 'files',
      what: 'one name stands for two files',
    });
  });
});

it('a look-alike of a release is turned away', async () => {
  const content: ReleaseContent = released.content;
  // @ts-expect-error a look-alike does not compile
  await expect(inspect({ content, id: '' }, files)).rejects.toThrow('only a release that openRelease gave out'); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is the attempt
});
