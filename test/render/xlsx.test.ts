import readExcel from 'read-excel-file/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LOCALES } from '#core';
import { renderCsv, renderXlsx } from '#render';
import type { Released, ReleaseContent } from '#release';
import { sheetNames } from '../../src/compose/workbook-names.ts';
import { checkXlsx } from '../../src/render/inspect/check-xlsx.ts';
import { readXlsx } from '../../src/render/inspect/read-xlsx.ts';
import { readZip } from '../../src/render/inspect/read-zip.ts';
import { zip } from '../../src/render/xlsx/zip.ts';
import { openSample } from './open-sample.ts';
import { plainCsv } from './plain-csv.ts';
import { activeContent, companyContent, largeContent } from './sample-content.ts';

const { released } = openSample(largeContent());
const written = await bytesOf(released);

async function bytesOf(of: Released, locale: (typeof LOCALES)[number] = 'en'): Promise<Uint8Array> {
  const bytes = await renderXlsx(of, locale);
  if (bytes === null) throw new Error('no workbook');
  return bytes;
}

/** As somebody else's software reads it. */
async function sheetsOf(
  bytes: Uint8Array,
): Promise<readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[]> {
  return (await readExcel(Buffer.from(bytes), { trim: false })).map(({ sheet, data }) => ({ name: sheet, rows: data }));
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the workbook', () => {
  it('has a cover, a sheet for each way of grouping, and the definitions', async () => {
    const sheets = await sheetsOf(written);
    expect(sheets.map((s) => s.name)).toEqual([
      'About',
      'Everybody',
      'By department',
      'By site',
      'By age',
      'By sex',
      'By tenure',
      'By age and sex',
      'Definitions and words',
    ]);
    const cover = sheets[0]?.rows.flat().join('\n') ?? '';
    for (const text of [
      'Công ty Cổ phần Gỗ Trường Sơn',
      'Hidden to protect people',
      'Protection policy: wellness.',
      'By age and sex',
    ])
      expect(cover).toContain(text);
  });

  it('says number for number what the CSV files say', async () => {
    const sheets = await sheetsOf(written);
    const csvs = renderCsv(released).filter((f) => /^tables\/[a-z-]+\.csv$/u.test(f.name));
    let numbers = 0;
    for (const [i, { bytes }] of csvs.entries()) {
      const rows = sheets[i + 1]?.rows.slice(1) ?? [];
      const { lines } = plainCsv(bytes);
      expect(rows).toHaveLength(lines.length);
      for (const [k, line] of lines.entries()) {
        const [people, group, share, low, high] = (rows[k] ?? []).slice(-5);
        const status = line.get('status');
        if (status === 'withheld') {
          expect([people, group, share, low, high]).toEqual(['*', '*', '*', null, null]);
          continue;
        }
        const wanted = ['count', 'base', 'percent', 'low', 'high'].map((column) => line.get(column) ?? '');
        expect(group).toBe(Number(wanted[1]));
        if (status === 'banded')
          expect([people, share, low, high]).toEqual(['range', 'range', Number(wanted[3]), Number(wanted[4])]);
        else {
          expect([people, low, high]).toEqual([Number(wanted[0]), null, null]);
          expect(typeof share === 'number' ? Math.round(share * 1e4) / 100 : share).toBe(
            wanted[2] === '' ? '–' : Number(wanted[2]),
          );
        }
        numbers += 1;
      }
    }
    expect(numbers).toBeGreaterThan(3000);
  });

  it('keeps the header in view and filters the whole table', () => {
    const sheets = readXlsx(written).sheets;
    for (const sheet of sheets.slice(1, -1)) {
      expect(sheet.frozen).toBe(true);
      expect(sheet.filter).toBe(`A1:${String.fromCharCode(64 + (sheet.rows[0]?.length ?? 0))}${sheet.rows.length}`);
    }
    expect([sheets.at(0), sheets.at(-1)].map((s) => s?.filter)).toEqual([null, null]);
  });

  it('is the same bytes whatever the clock says', async () => {
    vi.useFakeTimers();
    for (const day of ['1999-12-31T23:59:59Z', '2031-07-01T12:00:00Z']) {
      vi.setSystemTime(new Date(day));
      expect(Buffer.from(await bytesOf(released)).equals(Buffer.from(written))).toBe(true);
    }
  });

  it.each(['es', 'vi'] as const)('speaks %s', async (locale) => {
    const bytes = await bytesOf(released, locale);
    const [, everybody, department] = await sheetsOf(bytes);
    expect([everybody?.name, department?.name]).toEqual(
      locale === 'es' ? ['Todas las personas', 'Por departamento'] : ['Tất cả', 'Theo bộ phận'],
    );
    expect(readXlsx(bytes)).toMatchObject({ language: locale });
    expect(checkXlsx(released.content, `report.${locale}.xlsx`, bytes)).toEqual([]);
    expect(checkXlsx(released.content, 'report.en.xlsx', bytes)).toMatchObject([
      { what: 'is not in the language of its name' },
    ]);
  });

  it('is not made for a release without tables', async () => {
    expect(await renderXlsx(openSample(activeContent()).released, 'en')).toBeNull();
  });

  it('is made of a release only', async () => {
    const likeness = { content: released.content, id: released.id, manifest: released.manifest };
    // @ts-expect-error a look-alike does not compile
    await expect(renderXlsx(likeness, 'en')).rejects.toThrow('only a release that openRelease gave out'); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is the attempt
  });
});

describe('what a label may try', () => {
  it.each([
    '=HYPERLINK("http://x")',
    '+1',
    '@SUM(A1)',
    '<f>1+1</f>',
    'A & B "C"',
    '_x0041_',
    '_x005F_',
    'constructor',
    '__proto__',
    'Sản xuất',
  ])('%s is a text and stays as it is', async (label) => {
    const content = labelled(label);
    const bytes = await bytesOf(openSample(content).released);
    const answers = (await sheetsOf(bytes))[1]?.rows.map((row) => row[2]);
    // Other software leaves the code of an underscore standing.
    expect(answers?.map((text) => String(text).replaceAll('_x005F_', '_'))).toContain(
      label === '_x005F_' ? '_' : label,
    );
    expect(readXlsx(bytes).sheets[1]?.rows.map((row) => row[2])).toContain(label);
    expect(checkXlsx(content, 'report.xlsx', bytes)).toEqual([]);
  });

  function labelled(label: string): ReleaseContent {
    const content = companyContent();
    const indicators = content.indicators.map((i) => ({
      ...i,
      forms: i.forms.map((f) => ({
        ...f,
        categories: f.categories.map((c) => (c.code === 'yes' ? { ...c, label: { en: label } } : c)),
      })),
    }));
    return { ...content, indicators };
  }
});

describe('names of sheets', () => {
  it('are short, plain and different', () => {
    const long = ['By division, age, sex and tenure of employment', 'By division, age, sex and tenure of service'];
    const names = sheetNames(['A/B: [x]*?', 'a b x', "'History'", ...long, '']);
    expect(names).toEqual([
      'A B x',
      'a b x (2)',
      'History (2)',
      'By division, age, sex and tenu…',
      'By division, age, sex and… (2)',
      '-',
    ]);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });

  it('cut no letter in half', () => {
    const [name = ''] = sheetNames([`${'x'.repeat(29)}é́y`.normalize('NFD')]);
    expect(name).toBe(`${'x'.repeat(29)}…`);
  });
});

describe('the inspector', async () => {
  const sample = openSample(companyContent()).released;
  const sound = await bytesOf(sample);
  const parts = [...readZip(sound)].map(([name, bytes]) => ({ name, text: Buffer.from(bytes).toString('utf8') }));
  const changed = (name: string, from: string | RegExp, to: string): Promise<Uint8Array> => {
    const files = parts.map((part) => {
      const text = part.name === name ? part.text.replace(from, to) : part.text;
      if (part.name === name) expect(text).not.toBe(part.text);
      return { name: part.name, bytes: Buffer.from(text) };
    });
    return zip(files);
  };
  const added = (name: string, text: string): Promise<Uint8Array> =>
    zip([...parts, { name, text }].map((part) => ({ name: part.name, bytes: Buffer.from(part.text) })));
  const verdict = (bytes: Uint8Array): string => {
    try {
      return checkXlsx(sample.content, 'report.xlsx', bytes)
        .map((p) => p.what)
        .join('; ');
    } catch {
      return 'cannot be read back';
    }
  };
  const SHEET = 'xl/worksheets/sheet2.xml';

  it('passes what was written', async () => {
    expect(verdict(sound)).toBe('');
    expect(verdict(await zip(parts.map((p) => ({ name: p.name, bytes: Buffer.from(p.text) }))))).toBe('');
  });

  it.each([
    ['a digit', SHEET, /<v>(\d+)<\/v>/u, '<v>1$1</v>', 'has other numbers'],
    ['a share with more digits than published', SHEET, /<v>0\.(\d+)<\/v>/u, '<v>0.$13</v>', 'has other numbers'],
    [
      'a text in place of a number',
      SHEET,
      /<c r="D2" s="7"><v>\d+<\/v><\/c>/u,
      '<c r="D2" s="6" t="inlineStr"><is><t>*</t></is></c>',
      'has other numbers',
    ],
    ['another answer', SHEET, 'Yes', 'No', 'names another group'],
    [
      'a number in a sentence',
      'xl/worksheets/sheet1.xml',
      'never about a person',
      'never about 98765 persons',
      'does not explain',
    ],
    [
      'another sentence',
      'xl/worksheets/sheet1.xml',
      'never about a person',
      'sometimes about a person',
      'is not what the release says',
    ],
    ['another title', 'docProps/core.xml', 'Annual', 'Annoying', 'another title'],
    ['a smaller filter', SHEET, /<autoFilter ref="A1:([A-Z])\d+"/u, '<autoFilter ref="A1:$19"', 'does not filter'],
    ['a row too many', SHEET, '</sheetData>', '<row r="9999"></row></sheetData>', 'cannot be read back'],
    ['a cell beside the table', SHEET, '</row>', '<c r="Z1"><v>7</v></c></row>', 'another header'],
    ['a formula', SHEET, /<v>\d+<\/v>/u, '<f>SUM(D3:D9)</f>', 'cannot be read back'],
    ['a hidden row', SHEET, '<row r="3">', '<row r="3" hidden="1">', 'cannot be read back'],
    ['a hidden column', SHEET, 'width="14"', 'width="0"', 'cannot be read back'],
    ['a hidden sheet', 'xl/workbook.xml', 'sheetId="2"', 'sheetId="2" state="hidden"', 'cannot be read back'],
    [
      'a link',
      SHEET,
      '<pageMargins',
      '<hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks><pageMargins',
      'cannot be read back',
    ],
    ['a name for something else', 'xl/workbook.xml', '_xlnm.Print_Titles', 'secret', 'cannot be read back'],
    [
      'an author',
      'docProps/core.xml',
      '<dc:language>',
      '<dc:creator>An</dc:creator><dc:language>',
      'cannot be read back',
    ],
    [
      'a relation to elsewhere',
      'xl/_rels/workbook.xml.rels',
      'Target="styles.xml"',
      'Target="https://x/styles.xml" TargetMode="External"',
      'cannot be read back',
    ],
    ['a format that speaks', 'xl/styles.xml', '0.0%', '&quot;7&quot;', 'cannot be read back'],
    ['a comment', SHEET, '<sheetData>', '<!-- 24 --><sheetData>', 'cannot be read back'],
    ['a text between cells', SHEET, '<row r="2">', '<row r="2">24', 'cannot be read back'],
    ['a document type', SHEET, '?>\n', '?>\n<!DOCTYPE x>', 'cannot be read back'],
  ])('finds %s', async (_what, name, from, to, fault) => {
    expect(verdict(await changed(name, from, to))).toContain(fault);
  });

  it('finds a part that does not belong', async () => {
    for (const name of ['docProps/app.xml', 'xl/comments1.xml', 'xl/vbaProject.bin', 'xl/worksheets/sheet4.xml'])
      expect(verdict(await added(name, '<x/>'))).toBe('cannot be read back');
  });

  it('finds what hides in the archive itself', () => {
    const archive = Buffer.from(sound);
    const at = archive.indexOf('PK\x01\x02', 0, 'latin1');
    const dated = Buffer.from(sound);
    dated.writeUInt16LE(0x5b76, at + 14);
    const comment = Buffer.concat([archive, Buffer.from('24')]);
    comment.writeUInt16LE(2, archive.length - 2);
    for (const wrong of [
      dated,
      comment,
      Buffer.concat([archive, Buffer.of(0)]),
      Buffer.concat([Buffer.of(0), archive]),
      archive.subarray(0, -1),
      Buffer.of(),
    ])
      expect(verdict(wrong)).toBe('cannot be read back');
  });

  it('finds a withheld number that came back', async () => {
    const content = released.content;
    const texts = [...readZip(written)].map(([name, bytes]) => ({ name, text: Buffer.from(bytes).toString('utf8') }));
    const with_ = texts.map(({ name, text }) => ({
      name,
      bytes: Buffer.from(
        text.replace(
          /<c r="(E\d+)" s="8" t="inlineStr"><is><t xml:space="preserve">\*<\/t><\/is><\/c>/u,
          '<c r="$1" s="7"><v>24</v></c>',
        ),
      ),
    }));
    const problems = checkXlsx(content, 'report.xlsx', await zip(with_));
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map((p) => p.what))).toEqual(new Set(['has other numbers than the release']));
    expect(JSON.stringify(problems.map((p) => p.what))).not.toContain('24');
  });
});
