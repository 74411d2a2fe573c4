import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeReport, type ReportDocument } from '#compose';
import { LOCALES, type Locale, type Paper } from '#core';
import { renderPdf } from '#render';
import { openSample } from './open-sample.ts';
import { hasContent, nodesIn, readTree, type PdfTree, type TreeNode } from './pdf-tree.ts';
import { largeContent, participationContent } from './sample-content.ts';
import { tool } from './tool.ts';

/** What a screen reader needs (PDF/UA-1, ISO 14289-1), asked of finished files. `scripts/verapdf.mjs` asks for all of the standard. */

const CASES = [
  ['large', 'en', 'a4', largeContent],
  ['large', 'vi', 'letter', largeContent],
  ['participation', 'es', 'letter', participationContent],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'tutti-structure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function print(
  make: () => ReturnType<typeof largeContent>,
  locale: Locale,
  paper: Paper,
): Promise<{ document: ReportDocument; bytes: Uint8Array; file: string }> {
  const { released } = openSample(make(), { paper, logo: null, encrypted: false });
  const document = composeReport(released.content, locale);
  const bytes = await renderPdf(document, released);
  const file = join(folder, `${released.id}.${locale}.${paper}.pdf`);
  writeFileSync(file, bytes);
  return { document, bytes, file };
}

const qpdf = tool('qpdf', '--version');
const pdfinfo = tool('pdfinfo', '-v');
const pdftotext = tool('pdftotext', '-v');

describe.each(CASES)('a report (%s, %s, %s)', (_name, locale, paper, make) => {
  let document: ReportDocument;
  let file: string;
  let tree: PdfTree;
  let nodes: readonly TreeNode[];
  beforeAll(async () => {
    const printed = await print(make, locale, paper);
    ({ document, file } = printed);
    tree = await readTree(printed.bytes);
    nodes = tree.pages.flatMap((page) => [...nodesIn(page)]);
  });
  const all = (role: string): readonly TreeNode[] => nodes.filter((node) => node.role === role);

  it('says its language and its title, is tagged, and has a bookmark for every chapter', () => {
    expect(tree.info).toMatchObject({
      Language: locale,
      Title: `${document.title}, ${document.employer}, ${document.period}`,
    });
    expect(tree).toMatchObject({ marked: true, showsTitle: true });
    expect(tree.outline).toEqual(document.sections.map(({ title }) => title));
  });

  it('begins with a first heading and leaves no level out', () => {
    const levels = nodes
      .filter((node) => /^H\d$/u.test(node.role ?? '') && hasContent(node))
      .map((node) => Number(node.role?.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.length).toBeGreaterThan(3);
    for (const [i, level] of levels.entries())
      expect(level - (levels[i - 1] ?? 0), `heading ${i}`).toBeLessThanOrEqual(1);
  });

  it('has header cells that say their direction, and rows as wide as their table', () => {
    expect(all('TH').length).toBeGreaterThan(3);
    for (const cell of all('TH')) expect(['Row', 'Column']).toContain(cell.scope);
    for (const table of all('Table')) {
      const widths = (table.children ?? []).map((row) =>
        (row.children ?? []).reduce((sum, cell) => sum + (cell.colSpan ?? 1), 0),
      );
      expect(new Set(widths).size, JSON.stringify(widths)).toBe(1);
    }
  });

  it('has every figure in words', () => {
    expect(all('Figure').length).toBeGreaterThan(0);
    for (const figure of all('Figure')) expect(figure.alt?.length).toBeGreaterThan(10);
  });

  it('keeps lists, tables and contents in the order that the standard gives them', () => {
    const inside: Readonly<Record<string, readonly string[]>> = {
      Table: ['TR'],
      TR: ['TH', 'TD'],
      L: ['LI'],
      LI: ['Lbl', 'LBody'],
      TOC: ['Caption', 'TOCI'],
    };
    for (const node of nodes) {
      const allowed = inside[node.role ?? ''];
      for (const child of node.children ?? []) if (allowed !== undefined) expect(allowed).toContain(child.role);
    }
  });

  it('is read in the order in which it is drawn', () => {
    for (const page of tree.pages) {
      const marks = [...nodesIn(page)].flatMap(({ type, id }) =>
        type === 'content' && id !== undefined ? [Number(/mc(\d+)$/u.exec(id)?.[1])] : [],
      );
      expect(marks).toEqual(marks.toSorted((a, b) => a - b));
    }
  });

  it.skipIf(qpdf.missing)(`has nothing that another reader stumbles over${qpdf.note}`, () => {
    const { status, text } = qpdf.run(['--check', file]);
    expect(text).toContain('No syntax or stream encoding errors found');
    expect(status).toBe(0);
  });

  it.skipIf(pdfinfo.missing)(
    `is laid out on its paper, and has the same tree for another reader${pdfinfo.note}`,
    () => {
      expect(pdfinfo.run([file]).text).toMatch(
        paper === 'a4' ? /Page size:\s+595\.28 x 841\.89 pts \(A4\)/u : /Page size:\s+612 x 792 pts \(letter\)/u,
      );
      const { status, text } = pdfinfo.run(['-struct', file]);
      expect(status).toBe(0);
      // A column header: each has a scope, and it is said.
      expect(text.match(/^ *TH\b/gmu)?.length).toBe(text.match(/\/Scope \/(?:Row|Column)/gu)?.length);
      expect(text).not.toMatch(/error|unknown/iu);
    },
  );

  it.skipIf(pdftotext.missing)(`gives its words back, letter by letter${pdftotext.note}`, () => {
    const bare = (text: string): string => text.normalize('NFC').replaceAll(/[\s\u00ad]+/gu, '');
    const { text } = pdftotext.run(['-raw', file, '-']);
    const found = bare(text);
    const words = [
      document.title,
      document.employer,
      document.cover.promise,
      ...document.sections.flatMap((s) => [s.title, ...(s.lead === null ? [] : [s.lead])]),
    ];
    for (const word of words) expect(found).toContain(bare(word));
    if (locale === 'vi') expect(found).toMatch(/[ếốổữặộ]/u);
  });
});

it('names all languages somewhere', () => {
  expect(new Set(CASES.map(([, locale]) => locale))).toEqual(new Set(LOCALES));
});
