import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '../support/tutti.ts';

/** That the measurements run at all, on next to nothing; what they measure is for people to read, and no test. */
function bench(...args: readonly string[]): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', 'bench/main.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

test.runIf(process.env['TUTTI_DEEP'] !== undefined)('pull and tabulate compare themselves with their floors', () => {
  const { status, out, err } = bench('pull', 'tabulate', '--people', '2000', '--wearable-days', '2000', '--rounds', '1');
  expect(err).toBe('');
  expect(status).toBe(0);
  for (const name of ['floor', 'pull', 'pull of a summary', 'whole', 'bare', 'tabulate']) {
    expect(out).toMatch(new RegExp(`^  ${name} +wall \\d+\\.\\d\\d s \\(x \\d+\\.\\d\\d\\), processor \\d+\\.\\d\\d \\+ \\d+\\.\\d\\d s`, 'mu'));
  }
  expect(out).toContain('    assessment: 2000 rows');
}, 120_000);

test('an unknown name is told the known ones', () => {
  expect(bench('pulll')).toMatchObject({ status: 2, err: 'Name one or more of protect, bound, pull, tabulate, run, render; not pulll.\n' });
});
