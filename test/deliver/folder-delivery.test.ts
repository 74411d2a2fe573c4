import { sha256, TuttiError } from '#core';
import { deliverFolder, type FolderDelivery } from '#deliver';
import { openRelease, readFolder, writeBundle, type Released } from '#release';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { facts, sampleContent } from '../release/sample.ts';

let room: string;
let release: Released;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const open = (employer: string): Released => {
  const content = { ...sampleContent(), employer: { id: employer, name: 'Sao Mai' } };
  const { dir } = writeBundle(join(room, 'hatch', sha256(employer)), content, facts, privateKey);
  return openRelease(dir, publicKey);
};

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'tutti-deliver-'));
  mkdirSync(join(room, 'outbox', 'tables'), { recursive: true });
  writeFileSync(join(room, 'outbox', 'report.pdf'), '%PDF');
  writeFileSync(join(room, 'outbox', 'report.vi.pdf'), '%PDF vi');
  writeFileSync(join(room, 'outbox', 'tables', 'dept.csv'), 'a,b\r\n');
  release = open('E001');
});
afterEach(() => {
  rmSync(room, { recursive: true, force: true });
});

const delivery = (): FolderDelivery => ({ release, from: join(room, 'outbox'), to: join(room, 'out') });
const code = async (given: FolderDelivery) => {
  try {
    await deliverFolder(given);
  } catch (error) {
    if (error instanceof TuttiError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
};
/** Everything under out/, hidden leftovers included. */
const everything = () =>
  existsSync(join(room, 'out')) ? readdirSync(join(room, 'out'), { recursive: true }).map(String).toSorted() : [];

describe('what arrives', () => {
  test('the report, its tables and the signed manifest, in a folder named by ids', async () => {
    const receipt = await deliverFolder(delivery());
    expect(relative(join(room, 'out'), receipt.dir)).toBe(`E001/2025/wellness/${release.id}`);
    expect(receipt.outcome).toBe('delivered');
    expect(readFolder(receipt.dir)?.map(({ name }) => name)).toEqual([
      'manifest.json',
      'manifest.sig',
      'report.pdf',
      'report.vi.pdf',
      'table.json',
      'tables/dept.csv',
    ]);
    expect(receipt.files.map(({ name }) => name).toSorted()).toEqual(readFolder(receipt.dir)?.map(({ name }) => name));
    const [manifest, signature] = ['manifest.json', 'manifest.sig'].map((name) =>
      readFileSync(join(receipt.dir, name)),
    );
    expect(verify(null, manifest ?? Buffer.of(), publicKey, signature ?? Buffer.of())).toBe(true);
  });

  test('again is harmless', async () => {
    await deliverFolder(delivery());
    const before = everything();
    expect((await deliverFolder(delivery())).outcome).toBe('already-there');
    expect(everything()).toEqual(before);
  });

  test('other bytes under the same id are refused, and what is there stays', async () => {
    const { dir } = await deliverFolder(delivery());
    writeFileSync(join(room, 'outbox', 'report.pdf'), '%PDF other');
    expect(await code(delivery())).toBe('DELIVERY_FAILED');
    expect(readFileSync(join(dir, 'report.pdf'), 'utf8')).toBe('%PDF');
  });
});

describe('what does not leave', () => {
  test.each([
    'debug.log',
    '.env',
    'report.exe',
    'tables/../x.csv',
    'tables/rows.parquet',
    'tables/deep/er.csv',
    'certificate.json',
    'table.json',
    'report.pdf.part',
  ])('a file that is no part of a report: %s', async (name) => {
    mkdirSync(join(room, 'outbox', 'tables', 'deep'), { recursive: true });
    writeFileSync(join(room, 'outbox', name), '');
    expect(await code(delivery())).toBe('DELIVERY_FAILED');
    expect(everything()).toEqual([]);
  });

  test('an empty or missing outbox', async () => {
    rmSync(join(room, 'outbox'), { recursive: true });
    expect(await code(delivery())).toBe('DELIVERY_FAILED');
    mkdirSync(join(room, 'outbox'));
    expect(await code(delivery())).toBe('DELIVERY_FAILED');
    expect(everything()).toEqual([]);
  });

  test('a link to somewhere else', async () => {
    execFileSync('ln', ['-s', '/etc/hostname', join(room, 'outbox', 'tables', 'x.csv')]);
    expect(await code(delivery())).toBe('STORAGE_FAILED');
    expect(everything()).toEqual([]);
  });

  test('anything without an opened release', async () => {
    const copy: Released = structuredClone(Object(release));
    await expect(deliverFolder({ ...delivery(), release: copy })).rejects.toThrow(TypeError);
  });
});

describe('names', () => {
  test.each([
    '../../etc',
    'a/b',
    '.hidden',
    'Công ty',
    'trailing.',
    '日本',
    'x'.repeat(300),
    '..',
    'a\\b',
    'con taining',
  ])('an employer called %j stays inside, under plain names', async (employer) => {
    const { dir } = await deliverFolder({ ...delivery(), release: open(employer) });
    const parts = relative(join(room, 'out'), dir).split('/');
    expect(parts).toHaveLength(4);
    for (const part of parts) expect(part).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u);
  });

  test('two ids never share a folder, not even by taking on the other one’s made-up name', async () => {
    const placeOf = async (employer: string) =>
      relative(join(room, 'out'), (await deliverFolder({ ...delivery(), release: open(employer) })).dir).split(
        '/',
      )[0] ?? '';
    const first = await placeOf('a/b');
    expect(new Set([first, await placeOf('a-b'), await placeOf('a b'), await placeOf(first)]).size).toBe(4);
  });
});

describe('failures leave nothing behind', () => {
  test('no room to write', async () => {
    writeFileSync(join(room, 'out'), 'a file where the folder should be');
    expect(await code(delivery())).toBe('STORAGE_FAILED');
    expect(readFileSync(join(room, 'out'), 'utf8')).toBe('a file where the folder should be');
  });

  test('a disk that is full half way: the operating system cuts the file off', () => {
    writeFileSync(join(room, 'outbox', 'report.html'), 'x'.repeat(2_000_000));
    writeFileSync(join(room, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    const program = `
      import { deliverFolder } from '#deliver';
      import { openRelease } from '#release';
      import { readdirSync, readFileSync } from 'node:fs';
      const room = process.argv.at(-1);
      const release = openRelease(room + '/hatch/' + readdirSync(room + '/hatch')[0], readFileSync(room + '/key.pem', 'utf8'));
      try { await deliverFolder({ release, from: room + '/outbox', to: room + '/out' }); } catch (error) { console.log(error.code, error.exit); }`;
    // 1,000 blocks of 1,024 bytes a file; the signal is ignored, so that writing fails with EFBIG as it would with ENOSPC.
    const limited = 'trap "" XFSZ; ulimit -f 1000; exec "$0" "$@"';
    const args = [process.execPath, '--input-type=module-typescript', '-e', program, room];
    expect(execFileSync('bash', ['-c', limited, ...args]).toString()).toBe('STORAGE_FAILED 8\n');
    expect(everything().filter((name) => name.includes('.part-') || name.includes('report'))).toEqual([]);
  });

  test('a place that is taken while writing', async () => {
    mkdirSync(join(room, 'out', 'E001', '2025', 'wellness', release.id, 'x'), { recursive: true });
    const before = everything();
    expect(await code(delivery())).toBe('DELIVERY_FAILED');
    expect(everything()).toEqual(before);
  });
});
