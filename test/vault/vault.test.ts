import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, begin, id, join, oneOf, openVault, sql } from '#vault';
import type { Table } from '#vault';

describe('sql', () => {
  test('values are bound, names are quoted, fragments nest', () => {
    const inner = sql`${id('a"b')} = ${'x'} or ${id('s', 't')} in (${join([sql`${1}`, sql`${null}`], ', ', sql``)})`;
    expect(sql`select ${true} where ${inner} limit ${2}`.compile()).toEqual({
      text: 'select $1 where "a""b" = $2 or "s"."t" in ($3, $4) limit $5',
      values: [true, 'x', 1, null, 2],
    });
  });

  test('any text comes back as it went in, as a value and as a name', async () => {
    await using vault = await openVault();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }).filter((s) => !s.includes('\0') && s !== '__proto__'), async (text) => {
        const row = await vault.one(sql`select ${text}::varchar as ${id(text)}`);
        expect(row.text(text)).toBe(text);
      }),
      { numRuns: 60, examples: [[`'; drop table people; --`], ['" or 1=1'], ['$1']] },
    );
  });

  test('a column that JavaScript objects cannot hold is an error, not an empty value', async () => {
    await using vault = await openVault();
    const row = await vault.one(sql`select 'x'::varchar as ${id('__proto__')}`);
    expect(() => row.text('__proto__')).toThrow(TypeError);
  });

  test('a look-alike is not spliced', () => {
    const forged = { compile: () => ({ text: 'drop table people', values: [] }) };
    // @ts-expect-error an object that only looks like SQL is neither a value nor a fragment
    expect(sql`select ${forged}`.compile().text).toBe('select $1');
  });

  test('an empty list of values holds nothing', () => {
    expect(oneOf(id('a'), []).compile()).toEqual({ text: 'false', values: [] });
  });
});

describe('the vault', () => {
  test('keeps its spill files to itself and removes them', async () => {
    const vault = await openVault({ memoryMB: 64, threads: 1 });
    const scratch = vault.scratchPath;
    expect(statSync(scratch).mode & 0o777).toBe(0o700);
    await vault[Symbol.asyncDispose]();
    expect(existsSync(scratch)).toBe(false);
    await expect(vault.rows(sql`select 1 as n`)).rejects.toThrow('closed');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('is wiped when the process is ended by %s', async (signal) => {
    const script = `import { openVault } from '#vault'; const v = await openVault(); process.stdout.write(v.scratchPath); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
    const [path] = await once(child.stdout, 'data');
    const scratch = String(path);
    expect(existsSync(scratch)).toBe(true);
    child.kill(signal);
    const [, endedBy] = await once(child, 'exit');
    expect(endedBy).toBe(signal);
    expect(existsSync(scratch)).toBe(false);
  });

  test('removes what a killed run left behind, and nothing of a running one', async () => {
    const script = `import { openVault } from '#vault'; const v = await openVault(); process.stdout.write(v.scratchPath); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [path] = await once(child.stdout, 'data');
    const left = String(path);
    {
      await using vault = await openVault();
      expect([existsSync(left), existsSync(vault.scratchPath)]).toEqual([true, true]);
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(left)).toBe(true);
    await using next = await openVault();
    expect([existsSync(left), existsSync(next.scratchPath)]).toEqual([false, true]);
  });

  test('once locked, neither reads nor writes anything outside, and stays locked', async () => {
    await using vault = await openVault();
    expect((await vault.one(sql`select count(*) as n from read_csv(${'package.json'}, columns = {'line': 'VARCHAR'}, header = false, delim = '\x01', quote = '', escape = '', auto_detect = false)`)).int('n')).toBeGreaterThan(0);
    await vault.lock();
    for (const statement of [
      sql`select * from read_text('package.json')`,
      sql`copy (select 1) to '/tmp/tutti-escape.csv'`,
      sql`attach '/tmp/tutti-escape.db' as other`,
      sql`install httpfs`,
      sql`set enable_external_access = true`,
      sql`set lock_configuration = false`,
    ]) {
      await expect(vault.run(statement)).rejects.toThrow();
    }
    expect(existsSync('/tmp/tutti-escape.csv')).toBe(false);
    expect(existsSync('/tmp/tutti-escape.db')).toBe(false);
  });

  test('runs statements of several callers one after the other', async () => {
    await using vault = await openVault();
    await vault.run(sql`create table t as select '' as s`);
    const numbers = Array.from({ length: 60 }, (_, i) => `${i},`);
    await Promise.all(numbers.map((number) => vault.run(sql`update t set s = s || ${number}`)));
    expect((await vault.one(sql`select s from t`)).text('s')).toBe(numbers.join(''));
  });

  test('appends texts of any length, and nulls', async () => {
    await using vault = await openVault();
    await vault.run(sql`create schema landing`);
    await vault.run(sql`create table landing.t (a varchar, b varchar)`);
    const appender = await vault.textAppender('landing', 't', 2);
    const long = 'é'.repeat(100_000);
    for (let i = 0; i < 5000; i++) appender.push([i % 7 === 0 ? null : String(i), long.slice(0, i % 40)]);
    appender.push([long, '']);
    expect(() => appender.push(['one cell too few'])).toThrow(RangeError);
    expect(appender.finish()).toBe(5001);
    const row = await vault.one(sql`select count(*) as n, count(a) as a, max(length(a)) as longest, count(*) filter (where b = '') as empty from landing.t`);
    expect([row.int('n'), row.int('a'), row.int('longest'), row.int('empty')]).toEqual([5001, 4286, 100_000, 126]);
  });
});

describe('the capability', () => {
  const start = async (vault: Awaited<ReturnType<typeof openVault>>): Promise<Table<'raw'>> =>
    begin(vault, async () => {
      await vault.run(sql`create table raw.t as select 1 as a`);
      return [{ what: 'rows read', where: 't', count: 1 }];
    });

  test('goes one way, keeps the facts, and the earlier stage is gone', async () => {
    await using vault = await openVault();
    const raw = await start(vault);
    expect(vault.locked).toBe(true);
    const staged = await advance(raw, 'staged', async (v) => {
      await v.run(sql`create table staged.people as select a from raw.t`);
      return [{ what: 'people', where: 't', count: 1 }];
    });
    expect(() => raw.vault).toThrow('left behind');
    await expect(vault.rows(sql`select * from raw.t`)).rejects.toThrow();
    expect(staged.facts).toHaveLength(2);
    await expect(advance(raw, 'staged', () => Promise.resolve([]))).rejects.toThrow('left behind');
  });

  test('a step that leaves other tables behind is refused', async () => {
    await using vault = await openVault();
    const raw = await start(vault);
    await expect(
      advance(raw, 'staged', async (v) => {
        await v.run(sql`create schema elsewhere`);
        await v.run(sql`create table elsewhere.copy as select * from raw.t`);
        return [];
      }),
    ).rejects.toThrow('elsewhere');
  });

  test('cannot be skipped, copied or made up', async () => {
    await using vault = await openVault();
    const raw = await start(vault);
    // @ts-expect-error a raw table cannot become a de-identified one
    await expect(advance(raw, 'deidentified', () => Promise.resolve([]))).rejects.toThrow('cannot become');
    const needs = (table: Table<'deidentified'>): unknown => table.vault;
    // @ts-expect-error the stages are different types
    expect(needs(raw)).toBe(vault);
    // @ts-expect-error a look-alike has no private vault
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- that is what is tested
    await expect(advance({ stage: 'raw', facts: [], vault }, 'staged', () => Promise.resolve([]))).rejects.toThrow(TypeError);
    const copied: Table<'raw'> = Object.create(Object.getPrototypeOf(raw));
    expect(() => copied.vault).toThrow(TypeError);
  });

  test('a vault serves one run', async () => {
    await using vault = await openVault();
    await start(vault);
    await expect(start(vault)).rejects.toThrow('one run only');
  });
});
