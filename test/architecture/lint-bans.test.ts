import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { plantHouse } from './planted-house.ts';

/** Each thing that must not be written, where, and the rule that must say so. */
const planted: readonly (readonly [string, string, string])[] = [
  ['src/compose/clock.ts', 'export const now = () => new Date();', 'no-restricted-syntax'],
  ['src/compose/clock-call.ts', 'export const now = () => Date();', 'no-restricted-syntax'],
  ['src/app/clock-now.ts', 'export const now = () => Date.now();', 'no-restricted-properties'],
  ['src/protect/chance.ts', 'export const chance = () => Math.random();', 'no-restricted-properties'],
  ['src/gate/speech.ts', "export const say = () => { console.log('x'); };", 'no-console'],
  [
    'src/gate/speech-import.ts',
    "import { log } from 'node:console';\nexport const say = log;",
    'no-restricted-imports',
  ],
  ['src/config/environment.ts', "export const home = process.env['HOME'];", 'no-restricted-syntax'],
  [
    'src/config/environment-import.ts',
    "import { env } from 'node:process';\nexport const home = env['HOME'];",
    'no-restricted-imports',
  ],
  [
    'src/render/attachment.ts',
    "export const attach = (doc: { file(path: string): void }) => { doc.file('x'); };",
    'no-restricted-syntax',
  ],
  ['src/core/default.ts', 'export default 1;', 'no-restricted-syntax'],
  [
    'src/render/forged.ts',
    'interface Released { readonly id: string }\nexport const forged = (x: unknown) => x as Released;',
    'no-restricted-syntax',
  ],
  ['src/core/double-cast.ts', 'export const wrong = (x: string) => x as unknown as number;', 'no-restricted-syntax'],
  ['src/core/any.ts', 'export const anything = (x: any): number => x;', '@typescript-eslint/no-explicit-any'],
  [
    'src/app/floating.ts',
    'export function start(work: () => Promise<void>): void {\n  work();\n}',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'src/core/forgotten.ts',
    "export function sign(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['src/core/ignored.ts', "// @ts-ignore\nexport const one: string = 'a';", '@typescript-eslint/ban-ts-comment'],
  ['src/core/long.ts', 'export {};\n'.repeat(401), 'max-lines'],
];

/** The same, where it belongs. */
const allowed: readonly (readonly [string, string])[] = [
  ['src/core/effects.ts', 'export const now = () => new Date();'],
  ['src/compose/dated.ts', 'export const day = (iso: string) => new Date(iso);'],
  ['src/cli/speech.ts', "export const say = () => { console.log(process.env['TUTTI_X']); };"],
];

describe('the linter reports what must not be written', () => {
  const found = new Map<string, readonly (string | null)[]>();

  beforeAll(async () => {
    const files = [...planted, ...allowed].map(([name, text]) => [name, `${text}\n`] as const);
    using house = plantHouse(Object.fromEntries(files));
    const eslint = new ESLint({ cwd: house.dir });
    for (const { filePath, messages } of await eslint.lintFiles(['src']))
      found.set(
        filePath.slice(filePath.indexOf('src/')),
        messages.map(({ ruleId }) => ruleId),
      );
  });

  test.each(planted)('%s', (file, _text, rule) => {
    expect(found.get(file)).toContain(rule);
  });

  test.each(allowed)('%s is fine', (file) => {
    expect(found.get(file)).toEqual([]);
  });
});
