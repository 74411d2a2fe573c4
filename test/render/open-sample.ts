import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRelease, writeBundle, type PrintFacts, type ReleaseContent, type Released } from '#release';

/** A sample release on disk, signed and opened as in a run; printed on A4 unless told otherwise. */
export interface Sample {
  readonly folder: string;
  readonly bundle: string;
  readonly publicPem: string;
  readonly released: Released;
}

export function openSample(content: ReleaseContent, print?: PrintFacts): Sample {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const folder = mkdtempSync(join(tmpdir(), 'tutti-render-'));
  const bundle = join(folder, 'bundle');
  writeBundle(bundle, content, { fingerprint: '0'.repeat(64), generator: 'test', print }, privateKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { folder, bundle, publicPem, released: openRelease(bundle, publicPem) };
}
