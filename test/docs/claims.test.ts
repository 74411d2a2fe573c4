import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/planted-house.ts';

const folder = join(root, 'docs', 'claims');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** Paths of this repository in backticks. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`((?:src|test|docs|fixtures|pipelines|reports)\/[^`\s]+)`/gu)].map(([, path]) => path ?? '');
const part = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));

describe.each(pages)('docs/claims/%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('has the five parts, in order', () => {
    const parts = [
      '**Claim.**',
      '**Precondition.**',
      '**Code.**',
      '**Tests that would fail.**',
      '**What it does not cover.**',
    ];
    const places = parts.map((each) => text.indexOf(each));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('names code and tests that exist', () => {
    const code = pathsIn(part(text, '**Code.**', '**Tests that would fail.**'));
    const tests = pathsIn(part(text, '**Tests that would fail.**', '**What it does not cover.**'));
    expect(code.every((path) => path.startsWith('src/')) && code.length > 0).toBe(true);
    expect(tests.every((path) => path.startsWith('test/')) && tests.length > 0).toBe(true);
    expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

test.each(readdirSync(join(root, 'docs', 'decisions')))('docs/decisions/%s names files that exist', (name) => {
  const text = readFileSync(join(root, 'docs', 'decisions', name), 'utf8');
  expect(name).toMatch(/^\d{3}-[a-z-]+\.md$/u);
  expect(text).toMatch(/^# \d{3} /u);
  expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('pages that the code points to exist', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const named = sources.flatMap((name) =>
    [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/docs\/[a-z0-9/-]+\.md/gu)].map(
      ([path]) => `${name} → ${path}`,
    ),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((each) => !existsSync(join(root, each.split(' → ')[1] ?? '')))).toEqual([]);
});
