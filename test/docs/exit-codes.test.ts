import { ERROR_EXITS, EXIT } from '#core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/planted-house.ts';

const page = readFileSync(join(root, 'docs', 'exit-codes.md'), 'utf8');

/** The cells of the table rows whose first cell matches. */
const rows = (first: RegExp) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([cell]) => first.test(cell ?? ''));

test('every exit code is documented under its name, with a meaning and something to do; none is invented', () => {
  const documented = rows(/^\d+$/u);
  expect(documented.map(([exit, name]) => [name, Number(exit)])).toEqual(
    Object.entries(EXIT).map(([name, exit]) => [`\`${name}\``, exit]),
  );
  for (const [, , meaning, advice] of documented) expect([meaning, advice]).not.toContain('');
});

test('every error code is documented with its exit code; none is invented', () => {
  const documented = rows(/^`[A-Z_]+`$/u);
  expect(documented.map(([code, exit]) => [code, Number(exit)])).toEqual(
    Object.entries(ERROR_EXITS).map(([code, exit]) => [`\`${code}\``, exit]),
  );
  for (const [, , when] of documented) expect(when).not.toBe('');
});
