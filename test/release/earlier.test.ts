import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TuttiError } from '#core';
import { openAlone, openRelease, writeBundle, type ReleaseContent, type Released } from '#release';
import { sampleContent } from './sample.ts';

/** A bundle that carries the release of the year before: as it was signed then, named in what is signed now, and no other. */

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const facts = { fingerprint: 'a'.repeat(64), generator: '1' };
const inYear = (year: number, change: Partial<ReleaseContent> = {}): ReleaseContent => ({ ...sampleContent(), period: { id: String(year), from: `${year}-01-01`, to: `${year}-12-31` }, ...change });

let room: string;
beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'tutti-earlier-'))));
afterEach(() => rmSync(room, { recursive: true, force: true }));

function signed(name: string, content: ReleaseContent, earlier: Released | null = null): Released {
  writeBundle(join(room, name), content, facts, privateKey, earlier);
  return openAlone(copyOf(name), publicKey);
}

/** A bundle's own three files. */
function copyOf(name: string): string {
  const alone = join(room, `${name}-alone`);
  for (const file of ['manifest.json', 'manifest.sig', 'table.json']) cpSync(join(room, name, file), join(alone, file));
  return alone;
}

const code = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof TuttiError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'opened';
};

test('the earlier release travels byte for byte, under the name that the manifest gives', () => {
  const before = signed('before', inYear(2025));
  signed('now', inYear(2026), before);
  const now = openRelease(join(room, 'now'), publicKey);
  expect(now.manifest.earlier).toEqual({ release: before.id, sha256: before.manifest.files['table.json'].sha256 });
  expect(now.earlier?.content).toEqual(before.content);
  expect(now.signedFiles.map(({ name }) => name)).toEqual(['manifest.json', 'manifest.sig', 'table.json', 'earlier/manifest.json', 'earlier/manifest.sig', 'earlier/table.json']);
  for (const { name, bytes } of now.signedFiles) expect(Buffer.from(bytes).equals(readFileSync(join(room, 'now', name)))).toBe(true);
});

test('one year only: the year before that stays where it is', () => {
  const first = signed('first', inYear(2024));
  const second = signed('second', inYear(2025), first);
  signed('third', inYear(2026), second);
  const third = openRelease(join(room, 'third'), publicKey);
  expect([third.earlier?.id, third.earlier?.earlier]).toEqual([second.id, null]);
  expect(third.earlier?.manifest.earlier?.release).toBe(first.id);
});

test('a release without an earlier one is named and written as before', () => {
  signed('now', inYear(2026));
  const now = openRelease(join(room, 'now'), publicKey);
  expect([now.earlier, 'earlier' in now.manifest, now.signedFiles.length]).toEqual([null, false, 3]);
});

describe('what is not opened', () => {
  const tampered = /^BUNDLE_TAMPERED: /u;
  let before: Released;
  beforeEach(() => {
    before = signed('before', inYear(2025));
    signed('now', inYear(2026), before);
  });
  const open = () => code(() => openRelease(join(room, 'now'), publicKey));
  const earlierFrom = (name: string) => {
    rmSync(join(room, 'now', 'earlier'), { recursive: true });
    cpSync(copyOf(name), join(room, 'now', 'earlier'), { recursive: true });
  };

  test('as it was written, it is', () => {
    expect(open()).toBe('opened');
  });

  test('without the earlier release that it names', () => {
    rmSync(join(room, 'now', 'earlier'), { recursive: true });
    expect(open()).toMatch(tampered);
  });

  test('with one digit of the earlier table changed', () => {
    const file = join(room, 'now', 'earlier', 'table.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"base":100', '"base":101'));
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    expect(open()).toMatch(tampered);
  });

  test('with another release of the same year, as validly signed', () => {
    signed('other', inYear(2025, { source: { en: 'Another source' } }));
    earlierFrom('other');
    expect(open()).toMatch(/^BUNDLE_TAMPERED: .*carries another earlier release than it names/u);
  });

  test('with an earlier release that nothing names', () => {
    signed('plain', inYear(2026));
    cpSync(copyOf('before'), join(room, 'plain', 'earlier'), { recursive: true });
    expect(code(() => openRelease(join(room, 'plain'), publicKey))).toMatch(tampered);
  });

  test.each([
    ['another employer', inYear(2025, { employer: { id: 'E002', name: 'Another' } })],
    ['another report', inYear(2025, { report: { ...sampleContent().report, id: 'screening' } })],
    ['two years before', inYear(2024)],
    ['the year itself', inYear(2026)],
    ['a quarter of the year before', inYear(2025, { period: { id: '2025-Q4', from: '2025-10-01', to: '2025-12-31' } })],
  ])('with %s, though it was signed so', (_, content) => {
    const wrong = signed('wrong', content);
    writeBundle(join(room, 'misled'), inYear(2026), facts, privateKey, wrong);
    expect(code(() => openRelease(join(room, 'misled'), publicKey))).toMatch(/^BUNDLE_TAMPERED: .*carries another earlier release/u);
  });

  test('nothing is signed beside something that only looks like an opened release', () => {
    const fake: Released = Object.assign(Object.create(Object.getPrototypeOf(before)), {});
    expect(() => writeBundle(join(room, 'faked'), inYear(2026), facts, privateKey, fake)).toThrow(TypeError);
  });
});

test('a quarter is compared with the same quarter', () => {
  const quarter = (year: number) => inYear(year, { period: { id: `${year}-Q1`, from: `${year}-01-01`, to: `${year}-03-31` } });
  signed('now', quarter(2026), signed('before', quarter(2025)));
  expect(openRelease(join(room, 'now'), publicKey).earlier?.content.period.id).toBe('2025-Q1');
});
