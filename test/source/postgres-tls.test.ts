import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TuttiError } from '#core';
import { loadSource } from '#source';
import { openVault } from '#vault';
import { postgresAddress } from '../../src/source/postgres-address.ts';
import { authority, serverCertificate } from '../support/certificate.ts';
import { startPostgres, withClient } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { atDatabase, employee, fillDatabase, postgresPipeline, together } from './small-world.ts';

/** A server with a certificate for `localhost`, so that `127.0.0.1` is the same server under a name that it cannot prove. */
const OURS = authority('Our authority');
const OTHER = authority('Other authority');
const SERVER = serverCertificate(OURS, 'Our authority', 'localhost');

let server: TestServer;
let plain: TestServer;
let folder: string;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tutti-test-'));
  await writeFile(join(folder, 'ours.pem'), OURS.certificate);
  await writeFile(join(folder, 'other.pem'), OTHER.certificate);
  [server, plain] = await Promise.all([
    startPostgres({
      files: { 'server.pem': SERVER.certificate, 'server.key': SERVER.key },
      settings: ['ssl=on', 'ssl_cert_file=server.pem', 'ssl_key_file=server.key'],
    }),
    startPostgres(),
  ]);
  url = await server.createDatabase();
  await withClient(url, (client) => fillDatabase(client, together(employee(1), employee(2))));
});
afterAll(async () => {
  await Promise.all([server.stop(), plain.stop()]);
  await rm(folder, { recursive: true });
});

const at = (host: string, ca: string | null, mode = 'verify-full'): string => {
  const address = new URL(url);
  address.hostname = host;
  address.searchParams.set('sslmode', mode);
  if (ca !== null) address.searchParams.set('sslrootcert', join(folder, `${ca}.pem`));
  return address.href;
};

async function outcome(address: string): Promise<TuttiError | number> {
  await using vault = await openVault();
  const raw = await loadSource(vault, postgresPipeline(), atDatabase(address)).catch((cause: unknown) => cause);
  if (raw instanceof TuttiError) return raw;
  if (raw instanceof Error) throw raw;
  return 1;
}

describe('a server that has to prove who it is', () => {
  test('is read when its certificate and its name hold', async () => {
    expect(await outcome(at('localhost', 'ours'))).toBe(1);
  });

  test('is refused when somebody else vouches for it, or nobody known', async () => {
    expect(await outcome(at('localhost', 'other'))).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('could not prove') });
    expect(await outcome(at('localhost', null))).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('could not prove') });
  });

  test('is refused under another name than its own', async () => {
    expect(await outcome(at('127.0.0.1', 'ours'))).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') });
  });

  test('wants a password', async () => {
    const address = new URL(at('localhost', 'ours'));
    address.password = '';
    expect(await outcome(address.href)).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
  });

  test('is refused without TLS, before the password is sent', async () => {
    const address = new URL(at('localhost', 'ours'));
    address.port = String(plain.port);
    expect(await outcome(address.href)).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('it has no TLS') });
  });
});

describe('a connection string', () => {
  const read = (text: string) => postgresAddress(text, 'VARIABLE');
  const fault = (text: string): TuttiError => {
    try {
      read(text);
    } catch (error) {
      if (error instanceof TuttiError) return error;
    }
    throw new Error('was taken');
  };

  test('to another machine always means verified TLS', () => {
    for (const mode of ['', '?sslmode=verify-full']) expect(read(`postgres://r:p@db.example.org:6432/w${mode}`)).toEqual({ host: 'db.example.org', port: 6432, database: 'w', user: 'r', password: 'p', ssl: { rejectUnauthorized: true, minVersion: 'TLSv1.2' } });
    for (const host of ['10.0.0.1', '[2001:db8::1]', '128.0.0.1', '127.0.0.1.example.org']) expect(read(`postgres://r@${host}/w`).ssl, host).not.toBe(false);
    for (const mode of ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'no-verify', '']) {
      expect(fault(`postgres://r:ZZsecret@db.example.org/w?sslmode=${mode}`), mode).toMatchObject({ code: 'USAGE', message: expect.not.stringContaining('ZZ') });
    }
  });

  test('may be plain on this machine only', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]', '%2Fvar%2Frun']) expect(read(`postgres://r@${host}/w`).ssl, host).toBe(false);
    expect(read('postgres://r@%2Fvar%2Frun/w').host).toBe('/var/run');
    expect(read('postgres://r@localhost/w?sslmode=disable').ssl).toBe(false);
    expect(read('postgres://r@localhost/w?sslmode=verify-full').ssl).toMatchObject({ rejectUnauthorized: true });
    expect(fault('postgres://r@%2Fvar%2Frun/w?sslmode=verify-full').code).toBe('USAGE');
    expect(fault('postgres://r@localhost/w?sslmode=require').code).toBe('USAGE');
  });

  test('that cannot be understood is not repeated', () => {
    for (const text of ['', 'ZZsecret', 'mysql://r:ZZsecret@h/w', 'postgres://:ZZsecret@h/w', 'postgres://r:ZZsecret@h/', 'postgres://r:ZZ%@h/w', 'postgres://r:ZZsecret@h/w?options=ZZ', 'postgres://r@h/w?ZZsecret=1', 'postgres://r:p@h/w?sslrootcert=/no/such/file']) {
      const error = fault(text);
      expect(error.code, text).toBe('USAGE');
      expect(`${error.message} ${error.hint}`, text).not.toContain('ZZ');
    }
  });
});
