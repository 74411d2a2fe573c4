import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../architecture/planted-house.ts';

const here = join(root, 'test', 'types');
const files = readdirSync(here).filter((name) => name.endsWith('.test-d.ts'));

/** What the compiler says about one file under the project's own options; `text` stands in for what is on disk. */
function errorsIn(path: string, text: string): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === path ? ts.createSourceFile(name, text, version) : readFile(name, version);
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  return program
    .getSemanticDiagnostics(source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test.each(files)('%s: what must not compile does not, and the rest does', (name) => {
  const path = join(here, name);
  expect(errorsIn(path, readFileSync(path, 'utf8'))).toEqual([]);
});

test.each(files)('%s: every expected error is a real one', (name) => {
  const path = join(here, name);
  const text = readFileSync(path, 'utf8');
  const expected = text.match(/@ts-expect-error/gu)?.length ?? 0;
  expect(expected).toBeGreaterThan(0);
  expect(errorsIn(path, text.replaceAll('@ts-expect-error', 'expected:'))).toHaveLength(expected);
});
