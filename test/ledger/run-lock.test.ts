import { canonicalJson, systemClock, TuttiError } from '#core';
import { acquireLock } from '#ledger';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'tutti-lock-'));
});
afterEach(() => {
  rmSync(state, { recursive: true });
});

const path = () => join(state, 'run.lock');
const attempt = async () => {
  try {
    await using _lock = await acquireLock(state, systemClock);
    return 'acquired';
  } catch (error) {
    if (error instanceof TuttiError) return error.code;
    throw error;
  }
};
const plant = (holder: object) => {
  writeFileSync(
    path(),
    canonicalJson({ host: hostname(), pid: process.pid, started: null, since: '2026-01-01T00:00:00.000Z', ...holder }),
  );
};
/** The id of a process that has just ended. */
const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid']).toString());

test('one at a time, and again after it', async () => {
  {
    await using _lock = await acquireLock(state, systemClock);
    expect(await attempt()).toBe('LOCKED');
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  }
  expect(existsSync(path())).toBe(false);
  expect(await attempt()).toBe('acquired');
});

test('a lock is released when the run throws', async () => {
  const run = async () => {
    await using _lock = await acquireLock(state, systemClock);
    throw new Error('the run failed');
  };
  await expect(run()).rejects.toThrow('the run failed');
  expect(existsSync(path())).toBe(false);
});

test('a lock of a dead process is taken over', async () => {
  plant({ pid: deadPid() });
  expect(await attempt()).toBe('acquired');
});

test('a process id that came round again is not the holder', async () => {
  plant({ started: 'another boot/1' });
  expect(await attempt()).toBe('acquired');
});

test.each([
  ['of a living process whose start is unknown', { started: null }],
  ['of another machine', { host: 'elsewhere.example', pid: 1 }],
  ['of process 1, which belongs to somebody else', { pid: 1 }],
])('a lock %s stays', async (_name, holder) => {
  plant(holder);
  expect(await attempt()).toBe('LOCKED');
  expect(existsSync(path())).toBe(true);
});

test('a lock that cannot be read stays', async () => {
  writeFileSync(path(), '');
  expect(await attempt()).toBe('LOCKED');
});

test('while somebody else is clearing a dead lock, it is left to them', async () => {
  plant({ pid: deadPid() });
  writeFileSync(`${path()}.takeover`, '');
  expect(await attempt()).toBe('LOCKED');
  expect(existsSync(path())).toBe(true);
});

test('a lock that was replaced meanwhile is not removed with ours', async () => {
  {
    await using _lock = await acquireLock(state, systemClock);
    plant({ host: 'elsewhere.example' });
  }
  expect(existsSync(path())).toBe(true);
});

test('of several processes that find a dead lock at once, exactly one gets it', async () => {
  plant({ pid: deadPid() });
  const program = `
    import { acquireLock } from '#ledger';
    import { systemClock } from '#core';
    let lock;
    try { lock = await acquireLock(process.argv.at(-1), systemClock); console.log('acquired'); }
    catch (error) { console.log(error.code); }
    process.stdin.on('end', () => { void lock?.[Symbol.asyncDispose](); }).resume();`;
  const children = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ['--input-type=module-typescript', '-e', program, state], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const answers = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()));
  for (const child of children) child.stdin.end();
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(answers.toSorted()).toEqual(['LOCKED', 'LOCKED', 'LOCKED', 'acquired']);
  expect(existsSync(path())).toBe(false);
});
