import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tool } from '../render/tool.ts';
import { Area, filesIn } from '../support/area.ts';
import { TINY } from '../support/small-employers.ts';

/** PDFs that leave encrypted, by the whole program; `test/app/seal.test.ts` has the parts for every day. */
const deep = process.env['TUTTI_DEEP'] !== undefined;

const PASSWORD = 'twelve "quoted" (letters) \\ and more';
const VARIABLE = 'TUTTI_TEST_PDF_PASSWORD';
const qpdf = tool('qpdf', '--version');

let area: Area;
let pipeline: string;
const run = (env: Readonly<Record<string, string>>, state = area.state) =>
  area.tutti(['run', pipeline, '--source', area.source, '--as-of', '2026-03-01', '--out', area.out, '--state', state], { env });
beforeAll(async () => {
  if (!deep) return;
  area = await Area.with([TINY], 'encrypt');
  pipeline = area.pipeline(
    'encrypted.yaml',
    (shipped) => `id: encrypted
title: { en: Employee wellness report }
source: { kind: files, path: null }
catalog: ${shipped('pipelines/catalogs/vendor.yaml')}
period: { kind: year }
policy: wellness
report: ${shipped('reports/wellness.yaml')}
schedule: null
delivery: { kind: folder, path: out, encrypt: { passwordFrom: ${VARIABLE} } }
`,
  );
});
afterAll(() => {
  if (deep) area.remove();
});

test.runIf(deep)('nothing is read or written without a usable password, or without qpdf', async () => {
  for (const [env, message] of [
    [{}, new RegExp(`^USAGE: ${VARIABLE} is not set`, 'u')],
    [{ [VARIABLE]: 'short' }, /^USAGE: .+ holds no password that PDFs can be encrypted with/u],
    [{ [VARIABLE]: '--decrypt-everything' }, /^USAGE: .+ holds no password/u],
    [{ [VARIABLE]: `${PASSWORD}\nsecond line` }, /^USAGE: .+ holds no password/u],
    [{ [VARIABLE]: PASSWORD, PATH: '/nowhere' }, /^FILE_MISSING: The program qpdf/u],
  ] as const) {
    const { code, stdout, stderr } = await run(env, area.at('unused'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('short');
  }
  expect(existsSync(area.at('unused'))).toBe(false);
  expect(existsSync(area.out)).toBe(false);
});

describe.runIf(deep && !qpdf.missing)(`with qpdf${qpdf.note}`, () => {
  let release: string;
  let key: string;
  let told: string;
  const pdf = (): Buffer => readFileSync(join(release, 'report.pdf'));
  const verify = (folder: string, more: readonly string[] = [], password = PASSWORD) => area.tutti(['verify', folder, '--key', key, ...more], { env: { [VARIABLE]: password } });
  beforeAll(async () => {
    const outcome = await run({ [VARIABLE]: PASSWORD });
    expect(outcome).toMatchObject({ code: 0 });
    told = outcome.stdout + outcome.stderr;
    const place = join(area.out, TINY.id, '2025', 'wellness');
    release = join(place, readdirSync(place)[0] ?? '');
    key = join(area.state, 'keys', 'public-key.pem');
  }, 120_000);

  test('it is AES-256, opens with the password, and forbids nothing', () => {
    const { status, text } = qpdf.run(['--show-encryption', `--password=${PASSWORD}`, join(release, 'report.pdf')]);
    expect(status).toBe(0);
    expect(text).toContain('R = 6');
    expect(text).toContain('stream encryption method: AESv3');
    expect(text).not.toContain('not allowed');
    expect(qpdf.run(['--check', join(release, 'report.pdf')]).status).not.toBe(0);
  });

  test('the password is nowhere: not in what was said, delivered or kept', () => {
    expect(told).not.toContain(PASSWORD);
    for (const folder of [area.out, area.state, area.tmp])
      for (const [name, bytes] of filesIn(folder)) expect(bytes.includes(PASSWORD), name).toBe(false);
    expect(readdirSync(area.tmp)).toEqual([]);
  });

  test('it is compared with its print where the password is known, and said not to be where it is not', async () => {
    const known = await verify(release, ['--password-from', VARIABLE]);
    expect(known).toMatchObject({ code: 0 });
    expect(known.stdout).not.toContain('NOT compared');
    const unknown = await verify(release);
    expect(unknown).toMatchObject({ code: 0 });
    expect(unknown.stdout).toContain('; 1 encrypted PDFs were NOT compared (give --password-from)');
    expect(await verify(release, ['--password-from', VARIABLE], 'another password altogether')).toMatchObject({ code: 5, stdout: '' });
  }, 60_000);

  test('an unencrypted or other PDF in its place is refused', async () => {
    const other = area.at('other');
    cpSync(release, other, { recursive: true });
    const file = join(other, 'report.pdf');
    expect(qpdf.run([`--password=${PASSWORD}`, '--decrypt', join(release, 'report.pdf'), file]).status).toBe(0);
    expect(await verify(other)).toMatchObject({ code: 5, stdout: '' });
    const one = area.at('one.pdf');
    expect(qpdf.run([file, '--pages', '.', '1', '--', one]).status).toBe(0);
    expect(qpdf.run([one, file, '--encrypt', PASSWORD, PASSWORD, '256', '--']).status).toBe(0);
    expect(await verify(other, ['--password-from', VARIABLE])).toMatchObject({ code: 5, stdout: '' });
    writeFileSync(file, pdf());
    expect(await verify(other, ['--password-from', VARIABLE])).toMatchObject({ code: 0 });
  }, 60_000);

  test('delivering again changes nothing', async () => {
    const before = pdf();
    expect(await run({ [VARIABLE]: PASSWORD })).toMatchObject({ code: 0 });
    expect(Buffer.compare(pdf(), before)).toBe(0);
  }, 60_000);
});
