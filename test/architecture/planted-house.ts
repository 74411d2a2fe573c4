import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A small house in a temporary folder, under the real rules: configuration files copied, dependencies linked, `files` written. */
export function plantHouse(files: Readonly<Record<string, string>>): Disposable & { readonly dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'tutti-house-'));
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs', 'eslint.config.mjs'])
    copyFileSync(join(root, name), join(dir, name));
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return {
    dir,
    [Symbol.dispose]() {
      rmSync(dir, { recursive: true });
    },
  };
}
