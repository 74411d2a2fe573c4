import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPipeline, type Period } from '#config';
import { TuttiError } from '#core';
import { openLedger, openPrivateStore } from '#ledger';
import { loadOrCreateKeys, openAlone, type Released, writeBundle } from '#release';
import { systemClock } from '../../src/core/effects.ts';
import { earlierRelease, keepBundle } from '../../src/app/earlier.ts';
import { ROOT } from '../support/tutti.ts';
import { yearContent } from '../support/two-years.ts';

/** What is kept of a release, and taken up a year later: what the ledger has on record under this instance's signature, or nothing. */

const pipeline = loadPipeline(join(ROOT, 'pipelines', 'demo.yaml'));
const counts = { A: [20, 20, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] } as const;
const content = yearContent(2025, [{ id: 'q', counts }]);
const year = (n: number): Period => ({ id: String(n), from: `${n}-01-01`, to: `${n}-12-31` });
const facts = { fingerprint: '0'.repeat(64), generator: 'test' };

let state: string;
beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'tutti-kept-'))));
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** A state folder with the release of 2025 on record and kept. */
async function archive() {
  const keys = loadOrCreateKeys(state);
  const shop = { keys, ledger: await openLedger(state, systemClock), store: openPrivateStore(state) };
  const bundle = writeBundle(join(state, 'bundle'), content, facts, keys.privateKey);
  await keepBundle(openAlone(join(state, 'bundle'), keys.publicKey), shop.store);
  await shop.ledger.append({ kind: 'release', employer: 'E1', report: 'wellness', period: '2025', releaseId: bundle.id, contentHash: bundle.contentHash, reason: 'released', counts: {} });
  let runs = 0;
  const find = (period: Period, employer = 'E1', from = pipeline): Promise<Released | null> => earlierRelease({ pipeline: from, period, employer }, shop, join(state, 'work', String(++runs)));
  return { ...shop, id: bundle.id, find, kept: (name: string) => join(state, 'private', bundle.id, name) };
}

const failure = async (action: Promise<unknown>): Promise<string> => {
  try {
    await action;
  } catch (error) {
    if (error instanceof TuttiError) return `${error.code}: ${error.message} ${error.hint}`;
    throw error;
  }
  throw new Error('nothing failed');
};

test('the year before is taken up as it was signed, and no other year, employer or kind of period', async () => {
  const { find, id } = await archive();
  expect((await find(year(2026)))?.id).toBe(id);
  expect((await find(year(2026)))?.content).toEqual(content);
  expect(await find(year(2025))).toBeNull();
  expect(await find(year(2027))).toBeNull();
  expect(await find(year(2026), 'E2')).toBeNull();
  const fixed = { ...pipeline, period: { kind: 'fixed', ...year(2026) } } as const;
  expect(await find(year(2026), 'E1', fixed)).toBeNull();
});

test.each(['manifest.json', 'manifest.sig', 'table.json'])('without its %s the employer’s run ends, and the message says what to copy where', async (name) => {
  const { find, id, kept } = await archive();
  rmSync(kept(name));
  expect(await failure(find(year(2026)))).toMatch(new RegExp(`^FILE_MISSING: .*${name} is not in the state folder.*Copy manifest\\.json, manifest\\.sig, table\\.json .*private/${id}`, 'u'));
});

test('with one digit changed it ends', async () => {
  const { find, kept } = await archive();
  const text = await readFile(kept('table.json'), 'utf8');
  expect(text).toContain('"base":160');
  await writeFile(kept('table.json'), text.replace('"base":160', '"base":161'));
  expect(await failure(find(year(2026)))).toMatch(/^BUNDLE_TAMPERED: /u);
});

test('with another release of this instance in its place it ends', async () => {
  const { find, keys, kept } = await archive();
  const other = join(state, 'other');
  writeBundle(other, { ...content, source: { en: 'Other numbers' } }, facts, keys.privateKey);
  for (const name of ['manifest.json', 'manifest.sig', 'table.json']) cpSync(join(other, name), kept(name));
  expect(await failure(find(year(2026)))).toMatch(/^BUNDLE_TAMPERED: .*not what the ledger has on record/u);
});

test('with the same numbers under another instance’s signature it ends', async () => {
  const { find, kept } = await archive();
  const other = join(state, 'other');
  writeBundle(other, content, facts, generateKeyPairSync('ed25519').privateKey);
  for (const name of ['manifest.json', 'manifest.sig', 'table.json']) cpSync(join(other, name), kept(name));
  expect(await failure(find(year(2026)))).toMatch(/^BUNDLE_TAMPERED: .*no valid signature/u);
});
