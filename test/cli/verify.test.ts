import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Area } from '../support/area.ts';
import { LITTLE } from '../support/small-employers.ts';

/** `verify` in the hands of a client who suspects that a delivered folder was changed on the way. */

let area: Area;
let release: string;
let key: string;
beforeAll(async () => {
  area = await Area.with([LITTLE], 'verify');
  const { code } = await area.run();
  if (code !== 0) throw new Error('nothing was released that could be verified');
  const place = join(area.out, LITTLE.id, '2025', 'wellness');
  release = join(place, readdirSync(place)[0] ?? '');
  key = join(area.state, 'keys', 'public-key.pem');
}, 120_000);
afterAll(() => area.remove());

/** A copy of the release with one file changed. */
function changed(name: string, edit: (bytes: Buffer) => Buffer | string): string {
  const copy = area.at(name.replaceAll('/', '-'));
  cpSync(release, copy, { recursive: true });
  const before = readFileSync(join(copy, name));
  const after = Buffer.from(edit(before));
  expect(after.equals(before)).toBe(false);
  writeFileSync(join(copy, name), after);
  return copy;
}

/** The first count of a table, one more. */
const oneMore = (text: string, pattern: RegExp): string => text.replace(pattern, (_, before: string, digits: string) => `${before}${Number(digits) + 1}`);

test.each([
  ['tables/company.csv', (bytes: Buffer) => oneMore(bytes.toString(), /(,Completed,)(\d+)/u)],
  ['tables/codes/category.csv', (bytes: Buffer) => bytes.toString().replace(',Completed,', ',Began,')],
  ['tables/datapackage.json', (bytes: Buffer) => bytes.toString().replace('"required": true', '"required": false')],
  ['report.xlsx', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(' ')])],
  ['table.json', (bytes: Buffer) => oneMore(bytes.toString(), /("base":)(\d+)/u)],
  ['manifest.json', (bytes: Buffer) => oneMore(bytes.toString(), /("shown":)(\d+)/u)],
  ['manifest.sig', (bytes: Buffer) => Buffer.concat([Buffer.from([(bytes[0] ?? 0) ^ 1]), bytes.subarray(1)])],
  ['report.html', (bytes: Buffer) => oneMore(bytes.toString(), /(<td>)(\d+)/u)],
  ['report.pdf', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('\n% one line more\n')])],
])('a changed %s is refused with one clear message', async (name, edit) => {
  const folder = changed(name, edit);
  const { code, stdout, stderr } = await area.tutti(['verify', folder, '--key', key]);
  expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
  expect(stderr).toMatch(/^BUNDLE_TAMPERED: [^\n]+\n[^\n]+\.?\n$/u);
  expect(readdirSync(area.tmp)).toEqual([]);
});

test('a file too many, or one too few, is refused as well', async () => {
  const more = area.at('more');
  cpSync(release, more, { recursive: true });
  writeFileSync(join(more, 'tables', 'people.csv'), 'name\n');
  expect(await area.tutti(['verify', more, '--key', key])).toMatchObject({ code: 5, stdout: '' });
});

test('another vendor’s key does not open it; a file that is no key is said to be none', async () => {
  const other = area.at('other');
  await area.run(['--employer', 'nobody', '--state', other]);
  const wrong = await area.tutti(['verify', release, '--key', join(other, 'keys', 'public-key.pem')]);
  expect(wrong).toMatchObject({ code: 5, stdout: '' });
  expect(wrong.stderr).toMatch(/^BUNDLE_TAMPERED: /u);
  const none = await area.tutti(['verify', release, '--key', 'package.json']);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toMatch(/^FILE_INVALID: /u);
});

test('as it was delivered, it holds', async () => {
  const { code, stdout } = await area.tutti(['verify', release, '--key', key, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ employer: LITTLE.id, period: '2025', files: 23 }]);
});
