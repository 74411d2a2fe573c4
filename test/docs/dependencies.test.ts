import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../architecture/planted-house.ts';

const names = z.record(z.string(), z.string());
const { dependencies, devDependencies } = z
  .object({ dependencies: names, devDependencies: names })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const page = readFileSync(join(root, 'docs', 'decisions', '002-dependencies.md'), 'utf8');
const listed = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gmu)].map(
  ([, name = '', licence = '', why = '']) => ({ name, licence, why }),
);

test('every dependency is listed with a reason, and nothing else is', () => {
  expect(listed.map(({ name }) => name).toSorted()).toEqual(
    Object.keys({ ...dependencies, ...devDependencies }).toSorted(),
  );
});

test.each(listed)('$name has the licence that the page says, and one that we take', ({ name, licence }) => {
  const manifest = z
    .object({ license: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')));
  expect(manifest.license).toBe(licence);
  // A tool of the tests that is not shipped may be under the MPL.
  const taken = ['MIT', 'ISC', 'Apache-2.0', 'OFL-1.1', ...(name in dependencies ? [] : ['MPL-2.0'])];
  for (const part of licence.split(' AND ')) expect(taken).toContain(part);
});
