import { canonicalJson, sha256, TuttiError } from '#core';
import { isReleased, loadOrCreateKeys, manifestFor, openRelease, writeBundle } from '#release';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { facts, sampleContent, shown, withRows } from './sample.ts';

let room: string;
let bundle: string;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'tutti-release-'));
  bundle = join(room, 'hatch', 'bundle');
});
afterEach(() => {
  rmSync(room, { recursive: true });
});

const write = () => writeBundle(bundle, sampleContent(), facts, privateKey);
const read = (name: string) => readFileSync(join(bundle, name));
const put = (name: string, data: string | Uint8Array) => {
  writeFileSync(join(bundle, name), data);
};
const failure = (action: () => unknown): TuttiError => {
  try {
    action();
  } catch (error) {
    if (error instanceof TuttiError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('what is written', () => {
  test('opens again to the same content', () => {
    const written = write();
    const released = openRelease(bundle, publicKey);
    expect(released.content).toEqual(sampleContent());
    expect(released.id).toBe(written.id);
    expect(released.manifest).toEqual(written.manifest);
    expect(isReleased(released)).toBe(true);
  });

  test('the id is the hash of the manifest without it, and depends on every fact', () => {
    const { id, manifest, contentHash } = write();
    const { release: _, ...unnamed } = manifest;
    expect(id).toBe(sha256(canonicalJson(unnamed)).slice(0, 16));
    expect(contentHash).toBe(sha256(read('table.json')));
    expect(manifestFor(sampleContent(), { ...facts, generator: '0.1.1' }).release).not.toBe(id);
  });

  test('the manifest counts cells by state and says nothing else about numbers', () => {
    // rows × 3 categories: 1 + 4 + 10 shown (remainders included), 0 + 2 + 10 withheld
    expect(write().manifest.cells).toEqual({ shown: 45, banded: 0, withheld: 36 });
  });

  test('the same release again is the same bytes and no write; another release in its place is refused', () => {
    write();
    const before = ['manifest.json', 'manifest.sig', 'table.json'].map(read);
    write();
    expect(['manifest.json', 'manifest.sig', 'table.json'].map(read)).toEqual(before);
    expect(failure(() => writeBundle(bundle, sampleContent(), { ...facts, generator: '9' }, privateKey)).code).toBe(
      'STORAGE_FAILED',
    );
    expect(['manifest.json', 'manifest.sig', 'table.json'].map(read)).toEqual(before);
  });

  test('nothing is left beside the bundle, written or refused', () => {
    write();
    failure(() => writeBundle(bundle, sampleContent(), { ...facts, generator: '9' }, privateKey));
    writeFileSync(join(room, 'file'), '');
    expect(failure(() => writeBundle(join(room, 'file', 'x'), sampleContent(), facts, privateKey)).code).toBe(
      'STORAGE_FAILED',
    );
    expect(readdirSync(join(room, 'hatch'))).toEqual(['bundle']);
  });

  test('content that contradicts itself is never signed', () => {
    const wrong = withRows('company', () => [shown([], 99, [60, 30, 10])]);
    expect(() => writeBundle(bundle, wrong, facts, privateKey)).toThrow(/may not be signed/u);
    expect(readdirSync(room)).toEqual([]);
  });

  test('another implementation of ed25519 accepts the signature, of the raw bytes in the files', async () => {
    write();
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
    expect(await crypto.subtle.verify('Ed25519', key, read('manifest.sig'), read('manifest.json'))).toBe(true);
  });
});

describe('what is not opened', () => {
  const resign = () => {
    put('manifest.sig', sign(null, read('manifest.json'), privateKey));
  };
  const flip = (name: string, from: string, to: string) => () => {
    const text = read(name).toString();
    expect(text).toContain(from);
    put(name, text.replace(from, to));
  };
  const cases: readonly (readonly [string, () => void])[] = [
    ['one digit of the table', flip('table.json', '"base":100', '"base":101')],
    ['one digit of the manifest', flip('manifest.json', '"shown":45', '"shown":46')],
    [
      'one digit of the manifest, with a fresh signature',
      () => {
        flip('manifest.json', '"shown":45', '"shown":46')();
        resign();
      },
    ],
    [
      'the same JSON spelt otherwise',
      () => {
        put('table.json', JSON.stringify(JSON.parse(read('table.json').toString()), null, 1));
      },
    ],
    [
      'a manifest spelt otherwise, with a fresh signature',
      () => {
        put('manifest.json', ` ${read('manifest.json').toString()}`);
        resign();
      },
    ],
    [
      'a key twice in the manifest, with a fresh signature',
      () => {
        flip('manifest.json', '{"cells"', '{"generator":"0.1.0","cells"')();
        resign();
      },
    ],
    [
      'the signature of another key',
      () => {
        put('manifest.sig', sign(null, read('manifest.json'), generateKeyPairSync('ed25519').privateKey));
      },
    ],
    [
      'no signature',
      () => {
        put('manifest.sig', '');
      },
    ],
    [
      'a missing file',
      () => {
        rmSync(join(bundle, 'table.json'));
      },
    ],
    [
      'a file too many',
      () => {
        put('notes.txt', '');
      },
    ],
    [
      'a link in place of a file',
      () => {
        rmSync(join(bundle, 'table.json'));
        symlinkSync('/etc/hostname', join(bundle, 'table.json'));
      },
    ],
    [
      'bytes that are no text',
      () => {
        put('manifest.json', new Uint8Array([0xff, 0xfe]));
        resign();
      },
    ],
    [
      'no folder',
      () => {
        rmSync(bundle, { recursive: true });
      },
    ],
    [
      'a file in place of the folder',
      () => {
        rmSync(bundle, { recursive: true });
        writeFileSync(bundle, '');
      },
    ],
  ];
  test.each(cases)('%s', (_name, damage) => {
    write();
    damage();
    expect(failure(() => openRelease(bundle, publicKey)).code).toBe('BUNDLE_TAMPERED');
  });

  test('a table that contradicts itself, though its hashes and signature are right', () => {
    write();
    const table = Buffer.from(canonicalJson(withRows('company', () => [shown([], 99, [60, 30, 10])])));
    const { release: _, ...manifest } = openRelease(bundle, publicKey).manifest;
    const forged = { ...manifest, files: { 'table.json': { sha256: sha256(table), bytes: table.length } } };
    put('table.json', table);
    put('manifest.json', canonicalJson({ ...forged, release: sha256(canonicalJson(forged)).slice(0, 16) }));
    resign();
    const error = failure(() => openRelease(bundle, publicKey));
    expect(error.code).toBe('BUNDLE_TAMPERED');
    expect(error.problems.map(({ what }) => what).join()).toMatch(/do not add up/u);
  });

  test('anything, with a key that is not an ed25519 public key', () => {
    write();
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const key of [privateKey, other.publicKey, pem, 'no key'])
      expect(failure(() => openRelease(bundle, key)).code).toBe('FILE_INVALID');
  });
});

describe('Released at run time', () => {
  test('is frozen to the last cell', () => {
    write();
    const released = openRelease(bundle, publicKey);
    const row = released.content.tables[0]?.rows[0];
    expect(row !== undefined && Object.isFrozen(row) && 'cells' in row && Object.isFrozen(row.cells)).toBe(true);
    expect(Object.isFrozen(released.manifest.files['table.json'])).toBe(true);
    expect(() => Object.assign(released, { id: 'x' })).toThrow(TypeError);
  });

  test('cannot be made by copying, casting or calling its constructor', () => {
    write();
    const released = openRelease(bundle, publicKey);
    const prototype: unknown = Object.getPrototypeOf(released);
    const lookAlikes = [
      { id: released.id, content: released.content, manifest: released.manifest },
      Object.assign({}, released),
      JSON.parse(JSON.stringify(released)),
      structuredClone(released),
      Object.create(Object(prototype)),
      new Proxy(released, {}),
      null,
      'released',
    ];
    for (const lookAlike of lookAlikes) expect(isReleased(lookAlike)).toBe(false);
    const { constructor } = Object(prototype);
    expect(() => Reflect.construct(constructor, [Symbol('mint'), released.manifest, released.content])).toThrow(
      TypeError,
    );
  });
});

describe('keys', () => {
  test('are made once, kept, and private', () => {
    const first = loadOrCreateKeys(room);
    const second = loadOrCreateKeys(room);
    expect(second.publicPem).toBe(first.publicPem);
    expect(second.secret).toEqual(first.secret);
    expect(first.secret).toHaveLength(32);
    expect(loadOrCreateKeys(join(room, 'other')).secret).not.toEqual(first.secret);
    expect(readdirSync(join(room, 'keys')).toSorted()).toEqual([
      'instance-secret',
      'public-key.pem',
      'signing-key.pem',
    ]);
    writeBundle(bundle, sampleContent(), facts, second.privateKey);
    expect(openRelease(bundle, first.publicPem).content).toEqual(sampleContent());
  });

  test('that others may read are refused', () => {
    loadOrCreateKeys(room);
    execFileSync('chmod', ['644', join(room, 'keys', 'signing-key.pem')]);
    expect(failure(() => loadOrCreateKeys(room))).toMatchObject({ code: 'FILE_INVALID' });
  });

  test('that do not belong together are refused, and the message holds no key', () => {
    const keys = loadOrCreateKeys(room);
    writeFileSync(
      join(room, 'keys', 'signing-key.pem'),
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    const error = failure(() => loadOrCreateKeys(room));
    expect(error.code).toBe('FILE_INVALID');
    expect(`${error.message} ${error.hint}`).not.toContain('BEGIN');
    expect(createPrivateKey(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })).asymmetricKeyType).toBe(
      'ed25519',
    );
  });
});
