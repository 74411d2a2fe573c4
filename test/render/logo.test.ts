import { describe, expect, it, test } from 'vitest';
import { composeReport } from '#compose';
import { sha256 } from '#core';
import { plainPicture } from '#release';
import { inspect, renderCsv, renderHtml, renderPdf, renderXlsx } from '#render';
import { readPdf } from '../../src/render/inspect/read-pdf.ts';
import { fitted, logoAmong } from '../../src/render/logo.ts';
import type { RenderedFile } from '../../src/render/rendered-file.ts';
import { png, TALKING_JPEG } from '../release/pictures.ts';
import { openSample } from './open-sample.ts';
import { companyContent } from './sample-content.ts';

const missed = (where: string): object => ({
  problems: expect.arrayContaining([{ where, what: 'has another picture than the signed logo' }]),
});

describe.each([
  ['logo.png', png()],
  ['logo.jpg', TALKING_JPEG],
] as const)('%s', (file, given) => {
  const { bytes } = plainPicture(given);
  const content = companyContent();
  const { released } = openSample(content, {
    paper: 'letter',
    logo: { file, sha256: sha256(bytes) },
    encrypted: false,
  });
  const plain = openSample(content).released;
  const logo = logoAmong([{ name: file, bytes }], released);
  const document = composeReport(released.content, 'en');
  const print = async (withLogo: typeof logo): Promise<readonly RenderedFile[]> => [
    { name: file, bytes },
    { name: 'report.pdf', bytes: await renderPdf(document, released, withLogo) },
    { name: 'report.html', bytes: Buffer.from(renderHtml(document, released, withLogo)) },
    { name: 'report.xlsx', bytes: (await renderXlsx(released, 'en')) ?? new Uint8Array() },
    ...renderCsv(released),
  ];

  it('is on the cover of both, described by the employer’s name, and printed the same every time', async () => {
    const files = await print(logo);
    await inspect(released, files);
    expect(await print(logo)).toEqual(files);
    const pdf = await readPdf(files.find(({ name }) => name === 'report.pdf')?.bytes ?? new Uint8Array());
    expect(pdf.alternatives[0]).toBe(content.employer.name.normalize('NFC'));
  });

  it('is missed by the inspectors where a page lacks it', async () => {
    const [logoFile, pdf, html, ...others] = await print(logo);
    const [, barePdf, bareHtml] = await print(null);
    if (
      logoFile === undefined ||
      pdf === undefined ||
      html === undefined ||
      barePdf === undefined ||
      bareHtml === undefined
    )
      throw new Error('files are missing');
    await expect(inspect(released, [logoFile, barePdf, html, ...others])).rejects.toMatchObject(missed('report.pdf'));
    await expect(inspect(released, [logoFile, pdf, bareHtml, ...others])).rejects.toMatchObject(missed('report.html'));
  });

  test('another one, none, or one that nobody signed for is refused', () => {
    const fault = /^The logo beside the release/u;
    expect(() => logoAmong([{ name: file, bytes: Buffer.concat([bytes, Buffer.from([0])]) }], released)).toThrow(fault);
    expect(() => logoAmong([], released)).toThrow(fault);
    expect(() => logoAmong([{ name: file === 'logo.png' ? 'logo.jpg' : 'logo.png', bytes }], released)).toThrow(fault);
    expect(() => logoAmong([{ name: file, bytes }], plain)).toThrow(fault);
    expect(logoAmong([], plain)).toBeNull();
  });
});

it('a logo keeps its shape and is never blown up', () => {
  const picture = plainPicture(png({ width: 400, height: 100 }));
  expect(fitted(picture, { width: 100, height: 44 })).toEqual({ width: 100, height: 25 });
  expect(fitted(plainPicture(png({ width: 24, height: 16 })), { width: 100, height: 44 })).toEqual({
    width: 24,
    height: 16,
  });
});
