import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '#core';
import { PRINT, pressCommand } from '#render';
import { openSample, type Sample } from './open-sample.ts';
import { companyContent } from './sample-content.ts';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], told = PRINT): Ended {
  return spawnSync(process.execPath, [...args], { env: {}, encoding: 'utf8', input: told });
}

function outboxOf(sample: Sample, name: string): string {
  const outbox = join(sample.folder, name);
  mkdirSync(outbox);
  return outbox;
}

const sample = openSample(companyContent());

describe('the press', () => {
  it('writes a report per language and the tables, and nothing else', () => {
    const outbox = outboxOf(sample, 'outbox');
    const { status, stdout, stderr } = run(
      pressCommand({ bundle: sample.bundle, outbox, publicKey: sample.publicPem, locales: ['en', 'vi'] }).args,
    );
    expect({ status, stdout, stderr }).toEqual({ status: EXIT.done, stdout: '', stderr: '' });
    expect(readdirSync(outbox, { recursive: true }).map(String).toSorted()).toEqual([
      'report.html',
      'report.pdf',
      'report.vi.html',
      'report.vi.pdf',
      'report.vi.xlsx',
      'report.xlsx',
      'tables',
      'tables/codes',
      'tables/codes/category.csv',
      'tables/codes/indicator.csv',
      'tables/company.csv',
      'tables/csv-metadata.json',
      'tables/datapackage.json',
    ]);
  });

  it('prints nothing before it is told to, and nothing when it is told something else or left alone', () => {
    for (const told of ['', 'all', `${PRINT} more`]) {
      const outbox = outboxOf(sample, `untold-${told.length}`);
      const { status, stderr } = run(
        pressCommand({ bundle: sample.bundle, outbox, publicKey: sample.publicPem, locales: ['en'] }).args,
        told,
      );
      expect(status).toBe(EXIT.usage);
      expect(JSON.parse(stderr)).toMatchObject({ code: 'USAGE', what: 'The press was not told to print.' });
      expect(readdirSync(outbox)).toEqual([]);
    }
  });

  it('takes a bundle that was not there yet when it started', async () => {
    const bundle = join(sample.folder, 'late');
    const outbox = outboxOf(sample, 'waiting');
    const { args } = pressCommand({ bundle, outbox, publicKey: sample.publicPem, locales: ['en'] });
    const child = spawn(process.execPath, [...args], { env: {}, stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = once(child, 'close');
    cpSync(sample.bundle, bundle, { recursive: true });
    child.stdin.write(PRINT);
    expect(await ended).toEqual([EXIT.done, null]);
    expect(readdirSync(outbox)).toContain('report.pdf');
  });

  it('never writes over what was written', () => {
    const outbox = outboxOf(sample, 'used');
    writeFileSync(join(outbox, 'report.pdf'), 'earlier');
    const { status, stderr } = run(
      pressCommand({ bundle: sample.bundle, outbox, publicKey: sample.publicPem, locales: ['en'] }).args,
    );
    expect(status).toBe(EXIT.delivery);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'STORAGE_FAILED' });
    expect(readFileSync(join(outbox, 'report.pdf'), 'utf8')).toBe('earlier');
  });

  it('refuses a bundle with one changed digit, in one line of JSON', () => {
    const other = openSample(companyContent());
    const table = join(other.bundle, 'table.json');
    writeFileSync(table, readFileSync(table, 'utf8').replace('"base":', '"base":1'));
    const { status, stderr } = run(
      pressCommand({
        bundle: other.bundle,
        outbox: outboxOf(other, 'outbox'),
        publicKey: other.publicPem,
        locales: ['en'],
      }).args,
    );
    expect(status).toBe(EXIT.refused);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'BUNDLE_TAMPERED' });
    expect(readdirSync(join(other.folder, 'outbox'))).toEqual([]);
  });

  it('refuses a bundle signed by somebody else', () => {
    const other = openSample(companyContent());
    const { status } = run(
      pressCommand({
        bundle: sample.bundle,
        outbox: outboxOf(other, 'outbox'),
        publicKey: other.publicPem,
        locales: ['en'],
      }).args,
    );
    expect(status).toBe(EXIT.refused);
  });

  it('refuses a job it does not know', () => {
    const { args } = pressCommand({
      bundle: sample.bundle,
      outbox: sample.folder,
      publicKey: sample.publicPem,
      locales: ['en'],
    });
    for (const job of [
      '',
      '{}',
      JSON.stringify({ ...JSON.parse(args.at(-1) ?? ''), raw: true }),
      JSON.stringify({ ...JSON.parse(args.at(-1) ?? ''), locales: [] }),
    ]) {
      const { status, stderr } = run([...args.slice(0, -1), job]);
      expect(status).toBe(EXIT.usage);
      expect(JSON.parse(stderr)).toMatchObject({ code: 'USAGE' });
    }
  });
});

/** Another program under the very permissions of the press: what it can do, a fault in the press could do. */
describe('inside the press', () => {
  let probe: (code: string) => string;
  beforeAll(() => {
    const outbox = outboxOf(sample, 'probes');
    const { args } = pressCommand({ bundle: sample.bundle, outbox, publicKey: sample.publicPem, locales: ['en'] });
    const flags = args.filter((a) => a.startsWith('--'));
    let n = 0;
    probe = (code) => {
      n += 1;
      const file = join(outbox, `probe-${n}.mjs`);
      writeFileSync(
        file,
        `try { ${code}; console.log('done'); } catch (error) { console.log(error.code ?? error.cause?.code ?? error.name, error.cause?.message ?? ''); }`,
      );
      const { stdout, stderr } = run([...flags, file]);
      expect(stderr).toBe('');
      return stdout.trim();
    };
  });

  const module = (path: string): string =>
    JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../node_modules', path)).href);

  it('the bundle and the program can be read, and the outbox written: the probe can succeed', () => {
    const fs = `const fs = await import('node:fs')`;
    expect(probe(`${fs}; fs.readFileSync(${JSON.stringify(join(sample.bundle, 'table.json'))})`)).toBe('done');
    expect(probe(`${fs}; fs.writeFileSync(${JSON.stringify(join(sample.folder, 'probes', 'written'))}, 'x')`)).toBe(
      'done',
    );
    expect(probe(`await import(${module('papaparse/papaparse.js')})`)).toBe('done');
  });

  it('the vault’s database cannot be loaded', () => {
    expect(probe(`await import(${module('@duckdb/node-api/lib/index.js')})`)).toContain('ERR_DLOPEN_DISABLED');
  });

  it('no other file can be read', () => {
    for (const path of [
      '/etc/hostname',
      '/proc/self/environ',
      sample.folder,
      join(import.meta.dirname, 'press.test.ts'),
    ]) {
      expect(
        probe(
          `(await import('node:fs')).readdirSync === 0 || (await import('node:fs')).statSync(${JSON.stringify(path)})`,
        ),
        path,
      ).toContain('ERR_ACCESS_DENIED');
      expect(probe(`(await import('node:fs')).readFileSync(${JSON.stringify(path)})`), path).toContain(
        'ERR_ACCESS_DENIED',
      );
    }
  });

  it('nothing else can be written, the bundle least of all', () => {
    for (const path of [join(sample.bundle, 'table.json'), join(sample.folder, 'elsewhere'), '/tmp/tutti-probe']) {
      expect(probe(`(await import('node:fs')).writeFileSync(${JSON.stringify(path)}, 'x')`), path).toContain(
        'ERR_ACCESS_DENIED',
      );
    }
  });

  it('no process and no thread can be started', () => {
    expect(probe(`(await import('node:child_process')).execFileSync('id')`)).toContain('ERR_ACCESS_DENIED');
    expect(probe(`new (await import('node:worker_threads')).Worker('0', { eval: true })`)).toContain(
      'ERR_ACCESS_DENIED',
    );
  });

  it('the environment holds no secret', () => {
    expect(probe(`console.log(Object.keys(process.env).filter((k) => k !== 'NODE_PERMISSION').join())`)).toBe('done');
  });
});
