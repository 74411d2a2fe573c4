import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Area, filesIn, ledgerOf, treeOf } from '../support/area.ts';
import { SECOND, TINY } from '../support/small-employers.ts';
import { ROOT } from '../support/tutti.ts';

/** Runs that end before their time, for every reason a machine has: nothing half-written, and the next run puts it right. */

/** Each case is a run or two: the rarer ones are left to `npm run test:deep`. */
const DEEP = process.env['TUTTI_DEEP'] !== undefined;

let area: Area;
beforeAll(async () => {
  area = await Area.with([TINY, SECOND], 'interrupted');
});
afterAll(() => area.remove());
afterEach(() => {
  for (const folder of [area.out, area.state]) rmSync(folder, { recursive: true, force: true });
});

const ONE = ['--employer', TINY.id, '--jobs', '1'];

/** The next run: done, complete, and nothing left over from the one before. */
async function recovers(): Promise<void> {
  const next = await area.run(ONE);
  expect(next).toMatchObject({ code: 0, stderr: '' });
  expect([...filesIn(area.out).keys()].map((name) => name.split('/').at(-1)).sort()).toEqual(['manifest.json', 'manifest.sig', 'report.es.html', 'report.es.pdf', 'report.html', 'report.pdf', 'report.vi.html', 'report.vi.pdf', 'table.json']);
  expect(readdirSync(area.state).sort()).toEqual(['keys', 'ledger.head', 'ledger.jsonl', 'private']);
  expect(readdirSync(area.tmp)).toEqual([]);
}

describe('killed in mid-run', () => {
  test('SIGKILL at three moments, then a run', async () => {
    for (const at of [/reading the source/u, /counting/u, /printing/u]) {
      const killed = await area.run(ONE, { kill: { at, signal: 'SIGKILL' } });
      expect(killed).toMatchObject({ code: null, signal: 'SIGKILL', stdout: '' });
      expect(treeOf(area.out)).toEqual({});
      expect(ledgerOf(area.state)).toEqual([]);
    }
    expect(existsSync(join(area.state, 'run.lock'))).toBe(true);
    await recovers();
  }, 60_000);

  test.each([['SIGINT', 130] as const, ...(DEEP ? [['SIGTERM', 143] as const] : [])])('%s cleans up by itself and says which signal it was', async (signal, code) => {
    const ended = await area.run(ONE, { kill: { at: /printing/u, signal } });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(treeOf(area.out)).toEqual({});
    expect(ledgerOf(area.state)).toEqual([]);
    expect(readdirSync(area.tmp)).toEqual([]);
    expect(existsSync(join(area.state, 'work'))).toBe(false);
    if (signal === 'SIGINT') await recovers();
  });
});

describe('a place that cannot be written', () => {
  test('an out folder that is a file ends with 8; on the mended place the same release arrives', async () => {
    writeFileSync(area.out, 'not a folder');
    const failed = await area.run(ONE);
    expect(failed).toMatchObject({ code: 8, stderr: '' });
    expect(failed.stdout).toMatch(/tiny-clinic +FAILED STORAGE_FAILED: The release could not be written to \S+\. Nothing was delivered\./u);
    expect(readFileSync(area.out, 'utf8')).toBe('not a folder');
    rmSync(area.out);
    await recovers();
  });

  test('one employer’s place is spoilt: the other employer is done, and the run says that some failed', async () => {
    mkdirSync(area.out);
    writeFileSync(join(area.out, TINY.id), 'not a folder');
    const { code, stdout } = await area.run();
    expect(code).toBe(7);
    expect(stdout).toContain('1 of 2 employers have their report');
    expect(Object.keys(treeOf(area.out)).filter((name) => name.startsWith(`${SECOND.id}/`))).toHaveLength(9);
    expect(readFileSync(join(area.out, TINY.id), 'utf8')).toBe('not a folder');
  });

  // 24 KiB let everything through but the PDF; 4 KiB stop smaller files too.
  test.each(DEEP ? [4, 24] : [24])('a disk that takes no file over %d KiB ends with 8 and leaves nothing in out', async (largestFileKiB) => {
    const failed = await area.run(ONE, { largestFileKiB });
    expect(failed.code).toBe(8);
    expect(failed.stdout + failed.stderr).toMatch(/STORAGE_FAILED: /u);
    expect(treeOf(area.out)).toEqual({});
    expect(readdirSync(area.tmp)).toEqual([]);
    await recovers();
  });
});

describe('a state folder that is held', () => {
  const startOf = (pid: number): string => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  };
  const lock = (holder: { readonly pid: number; readonly started: string }): void => {
    mkdirSync(area.state, { recursive: true });
    writeFileSync(join(area.state, 'run.lock'), JSON.stringify({ host: hostname(), since: '2026-03-01T00:00:00.000Z', ...holder }));
  };

  test('by a living run ends with 6 and touches nothing', async () => {
    lock({ pid: process.pid, started: startOf(process.pid) });
    const before = treeOf(area.state);
    const held = await area.run(ONE);
    expect(held).toMatchObject({ code: 6, stdout: '' });
    expect(held.stderr).toMatch(/^LOCKED: Another run holds \S+run\.lock\.\nWait for it\./u);
    expect(treeOf(area.state)).toEqual(before);
    expect(treeOf(area.out)).toEqual({});
  });

  test('by a process that is gone is taken over', async () => {
    const gone = spawn(process.execPath, ['--version'], { cwd: ROOT, stdio: 'ignore' });
    const pid = gone.pid ?? 0;
    await new Promise((resolve) => gone.once('close', resolve));
    lock({ pid, started: 'before' });
    await recovers();
  });
});
