import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/tutti.ts';
import { elsewhere } from './fixture.ts';

/**
 * `elsewhere.json` says of many attacks that another test would notice if the defence were gone. Here the defence goes: one edit in a copy of the
 * project, and every test named has to fail. Minutes, so only with TUTTI_DEEP.
 */
const switched = elsewhere().flatMap((entry) => (entry.switch === undefined ? [] : entry.tests.map((path) => ({ id: entry.id, title: entry.title, path, off: entry.switch }))));
const PARTS = ['src', 'test', 'fixtures', 'pipelines', 'reports', 'docs', 'schemas', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

describe.runIf(process.env['TUTTI_DEEP'] !== undefined)('with the defence switched off', { timeout: 300_000 }, () => {
  let copy = '';
  beforeAll(() => {
    // Below the project, so that its packages are found.
    mkdirSync(join(ROOT, 'var'), { recursive: true });
    copy = mkdtempSync(join(ROOT, 'var', 'switched-off-'));
    for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const passes = (path: string): boolean => spawnSync(process.execPath, [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', path], { cwd: copy, env: { PATH: process.env['PATH'] ?? '' } }).status === 0;

  test.each([...new Set(switched.map(({ path }) => path))])('untouched, %s passes', (path) => {
    expect(passes(path)).toBe(true);
  });

  test.each(switched)('$id $title: $path fails', ({ path, off }) => {
    const file = join(copy, off?.file ?? '');
    const before = readFileSync(file, 'utf8');
    expect(before).toContain(off?.find);
    writeFileSync(file, before.replaceAll(off?.find ?? '', () => off?.replace ?? ''));
    try {
      expect(passes(path)).toBe(false);
    } finally {
      writeFileSync(file, before);
    }
  });
});
