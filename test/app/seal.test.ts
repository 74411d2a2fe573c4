import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { composeReport } from '#compose';
import { renderPdf } from '#render';
import { openSeal, opensTo, sealReports, sealWith } from '../../src/app/seal.ts';
import { openSample } from '../render/open-sample.ts';
import { activeContent, companyContent } from '../render/sample-content.ts';
import { tool } from '../render/tool.ts';

const PASSWORD = 'twelve "quoted" (letters) \\ and more';
const qpdf = tool('qpdf', '--version');
const folder = mkdtempSync(join(tmpdir(), 'tutti-seal-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['none', null, /is not set/u],
  ['a short one', 'elevenchars', /holds no password/u],
  ['one like an argument', '--decrypt-everything', /holds no password/u],
  ['one like a file of arguments', '@/etc/long-enough', /holds no password/u],
  ['one of two lines', 'twelve letters\nand more', /holds no password/u],
  ['one in letters that readers disagree about', 'mật khẩu rất dài', /holds no password/u],
])('%s is no password', async (_what, password, why) => {
  await expect(sealWith('PDF_PASSWORD', () => password)).rejects.toThrow(why);
  if (password !== null) await expect(sealWith('PDF_PASSWORD', () => password)).rejects.not.toThrow(password);
});

it('is not asked for where the definition does not', async () => {
  expect(await openSeal(null, () => PASSWORD)).toBeNull();
});

describe.skipIf(qpdf.missing)(`with qpdf${qpdf.note}`, () => {
  const seal = { password: PASSWORD };
  const outbox = mkdtempSync(join(tmpdir(), 'tutti-seal-outbox-'));
  const plain = join(folder, 'plain.pdf');
  const other = join(folder, 'other.pdf');
  const sealed = join(outbox, 'report.pdf');
  afterAll(() => rmSync(outbox, { recursive: true, force: true }));
  beforeAll(async () => {
    for (const [file, content] of [
      [plain, companyContent()],
      [other, activeContent()],
    ] as const) {
      const { released } = openSample(content);
      writeFileSync(file, await renderPdf(composeReport(released.content, 'vi'), released));
    }
    writeFileSync(sealed, readFileSync(plain));
    writeFileSync(join(outbox, 'report.html'), 'a page');
    await sealReports(seal, outbox, join(folder, 'nothing-there'));
  });

  it('encrypts with AES-256, opens with the password alone, and forbids nothing', () => {
    const { status, text } = qpdf.run(['--show-encryption', `--password=${PASSWORD}`, sealed]);
    expect(status).toBe(0);
    expect(text).toContain('R = 6');
    expect(text).toContain('stream encryption method: AESv3');
    expect(text).not.toContain('not allowed');
    expect(qpdf.run(['--check', sealed]).status).not.toBe(0);
    expect(readFileSync(sealed).includes(PASSWORD)).toBe(false);
    expect(readFileSync(join(outbox, 'report.html'), 'utf8')).toBe('a page');
  });

  it('is known again by what it opens to', async () => {
    expect(await opensTo(seal, sealed, plain)).toBe(true);
    expect(await opensTo(seal, sealed, other)).toBe(false);
    expect(await opensTo({ password: 'another password' }, sealed, plain)).toBe(false);
    expect(await opensTo(seal, plain, other)).toBe(false);
    // The same pages, and nothing to keep anybody from reading them.
    const bare = join(folder, 'bare.pdf');
    expect(qpdf.run([`--password=${PASSWORD}`, '--decrypt', sealed, bare]).status).toBe(0);
    expect(await opensTo(seal, bare, plain)).toBe(false);
    expect(await opensTo(seal, plain, plain)).toBe(false);
  });

  it('is taken as it is where it was delivered before, and not where it opens to something else', async () => {
    const again = mkdtempSync(join(folder, 'again-'));
    writeFileSync(join(again, 'report.pdf'), readFileSync(plain));
    await sealReports(seal, again, outbox);
    expect(Buffer.compare(readFileSync(join(again, 'report.pdf')), readFileSync(sealed))).toBe(0);
    writeFileSync(join(again, 'report.pdf'), readFileSync(other));
    await sealReports(seal, again, outbox);
    expect(Buffer.compare(readFileSync(join(again, 'report.pdf')), readFileSync(sealed))).not.toBe(0);
    expect(await opensTo(seal, join(again, 'report.pdf'), other)).toBe(true);
  });
});
